// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/version.h"
#include "app/windowbench.h"
#include "ui/language.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStatusBar>
#include <QTimer>

#include <csignal>

using namespace pushbench;

int main(int argc, char **argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // A file as large as it may become is a full disk, not a death.
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Pushbench"));
    QApplication::setOrganizationName(QStringLiteral("Pushbench"));
    QApplication::setApplicationVersion(QStringLiteral(PUSHBENCH_VERSION));

    const ui::SettingsStore store;
    const ui::Language language(store.load().language);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Test bench for RESO push replication (RCP-028)"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("session"),
        QCoreApplication::translate("main", "Session, evidence bundle, HAR or NDJSON to open"),
        QStringLiteral("[SESSION]"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QCoreApplication::translate("main", "Begin with a live demo"));
    parser.addOption(demo);
    parser.process(application);

    const SystemClock clock;
    app::WindowBench bench(clock);
    ui::MainWindow window(bench, clock, store);
    QObject::connect(&bench, &app::WindowBench::said, &window,
                     [&window](const QString &what) { window.statusBar()->showMessage(what); });
    window.show();

    const QStringList sessions = parser.positionalArguments();
    if (!sessions.isEmpty())
        QTimer::singleShot(0, &bench, [&bench, &sessions] { bench.openSession(sessions.front()); });
    else if (parser.isSet(demo))
        QTimer::singleShot(0, &bench, [&bench] { bench.startDemo(); });
    return QApplication::exec();
}
