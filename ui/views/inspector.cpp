// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/inspector.h"

#include "core/journal/curlcommand.h"
#include "core/journal/headfields.h"
#include "ui/bench.h"
#include "ui/checkbench.h"
#include "ui/models/exchangepages.h"
#include "ui/models/texts.h"
#include "ui/models/timing.h"
#include "ui/views/codeview.h"
#include "ui/views/findinglist.h"
#include "ui/views/theme.h"
#include "ui/views/waterfall.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStringBuilder>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace pushbench::ui {

Inspector::Inspector(Bench &bench, QWidget *parent)
    : QFrame(parent)
    , m_bench(bench)
    , m_stack(new QStackedWidget)
    , m_title(new QLabel)
    , m_summary(new QLabel)
    , m_tabs(new QTabWidget)
    , m_views{new CodeView, new CodeView, new CodeView}
    , m_headers(new QTreeWidget)
    , m_findingsTitle(new QLabel(tr("Findings")))
    , m_findingList(new FindingList)
    , m_timingTitle(new QLabel(tr("Timing")))
    , m_waterfall(new Waterfall)
    , m_empty(new QLabel)
{
    setProperty("panel", true);
    build();
    connect(&m_bench, &Bench::exchangeFetched, this,
            [this](const std::shared_ptr<const journal::Exchange> &found,
                   const protocol::Findings &findings) {
                if (!m_evidence)
                    take(found, findings);
            });
    connect(&m_bench.checks(), &CheckBench::evidenceFetched, this,
            [this](const std::shared_ptr<const journal::Exchange> &found,
                   const protocol::Findings &findings) {
                if (m_evidence)
                    take(found, findings);
            });
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::showPage);
    connect(m_findingList, &FindingList::chosen, this, &Inspector::markFinding);
    clear();
}

void Inspector::build()
{
    m_tabs->setAccessibleName(tr("Parts of the exchange"));
    m_tabs->addTab(m_views[Request], tr("Request"));
    m_tabs->addTab(m_views[Response], tr("Response"));
    m_tabs->addTab(m_views[Raw], tr("Raw"));
    m_tabs->addTab(m_headers, tr("Headers"));
    // Laid-out text may fold in a narrow dock; raw text keeps its lines.
    for (CodeView *view : {m_views[Request], m_views[Response]}) {
        view->setLineWrapMode(QPlainTextEdit::WidgetWidth);
        view->setWordWrapMode(QTextOption::WrapAnywhere);
    }
    m_views[Request]->setAccessibleName(tr("Request, laid out"));
    m_views[Response]->setAccessibleName(tr("Response, laid out"));
    m_views[Raw]->setAccessibleName(tr("Request and response as on the wire"));
    m_headers->setAccessibleName(tr("Headers in wire order"));
    m_headers->setHeaderLabels({tr("Name"), tr("Value")});
    m_headers->setRootIsDecorated(false);
    m_headers->setIndentation(12);
    m_headers->setFont(codeFont());
    m_headers->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_title->setProperty("heading", true);
    m_summary->setProperty("muted", true);
    m_summary->setWordWrap(true);
    m_findingsTitle->setProperty("muted", true);
    m_timingTitle->setProperty("muted", true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(24);
    m_empty->setProperty("muted", true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildDetails());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

QWidget *Inspector::buildDetails()
{
    auto *curl = new QPushButton(tr("Copy as curl"));
    curl->setToolTip(tr("Copy the request as a curl command; the token is $PUSHBENCH_AUTH_TOKEN"));
    auto *body = new QPushButton(tr("Copy body"));
    body->setToolTip(tr("Copy the body of the request"));
    connect(curl, &QPushButton::clicked, this, &Inspector::copyAsCurl);
    connect(body, &QPushButton::clicked, this, &Inspector::copyBody);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(curl);
    buttons->addWidget(body);
    buttons->addStretch(1);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(10, 8, 10, 4);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_summary);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(10, 8, 10, 10);
    foot->setSpacing(5);
    foot->addWidget(m_findingsTitle);
    foot->addWidget(m_findingList, 1);
    foot->addWidget(m_timingTitle);
    foot->addWidget(m_waterfall);
    foot->addLayout(buttons);

    auto *details = new QWidget;
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(foot);
    return details;
}

void Inspector::inspect(ExchangeNumber number, std::optional<protocol::Sequence> event)
{
    m_wantedEvent = event;
    m_wantedFinding.clear();
    fetch(number);
}

void Inspector::inspectFinding(ExchangeNumber number, const QString &id)
{
    m_wantedEvent.reset();
    m_wantedFinding = id;
    fetch(number);
}

void Inspector::fetch(ExchangeNumber number)
{
    m_wanted = number;
    if (std::exchange(m_evidence, false))
        m_exchange.reset();
    if (m_exchange && m_exchange->number == number)
        take(m_exchange, m_findings);
    else
        m_bench.fetchExchange(number);
}

void Inspector::inspectEvidence(ExchangeNumber number)
{
    m_wanted = number;
    m_wantedEvent = {};
    m_evidence = true;
    m_bench.checks().fetchEvidence(number);
}

void Inspector::clear()
{
    m_wanted = {};
    m_exchange.reset();
    m_findings.clear();
    m_empty->setText(tr("Choose an event or an exchange to see what was on the wire."));
    m_stack->setCurrentIndex(0);
}

ExchangeNumber Inspector::shownExchange() const
{
    return m_exchange ? m_exchange->number : ExchangeNumber{};
}

void Inspector::take(const std::shared_ptr<const journal::Exchange> &found,
                     const protocol::Findings &findings)
{
    if (!found) {
        clear();
        m_empty->setText(tr("The session holds no such exchange."));
        return;
    }
    if (found->number != m_wanted)
        return; // another one has been chosen meanwhile
    const bool same = m_exchange == found;
    m_exchange = found;
    m_findings = findings;
    if (!same)
        showExchange();
    if (m_wantedEvent) {
        if (const auto bytes = bytesOf(*m_exchange, *m_wantedEvent))
            mark(Part::RequestBody, *bytes, MarkKind::Chosen);
    }
    for (size_t row = 0; row < m_findings.size() && !m_wantedFinding.isEmpty(); ++row) {
        if (m_wantedFinding != QLatin1StringView(m_findings[row].id))
            continue;
        m_findingList->setCurrentRow(int(row));
        markFinding(int(row));
        break;
    }
}

void Inspector::showExchange()
{
    m_made.fill(false);
    showSummary();
    showHeaders();
    m_findingList->show(m_findings);
    m_findingsTitle->setVisible(!m_findings.empty());
    std::vector<TimingBar> bars = timingBars(*m_exchange);
    m_timingTitle->setVisible(!bars.empty());
    m_waterfall->show(std::move(bars));
    m_stack->setCurrentIndex(1);
    showPage();
}

void Inspector::showSummary()
{
    const journal::Exchange &exchange = *m_exchange;
    m_title->setText((m_evidence ? tr("Exchange %1 of the checks") : tr("Exchange %1"))
                         .arg(exchange.number.value));
    QStringList parts;
    parts += timeOfDay(exchange.began);
    parts += exchange.side == Side::Consumer ? tr("from %1").arg(QString::fromUtf8(exchange.peer))
                                             : tr("to %1").arg(QString::fromUtf8(exchange.peer));
    parts += QString::fromLatin1(exchange.protocol);
    if (!exchange.tls.isEmpty())
        parts += QString::fromUtf8(exchange.tls);
    parts += exchange.status == 0 ? tr("no answer") : tr("status %1").arg(exchange.status);
    if (exchange.payload)
        parts += tr("events: %1").arg(grouped(qint64(exchange.payload->events().size())));
    parts += byteCount(exchange.requestBody.size());
    if (exchange.attempt > 1)
        parts += tr("attempt %1").arg(exchange.attempt);
    m_summary->setText(parts.join(QStringLiteral(" \u00B7 ")));
}

void Inspector::showHeaders()
{
    m_headers->clear();
    for (const QByteArray &head : {m_exchange->requestHead, m_exchange->responseHead}) {
        if (head.isEmpty())
            continue;
        auto *start = new QTreeWidgetItem(m_headers, {QString::fromUtf8(journal::startLine(head))});
        start->setFirstColumnSpanned(true);
        for (const journal::HeadField &field : journal::headFields(head))
            new QTreeWidgetItem(start,
                                {QString::fromUtf8(field.name), QString::fromUtf8(field.value)});
        start->setExpanded(true);
    }
}

void Inspector::showPage()
{
    const int page = m_tabs->currentIndex();
    if (!m_exchange || page == Headers || m_made[size_t(page)])
        return;
    m_made[size_t(page)] = true;
    CodeView &view = *m_views[size_t(page)];
    if (page == Request)
        view.show(requestPage(*m_exchange));
    else if (page == Response)
        view.show(responsePage(*m_exchange));
    else
        view.show(rawPage(*m_exchange));
}

void Inspector::markFinding(int row)
{
    if (!m_exchange || row < 0 || size_t(row) >= m_findings.size())
        return;
    if (const auto place = placeOf(*m_exchange, m_findings[size_t(row)]))
        mark(place->part, place->bytes, MarkKind::Found);
}

void Inspector::mark(Part part, protocol::ByteRange bytes, MarkKind kind)
{
    const bool response = part == Part::ResponseHead || part == Part::ResponseBody;
    if (m_tabs->currentIndex() != Raw)
        m_tabs->setCurrentIndex(response ? Response : Request);
    const int page = m_tabs->currentIndex();
    CodeView &view = *m_views[size_t(page)];
    if (view.mark(part, bytes, kind) || part != Part::RequestBody)
        return;
    // The place lies behind what a page shows of a long body: show the stretch around it.
    view.show(page == Raw ? rawPage(*m_exchange, bytes.offset)
                          : requestPage(*m_exchange, bytes.offset));
    view.mark(part, bytes, kind);
}

void Inspector::copyAsCurl() const
{
    if (m_exchange)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(journal::curlCommand(*m_exchange)));
}

void Inspector::copyBody() const
{
    if (m_exchange)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_exchange->requestBody));
}

} // namespace pushbench::ui
