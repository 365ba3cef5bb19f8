// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What pushing single events costs: our producer with everything on (delivery rules, journal of
// both bytes and times), beside QNetworkAccessManager and libcurl's multi interface, which only
// send. All three push to the same consumer in one run, over six connections. Absolute numbers are
// the machine's; the ratios are what to look at.

#include "core/journal/journal.h"
#include "core/producer/generator.h"
#include "core/producer/producer.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/wire/server/server.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QThread>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace pushbench;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 3;
constexpr int kConnections = 6;

/// Answers 200 to whatever comes, at once: the cheapest consumer there is.
class Sink final : public QThread, private wire::ServerUser
{
public:
    Sink()
    {
        start();
        while (port == 0)
            QThread::usleep(100);
    }
    ~Sink() override
    {
        quit();
        wait();
    }

    std::atomic<quint16> port = 0;
    std::atomic<qint64> taken = 0;

private:
    void run() override
    {
        const SystemClock clock;
        wire::Server server({}, clock, *this);
        m_server = &server;
        if (!server.listen())
            qFatal("no port to listen on");
        port = server.port();
        exec();
    }

    void requestArrived(wire::IncomingRequest request) override
    {
        const wire::Response ok{
            .status = 200, .fields = {{"Content-Type"_ba, "application/json"_ba}}, .body = "{}"};
        ++taken;
        static_cast<void>(m_server->answer(
            request.id,
            {.response = wire::renderResponse(ok, request.traits(), request.complete.wall)}));
    }
    void requestFailed(wire::FailedRequest) override { }
    void answerSettled(wire::RequestId, wire::AnswerFate, const wire::Cookie &) override { }

    wire::Server *m_server = nullptr;
};

QUrl targetOf(const Sink &sink)
{
    return QUrl(u"http://127.0.0.1:%1/webhooks"_s.arg(sink.port));
}

QByteArray bodyOf(int number)
{
    return protocol::writeSingle({.sequence = {number + 1},
                                  .resourceName = "Property",
                                  .resourceRecordKey = QByteArray::number(23'502'100 + number)});
}

void pushByPushbench(const Sink &sink, int events)
{
    const SystemClock clock;
    const QTemporaryDir folder;
    auto journal = journal::Journal::open(folder.filePath(u"bench.pushbench"_s),
                                          {.began = clock.now().wall, .program = "bench"},
                                          journal::Durability::Process, clock);
    producer::Config config{.target = targetOf(sink),
                            .token = Secret("secret"_ba),
                            .delivery = {.inFlight = kConnections}};
    producer::Producer producer(
        config, std::make_unique<producer::Generator>(producer::GeneratorConfig{.events = events}),
        clock, *journal.value());
    QEventLoop loop;
    QObject::connect(&producer, &producer::Producer::finished, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    producer.start();
    loop.exec();
}

void pushByQt(const Sink &sink, int events)
{
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(targetOf(sink));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("Authorization", "Bearer secret");
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QEventLoop loop;
    int sent = 0, answered = 0;
    const std::function<void()> next = [&] {
        if (sent == events)
            return;
        QNetworkReply *reply = manager.post(request, bodyOf(sent++));
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
            reply->readAll();
            reply->deleteLater();
            if (++answered == events)
                loop.quit();
            next();
        });
    };
    for (int i = 0; i < kConnections; ++i)
        next();
    loop.exec();
}

size_t dropBody(char *, size_t size, size_t count, void *)
{
    return size * count;
}

void pushByCurl(const Sink &sink, int events)
{
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, long(kConnections));
    curl_slist *fields = curl_slist_append(nullptr, "Content-Type: application/json");
    fields = curl_slist_append(fields, "Authorization: Bearer secret");
    const QByteArray url = targetOf(sink).toEncoded();
    int sent = 0, answered = 0;
    const auto begin = [&](CURL *easy) {
        const QByteArray body = bodyOf(sent++);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, long(body.size()));
        curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, body.constData());
        curl_multi_add_handle(multi, easy);
    };
    for (int i = 0; i < kConnections; ++i) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, url.constData());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &dropBody);
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
        begin(easy);
    }
    int running = 1;
    while (answered < events) {
        curl_multi_perform(multi, &running);
        int left = 0;
        while (CURLMsg *message = curl_multi_info_read(multi, &left)) {
            CURL *easy = message->easy_handle;
            curl_multi_remove_handle(multi, easy);
            ++answered;
            if (sent < events)
                begin(easy);
            else
                curl_easy_cleanup(easy);
        }
        if (answered < events)
            curl_multi_poll(multi, nullptr, 0, 100, nullptr);
    }
    curl_slist_free_all(fields);
    curl_multi_cleanup(multi);
}

struct Way
{
    const char *name;
    void (*push)(const Sink &, int);
    int events;
    std::vector<double> rates{};
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // As pushbench-cli has it, and fair to all three.
    const QCoreApplication app(argc, argv);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Sink sink;
    std::array<Way, 3> ways{Way{"pushbench", pushByPushbench, 60'000},
                            Way{"QNetworkAccessManager", pushByQt, 6'000},
                            Way{"libcurl multi", pushByCurl, 30'000}};
    for (int round = 0; round < kRounds; ++round) {
        for (Way &way : ways) {
            const qint64 before = sink.taken;
            const auto began = std::chrono::steady_clock::now();
            way.push(sink, way.events);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
            if (sink.taken - before != way.events)
                std::printf("%s: %lld requests arrived for %d events\n", way.name,
                            static_cast<long long>(sink.taken - before), way.events);
            way.rates.push_back(way.events / took.count());
        }
    }
    const double ours = median(ways[0].rates);
    std::printf("%-24s %10s %12s\n", "single events, 6 at once", "events/s", "pushbench is");
    for (const Way &way : ways)
        std::printf("%-24s %10.0f %11.1fx\n", way.name, median(way.rates),
                    ours / median(way.rates));
    curl_global_cleanup();
    return 0;
}
