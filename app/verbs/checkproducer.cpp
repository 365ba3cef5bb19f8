// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/optionvalues.h"
#include "app/processsignals.h"
#include "app/verbs/checkrun.h"
#include "app/verbs/producertrial.h"
#include "core/checks/producer/agreement.h"

namespace pushbench::app {

ExitStatus runProducerCheck(const CheckOptions &options, RecordWriter &writer, const Clock &clock)
{
    const Result<std::unique_ptr<ProducerTrial>> opened =
        ProducerTrial::open({.consumer = options.trap,
                             .nextToken = options.nextToken,
                             .lead = {.slow = options.slow, .tooSlow = options.tooSlow},
                             .patience = options.patience,
                             .timeLimit = options.consumer.timeLimit,
                             .profile = options.consumer.profile,
                             .session = options.common.session},
                            clock);
    if (!opened)
        return trouble(opened.fault());
    ProducerTrial &trial = *opened.value();
    const QUrl &url = trial.url();
    if (const auto warning = exposureWarning(options.trap.address, quint16(url.port())))
        RecordWriter::warn(*warning);
    Listening::Door door{.url = url, .sources = options.trap.intake.endpoints.front().sources};
    if (options.tokenGenerated)
        door.generatedToken = options.trap.intake.endpoints.front().tokens.front();
    writer.listening(clock.now().wall, {.endpoints = {door}});

    CheckRun run(options, checks::Suite::Producer, url.toString(), clock, writer);
    const ProcessSignals signals;
    bool cancelled = false;
    QObject::connect(&signals, &ProcessSignals::stopRequested, &trial.trap(), [&] {
        cancelled = true;
        trial.stop();
    });
    QObject::connect(&trial.trap(), &ProducerTrap::waiting, &trial.trap(),
                     [&](const QByteArray &phase, const QString &what) {
                         writer.waiting(clock.now().wall, phase, what);
                     });
    const Result<> closed = trial.run();

    const checks::ProducerSeen seen = trial.seen();
    const bool agreed = !options.profile.isEmpty() || !options.consumer.selection.only.isEmpty();
    for (auto &[spec, outcome] :
         checks::judgeAll(seen, options.consumer.selection,
                          agreed ? checks::Extent::WithAgreement : checks::Extent::Suite))
        run.take(spec, std::move(outcome));
    run.draw(trial.session()->books());
    const ExitStatus status = run.finish(seen.exchanges, cancelled, trial.session()->path());
    return closed ? status : trouble(closed.fault());
}

} // namespace pushbench::app
