// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/politeness.h"

#include "core/consumer/endpoint.h"
#include "core/journal/headfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

using protocol::Finding;
using protocol::RetryAfterForm;
using protocol::Verdict;
using Milliseconds = std::chrono::milliseconds;

/// A feed with more unanswered holds than that is not waiting, it is gone.
constexpr size_t kMostHolds = 256;
constexpr size_t kMostConnections = 65'536;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A stranger at the door is not the producer that was told to wait.
bool isStranger(const journal::Exchange &exchange)
{
    return exchange.status == 401 || exchange.status == 403 || exchange.status == 404;
}

std::vector<QByteArray> severalPaths(const IntakeConfig &config)
{
    std::vector<QByteArray> paths;
    if (config.endpoints.size() > 1)
        std::ranges::transform(config.endpoints, std::back_inserter(paths), &Endpoint::path);
    return paths;
}

WallTime composedAt(const journal::Exchange &exchange)
{
    return exchange.began + exchange.timings.done.value_or(std::chrono::microseconds(0));
}

QByteArray authorityOf(QByteArrayView location)
{
    const qsizetype scheme = location.indexOf("://");
    if (scheme < 0)
        return {};
    QByteArrayView rest = location.sliced(scheme + 3);
    const auto end = std::find_if(rest.begin(), rest.end(),
                                  [](char c) { return c == '/' || c == '?' || c == '#'; });
    return rest.first(end - rest.begin()).toByteArray().toLower();
}

QByteArray hostOf(const journal::Exchange &exchange)
{
    const auto host = journal::headerValue(exchange.requestHead, "Host");
    return (host ? host : journal::headerValue(exchange.requestHead, ":authority"))
        .value_or(QByteArrayView())
        .toByteArray()
        .toLower();
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

/// The clause that says what this notation asks for.
const char *clauseOf(const PolitenessRecord &record)
{
    if (record.form == RetryAfterForm::Rfc850 || record.form == RetryAfterForm::Asctime)
        return "H-RA2";
    if (record.status != 429)
        return "H-RA5";
    return "RCP028-R15";
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

Verdict verdictOf(Manner manner, int status)
{
    switch (manner) {
    case Manner::Early:
        return status == 429 ? Verdict::Fail : Verdict::Warn;
    case Manner::NotReturned:
        return Verdict::Warn;
    case Manner::Waiting:
    case Manner::Obeyed:
    case Manner::Unjudged:
        return Verdict::Info;
    }
    Q_UNREACHABLE();
}

} // namespace

bool asksToStop(const journal::Exchange &exchange) noexcept
{
    return exchange.status == 429 || exchange.status == 503
        || (exchange.status == 413 && !exchange.retryAfter.isEmpty());
}

QByteArrayView mannerVerdict(Manner manner, int status) noexcept
{
    switch (manner) {
    case Manner::Waiting:
        return "waiting";
    case Manner::Obeyed:
        return "pass";
    case Manner::Early:
    case Manner::NotReturned:
    case Manner::Unjudged:
        return protocol::verdictName(verdictOf(manner, status));
    }
    Q_UNREACHABLE();
}

void Politeness::apply(const journal::Committed &item, PolitenessChanges &changes)
{
    if (const auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&item)) {
        if ((*exchange)->side == Side::Consumer)
            applyExchange(**exchange, changes);
        return;
    }
    const auto &note = std::get<journal::Note>(item);
    if (note.kind == journal::Note::Kind::AnswerSent)
        arm(note, changes);
    else if (note.kind == journal::Note::Kind::AnswerLost && note.about)
        drop(*note.about, changes);
    else if (note.kind == journal::Note::Kind::Consumer)
        m_paths = severalPaths(readExpectations(note.text));
}

/// What broke off before its head was whole has no label of its own; its connection had one,
/// perhaps. A producer without a label that is sent elsewhere by a redirect stays the same one, so
/// only the paths of several endpoints tell such producers apart.
journal::FeedName Politeness::feedOf(const journal::Exchange &exchange)
{
    const bool whole = exchange.outcome != journal::Outcome::Failed;
    if (!whole) {
        const auto known = m_names.find(exchange.connection);
        return known == m_names.end() ? journal::FeedName() : known->second;
    }
    journal::FeedName name = journal::feedOf(exchange);
    if (std::ranges::find(m_paths, name.path) == m_paths.end())
        name.path.clear();
    if (m_names.size() > kMostConnections)
        m_names.clear();
    m_names[exchange.connection] = name;
    return name;
}

void Politeness::applyExchange(const journal::Exchange &exchange, PolitenessChanges &changes)
{
    const journal::FeedName name = feedOf(exchange);
    Feed &feed = m_feeds[name];
    feed.figure.feed = name.label;
    feed.figure.path = name.path;
    applyContact(feed, exchange, changes);
    judgeRedirect(feed, exchange, changes);
    protocol::Findings resent = feed.resends.apply(exchange);
    std::move(resent.begin(), resent.end(), std::back_inserter(changes.findings));
    if (asksToStop(exchange)) {
        openHold(feed, exchange, changes);
        changes.records.push_back(feed.holds.back().record);
    } else if (isRedirect(exchange.status)) {
        if (const auto location = journal::headerValue(exchange.responseHead, "Location"))
            feed.redirect = Redirect{.exchange = exchange.number,
                                     .status = exchange.status,
                                     .host = hostOf(exchange),
                                     .location = location->toByteArray()};
    }
}

void Politeness::applyContact(Feed &feed, const journal::Exchange &exchange,
                              PolitenessChanges &changes)
{
    const PolitenessRecord *worst = nullptr;
    for (Hold &hold : feed.holds) {
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
        settle(feed, hold, exchange);
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
    std::erase_if(feed.holds, [](const Hold &hold) { return hold.record.returned.has_value(); });
}

void Politeness::settle(Feed &feed, Hold &hold, const journal::Exchange &contact)
{
    PolitenessRecord &record = hold.record;
    record.returned = contact.began;
    record.returnedBy = contact.number;
    record.sameConnection = contact.connection == hold.connection;
    record.skew = skewOf(contact);
    --feed.figure.waiting;
    if (!record.announced) {
        record.text = u"back after %1 ms; nothing legal was announced"_s.arg(
            std::chrono::floor<Milliseconds>(contact.began - record.sent).count());
        record.manner = Manner::Unjudged;
        return;
    }
    const auto margin = std::chrono::floor<Milliseconds>(contact.began - *record.announced);
    record.margin = margin;
    auto &smallest = feed.figure.smallestMargin;
    smallest = smallest ? std::min(*smallest, margin) : margin;
    Milliseconds tolerance = m_config.tolerance;
    if (record.skew && record.form != RetryAfterForm::Seconds)
        tolerance += std::max(*record.skew, Milliseconds(0)); // It was on time by its own clock.
    if (margin >= -tolerance) {
        record.manner = Manner::Obeyed;
        record.id = clauseOf(record);
        record.text = margin >= 0ms
            ? u"back %1 ms after the announced instant"_s.arg(margin.count())
            : u"back %1 ms before the announced instant, within the tolerance of %2 ms"_s
                  .arg(-margin.count())
                  .arg(tolerance.count());
        ++feed.figure.obeyed;
        return;
    }
    record.manner = Manner::Early;
    // On another connection it is the halt of the whole transfer that failed.
    record.id = record.sameConnection || record.status != 429 ? clauseOf(record) : "RCP028-R13";
    record.meanwhile = 1;
    record.text =
        u"back %1 ms before the announced instant%2; %3 in exchange %4 asked for %5 as %6"_s
            .arg(-margin.count())
            .arg(record.sameConnection ? u""_s : u", on another connection"_s)
            .arg(record.status)
            .arg(record.exchange.value)
            .arg(QString::fromLatin1(record.retryAfter), formName(*record.form));
    ++feed.figure.early;
}

void Politeness::openHold(Feed &feed, const journal::Exchange &exchange, PolitenessChanges &changes)
{
    Hold hold{.record = {}, .connection = exchange.connection, .began = exchange.began};
    PolitenessRecord &record = hold.record;
    record.feed = feed.figure.feed;
    record.path = feed.figure.path;
    record.exchange = exchange.number;
    record.status = exchange.status;
    record.retryAfter = exchange.retryAfter;
    record.sent = composedAt(exchange); // Until it is known better.
    record.text = u"waiting for the producer to come back"_s;
    if (feed.holds.size() >= kMostHolds) {
        PolitenessRecord &oldest = feed.holds.front().record;
        oldest.manner = Manner::Unjudged;
        oldest.text =
            u"not waited for any longer: %1 later answers asked to stop as well"_s.arg(kMostHolds);
        changes.records.push_back(std::move(oldest));
        feed.holds.erase(feed.holds.begin());
        --feed.figure.waiting;
    }
    ++feed.figure.holds;
    ++feed.figure.waiting;
    feed.holds.push_back(std::move(hold));
}

/// The answer is out: from here on, what begins has had the chance to know of it.
void Politeness::arm(const journal::Note &note, PolitenessChanges &changes)
{
    for (auto &[name, feed] : m_feeds) {
        const auto hold = std::ranges::find_if(feed.holds, [&note](const Hold &candidate) {
            return candidate.record.exchange == note.exchange;
        });
        if (hold == feed.holds.end())
            continue;
        PolitenessRecord &record = hold->record;
        hold->armed = true;
        record.sent = hold->began + std::chrono::microseconds(note.text.toLongLong());
        const auto asked = protocol::parseRetryAfter(record.retryAfter, record.sent);
        if (asked) {
            record.form = asked->form;
            const WallTime due =
                asked->form == RetryAfterForm::Seconds ? record.sent + asked->delay : asked->date;
            record.announced = std::max(due, record.sent);
        } else {
            record.id = "H-RA1";
            record.text = record.retryAfter.isEmpty()
                ? u"no Retry-After was sent; how long to wait is the producer's choice"_s
                : u"\"%1\" is no legal Retry-After; how long to wait is the producer's choice"_s
                      .arg(QString::fromLatin1(record.retryAfter));
        }
        changes.records.push_back(record);
        return;
    }
}

/// The answer never left, so nobody was told to wait.
void Politeness::drop(const journal::Exchange &lost, PolitenessChanges &changes)
{
    for (auto &[name, feed] : m_feeds) {
        const auto hold = std::ranges::find_if(feed.holds, [&lost](const Hold &candidate) {
            return candidate.record.exchange == lost.number;
        });
        if (hold == feed.holds.end())
            continue;
        hold->record.manner = Manner::Unjudged;
        hold->record.text = u"the answer never left, so nobody was told to wait"_s;
        changes.records.push_back(std::move(hold->record));
        feed.holds.erase(hold);
        --feed.figure.waiting;
        --feed.figure.holds;
        return;
    }
}

/// H-REDIR: 307 and 308 keep the method, 301 and 302 may turn POST into GET, and the token goes to
/// no other host.
void Politeness::judgeRedirect(Feed &feed, const journal::Exchange &exchange,
                               PolitenessChanges &changes)
{
    if (!feed.redirect || exchange.number == feed.redirect->exchange)
        return;
    const Redirect &redirect = *feed.redirect;
    const QByteArray authority = authorityOf(redirect.location);
    const bool elsewhere = !authority.isEmpty() && authority != redirect.host;
    const bool followed =
        elsewhere ? hostOf(exchange) == authority : redirect.location.endsWith(exchange.target);
    if (!followed)
        return;
    Finding finding{
        .id = "H-REDIR", .verdict = Verdict::Info, .where = "request", .text = {}, .bytes = {}};
    const bool token = journal::headerValue(exchange.requestHead, "Authorization").has_value();
    if (elsewhere && token) {
        finding.verdict = Verdict::Fail;
        finding.text =
            u"the redirect of exchange %1 led to %2, and the token went there, too; a bearer "
            "token belongs to one host"_s.arg(redirect.exchange.value)
                .arg(QString::fromUtf8(authority));
    } else if (exchange.method != "POST") {
        finding.verdict = Verdict::Warn;
        finding.text =
            u"the redirect (%1) of exchange %2 was followed by %3; the events are gone with "
            "the body"_s.arg(redirect.status)
                .arg(redirect.exchange.value)
                .arg(QString::fromLatin1(exchange.method));
    } else {
        finding.text =
            u"the redirect (%1) of exchange %2 was followed by a POST"_s.arg(redirect.status)
                .arg(redirect.exchange.value);
    }
    changes.findings.push_back(std::move(finding));
    feed.redirect.reset();
}

void Politeness::tick(WallTime now, PolitenessChanges &changes)
{
    for (auto &[name, feed] : m_feeds) {
        for (Hold &hold : feed.holds) {
            PolitenessRecord &record = hold.record;
            if (!record.announced || record.manner != Manner::Waiting)
                continue;
            const auto asked = std::chrono::floor<Milliseconds>(*record.announced - record.sent);
            const Milliseconds patience = std::max(2 * asked, m_config.patience);
            if (now - *record.announced < patience)
                continue;
            record.manner = Manner::NotReturned;
            // Not the time that has passed by now: a session that is opened again says the same.
            record.text = u"not back within %1 s after the announced instant"_s.arg(
                std::chrono::floor<std::chrono::seconds>(patience).count());
            ++feed.figure.notReturned;
            --feed.figure.waiting;
            changes.records.push_back(record);
        }
        std::erase_if(feed.holds,
                      [](const Hold &hold) { return hold.record.manner == Manner::NotReturned; });
    }
}

std::vector<PolitenessFigure> Politeness::figures() const
{
    std::vector<PolitenessFigure> figures;
    for (const auto &[name, feed] : m_feeds) {
        if (feed.figure.holds > 0)
            figures.push_back(feed.figure);
    }
    return figures;
}

} // namespace pushbench::consumer
