// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"
#include "tests/bench/timedapplication.h"
#include "ui/mainwindow.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/filterline.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/tailtable.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace pushbench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// For how long the window does not answer, with the whole program behind it: everything that its
// thread does is measured, event by event.
//
//   bench_window ingest [EVENTS [RATE [BATCH]]]   pushbench-cli pushes into the window's consumer
//   bench_window session FILE                     opens it, scrolls, jumps, filters and exports
//
// "idle" is the same window with nothing to do; the longest stretch of a step names who took it.

namespace {

/// The window's events run until `done`, or for that long.
template <typename Done>
bool runUntil(std::chrono::milliseconds limit, Done &&done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.hasExpired(limit.count()))
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

void run(std::chrono::milliseconds time)
{
    runUntil(time, [] { return false; });
}

double milliseconds(bench::TimedApplication::Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

double residentMiB()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList fields = status.readAll().split(' ');
    return fields.value(1).toDouble() * 4096 / (1024 * 1024);
}

class Bench
{
public:
    explicit Bench(bench::TimedApplication &application)
        : m_application(application)
        , m_window(m_bench, m_clock, ui::SettingsStore(m_folder.filePath(u"settings.ini"_s)))
    {
        QObject::connect(&m_bench, &ui::Bench::consumerChanged, &m_window,
                         [this](const ui::ConsumerState &state) { m_consumer = state; });
        QObject::connect(&m_bench, &ui::Bench::exported, &m_window,
                         [this](const QString &, qint64 records) { m_exported = records; });
        QObject::connect(&m_bench, &ui::Bench::failed, &m_window, [](const Fault &fault) {
            std::printf("failed: %s: %s\n", qPrintable(fault.where), qPrintable(fault.text));
        });
        m_window.resize(1440, 900);
        m_window.show();
        run(500ms);
        std::printf("%-30s %8s %8s %9s %9s %9s %7s %9s %9s %9s  %s\n", "step", "seconds", "events",
                    "p99 ms", "max ms", "max cpu", "frames", "frame p50", "frame p99", "RSS MiB",
                    "who took longest");
        begin();
        run(2s);
        tell("idle");
    }

    int ingest(qint64 events, qint64 rate, int batch)
    {
        m_bench.startConsumer({.port = 0});
        if (!runUntil(5s, [this] { return m_consumer.listening; })) {
            std::printf("no consumer: %s\n", qPrintable(m_consumer.fault));
            return 2;
        }
        const ui::OpenEndpoint endpoint = m_consumer.endpoints.front();
        QProcess producer;
        producer.setStandardOutputFile(QProcess::nullDevice());
        begin();
        QElapsedTimer timer;
        timer.start();
        producer.start(QCoreApplication::applicationDirPath() + u"/pushbench-cli"_s,
                       {u"produce"_s, u"--url"_s, endpoint.url.toString(), u"--auth-token"_s,
                        QString::fromUtf8(endpoint.token.reveal()), u"--events"_s,
                        QString::number(events), u"--batch"_s, QString::number(batch), u"--rate"_s,
                        QString::number(rate), u"--in-flight"_s, u"4"_s});
        runUntil(10min, [&producer] { return producer.state() == QProcess::NotRunning; });
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        tell("ingest");
        std::printf("%lld events in batches of %d, %.0f of them a second in all; exit %d\n",
                    static_cast<long long>(events), batch, double(events) / seconds,
                    producer.exitCode());
        begin();
        runUntil(1min, [this, events] { return shownEvents() >= events; });
        tell("until the table has all");
        return producer.exitCode();
    }

    int session(const QString &path)
    {
        const qint64 bytes = QFileInfo(path).size();
        QElapsedTimer timer;
        timer.start();
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            std::printf("%s: %s\n", qPrintable(path), qPrintable(file.errorString()));
            return 2;
        }
        std::vector<char> piece(4 * 1024 * 1024);
        while (file.read(piece.data(), qint64(piece.size())) > 0) { }
        const double reading = double(timer.nsecsElapsed()) / 1e9;

        begin();
        m_bench.openSession(path);
        qint64 seen = -1;
        QElapsedTimer quiet;
        quiet.start();
        runUntil(10min, [&] {
            if (const qint64 now = shownEvents(); now != seen) {
                seen = now;
                quiet.restart();
            }
            return seen > 0 && quiet.hasExpired(2000);
        });
        const double opening = tell("open") - 2;
        std::printf(
            "%lld events, %lld bytes: %.2f s, %.1f times the reading of the file (%.2f s)\n",
            static_cast<long long>(seen), static_cast<long long>(bytes), opening, opening / reading,
            reading);

        ui::TailTable &table = m_window.sessionPage().tabs().events();
        const auto press = [&table](int key, int times, Qt::KeyboardModifiers with = {}) {
            for (int i = 0; i < times; ++i) {
                QKeyEvent down(QEvent::KeyPress, key, with);
                QCoreApplication::sendEvent(&table, &down);
                run(10ms);
            }
        };
        begin();
        press(Qt::Key_Home, 1, Qt::ControlModifier);
        press(Qt::Key_PageDown, 100);
        press(Qt::Key_End, 1, Qt::ControlModifier);
        press(Qt::Key_PageUp, 100);
        tell("scroll by 200 pages");

        begin();
        for (int i = 1; i <= 20; ++i) {
            m_window.sessionPage().jumpTo(1101 + seen * i / 21);
            run(50ms);
        }
        tell("jump to 20 numbers");

        filter(u"resource:Media"_s);
        filter(u"key:12"_s);
        filter(u"seq:1200..2000"_s);
        const QString to = m_folder.filePath(u"export.ndjson"_s);
        m_window.sessionPage().filter().line().setText({});
        run(1s);
        begin();
        m_exported = -1;
        m_window.sessionPage().filter().exportTo(to);
        runUntil(10min, [this] { return m_exported >= 0; });
        tell("export all");
        std::printf("%lld records, %lld bytes\n", static_cast<long long>(m_exported),
                    static_cast<long long>(QFileInfo(to).size()));
        return 0;
    }

private:
    void filter(const QString &text)
    {
        ui::Matches latest;
        const auto heard =
            QObject::connect(&m_bench, &ui::Bench::matched, &m_window,
                             [&latest](const ui::Matches &matches) { latest = matches; });
        begin();
        m_window.sessionPage().filter().line().setText(text);
        runUntil(10min, [&latest] { return latest.done; });
        run(50ms);
        tell(QByteArray("filter " + text.toUtf8()).constData());
        std::printf("  says: %s\n", qPrintable(m_window.sessionPage().filter().said()));
        QObject::disconnect(heard);
    }

    qint64 shownEvents() { return m_window.models().events.rowCount(); }

    void begin()
    {
        (void)m_application.take();
        m_timer.restart();
    }

    /// Prints a line and gives its seconds.
    double tell(const char *step)
    {
        const double seconds = double(m_timer.nsecsElapsed()) / 1e9;
        const bench::TimedApplication::Figures figures = m_application.take();
        std::printf(
            "%-30s %8.2f %8zu %9.2f %9.2f %9.2f %7zu %9.2f %9.2f %9.0f  %s, event %d\n", step,
            seconds, figures.events, milliseconds(figures.p99), milliseconds(figures.longest.wall),
            milliseconds(figures.longestProcessor.processor), figures.frames,
            milliseconds(figures.frameMedian), milliseconds(figures.frameP99), residentMiB(),
            figures.longestProcessor.receiver.constData(), figures.longestProcessor.type);
        std::fflush(stdout);
        return seconds;
    }

    bench::TimedApplication &m_application;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    app::WindowBench m_bench{m_clock};
    ui::MainWindow m_window;
    ui::ConsumerState m_consumer;
    QElapsedTimer m_timer;
    qint64 m_exported = -1;
};

} // namespace

int main(int argc, char **argv)
{
    bench::TimedApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "ingest"_L1)
        return Bench(application)
            .ingest(words.value(2, u"3000000"_s).toLongLong(),
                    words.value(3, u"1000000"_s).toLongLong(), words.value(4, u"1000"_s).toInt());
    if (words.value(1) == "session"_L1 && words.size() == 3)
        return Bench(application).session(words[2]);
    std::puts("bench_window ingest [EVENTS [RATE [BATCH]]] | session FILE");
    return 2;
}
