// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/gapremedies.h"

#include "ui/models/gaptablemodel.h"
#include "ui/views/card.h"

#include <QAction>

#include <algorithm>

namespace pushbench::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto kPause = 150ms;
constexpr size_t kMostRanges = 1000; ///< At a time; the rest is for the next time.

bool isMissing(ledger::GapState state)
{
    switch (state) {
    case ledger::GapState::Open:
    case ledger::GapState::Unexplained:
    case ledger::GapState::Checking:
    case ledger::GapState::LostSuperseded:
    case ledger::GapState::Lost:
        return true;
    case ledger::GapState::Hidden:
    case ledger::GapState::Recovered:
    case ledger::GapState::Filled:
        return false;
    }
    return false;
}

quint64 countOf(const std::vector<ledger::FeedRange> &numbers)
{
    quint64 count = 0;
    for (const ledger::FeedRange &each : numbers)
        count += each.range.length();
    return count;
}

} // namespace

GapRemedies::GapRemedies(Bench &bench, const GapTableModel &gaps, Rows rows, QObject *parent)
    : QObject(parent)
    , recoverAction(new QAction(tr("Recover"), this))
    , pushAction(new QAction(tr("Push the missing ones"), this))
    , outcome(new Card)
    , m_bench(bench)
    , m_gaps(gaps)
    , m_rows(std::move(rows))
{
    buildActions();
    outcome->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &GapRemedies::look);
    connect(&bench, &Bench::remediesFound, this, &GapRemedies::take);
    connect(&bench, &Bench::triageChanged, this, &GapRemedies::takeTriage);
    connect(&bench, &Bench::producerChanged, this, &GapRemedies::takeProducer);
    connect(&bench, &Bench::missingPushed, this, [this](qint64 events) {
        m_work.setQueued(events);
        tell();
    });
    connect(&bench, &Bench::recordsArrived, this, [this](const ledger::Records &records) {
        if (m_work.kind() == RemedyWork::Kind::None || records.gaps.empty())
            return;
        m_work.take(records);
        tell();
    });
    connect(&bench, &Bench::sessionReset, this, [this] {
        m_work = {};
        tell();
        refresh();
    });
    take({});
}

void GapRemedies::buildActions()
{
    recoverAction->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_R));
    pushAction->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_P));
    connect(recoverAction, &QAction::triggered, this, [this] { begin(RemedyWork::Kind::Recover); });
    connect(pushAction, &QAction::triggered, this, [this] { begin(RemedyWork::Kind::Push); });
}

std::vector<ledger::FeedRange> GapRemedies::missing() const
{
    std::vector<ledger::FeedRange> numbers;
    for (const int row : m_rows()) {
        const ledger::GapRecord &record = m_gaps.at(row);
        if (!isMissing(record.gap.state))
            continue;
        if (numbers.size() >= kMostRanges)
            break;
        numbers.push_back({record.feed, {record.gap.first.value, record.gap.last.value}});
    }
    return numbers;
}

void GapRemedies::look()
{
    const std::vector<ledger::FeedRange> numbers = missing();
    if (numbers.empty())
        take({});
    else
        m_bench.findRemedies(numbers);
}

void GapRemedies::take(const Remedies &remedies)
{
    const auto why = [](Hindrance hindrance) -> QString {
        switch (hindrance) {
        case Hindrance::None:
            return {};
        case Hindrance::NothingMissing:
            return tr("nothing of it is missing: choose gaps that are open or lost");
        case Hindrance::ReadOnly:
            return tr("this session is open for reading; begin a new one to send or receive");
        case Hindrance::NoProducer:
            return tr("nothing is pushed from this window: start the producer, or recover from the "
                      "resource");
        case Hindrance::NotOurs:
            return tr("the producer of this window never had them: recover from the resource of "
                      "the one that has");
        case Hindrance::Ours:
            return tr("the producer of this window has them: push the missing ones");
        case Hindrance::NobodyAsked:
            return tr("no resource is asked: name the producer's EntityEvent resource in the "
                      "consumer's panel");
        }
        return {};
    };
    const auto show = [&why](QAction &action, Hindrance hindrance, const QString &does) {
        action.setEnabled(hindrance == Hindrance::None);
        action.setToolTip(
            hindrance == Hindrance::None ? does : tr("%1\nNot now: %2.").arg(does, why(hindrance)));
    };
    show(*recoverAction, remedies.recovering,
         tr("Take over what the producer's resource has of the chosen gaps, or of all that are "
            "open or lost (Shift+R)"));
    show(*pushAction, remedies.pushing,
         tr("Have our producer push again what is missing of the chosen gaps, or of all that are "
            "open or lost (Shift+P)"));
}

void GapRemedies::begin(RemedyWork::Kind kind)
{
    std::vector<ledger::FeedRange> numbers = missing();
    if (numbers.empty())
        return;
    m_work.begin(kind, numbers, countOf(numbers));
    tell();
    Q_EMIT begun();
    if (kind == RemedyWork::Kind::Recover)
        m_bench.recover(numbers);
    else
        m_bench.pushMissing(numbers);
}

void GapRemedies::takeTriage(const TriageState &state)
{
    const bool other = state.asking != m_triage.asking;
    m_triage = state;
    if (other)
        refresh();
    if (m_work.kind() != RemedyWork::Kind::Recover)
        return;
    QString trouble = state.asking ? QString() : tr("nobody is asked any more");
    for (const ledger::FeedRange &each : m_work.numbers()) {
        if (const auto at = state.troubles.find(each.feed); at != state.troubles.end())
            trouble = at->second;
    }
    m_work.setUnderWay(state.recovering, trouble);
    tell();
}

void GapRemedies::takeProducer(const ProducerState &state)
{
    const bool other = state.phase != m_producer.phase || state.target != m_producer.target;
    m_producer = state;
    if (other)
        refresh();
    if (m_work.kind() != RemedyWork::Kind::Push)
        return;
    m_work.setUnderWay(state.waiting > 0, state.reason);
    tell();
}

void GapRemedies::tell()
{
    outcome->setVisible(m_work.kind() != RemedyWork::Kind::None);
    if (m_work.kind() == RemedyWork::Kind::None)
        return;
    const Tone tone = m_work.left() == 0 ? Tone::Good
        : m_work.isUnderWay()            ? Tone::Neutral
                                         : Tone::Warn;
    outcome->say(tone, m_work.headline(), m_work.sentence());
}

} // namespace pushbench::ui
