// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/recordwriter.h"
#include "app/verbs/verbs.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace pushbench;
using namespace pushbench::app;

namespace {

template <typename... Visits>
struct Overloaded : Visits...
{
    using Visits::operator()...;
};

ExitStatus print(const TextToPrint &text)
{
    std::fwrite(text.text.constData(), 1, size_t(text.text.size()), stdout);
    return ExitStatus::Good;
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // A file as large as it may become is a full disk, not a death.
    // Whoever reads our output may leave early (`| head -1`); that must not end a recording.
    std::signal(SIGPIPE, SIG_IGN);
    qputenv("QT_NO_GLIB", "1"); // No window, no GLib: Qt's own event loop costs less a turn.
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("pushbench-cli"));
    const Result<Command> command = parseCommandLine(QCoreApplication::arguments().mid(1));
    if (!command)
        return static_cast<int>(trouble(command.fault()));
    return static_cast<int>(
        std::visit(Overloaded{[](const TextToPrint &text) { return print(text); },
                              [](const ConsumeOptions &o) { return runConsume(o); },
                              [](const ProduceOptions &o) { return runProduce(o); },
                              [](const AnalyzeOptions &o) { return runAnalyze(o); },
                              [](const ExportOptions &o) { return runExport(o); },
                              [](const ImportOptions &o) { return runImport(o); },
                              [](const BundleOptions &o) { return runBundle(o); },
                              [](const NoteOptions &o) { return runNote(o); },
                              [](const CheckOptions &o) { return runCheck(o); },
                              [](const DemoOptions &o) { return runDemo(o); }},
                   command.value()));
}
