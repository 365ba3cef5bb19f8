// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkspanel.h"

#include "ui/panels/checkcommand.h"
#include "ui/panels/checkfilterbar.h"
#include "ui/panels/checkform.h"
#include "ui/panels/checkstatus.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/checkdetail.h"
#include "ui/views/checktree.h"
#include "ui/views/icons.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStringBuilder>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

ChecksPanel::ChecksPanel(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , runAction(new QAction(themedIcon(u"play"_s), tr("&Run the checks"), this))
    , cancelAction(new QAction(themedIcon(u"stop"_s), tr("&Break off"), this))
    , evidenceAction(new QAction(tr("Open the &evidence"), this))
    , reportAction(new QAction(tr("&Save a report…"), this))
    , commandAction(new QAction(tr("&Copy as command line"), this))
    , filterAction(new QAction(tr("&Filter the checks"), this))
    , m_checks(bench.checks())
    , m_form(new CheckForm(bench))
    , m_status(new CheckStatus(m_model))
    , m_bar(new CheckFilterBar(m_model, m_filter))
    , m_splitter(new QSplitter)
    , m_tree(new CheckTree)
    , m_detail(new CheckDetail(m_model))
{
    buildActions();
    buildLayout();
    connectBench();
    setRunning(false);
}

void ChecksPanel::buildActions()
{
    runAction->setShortcut(Qt::CTRL | Qt::Key_R);
    cancelAction->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    evidenceAction->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    filterAction->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    reportAction->setToolTip(tr("Save a report of this run as HTML, JSON, JUnit XML or text"));
    commandAction->setToolTip(tr("Copy the command line that runs the same checks"));
    evidenceAction->setToolTip(
        tr("Show the exchange behind this check in the inspector (Ctrl+Shift+E)"));
    connect(runAction, &QAction::triggered, this, &ChecksPanel::run);
    connect(cancelAction, &QAction::triggered, this, [this] { m_checks.cancel(); });
    connect(evidenceAction, &QAction::triggered, this, &ChecksPanel::openEvidence);
    connect(reportAction, &QAction::triggered, this, &ChecksPanel::chooseReport);
    connect(commandAction, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(checkCommandWithToken(m_form->effectiveSettings())));
    });
    connect(filterAction, &QAction::triggered, this, [this] {
        Q_EMIT runWanted();
        m_bar->line()->setFocus(Qt::ShortcutFocusReason);
    });
}

void ChecksPanel::buildLayout()
{
    m_tree->setModel(&m_filter);
    m_tree->setAccessibleName(tr("Checks by clause"));
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({460, 220});
    auto *figures = new QHBoxLayout;
    figures->setSpacing(6);
    figures->addWidget(m_bar, 1);
    figures->addWidget(buildMore());
    auto *top = new QVBoxLayout;
    top->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, 6);
    top->setSpacing(6);
    top->addWidget(m_form);
    top->addWidget(m_status);
    top->addLayout(figures);
    auto *paper = new QFrame;
    paper->setProperty("panel", true);
    auto *layout = new QVBoxLayout(paper);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_splitter, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(paper);
}

/// What can be done with a run, in one button: a dock is narrow.
QWidget *ChecksPanel::buildMore()
{
    auto *more = named(new QToolButton, tr("What to do with the checks"));
    more->setText(tr("Report"));
    more->setProperty("framed", true);
    more->setFocusPolicy(Qt::StrongFocus);
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addActions({reportAction, commandAction, evidenceAction});
    more->setMenu(menu);
    return more;
}

void ChecksPanel::connectBench()
{
    connect(&m_checks, &CheckBench::began, this, &ChecksPanel::begin);
    connect(&m_checks, &CheckBench::judged, this, &ChecksPanel::take);
    connect(&m_checks, &CheckBench::ended, this, &ChecksPanel::finish);
    connect(&m_checks, &CheckBench::waiting, m_status, &CheckStatus::wait);
    connect(&m_checks, &CheckBench::reportSaved, this, [this](const QString &path) {
        m_status->note(true, tr("The report is written"), path);
    });
    connect(&m_checks, &CheckBench::failed, this, [this](const Fault &fault) {
        m_status->note(false, tr("The report is not written"), fault.message());
    });
    connect(m_status, &CheckStatus::pushWanted, this, &ChecksPanel::pushWanted);
    connect(m_form->runButton(), &QPushButton::clicked, this,
            [this] { (m_running ? cancelAction : runAction)->trigger(); });
    connect(m_form, &CheckForm::submitted, this, &ChecksPanel::run);
    connect(m_form, &CheckForm::soundChanged, this, [this] { setRunning(m_running); });
    connect(m_tree, &CheckTree::currentMoved, this, [this](const QModelIndex &current) {
        m_detail->show(m_filter.mapToSource(current).siblingAtColumn(0));
    });
    connect(m_tree, &QAbstractItemView::activated, this, &ChecksPanel::openEvidence);
    connect(m_detail, &CheckDetail::evidenceWanted, this, &ChecksPanel::evidenceWanted);
}

void ChecksPanel::show(const CheckSettings &settings, const QByteArray &history)
{
    m_form->show(settings);
    m_history = CheckHistory::read(history);
}

Card &ChecksPanel::card() const
{
    return m_status->card();
}

CheckSettings ChecksPanel::settings() const
{
    return m_form->settings();
}

void ChecksPanel::run()
{
    if (m_running || !m_form->isSound())
        return;
    Q_EMIT runWanted();
    if (const QString fault = m_form->fault(); !fault.isEmpty()) {
        m_status->note(false, tr("Not run"), fault);
        return;
    }
    m_start = {};
    setRunning(true);
    m_status->prepare();
    m_checks.start(m_form->effectiveSettings());
}

void ChecksPanel::begin(const CheckStart &start)
{
    m_start = start;
    const PastRun *past = start.proof ? nullptr : m_history.of(start.suite, start.target);
    m_bar->clear();
    m_model.begin(start.checks, past, !start.proof && start.suite != checks::Suite::Producer);
    m_tree->expandAll();
    m_bar->count();
    m_status->begin(start, past);
}

void ChecksPanel::take(const std::vector<checks::Entry> &entries)
{
    m_model.take(entries);
    m_bar->count();
    // What turns stays in sight, unless somebody reads.
    if (!m_tree->currentIndex().isValid() && !entries.empty())
        m_tree->scrollTo(m_filter.mapFromSource(m_model.indexOf(entries.back().spec.id)));
    m_status->progress();
}

void ChecksPanel::finish(const CheckEnd &end)
{
    m_model.end();
    setRunning(false);
    if (!end.fault && !m_start.proof)
        m_history.remember(m_start.suite, m_start.target, m_now, m_model.judgedEntries());
    m_bar->count();
    m_status->finish(end);
}

void ChecksPanel::setRunning(bool running)
{
    m_running = running;
    m_form->setRunning(running);
    QPushButton &button = *m_form->runButton();
    button.setText(running ? tr("Break off") : tr("Run"));
    button.setToolTip(running ? tr("End the run here (Ctrl+Shift+R)")
                              : tr("Run the checks (Ctrl+R)"));
    button.setAccessibleName(running ? tr("Break off the checks") : tr("Run the checks"));
    restyle(button, "primary", !running);
    runAction->setEnabled(!running && m_form->isSound());
    button.setEnabled(running || m_form->isSound());
    cancelAction->setEnabled(running);
    reportAction->setEnabled(!running && m_model.judgedCount() > 0);
}

void ChecksPanel::tick(WallTime now)
{
    m_now = now;
    m_status->tick(now);
}

/// Of the check that is chosen; of a clause, the first that has one.
void ChecksPanel::openEvidence()
{
    const QModelIndex current = m_filter.mapToSource(m_tree->currentIndex()).siblingAtColumn(0);
    const auto first = [this](const QModelIndex &index) {
        const checks::Entry *entry = m_model.entryAt(index);
        return entry && !entry->outcome.evidence.empty()
            ? std::optional(entry->outcome.evidence.front())
            : std::nullopt;
    };
    std::optional<ExchangeNumber> number = first(current);
    for (int row = 0; !number && current.isValid() && row < m_model.rowCount(current); ++row)
        number = first(m_model.index(row, 0, current));
    if (number)
        Q_EMIT evidenceWanted(*number);
}

void ChecksPanel::chooseReport()
{
    auto *dialog = new QFileDialog(window(), tr("Save a report of the checks"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QStringList endings{u"html"_s, u"json"_s, u"xml"_s, u"txt"_s};
    const QStringList filters{tr("HTML page (*.html)"), tr("JSON (*.json)"),
                              tr("JUnit XML (*.xml)"), tr("Text (*.txt)")};
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(endings.front());
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, endings, filters](const QString &filter) {
                dialog->setDefaultSuffix(endings.value(filters.indexOf(filter)));
            });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_checks.saveReport(path); });
    dialog->open();
}

void ChecksPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() >= height() ? Qt::Horizontal : Qt::Vertical);
}

} // namespace pushbench::ui
