// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "ui/models/sessionmodels.h"
#include "ui/panels/docks.h"
#include "ui/settings.h"

#include <QMainWindow>
#include <QTimer>

class QLineEdit;
class QStackedWidget;

namespace pushbench::ui {

class Banner;
class ChecksPanel;
class CommandPalette;
class ConsumerPanel;
class FirstRunPage;
class Inspector;
class Notifications;
class ProducerPanel;
class SessionActions;
class SessionPage;
class StatusLine;

/// Arranges the panels, hands them what the bench says, and remembers how it was left. Does nothing
/// itself.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Bench and clock outlive the window.
    MainWindow(Bench &bench, const Clock &clock, SettingsStore store, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(MainWindow)

    [[nodiscard]] ProducerPanel &producerPanel() const { return *m_producer; }
    [[nodiscard]] ConsumerPanel &consumerPanel() const { return *m_consumer; }
    [[nodiscard]] SessionPage &sessionPage() const { return *m_page; }
    [[nodiscard]] Inspector &inspector() const { return *m_inspector; }
    [[nodiscard]] ChecksPanel &checksPanel() const { return *m_checks; }
    [[nodiscard]] Banner &banner() const { return *m_banner; }
    [[nodiscard]] SessionModels &models() { return m_models; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildCentre();
    void buildMenus();
    void buildViewMenu();
    void connectChecks();
    void pushAt(const PushAim &aim);
    void showInspector();
    void buildToolBar();
    void connectBench();
    void restore();
    void save();

    void takeRecords(const ledger::Records &records);
    void takePoliteness(const std::vector<consumer::PolitenessRecord> &changed,
                        const std::vector<consumer::PolitenessFigure> &figures);
    void startAnew();
    void updateTitle();
    void jump();
    void chooseLanguage(LanguageChoice language);
    void tick();

    Bench &m_bench;
    const Clock &m_clock;
    SettingsStore m_store;
    Settings m_settings;
    SessionModels m_models;
    QTimer m_tick; ///< The only clockwork of the window: countdowns and rates.

    SessionActions *m_session;
    ProducerPanel *m_producer;
    ConsumerPanel *m_consumer;
    Inspector *m_inspector;
    ChecksPanel *m_checks;
    SessionPage *m_page;
    FirstRunPage *m_firstRun;
    Banner *m_banner;
    Notifications *m_notifications;
    QStackedWidget *m_centre;
    StatusLine *m_status;
    CommandPalette *m_palette;
    QLineEdit *m_jump;
    Docks m_docks;
    QAction *m_demo;
    bool m_closing = false; ///< The question about unsaved work has been answered.
};

} // namespace pushbench::ui
