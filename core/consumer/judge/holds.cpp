// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/holds.h"

#include "core/journal/headfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

using protocol::RetryAfterForm;
using Milliseconds = std::chrono::milliseconds;

/// A stranger at the door is not the producer that was told to wait.
bool isStranger(const journal::Exchange &exchange)
{
    return exchange.status == 401 || exchange.status == 403 || exchange.status == 404;
}

WallTime composedAt(const journal::Exchange &exchange)
{
    return exchange.began + exchange.timings.done.value_or(std::chrono::microseconds(0));
}

/// The producer's own clock against ours, where it says what it has (H-DATE).
std::optional<Milliseconds> skewOf(const journal::Exchange &exchange)
{
    const auto date = journal::headerValue(exchange.requestHead, "Date");
    if (!date)
        return std::nullopt;
    const auto read = protocol::parseRetryAfter(*date, exchange.began);
    if (!read || read->form == RetryAfterForm::Seconds)
        return std::nullopt;
    // Whole seconds on their side: half of one is the best guess at the rest.
    return std::chrono::floor<Milliseconds>(read->date + 500ms - exchange.began);
}

int centuryOf(WallTime time)
{
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
    return int(day.year()) / 100;
}

/// Two digits of a year that would lie more than 50 years ahead mean the past century (H-RA4).
bool isOfThePastCentury(const protocol::RetryAfter &asked, WallTime now)
{
    return asked.form == RetryAfterForm::Rfc850 && centuryOf(asked.date) < centuryOf(now);
}

/// The clause that says what this notation asks for.
const char *clauseOf(const protocol::RetryAfter &asked, int status, WallTime sent)
{
    if (isOfThePastCentury(asked, sent))
        return "H-RA4";
    if (asked.form == RetryAfterForm::Rfc850 || asked.form == RetryAfterForm::Asctime)
        return "H-RA2";
    return status == 429 ? "RCP028-R15" : "H-RA5";
}

QString formName(RetryAfterForm form)
{
    switch (form) {
    case RetryAfterForm::Seconds:
        return u"seconds"_s;
    case RetryAfterForm::ImfFixdate:
        return u"an IMF-fixdate"_s;
    case RetryAfterForm::Rfc850:
        return u"an RFC 850 date"_s;
    case RetryAfterForm::Asctime:
        return u"an asctime date"_s;
    }
    Q_UNREACHABLE();
}

/// Several fields of the name, or a list in one: each for itself would have been legal (H-RA7).
bool isList(QByteArrayView value, WallTime now)
{
    for (qsizetype comma = value.indexOf(','); comma >= 0; comma = value.indexOf(',', comma + 1)) {
        if (protocol::parseRetryAfter(value.first(comma).trimmed(), now)
            && protocol::parseRetryAfter(value.sliced(comma + 1).trimmed(), now))
            return true;
    }
    return false;
}

void announce(PolitenessRecord &record)
{
    const auto asked = protocol::parseRetryAfter(record.retryAfter, record.sent);
    if (asked) {
        record.form = asked->form;
        record.id = clauseOf(*asked, record.status, record.sent);
        const WallTime due =
            asked->form == RetryAfterForm::Seconds ? record.sent + asked->delay : asked->date;
        record.announced = std::max(due, record.sent);
        return;
    }
    record.id = isList(record.retryAfter, record.sent) ? "H-RA7" : "H-RA1";
    record.text = record.retryAfter.isEmpty()
        ? u"no Retry-After was sent; how long to wait is the producer's choice"_s
        : u"\"%1\" is no legal Retry-After; how long to wait is the producer's choice"_s.arg(
            QString::fromLatin1(record.retryAfter));
}

} // namespace

Holds::Holds(journal::FeedName feed, const PolitenessConfig &config)
    : m_config(config)
{
    m_figure.feed = std::move(feed.label);
    m_figure.path = std::move(feed.path);
}

void Holds::beginRun()
{
    m_figure = {.feed = m_figure.feed,
                .path = m_figure.path,
                .holds = m_figure.waiting,
                .waiting = m_figure.waiting};
}

void Holds::contact(const journal::Exchange &exchange, JudgeChanges &changes)
{
    const PolitenessRecord *worst = nullptr;
    for (Hold &hold : m_holds) {
        const bool same = exchange.connection == hold.connection;
        const WallTime left = hold.armed ? hold.record.sent : WallTime::max();
        // Streams of one HTTP/2 connection know no more of each other than connections do.
        const bool informed = same && exchange.protocol != "HTTP/2";
        const WallTime reached = informed || !hold.armed ? left : left + m_config.inFlight;
        if (exchange.began < reached) {
            ++hold.record.inFlight;
            continue;
        }
        if (isStranger(exchange) && !same)
            continue;
        settle(hold, exchange);
        changes.records.push_back(hold.record);
        if (hold.record.manner == Manner::Early && (!worst || hold.record.margin < worst->margin))
            worst = &hold.record;
    }
    // A pool of workers may have been told to wait many times over; one request breaks that once.
    if (worst)
        changes.findings.push_back({.id = worst->id,
                                    .verdict = verdictOf(worst->manner, worst->status),
                                    .where = "request",
                                    .text = worst->text,
                                    .bytes = {}});
    std::erase_if(m_holds, [](const Hold &hold) { return hold.record.returned.has_value(); });
}

void Holds::settle(Hold &hold, const journal::Exchange &contact)
{
    PolitenessRecord &record = hold.record;
    record.returned = contact.began;
    record.returnedBy = contact.number;
    record.sameConnection = contact.connection == hold.connection;
    record.skew = skewOf(contact);
    --m_figure.waiting;
    if (record.announced) {
        judgeMargin(record);
        return;
    }
    record.manner = Manner::Unjudged;
    record.text = u"back after %1 ms; nothing legal was announced"_s.arg(
        std::chrono::floor<Milliseconds>(contact.began - record.sent).count());
}

void Holds::judgeMargin(PolitenessRecord &record)
{
    const auto margin = std::chrono::floor<Milliseconds>(*record.returned - *record.announced);
    record.margin = margin;
    auto &smallest = m_figure.smallestMargin;
    smallest = smallest ? std::min(*smallest, margin) : margin;
    const Milliseconds ahead = record.form == RetryAfterForm::Seconds
        ? Milliseconds(0)
        : std::max(record.skew.value_or(Milliseconds(0)), Milliseconds(0));
    const Milliseconds tolerance = m_config.tolerance + ahead; // On time by its own clock.
    if (margin >= -tolerance) {
        record.manner = Manner::Obeyed;
        ++m_figure.obeyed;
        if (margin >= 0ms) {
            record.text = u"back %1 ms after the announced instant"_s.arg(margin.count());
        } else if (margin >= -m_config.tolerance) {
            record.text =
                u"back %1 ms before the announced instant, within the tolerance of %2 ms"_s
                    .arg(-margin.count())
                    .arg(tolerance.count());
        } else {
            record.id = "H-RA6";
            record.text = u"back %1 ms before the announced instant, but on time by its own clock, "
                          "which is %2 ms ahead"_s.arg(-margin.count())
                              .arg(ahead.count());
        }
        return;
    }
    record.manner = Manner::Early;
    record.meanwhile = 1;
    ++m_figure.early;
    // On another connection it is the halt of the whole transfer that failed.
    if (!record.sameConnection && record.status == 429)
        record.id = "RCP028-R13";
    record.text =
        u"back %1 ms before the announced instant%2; %3 in exchange %4 asked for %5 as %6"_s
            .arg(-margin.count())
            .arg(record.sameConnection ? u""_s : u", on another connection"_s)
            .arg(record.status)
            .arg(record.exchange.value)
            .arg(QString::fromLatin1(record.retryAfter), formName(*record.form));
}

void Holds::open(const journal::Exchange &exchange, JudgeChanges &changes)
{
    Hold hold{.record = {}, .connection = exchange.connection, .began = exchange.began};
    PolitenessRecord &record = hold.record;
    record.feed = m_figure.feed;
    record.path = m_figure.path;
    record.exchange = exchange.number;
    record.status = exchange.status;
    record.retryAfter = exchange.retryAfter;
    record.sent = composedAt(exchange); // Until it is known better.
    record.text = u"waiting for the producer to come back"_s;
    if (m_holds.size() >= kMost) {
        PolitenessRecord &oldest = m_holds.front().record;
        oldest.manner = Manner::Unjudged;
        oldest.text =
            u"not waited for any longer: %1 later answers asked to stop as well"_s.arg(kMost);
        changes.records.push_back(std::move(oldest));
        m_holds.erase(m_holds.begin());
        --m_figure.waiting;
    }
    ++m_figure.holds;
    ++m_figure.waiting;
    changes.records.push_back(record);
    m_holds.push_back(std::move(hold));
}

/// The answer is out: from here on, what begins has had the chance to know of it.
bool Holds::arm(const journal::Note &note, JudgeChanges &changes)
{
    const auto hold = std::ranges::find_if(m_holds, [&note](const Hold &candidate) {
        return candidate.record.exchange == note.exchange;
    });
    if (hold == m_holds.end())
        return false;
    hold->armed = true;
    hold->record.sent = hold->began + std::chrono::microseconds(note.text.toLongLong());
    announce(hold->record);
    if (hold->record.announced)
        m_due = std::min(m_due, overdueAt(hold->record));
    changes.records.push_back(hold->record);
    return true;
}

/// The answer never left, so nobody was told to wait.
bool Holds::drop(ExchangeNumber lost, JudgeChanges &changes)
{
    const auto hold = std::ranges::find_if(
        m_holds, [lost](const Hold &candidate) { return candidate.record.exchange == lost; });
    if (hold == m_holds.end())
        return false;
    hold->record.manner = Manner::Unjudged;
    hold->record.text = u"the answer never left, so nobody was told to wait"_s;
    changes.records.push_back(std::move(hold->record));
    m_holds.erase(hold);
    --m_figure.waiting;
    --m_figure.holds;
    return true;
}

WallTime Holds::overdueAt(const PolitenessRecord &record) const
{
    const auto asked = std::chrono::floor<Milliseconds>(*record.announced - record.sent);
    return *record.announced + std::max(2 * asked, m_config.patience);
}

void Holds::tick(WallTime now, JudgeChanges &changes)
{
    if (now < m_due)
        return;
    m_due = WallTime::max();
    for (Hold &hold : m_holds) {
        PolitenessRecord &record = hold.record;
        if (!record.announced)
            continue;
        const WallTime overdue = overdueAt(record);
        if (now < overdue) {
            m_due = std::min(m_due, overdue);
            continue;
        }
        record.manner = Manner::NotReturned;
        // Not the time that has passed by now: a session that is opened again says the same.
        record.text = u"not back within %1 s after the announced instant"_s.arg(
            std::chrono::floor<std::chrono::seconds>(overdue - *record.announced).count());
        ++m_figure.notReturned;
        --m_figure.waiting;
        changes.records.push_back(record);
    }
    std::erase_if(m_holds,
                  [](const Hold &hold) { return hold.record.manner == Manner::NotReturned; });
}

} // namespace pushbench::consumer
