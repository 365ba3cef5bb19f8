// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/checktreemodel.h"

#include <QScrollArea>

class QLabel;

namespace pushbench::ui {

/// One check in full: what it does and wants, what was compared, and its evidence as links.
class CheckDetail final : public QScrollArea
{
    Q_OBJECT

public:
    explicit CheckDetail(const CheckTreeModel &model, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CheckDetail)

    /// A row of the model; nothing for an invalid one.
    void show(const QModelIndex &index);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void evidenceWanted(pushbench::ExchangeNumber number);

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();
    [[nodiscard]] QString ofCheck(const QModelIndex &index) const;
    [[nodiscard]] QString ofClause(const QModelIndex &index) const;

    const CheckTreeModel &m_model;
    QPersistentModelIndex m_index;
    QLabel *m_text;
};

} // namespace pushbench::ui
