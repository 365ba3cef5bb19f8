// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"
#include "tests/support/testcase.h"
#include "ui/mainwindow.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/nextanswer.h"
#include "ui/panels/producerpanel.h"
#include "ui/views/card.h"

#include <QAction>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace pushbench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The producer's half of the window over real sockets: its sources, its misbehaviours and the
/// resource that it hosts.
class TestWindowProducer final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aHoldNamesItsExchange();
    void theResourceShowsWhatWasDropped();
    void anotherPushBeginsTheResourceAnew();
    void resumeByRequest();
    void theResourceIsTurnedOffDuringAPush();
    void aTakenPortOfTheResourceIsSaid();
    void aRecordedSessionIsPushedAgain();
    void aResourceIsReadAndFollowed_data();
    void aResourceIsReadAndFollowed();
    void aRefusedTokenIsReplaced();
    void aCheckpointGoesOn();
    void whatCannotWorkIsSaid_data();
    void whatCannotWorkIsSaid();

private:
    struct Answer
    {
        int status = 0;
        QByteArray body{};
    };

    [[nodiscard]] ui::ProducerSettings settings() const;
    [[nodiscard]] Answer ask(const QByteArray &method, const QByteArray &target,
                             const QByteArray &token) const;
    [[nodiscard]] const ui::ProducerState &state() const
    {
        return m_window->producerPanel().state();
    }
    void host();

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::WindowBench> m_bench;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::ResourceState m_resource;
};

void TestWindowProducer::init()
{
    TestCase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = std::make_unique<app::WindowBench>(m_clock);
    m_window = std::make_unique<ui::MainWindow>(
        *m_bench, m_clock, ui::SettingsStore(m_folder->filePath(u"settings.ini"_s)));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    connect(m_bench.get(), &ui::Bench::resourceChanged, this,
            [this](const ui::ResourceState &state) { m_resource = state; });
    m_resource = {};
    m_bench->startConsumer({.port = 0});
    QTRY_VERIFY(m_window->consumerPanel().state().listening);
}

void TestWindowProducer::cleanup()
{
    m_window.reset();
    m_bench.reset();
    m_folder.reset();
}

/// A push to our own consumer.
ui::ProducerSettings TestWindowProducer::settings() const
{
    const ui::OpenEndpoint &endpoint = m_window->consumerPanel().state().endpoints.front();
    return {.target = endpoint.url,
            .token = QString::fromLatin1(endpoint.token.reveal()),
            .events = 20,
            .batch = 5,
            .rate = 0};
}

void TestWindowProducer::host()
{
    m_bench->startResource({});
    QVERIFY2(m_resource.listening, qPrintable(m_resource.fault));
}

TestWindowProducer::Answer TestWindowProducer::ask(const QByteArray &method,
                                                   const QByteArray &target,
                                                   const QByteArray &token) const
{
    QTcpSocket socket;
    socket.connectToHost(m_resource.url.host(), quint16(m_resource.url.port()));
    if (!socket.waitForConnected(10'000))
        return {};
    QByteArray request = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    request += "Content-Length: 0\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    socket.write(request);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    answer += socket.readAll();
    return {answer.mid(9, 3).toInt(), answer.mid(answer.indexOf("\r\n\r\n") + 4)};
}

void TestWindowProducer::aHoldNamesItsExchange()
{
    m_window->consumerPanel().nextAnswer().actions[2]->trigger(); // 429 for 30 s
    m_bench->startPush(settings());
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Holding, 20'000);
    const auto named = [this] {
        const ui::AttemptTableModel &attempts = m_window->models().attempts;
        return attempts.rowCount() > 0
            && state().reason
            == u"429, Retry-After: 30 from exchange %1"_s.arg(attempts.at(0).number);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(named(), qPrintable(state().reason), 20'000);
    QVERIFY(state().waiting > 0);
}

void TestWindowProducer::theResourceShowsWhatWasDropped()
{
    host();
    QVERIFY(!m_resource.published);
    const QByteArray token = m_resource.token.reveal();
    ui::ProducerSettings push = settings();
    push.misbehaviours = {u"drop:1107"_s, u"hide:1109"_s};
    m_bench->startPush(push);
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
    QCOMPARE(state().delivered, 19);
    QTRY_COMPARE(m_resource.events, 19);
    QVERIFY(m_resource.published);
    QCOMPARE(ask("GET", "/EntityEvent(1107)", token).status, 200);
    QCOMPARE(ask("GET", "/EntityEvent(1109)", token).status, 404);
    QCOMPARE(ask("GET", "/EntityEvent(1107)?access_token=" + token, "wrong-token-of-mine").status,
             401);
    QTRY_COMPARE(m_resource.requests, 3);
    const std::vector<producer::AskedRequest> &asked = m_resource.asked;
    QCOMPARE(asked.size(), size_t(3));
    QCOMPARE(asked[0].target, "/EntityEvent(1107)");
    QCOMPARE(asked[1].status, 404);
    QVERIFY2(!asked[2].target.contains(token), asked[2].target.constData());
}

void TestWindowProducer::anotherPushBeginsTheResourceAnew()
{
    host();
    const QByteArray token = m_resource.token.reveal();
    m_bench->startPush(settings());
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
    ui::ProducerSettings other = settings();
    other.firstSequence = 5001;
    other.events = 7;
    const QUrl url = m_resource.url;
    m_bench->startPush(other);
    QTRY_COMPARE(m_resource.events, 7);
    QCOMPARE(m_resource.url, url);
    QCOMPARE(ask("GET", "/EntityEvent(5001)", token).status, 200);
    QCOMPARE(ask("GET", "/EntityEvent(1101)", token).status, 404);
}

void TestWindowProducer::resumeByRequest()
{
    host();
    ui::ProducerSettings push = settings();
    push.token = u"not-the-consumers-token"_s;
    m_bench->startPush(push);
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Halted, 20'000);
    const QString reason = state().reason;
    QVERIFY2(reason.contains(u"401"_s), qPrintable(reason));
    QCOMPARE(ask("POST", "/resume", "wrong-token-of-mine").status, 401);
    QSignalSpy changes(m_bench.get(), &ui::Bench::producerChanged);
    const int status = ask("POST", "/resume", m_resource.token.reveal()).status;
    QVERIFY2(status >= 200 && status < 300, qPrintable(QString::number(status)));
    QTRY_COMPARE(m_resource.resumes, 1);
    // It tries again, and is refused again: another exchange says so.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->models().attempts.rowCount() >= 2, 20'000);
}

void TestWindowProducer::theResourceIsTurnedOffDuringAPush()
{
    host();
    ui::ProducerSettings push = settings();
    push.events = 400;
    push.rate = 400;
    m_bench->startPush(push);
    QTRY_VERIFY_WITH_TIMEOUT(state().delivered > 0, 20'000);
    const ui::ResourceState before = m_resource;
    m_bench->stopResource();
    QVERIFY(!m_resource.listening);
    QTcpSocket socket;
    socket.connectToHost(before.url.host(), quint16(before.url.port()));
    QVERIFY(!socket.waitForConnected(10'000));
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
    QCOMPARE(state().delivered, 400);
}

void TestWindowProducer::aTakenPortOfTheResourceIsSaid()
{
    host();
    const quint16 port = quint16(m_resource.url.port());
    app::WindowBench other(m_clock);
    QSignalSpy failed(&other, &ui::Bench::failed);
    QSignalSpy changed(&other, &ui::Bench::resourceChanged);
    other.startResource({.port = port});
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().value<Fault>().message().contains(QString::number(port)));
    QVERIFY(!changed.back().front().value<ui::ResourceState>().fault.isEmpty());
}

void TestWindowProducer::aRecordedSessionIsPushedAgain()
{
    m_bench->startPush(settings());
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
    const QString path = m_folder->filePath(u"monday.pushbench"_s);
    m_bench->saveSession(path);
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(m_window->windowTitle().startsWith(u"monday.pushbench"_s));
    m_bench->newSession();
    m_bench->startConsumer({.port = 0});
    QTRY_VERIFY(m_window->consumerPanel().state().listening);
    ui::ProducerSettings push = settings();
    push.origin = ui::EventOrigin::Session;
    push.session = path;
    m_bench->startPush(push);
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
    QCOMPARE(state().delivered, 20);
}

void TestWindowProducer::aResourceIsReadAndFollowed_data()
{
    QTest::addColumn<ui::TlsChoice>("tls");
    QTest::newRow("in the clear") << ui::TlsChoice::None;
    QTest::newRow("over TLS") << ui::TlsChoice::SelfSigned;
}

/// Another bench hosts what is read here.
void TestWindowProducer::aResourceIsReadAndFollowed()
{
    QFETCH(ui::TlsChoice, tls);
    app::WindowBench other(m_clock);
    ui::ResourceState shown;
    connect(&other, &ui::Bench::resourceChanged, this,
            [&shown](const ui::ResourceState &state) { shown = state; });
    other.startResource({.tls = tls});
    QVERIFY2(shown.listening, qPrintable(shown.fault));
    QCOMPARE(shown.url.scheme(), tls == ui::TlsChoice::None ? u"http"_s : u"https"_s);
    ui::ProducerSettings push = settings();
    push.misbehaviours = {u"drop:1103-1120"_s};
    other.startPush(push);
    QTRY_COMPARE_WITH_TIMEOUT(shown.events, 20, 20'000);

    ui::ProducerSettings reading = settings();
    reading.origin = ui::EventOrigin::Resource;
    reading.reading = {.root = shown.url.toString(),
                       .token = QString::fromLatin1(shown.token.reveal()),
                       .ca = shown.caFile,
                       .after = 1102,
                       .poll = 0.1};
    m_bench->startPush(reading);
    QTRY_VERIFY_WITH_TIMEOUT(state().follows, 20'000);
    QCOMPARE(state().phase, ui::ProducerPhase::Pushing);
    QTRY_COMPARE_WITH_TIMEOUT(state().delivered, 18, 20'000);
    QTRY_VERIFY2(state().reason.contains(u"behind 1,120"_s), qPrintable(state().reason));
    other.stopResource();
    QTRY_VERIFY2_WITH_TIMEOUT(state().reason.contains(u"asked again"_s), qPrintable(state().reason),
                              20'000);
    m_bench->stopPush();
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Idle, 20'000);
}

void TestWindowProducer::aRefusedTokenIsReplaced()
{
    ui::ProducerSettings push = settings();
    push.signIn.nextToken = std::exchange(push.token, u"no-longer-good"_s);
    m_bench->startPush(push);
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
    QCOMPARE(state().delivered, 20);
}

void TestWindowProducer::aCheckpointGoesOn()
{
    ui::ProducerSettings push = settings();
    push.advanced.checkpoint = m_folder->filePath(u"feed.checkpoint"_s);
    for (const qint64 delivered : {20, 0}) {
        m_bench->startPush(push);
        QTRY_COMPARE_WITH_TIMEOUT(state().phase, ui::ProducerPhase::Done, 20'000);
        QTRY_COMPARE(state().delivered, delivered);
    }
    push.seed = 9; // Another feed.
    QSignalSpy failed(m_bench.get(), &ui::Bench::failed);
    m_bench->startPush(push);
    QCOMPARE(failed.size(), 1);
    const QString message = failed.front().front().value<Fault>().message();
    QVERIFY2(message.contains(u"another feed"_s), qPrintable(message));
    QCOMPARE(state().phase, ui::ProducerPhase::Idle);
}

void TestWindowProducer::whatCannotWorkIsSaid_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    QTest::newRow("no file chosen") << u"file"_s << u"choose one"_s;
    QTest::newRow("no resource named") << u"reading"_s << u"https://host/odata"_s;
    QTest::newRow("a backoff that shrinks") << u"backoff"_s << u"--backoff"_s;
    QTest::newRow("a misbehaviour that does not know which") << u"misbehave"_s << u"drop"_s;
    QTest::newRow("a header without a colon") << u"header"_s << u"Name: value"_s;
    QTest::newRow("a CA that is not there") << u"ca"_s << u"/nowhere/ca.pem"_s;
    QTest::newRow("a client without a secret") << u"oauth"_s << u"secret"_s;
    QTest::newRow("a token that replaces none") << u"next"_s << u"there is none"_s;
    QTest::newRow("a resource with no weight") << u"resources"_s << u"a weight is a number"_s;
}

void TestWindowProducer::whatCannotWorkIsSaid()
{
    QFETCH(QString, what);
    QFETCH(QString, says);
    ui::ProducerSettings push = settings();
    if (what == u"file"_s)
        push.origin = ui::EventOrigin::File;
    else if (what == u"reading"_s)
        push.origin = ui::EventOrigin::Resource;
    else if (what == u"backoff"_s)
        push.advanced.backoff = u"5:1"_s;
    else if (what == u"misbehave"_s)
        push.misbehaviours = {u"drop"_s};
    else if (what == u"header"_s)
        push.connection.headers = {u"X-Trace 7"_s};
    else if (what == u"oauth"_s)
        push.signIn = {.tokenUrl = u"https://127.0.0.1:1/token"_s, .clientId = u"me"_s};
    else if (what == u"next"_s)
        push.signIn.nextToken = std::exchange(push.token, {});
    else if (what == u"resources"_s)
        push.resources = u"Property=many"_s;
    if (what == u"ca"_s) {
        push.target.setScheme(u"https"_s);
        push.connection.ca = u"/nowhere/ca.pem"_s;
    }
    QSignalSpy failed(m_bench.get(), &ui::Bench::failed);
    m_bench->startPush(push);
    QCOMPARE(failed.size(), 1);
    const QString message = failed.front().front().value<Fault>().message();
    QVERIFY2(message.contains(says), qPrintable(message));
}

QTEST_MAIN(TestWindowProducer)
#include "tst_windowproducer.moc"
