// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/views/rowview.h"

namespace pushbench::ui {

/// A table that follows its newest row until somebody moves up in it or chooses an
/// older row. Coming back to the last row,
/// by hand or by setFollowing(), makes it follow again.
class TailTable final : public RowView
{
    Q_OBJECT

public:
    explicit TailTable(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(TailTable)

    [[nodiscard]] bool isFollowing() const noexcept { return m_following; }
    void setFollowing(bool following);

    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void showNewest();

    bool m_following = true;
    bool m_own = false; ///< The scroll bar is moving because of us.
};

} // namespace pushbench::ui
