// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "ui/panels/checkspanel.h"
#include "ui/panels/commandpalette.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/firstrunpage.h"
#include "ui/panels/forms.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/languagemenu.h"
#include "ui/panels/nextanswer.h"
#include "ui/panels/notifications.h"
#include "ui/panels/producerpanel.h"
#include "ui/panels/remarking.h"
#include "ui/panels/resourceform.h"
#include "ui/panels/sessionactions.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/shortcutsheet.h"
#include "ui/panels/statusline.h"
#include "ui/panels/thememenu.h"
#include "ui/panels/triageform.h"
#include "ui/views/banner.h"
#include "ui/views/diffwindow.h"
#include "ui/views/icons.h"
#include "ui/views/inspector.h"
#include "ui/views/tailtable.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QToolBar>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTick{250};

} // namespace

MainWindow::MainWindow(Bench &bench, const Clock &clock, SettingsStore store, QWidget *parent)
    : QMainWindow(parent)
    , m_bench(bench)
    , m_clock(clock)
    , m_store(std::move(store))
    , m_settings(m_store.load())
    , m_session(new SessionActions(bench, *this))
    , m_producer(new ProducerPanel(bench))
    , m_consumer(new ConsumerPanel(bench))
    , m_inspector(new Inspector(bench))
    , m_checks(new ChecksPanel(bench))
    , m_page(new SessionPage(bench, m_models))
    , m_firstRun(new FirstRunPage(bench))
    , m_banner(new Banner)
    , m_notifications(new Notifications(bench, *m_banner, *this))
    , m_centre(new QStackedWidget)
    , m_status(new StatusLine)
    , m_palette(new CommandPalette(*this))
    , m_jump(newSequenceLine())
    , m_demo(new QAction(tr("&Demo"), this))
{
    applyTheme(*qApp, m_settings.theme);
    setWindowIcon(applicationIcon());
    buildCentre();
    m_docks = arrangeDocks(*this, m_producer, m_consumer, m_inspector, m_checks);
    buildMenus();
    buildToolBar();
    setStatusBar(m_status);
    connectBench();
    connectChecks();
    restore();
    updateTitle();
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::tick);
    m_tick.start();
    tick();
    m_firstRun->setFocus();
}

void MainWindow::buildCentre()
{
    m_centre->addWidget(m_firstRun);
    m_centre->addWidget(m_page);
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_banner);
    layout->addWidget(m_centre, 1);
    setCentralWidget(centre);
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_session->newAction, m_session->openAction, m_session->saveAction});
    file->addAction(m_page->filter().exportAction);
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
    quit->setMenuRole(QAction::QuitRole);

    buildViewMenu();

    QMenu *producer = menuBar()->addMenu(tr("&Producer"));
    producer->addActions({m_producer->pushAction, m_producer->holdAction, m_producer->resumeAction,
                          m_producer->stepAction, m_producer->stopAction});
    QMenu *consumer = menuBar()->addMenu(tr("&Consumer"));
    consumer->addAction(m_consumer->startAction);
    consumer->addSeparator();
    const NextAnswer &next = m_consumer->nextAnswer();
    for (QAction *action : next.actions)
        consumer->addAction(action);
    consumer->addMenu(next.retryMenu);
    consumer->addMenu(next.faultMenu);
    consumer->addAction(next.honestAction);

    QMenu *gaps = menuBar()->addMenu(tr("&Gaps"));
    gaps->addAction(m_page->tabs().nextGapAction);
    gaps->addActions(m_page->tabs().gaps().gapActions());

    menuBar()->addMenu(tr("Chec&ks"))->addActions(m_checks->menuActions());

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    m_demo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    m_demo->setToolTip(tr("Our producer pushes to our consumer until you stop it (Ctrl+D)"));
    connect(m_demo, &QAction::triggered, this, [this] { m_bench.startDemo(); });
    help->addAction(m_demo);
    help->addAction(tr("&Commands…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), m_palette,
                    &CommandPalette::popUp);
    help->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1), this,
                    [this] { (new ShortcutSheet(*this, this))->show(); });
}

void MainWindow::buildViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (QDockWidget *dock : m_docks.all())
        view->addAction(dock->toggleViewAction());
    view->addSeparator();
    view->addAction(tr("&Jump to sequence"), QKeySequence(Qt::CTRL | Qt::Key_G), this, [this] {
        m_jump->setFocus(Qt::ShortcutFocusReason);
        m_jump->selectAll();
    });
    view->addActions(m_page->tabs().remarking().actions());
    view->addActions({m_page->filter().focusAction, m_page->tabs().followAction,
                      m_page->tabs().compareAction, m_page->zoomInAction, m_page->zoomOutAction,
                      m_page->wholeAction});
    view->addSeparator();
    auto *theme = new ThemeMenu(m_settings.theme, view);
    connect(theme, &ThemeMenu::chosen, this, [this](ThemeChoice choice) {
        m_settings.theme = choice;
        applyTheme(*qApp, choice);
    });
    view->addMenu(theme);
    auto *language = new LanguageMenu(m_settings.language, view);
    connect(language, &LanguageMenu::chosen, this, &MainWindow::chooseLanguage);
    view->addMenu(language);
    view->addMenu(m_notifications->menu());
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({14, 14});
    bar->addActions({m_session->newAction, m_session->openAction, m_session->saveAction});
    bar->addSeparator();
    bar->addAction(m_consumer->startAction);
    bar->addActions({m_producer->pushAction, m_producer->holdAction, m_producer->resumeAction});
    bar->addAction(m_demo);
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_jump->setPlaceholderText(tr("Jump to sequence"));
    named(m_jump, tr("Jump to sequence"),
          tr("Show this number in the strip and in the events (Ctrl+G)"));
    m_jump->setMaximumWidth(180);
    connect(m_jump, &QLineEdit::returnPressed, this, &MainWindow::jump);
    bar->addWidget(m_jump);
}

void MainWindow::connectBench()
{
    connect(&m_bench, &Bench::recordsArrived, this, &MainWindow::takeRecords);
    connect(&m_bench, &Bench::politenessArrived, this, &MainWindow::takePoliteness);
    connect(&m_bench, &Bench::sessionReset, this, &MainWindow::startAnew);
    connect(&m_bench, &Bench::failed, m_banner, &Banner::report);
    connect(&m_bench, &Bench::exported, this, [this](const QString &path, qint64 records) {
        m_status->showMessage(tr("%1 records are in %2.").arg(records).arg(path), 8000);
    });
    connect(&m_bench, &Bench::producerChanged, m_status, &StatusLine::setProducer);
    connect(&m_bench, &Bench::sessionChanged, m_status, &StatusLine::setSession);
    connect(m_session, &SessionActions::nameChanged, this, &MainWindow::updateTitle);
    connect(&m_page->tabs(), &DataTabs::exchangeChosen, m_inspector, &Inspector::inspect);
    connect(&m_page->tabs(), &DataTabs::findingChosen, m_inspector, &Inspector::inspectFinding);
    connect(&m_page->tabs(), &DataTabs::compareWanted, this,
            [this](ExchangeNumber left, ExchangeNumber right) {
                (new DiffWindow(m_bench, left, right, this))->show();
            });
    connect(&m_page->tabs(), &DataTabs::opened, this, &MainWindow::showInspector);
    connect(&m_page->tabs().gaps(), &GapsPage::resourceWanted, this, [this] {
        m_docks.consumer->show();
        m_docks.consumer->raise();
        m_consumer->showTriage();
    });
    connect(m_firstRun, &FirstRunPage::demoWanted, m_demo, &QAction::trigger);
    connect(m_firstRun, &FirstRunPage::listenWanted, m_consumer, &ConsumerPanel::start);
    connect(m_firstRun, &FirstRunPage::pushWanted, this, &MainWindow::pushAt);
}

void MainWindow::pushAt(const PushAim &aim)
{
    m_producer->aimAt(aim);
    m_producer->push();
}

void MainWindow::connectChecks()
{
    connect(m_checks, &ChecksPanel::runWanted, this, [this] {
        m_docks.checks->show();
        m_docks.checks->raise();
    });
    connect(m_checks, &ChecksPanel::evidenceWanted, this, [this](ExchangeNumber number) {
        m_inspector->inspectEvidence(number);
        showInspector();
    });
    connect(m_checks, &ChecksPanel::pushWanted, this, &MainWindow::pushAt);
}

void MainWindow::showInspector()
{
    m_docks.inspector->show();
    m_docks.inspector->raise();
    m_inspector->setFocus();
}

void MainWindow::restore()
{
    m_producer->show(m_settings.producer);
    m_producer->resource().show(m_settings.resource);
    m_consumer->show(m_settings.consumer);
    m_consumer->triage().show(m_settings.triage);
    if (m_settings.triage != TriageSettings{})
        m_bench.setTriage(m_settings.triage); // Its grace; nobody is asked unless somebody says so.
    m_notifications->show(m_settings.notices);
    m_page->filter().setSaved(m_settings.filters);
    m_page->tabs().restoreColumns(m_settings.columns);
    m_checks->show(m_settings.check, m_settings.checkHistory);
    m_firstRun->show(m_settings.consumer, m_settings.producer);
    if (m_settings.geometry.isEmpty() || !restoreGeometry(m_settings.geometry))
        resize(firstWindowSize());
    restoreState(m_settings.docks);
}

void MainWindow::save()
{
    m_settings.geometry = saveGeometry();
    m_settings.docks = saveState();
    m_settings.producer = m_producer->settings();
    m_settings.resource = m_producer->resource().settings();
    m_settings.consumer = m_consumer->settings();
    m_settings.triage = m_consumer->triage().kept();
    m_settings.notices = m_notifications->choice();
    m_settings.filters = m_page->filter().saved();
    m_settings.columns = m_page->tabs().columns();
    m_settings.check = m_checks->settings();
    m_settings.checkHistory = m_checks->history();
    m_store.save(m_settings);
}

void MainWindow::takeRecords(const ledger::Records &records)
{
    m_models.take(records);
    m_page->tabs().updateTitles();
    m_status->setModels(m_models);
    m_session->setExchanges(m_models.totals.exchanges);
    m_consumer->setExchanges(m_models.totals.exchanges);
    if (m_models.totals.exchanges == 0 || m_centre->currentWidget() == m_page)
        return;
    const bool wasInside = m_firstRun->isAncestorOf(focusWidget());
    m_centre->setCurrentWidget(m_page);
    if (wasInside)
        m_page->tabs().events().setFocus();
}

void MainWindow::takePoliteness(const std::vector<consumer::PolitenessRecord> &changed,
                                const std::vector<consumer::PolitenessFigure> &figures)
{
    m_models.politeness.take(changed);
    m_models.manners.show(figures);
    m_page->tabs().updateTitles();
}

void MainWindow::startAnew()
{
    m_models.clear();
    m_inspector->clear();
    m_page->tabs().updateTitles();
    m_status->restart();
    m_session->setExchanges(0);
    m_consumer->setExchanges(0);
    m_centre->setCurrentWidget(m_firstRun);
}

void MainWindow::updateTitle()
{
    setWindowTitle(m_session->sessionName() % u" \u2013 " % tr("Pushbench"));
}

void MainWindow::chooseLanguage(LanguageChoice language)
{
    m_settings.language = language;
    m_status->showMessage(tr("The language changes when Pushbench is started again."), 8000);
}

void MainWindow::jump()
{
    const qint64 number = m_jump->text().toLongLong();
    if (!m_page->jumpTo(number))
        m_status->showMessage(tr("The feed does not reach to %1.").arg(m_jump->text()), 5000);
}

void MainWindow::tick()
{
    const WallTime now = m_clock.now().wall;
    m_producer->tick(now);
    m_consumer->tick(now);
    m_checks->tick(now);
    m_status->tick(now);
    m_page->tabs().gaps().tick(now);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_session->isUnsaved()) {
        event->ignore();
        m_session->guard(tr("Close Pushbench?"), [this] {
            m_closing = true;
            close();
        });
        return;
    }
    save();
    event->accept();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ThemeChange && m_settings.theme == ThemeChoice::System)
        applyTheme(*qApp, ThemeChoice::System);
}

} // namespace pushbench::ui
