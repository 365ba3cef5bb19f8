// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/checkrun.h"

#include "app/reportfile.h"
#include "app/version.h"
#include "core/checks/catalogue.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// "no check failed", or what is not well.
QByteArray wordsFor(const checks::Report &report, int bad, bool cancelled)
{
    if (cancelled)
        return "broken off";
    if (bad > 0)
        return QByteArray::number(bad) + (bad == 1 ? " check failed" : " checks failed");
    const int known = report.count(checks::Status::Fail);
    if (report.proof && known == 0)
        return "every check caught its mutant";
    return known > 0 ? QByteArray::number(known) + " failed as expected"
                     : QByteArray("no check failed");
}

/// Feeds of labels that single checks tried are left out when there are more than these.
constexpr size_t kMostStrips = 4;
constexpr int kColumns = 480;

checks::FeedStrip stripOf(const Books &books, ledger::FeedNumber feed, protocol::Sequence first,
                          protocol::Sequence last)
{
    const ledger::Books &all = books.keeper().books();
    return {.label = QString::fromUtf8(all.key(feed).name.label),
            .first = first,
            .last = last,
            .received = all.book(feed).received().countIn(first.value, last.value),
            .cells = books.strip(feed, first, last, kColumns)};
}

std::vector<checks::Statement> environmentOf(const CheckOptions &options, checks::Suite suite)
{
    std::vector<checks::Statement> list;
    if (options.target == CheckTarget::Self)
        return list;
    const auto seconds = [](std::chrono::milliseconds time) {
        return u"%1 s"_s.arg(double(time.count()) / 1000);
    };
    if (!options.profile.isEmpty())
        list.emplace_back(u"profile file"_s, options.profile);
    const std::vector<checks::Statement> agreed =
        checks::statements(options.consumer.profile, suite);
    list.insert(list.end(), agreed.begin(), agreed.end());
    if (suite == checks::Suite::Producer) {
        list.emplace_back(u"time for each step"_s, seconds(options.patience));
        list.emplace_back(u"late answers"_s,
                          seconds(options.slow) + u", then "_s + seconds(options.tooSlow));
        list.emplace_back(u"next token"_s,
                          options.nextToken.isEmpty()
                              ? u"none"_s
                              : QString::fromLatin1(options.nextToken.fingerprint()));
    } else {
        list.emplace_back(u"requests per second"_s,
                          u"at most %1"_s.arg(options.consumer.prober.perSecond));
        if (options.consumer.mostRequests > 0)
            list.emplace_back(u"requests in all"_s,
                              u"at most %1"_s.arg(options.consumer.mostRequests));
        list.emplace_back(u"waits for an answer"_s, seconds(options.consumer.prober.timeout));
        list.emplace_back(u"PUT, PATCH and DELETE"_s,
                          options.consumer.consents ? u"sent"_s : u"not sent"_s);
    }
    list.emplace_back(u"time for all of it"_s, seconds(options.consumer.timeLimit));
    list.emplace_back(u"a warning about a SHOULD"_s,
                      options.strict ? u"is a failure"_s : u"stays a warning"_s);
    const auto chosen = [](const QByteArrayList &prefixes) {
        return QString::fromUtf8(prefixes.join(", "));
    };
    const checks::Selection &selection = options.consumer.selection;
    if (!selection.only.isEmpty())
        list.emplace_back(u"only checks that begin with"_s, chosen(selection.only));
    if (!selection.skip.isEmpty())
        list.emplace_back(u"without checks that begin with"_s, chosen(selection.skip));
    return list;
}

} // namespace

CheckRun::CheckRun(const CheckOptions &options, checks::Suite suite, QString target,
                   const Clock &clock, RecordWriter &writer)
    : m_options(options)
    , m_clock(clock)
    , m_writer(writer)
    , m_began(clock.now())
    , m_report{.suite = suite,
               .target = std::move(target),
               .began = m_began.wall,
               .program = "pushbench-cli " PUSHBENCH_VERSION,
               .session = options.common.session,
               .environment = environmentOf(options, suite)}
{
    std::vector<checks::CheckSpec> known;
    for (const checks::Suite each :
         {checks::Suite::Consumer, checks::Suite::Producer, checks::Suite::Resource}) {
        if (options.takes(each))
            std::ranges::move(checks::specsOf(each, {}, options.extent()),
                              std::back_inserter(known));
    }
    for (const QByteArray &stranger : options.expectations.strangers(known))
        RecordWriter::warn(u"--expect: there is no check \"%1\"; --list shows their ids"_s.arg(
            QString::fromUtf8(stranger)));
    for (const QString &warning : options.warnings)
        RecordWriter::warn(warning);
}

void CheckRun::take(checks::Proof proof)
{
    for (const checks::Matrix &matrix : proof.matrices) {
        for (const checks::MatrixRow &row : matrix.rows) {
            for (const checks::Consequence &unseen : row.unseen)
                RecordWriter::warn(u"%1 does not complain of the mutant of %2, although there is a "
                                   "reason for it"_s.arg(QString::fromUtf8(unseen.check),
                                                         QString::fromUtf8(row.mutant)));
        }
    }
    m_report.proof = std::move(proof);
}

void CheckRun::take(const checks::CheckSpec &spec, checks::Outcome outcome,
                    std::optional<checks::Suite> proven)
{
    if (!proven)
        outcome.status = checks::weighed(spec, outcome.status, m_options.strict);
    const bool bad = m_options.expectations.isBad(outcome);
    const bool known = outcome.status == checks::Status::Fail && !bad;
    m_bad += bad ? 1 : 0;
    m_writer.check(m_clock.now().wall, spec, outcome, known, proven);
    const bool better = m_options.expectations.isBetter(outcome);
    if (better)
        RecordWriter::warn(u"%1 was expected to fail and does not; bring --expect up to date"_s.arg(
            QString::fromUtf8(spec.id)));
    m_report.entries.push_back({.spec = spec,
                                .outcome = std::move(outcome),
                                .expected = known,
                                .better = better,
                                .proven = proven});
}

void CheckRun::draw(EngineThread<Books> &books, std::optional<std::pair<qint64, qint64>> numbers)
{
    if (m_options.reports.isEmpty())
        return;
    const Side side = m_report.suite == checks::Suite::Producer ? Side::Consumer : Side::Producer;
    m_report.strips = books.call([&] {
        std::vector<checks::FeedStrip> strips;
        const ledger::Books &all = books.engine()->keeper().books();
        for (int i = 0; i < all.count(); ++i) {
            const ledger::FeedBook &book = all.book({i});
            if (all.key({i}).side != side || book.isEmpty())
                continue;
            const protocol::Sequence first{numbers ? numbers->first : book.first().value};
            const protocol::Sequence last{numbers ? numbers->second : book.last().value};
            checks::FeedStrip strip = stripOf(*books.engine(), {i}, first, last);
            if (strip.received > 0)
                strips.push_back(std::move(strip));
        }
        return strips;
    });
    std::ranges::stable_sort(m_report.strips, std::ranges::greater(), &checks::FeedStrip::received);
    if (m_report.strips.size() > kMostStrips)
        m_report.strips.resize(kMostStrips);
}

ExitStatus CheckRun::finish(qint64 requests, bool cancelled, const QString &session)
{
    m_report.requests = requests;
    m_report.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now().steady
                                                                              - m_began.steady);
    if (!m_options.reports.isEmpty())
        addEvidence(m_report, session);
    if (m_report.proof)
        m_writer.proof(m_clock.now().wall, *m_report.proof);
    m_writer.checkSummary(m_clock.now().wall, m_report, wordsFor(m_report, m_bad, cancelled));
    for (const QString &file : m_options.reports) {
        if (const Result<> written = writeReport(m_report, file); !written)
            return trouble(written.fault());
    }
    if (m_writer.fault())
        return trouble(*m_writer.fault());
    return m_bad > 0 || cancelled ? ExitStatus::Bad : ExitStatus::Good;
}

} // namespace pushbench::app
