// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

#include <QListWidget>

namespace pushbench::ui {

/// The findings of one exchange, each with its verdict, clause, sentence and place. Choosing one
/// emits its row.
class FindingList final : public QListWidget
{
    Q_OBJECT

public:
    explicit FindingList(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FindingList)

    void show(const protocol::Findings &findings);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace pushbench::ui
