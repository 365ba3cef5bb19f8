// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/filterbar.h"

#include "ui/models/feedlistmodel.h"
#include "ui/models/texts.h"
#include "ui/panels/filterline.h"
#include "ui/panels/forms.h"
#include "ui/panels/siftedtables.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

using Scope = ledger::Filter::Scope;

constexpr std::chrono::milliseconds kPause{250};

QToolButton *newButton(const QString &text)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

ExportFormat formatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == u"csv" ? ExportFormat::Csv
        : suffix == u"har"  ? ExportFormat::Har
                            : ExportFormat::Ndjson;
}

Scope scopeOf(FilterBar::Table table)
{
    switch (table) {
    case FilterBar::Table::Gaps:
        return Scope::Gaps;
    case FilterBar::Table::Findings:
        return Scope::Findings;
    case FilterBar::Table::Events:
    case FilterBar::Table::Exchanges:
    case FilterBar::Table::Other:
        return Scope::Traffic;
    }
    return Scope::Traffic;
}

} // namespace

FilterBar::FilterBar(Bench &bench, FeedListModel &feeds, SiftedTables &tables, QWidget *parent)
    : QWidget(parent)
    , focusAction(new QAction(tr("&Filter the tables"), this))
    , exportAction(new QAction(tr("&Export what is shown…"), this))
    , m_bench(bench)
    , m_feeds(feeds)
    , m_tables(tables)
    , m_line(named(new FilterLine, tr("Filter"),
                   tr("Terms that must all hold, such as resource:Media, seq:1100..1199, "
                      "status:429, is:late, is:marked, note:ticket, -side:producer or \"text\" in "
                      "heads and bodies (/)")))
    , m_said(new QLabel)
    , m_savedButton(named(newButton(tr("Saved")), tr("Saved filters")))
    , m_export(newButton(tr("Export…")))
    , m_menu(new QMenu(m_savedButton))
    , m_fault(new FaultLabel(tr("What is wrong with the filter")))
{
    focusAction->setShortcut(Qt::Key_Slash);
    connect(focusAction, &QAction::triggered, this, [this] {
        m_line->setFocus(Qt::ShortcutFocusReason);
        m_line->selectAll();
    });
    exportAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(exportAction, &QAction::triggered, this, &FilterBar::chooseFile);
    buildLayout();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        QStringList sources;
        for (int row = 0; row < m_feeds.rowCount(); ++row)
            sources += QString::fromUtf8(m_feeds.at(row).label);
        sources.removeAll(QString());
        sources.removeDuplicates();
        m_line->setSources(sources);
    });
    connect(m_line, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        apply();
        if (!m_fault->isVisible())
            Q_EMIT left();
    });
    connect(m_line, &FilterLine::cancelled, this, &FilterBar::cancel);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    connect(&m_tables, &SiftedTables::changed, this, &FilterBar::tell);
    tell();
}

void FilterBar::buildLayout()
{
    m_line->setPlaceholderText(u"resource:Media seq:1100..1199 is:late \"text\""_s);
    m_said->setProperty("muted", true);
    m_savedButton->setMenu(m_menu);
    m_savedButton->setPopupMode(QToolButton::InstantPopup);
    m_export->setAccessibleName(tr("Export what is shown"));
    m_export->setToolTip(tr("Write exactly what the table shows into a file (Ctrl+E)"));
    connect(m_export, &QToolButton::clicked, exportAction, &QAction::trigger);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_line, 1);
    row->addWidget(m_said);
    row->addWidget(m_savedButton);
    row->addWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPanelMargin, 6, kPanelMargin, 6);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_fault);
}

void FilterBar::setTable(Table table)
{
    m_table = table;
    m_line->setScope(scopeOf(table));
    tell();
}

QString FilterBar::said() const
{
    return m_said->text();
}

void FilterBar::setSaved(const QStringList &filters)
{
    m_saved = filters;
}

void FilterBar::apply()
{
    m_pause.stop();
    const QString text = m_line->text().trimmed();
    ledger::Filter::Place place;
    const Result<ledger::Filter> filter = ledger::Filter::parse(
        m_line->text(), &place, Scope::Traffic | Scope::Gaps | Scope::Findings);
    if (!filter) {
        m_line->mark(place);
        m_fault->say(tr("At character %1: %2.").arg(place.from + 1).arg(filter.fault().text));
        return;
    }
    m_line->mark({});
    m_fault->say({});
    if (std::exchange(m_applied, text) == text)
        return;
    m_filter = filter.value();
    m_tables.setFilter(m_filter);
}

/// First the filter goes, then the line is left.
void FilterBar::cancel()
{
    if (m_line->text().isEmpty())
        Q_EMIT left();
    m_line->clear();
    apply();
}

void FilterBar::tell()
{
    const bool written = m_table == Table::Events || m_table == Table::Exchanges;
    exportAction->setEnabled(written);
    m_export->setEnabled(written);
    const ledger::Filter &filter = m_tables.filter();
    m_said->setVisible(!filter.isEmpty());
    if (filter.isEmpty()) {
        m_said->clear();
        return;
    }
    if (m_table == Table::Other) {
        m_said->setText(tr("filters events, exchanges, gaps and findings"));
        return;
    }
    const QStringList idle = filter.meaningless(scopeOf(m_table));
    if (idle.isEmpty())
        m_said->setText(countText());
    else
        m_said->setText(tr("%1; without meaning here: %2").arg(countText(), idle.join(u' ')));
}

QString FilterBar::countText() const
{
    switch (m_table) {
    case Table::Gaps:
        return tr("gaps: %1").arg(grouped(qint64(m_tables.gaps.rows.rowCount())));
    case Table::Findings:
        return tr("findings: %1").arg(grouped(qint64(m_tables.findings.rows.rowCount())));
    case Table::Events:
    case Table::Exchanges:
    case Table::Other:
        break;
    }
    const bool exchanges = m_table == Table::Exchanges;
    const FilteredRows &rows = exchanges ? m_tables.exchanges : m_tables.events;
    const QString passing = grouped(qint64(rows.rowCount()));
    if (!m_tables.isDone())
        return tr("%1, looking through exchange %2…").arg(passing, grouped(m_tables.seen()));
    return exchanges ? tr("exchanges: %1").arg(passing) : tr("events: %1").arg(passing);
}

void FilterBar::fillMenu()
{
    m_menu->clear();
    for (const QString &filter : std::as_const(m_saved)) {
        QString shown = filter;
        m_menu->addAction(shown.replace(u'&', u"&&"_s), this, [this, filter] {
            m_line->setText(filter);
            apply();
        });
    }
    if (!m_saved.isEmpty())
        m_menu->addSeparator();
    QAction *keep = m_menu->addAction(tr("Save this filter"), this, &FilterBar::keep);
    keep->setEnabled(!m_applied.isEmpty() && !m_saved.contains(m_applied));
    QAction *forget =
        m_menu->addAction(tr("Forget this filter"), this, [this] { m_saved.removeAll(m_applied); });
    forget->setEnabled(m_saved.contains(m_applied));
}

void FilterBar::keep()
{
    m_saved.append(m_applied);
    m_saved.sort();
}

void FilterBar::chooseFile()
{
    const QString har = tr("HTTP Archive (*.har)");
    const QString filters = tr("NDJSON (*.ndjson);;CSV (*.csv)")
        + (m_table == Table::Exchanges ? QString(u";;"_s + har) : QString());
    const QString path =
        QFileDialog::getSaveFileName(window(), tr("Export what is shown"), {}, filters);
    if (!path.isEmpty())
        exportTo(path);
}

void FilterBar::exportTo(const QString &path)
{
    m_bench.exportFiltered({.path = path,
                            .format = formatOf(path),
                            .exchanges = m_table == Table::Exchanges,
                            .filter = m_filter.within(Scope::Traffic)});
}

} // namespace pushbench::ui
