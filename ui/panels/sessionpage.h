// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/sessionmodels.h"

#include <QWidget>

class QAction;

namespace pushbench::ui {

class Bench;
class DataTabs;
class FilterBar;
class SequenceStrip;

/// The centre of a session that has begun: the strip above the tables, each leading to the other.
class SessionPage final : public QWidget
{
    Q_OBJECT

public:
    SessionPage(Bench &bench, SessionModels &models, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SessionPage)

    [[nodiscard]] SequenceStrip &strip() const { return *m_strip; }
    [[nodiscard]] FilterBar &filter() const { return *m_filter; }
    [[nodiscard]] DataTabs &tabs() const { return *m_tabs; }

    QAction *zoomInAction;
    QAction *zoomOutAction;
    QAction *wholeAction;

    /// Shows a number in the strip, and its events. False when the feed does not hold it.
    bool jumpTo(qint64 number);

private:
    void buildActions();
    void tellFilter();

    SessionModels &m_models;
    SequenceStrip *m_strip;
    DataTabs *m_tabs;
    FilterBar *m_filter;
};

} // namespace pushbench::ui
