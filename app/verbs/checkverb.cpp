// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/session.h"
#include "app/verbs/selfcheck.h"
#include "app/verbs/verbs.h"
#include "app/version.h"

#include <QEventLoop>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

std::vector<checks::CheckSpec> specs()
{
    std::vector<checks::CheckSpec> list;
    for (const checks::ConsumerCheck &check : checks::consumerChecks())
        list.push_back(check.spec);
    return list;
}

ExitStatus list(const CheckOptions &options, RecordWriter &writer, WallTime now)
{
    for (const checks::CheckSpec &spec : specs()) {
        if (!options.consumer.selection.takes(spec.id))
            continue;
        writer.checkListed(now, spec);
    }
    return writer.fault() ? trouble(*writer.fault()) : ExitStatus::Good;
}

/// What the pages of a report show of a session.
void addEvidence(checks::Report &report, const QString &session)
{
    const Result<journal::SessionReader> reader = journal::SessionReader::open(session);
    if (!reader)
        return;
    for (const checks::Entry &entry : report.entries) {
        for (const ExchangeNumber number : entry.outcome.evidence) {
            Result<std::optional<journal::Exchange>> found = reader->exchange(number);
            if (found && found.value())
                report.exchanges[number.value] =
                    std::make_shared<const journal::Exchange>(std::move(*found.value()));
        }
    }
}

Result<> writeReport(const checks::Report &report, const QString &path)
{
    const QByteArray text = path.endsWith(u".json") ? checks::writeJson(report)
        : path.endsWith(u".xml")                    ? checks::writeJunit(report)
        : path.endsWith(u".html")                   ? checks::writeHtml(report)
                                                    : checks::writeText(report);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Fault{FaultKind::Denied, path, file.errorString()};
    return {};
}

/// "all well", or what is not.
QByteArray wordsFor(const checks::Report &report, int bad, bool cancelled)
{
    if (cancelled)
        return "broken off";
    if (bad > 0)
        return QByteArray::number(bad) + (bad == 1 ? " check failed" : " checks failed");
    const int known = report.count(checks::Status::Fail);
    return known > 0 ? QByteArray::number(known) + " failed as expected"
                     : QByteArray("no check failed");
}

} // namespace

ExitStatus runCheck(const CheckOptions &options)
{
    const SystemClock clock;
    RecordWriter writer(options.common.output, false);
    if (options.list)
        return list(options, writer, clock.now().wall);
    for (const QByteArray &stranger : options.expectations.strangers(specs()))
        RecordWriter::warn(u"--expect: there is no check \"%1\"; --list shows their ids"_s.arg(
            QString::fromUtf8(stranger)));
    for (const QString &warning : options.warnings)
        RecordWriter::warn(warning);
    RecordFeed feed([](const Facts &) {});
    Result<std::unique_ptr<Session>> session =
        Session::open({.path = options.common.session,
                       .program = "pushbench-cli " PUSHBENCH_VERSION,
                       .shown = true},
                      clock, feed.sink());
    if (!session)
        return trouble(session.fault());

    const bool self = options.target == CheckTarget::Self;
    const Moment began = clock.now();
    checks::Report report{.target = self ? u"the built-in mocks"_s
                                         : options.consumer.prober.target.toString(),
                          .began = began.wall,
                          .program = "pushbench-cli " PUSHBENCH_VERSION,
                          .session = options.common.session};
    QEventLoop loop;
    const ProcessSignals signals;
    std::atomic<bool> cancelled = false;
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, [&] { cancelled = true; });
    int bad = 0;
    const auto take = [&](const checks::CheckSpec &spec, checks::Outcome outcome) {
        if (options.strict && outcome.status == checks::Status::Warn
            && spec.level == checks::Level::Should)
            outcome.status = checks::Status::Fail;
        const bool isBad = options.expectations.isBad(outcome);
        const bool known = outcome.status == checks::Status::Fail && !isBad;
        bad += isBad ? 1 : 0;
        writer.check(clock.now().wall, spec, outcome, known);
        if (options.expectations.isBetter(outcome))
            RecordWriter::warn(
                u"%1 was expected to fail and does not; bring --expect up to date"_s.arg(
                    QString::fromUtf8(spec.id)));
        report.entries.push_back({spec, std::move(outcome), known});
    };
    const checks::ConsumerRunner::Report tell = [&](const checks::CheckSpec &spec,
                                                    const checks::Outcome &outcome) {
        QMetaObject::invokeMethod(
            &loop, [&take, spec, outcome] { take(spec, outcome); }, Qt::QueuedConnection);
    };
    std::optional<Fault> fault;
    std::unique_ptr<QThread> worker(QThread::create([&] {
        journal::Journal &journal = session.value()->journal();
        if (self) {
            const Result<> ran =
                runSelfCheck(options, clock, journal, cancelled, tell, report.requests);
            if (!ran)
                fault = ran.fault();
        } else {
            checks::ConsumerRunner runner(options.consumer, clock, journal, cancelled);
            runner.run(tell);
            report.requests = runner.requests();
        }
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    }));
    worker->start();
    loop.exec();
    worker->wait();

    report.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().steady - began.steady);
    const QString path = session.value()->path();
    const Result<> closed = session.value()->close();
    if (fault)
        return trouble(*fault);
    if (!options.reports.isEmpty())
        addEvidence(report, path);
    writer.checkSummary(clock.now().wall, report, wordsFor(report, bad, cancelled));
    for (const QString &file : options.reports) {
        if (const Result<> written = writeReport(report, file); !written)
            return trouble(written.fault());
    }
    if (!closed)
        return trouble(closed.fault());
    if (writer.fault())
        return trouble(*writer.fault());
    return bad > 0 || cancelled ? ExitStatus::Bad : ExitStatus::Good;
}

} // namespace pushbench::app
