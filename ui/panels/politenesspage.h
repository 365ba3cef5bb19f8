// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/sessionmodels.h"

#include <QWidget>

class QLabel;

namespace pushbench::ui {

class Card;
class RowView;
class TailTable;

/// Who waited when told to wait: the figures of each feed above the holds themselves, and the
/// sentence of one of them below.
class PolitenessPage final : public QWidget
{
    Q_OBJECT

public:
    explicit PolitenessPage(SessionModels &models, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(PolitenessPage)

    [[nodiscard]] TailTable *holds() const { return m_holds; }
    [[nodiscard]] RowView *figures() const { return m_figures; }

private:
    void refresh();
    void explain();

    SessionModels &m_models;
    QLabel *m_nothing;
    RowView *m_figures;
    TailTable *m_holds;
    Card *m_sentence; ///< What happened in the hold that is chosen, or else in the newest.
};

} // namespace pushbench::ui
