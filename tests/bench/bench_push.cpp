// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What pushing costs, singly and in batches of a thousand, on HTTP/1.1 and on HTTP/2: our producer
// with everything on (delivery rules, journal of both bytes and times), beside
// QNetworkAccessManager and libcurl's multi interface, which only send. All three push to the same
// consumer in one run: six connections of HTTP/1.1, or fifty streams of one of HTTP/2. Absolute
// numbers are the machine's; the ratios are what to look at.
//
//   bench_push [LOAD [WAY]]    only loads and ways with these words in their names, for a profiler
//
// libcurl 7.88, Debian 12's, does not send a second request on a connection of HTTP/2 with prior
// knowledge ("Error in the HTTP2 framing layer", to nghttpd as well), and is left out there.

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
#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>

using namespace pushbench;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 3;

/// What is pushed, and how.
struct Load
{
    const char *name;
    bool http2 = false;
    int batch = 1;
    int inFlight = 6;
};

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

protocol::EntityEvent eventOf(int number)
{
    return {.sequence = {number + 1},
            .resourceName = "Property",
            .resourceRecordKey = QByteArray::number(23'502'100 + number)};
}

QByteArray bodyOf(const Load &load, int number)
{
    if (load.batch == 1)
        return protocol::writeSingle(eventOf(number));
    std::vector<protocol::EntityEvent> events;
    for (int i = 0; i < load.batch; ++i)
        events.push_back(eventOf(number * load.batch + i));
    return protocol::writeMulti(events);
}

void pushByPushbench(const Sink &sink, const Load &load, int requests)
{
    const SystemClock clock;
    const QTemporaryDir folder;
    auto journal = journal::Journal::open(folder.filePath(u"bench.pushbench"_s),
                                          {.began = clock.now().wall, .program = "bench"},
                                          journal::Durability::Run, clock);
    producer::Config config{.target = targetOf(sink),
                            .token = Secret("secret-of-the-bench"_ba),
                            .batch = load.batch,
                            .delivery = {.inFlight = load.inFlight}};
    if (load.http2)
        config.route.http = producer::HttpVersion::Http2;
    producer::Producer producer(config,
                                std::make_unique<producer::Generator>(producer::GeneratorConfig{
                                    .events = qint64(requests) * load.batch}),
                                clock, *journal.value());
    QEventLoop loop;
    QObject::connect(&producer, &producer::Producer::finished, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    producer.start();
    loop.exec();
}

void pushByQt(const Sink &sink, const Load &load, int requests)
{
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(targetOf(sink));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("Authorization", "Bearer secret");
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, load.http2);
    request.setAttribute(QNetworkRequest::Http2DirectAttribute, load.http2);
    QEventLoop loop;
    int sent = 0, answered = 0;
    const std::function<void()> next = [&] {
        if (sent == requests)
            return;
        QNetworkReply *reply = manager.post(request, bodyOf(load, sent++));
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
            reply->readAll();
            reply->deleteLater();
            if (++answered == requests)
                loop.quit();
            next();
        });
    };
    for (int i = 0; i < load.inFlight; ++i)
        next();
    loop.exec();
}

size_t dropBody(char *, size_t size, size_t count, void *)
{
    return size * count;
}

void pushByCurl(const Sink &sink, const Load &load, int requests)
{
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, long(load.inFlight));
    curl_slist *fields = curl_slist_append(nullptr, "Content-Type: application/json");
    fields = curl_slist_append(fields, "Authorization: Bearer secret");
    const QByteArray url = targetOf(sink).toEncoded();
    int sent = 0, answered = 0;
    const auto begin = [&](CURL *easy) {
        const QByteArray body = bodyOf(load, sent++);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, long(body.size()));
        curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, body.constData());
        curl_multi_add_handle(multi, easy);
    };
    for (int i = 0; i < load.inFlight; ++i) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, url.constData());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &dropBody);
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
        begin(easy);
    }
    int running = 1;
    while (answered < requests) {
        curl_multi_perform(multi, &running);
        int left = 0;
        while (CURLMsg *message = curl_multi_info_read(multi, &left)) {
            CURL *easy = message->easy_handle;
            curl_multi_remove_handle(multi, easy);
            ++answered;
            if (sent < requests)
                begin(easy);
            else
                curl_easy_cleanup(easy);
        }
        if (answered < requests)
            curl_multi_poll(multi, nullptr, 0, 100, nullptr);
    }
    curl_slist_free_all(fields);
    curl_multi_cleanup(multi);
}

struct Way
{
    const char *name;
    void (*push)(const Sink &, const Load &, int);
    int requests; ///< Of single events on HTTP/1.1.
    std::vector<double> rates{};
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void run(const Sink &sink, const Load &load, const char *wanted)
{
    std::vector<Way> ways{Way{"pushbench", pushByPushbench, 60'000},
                          Way{"QNetworkAccessManager", pushByQt, 6'000}};
    if (!load.http2)
        ways.push_back({"libcurl multi", pushByCurl, 30'000});
    std::erase_if(ways, [wanted](const Way &way) { return !std::strstr(way.name, wanted); });
    if (ways.empty())
        return;
    for (int round = 0; round < kRounds; ++round) {
        for (Way &way : ways) {
            const int requests = load.batch == 1 ? way.requests : way.requests / 30;
            const qint64 before = sink.taken;
            const auto began = std::chrono::steady_clock::now();
            way.push(sink, load, requests);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
            if (sink.taken - before != requests)
                std::printf("%s: %lld requests arrived, and %d were pushed\n", way.name,
                            static_cast<long long>(sink.taken - before), requests);
            way.rates.push_back(double(requests) * load.batch / took.count());
        }
    }
    const double ours = median(ways[0].rates);
    std::printf("%-34s %10s %12s\n", load.name, "events/s", "pushbench is");
    for (const Way &way : ways)
        std::printf("%-34s %10.0f %11.1fx\n", way.name, median(way.rates),
                    ours / median(way.rates));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // As pushbench-cli has it, and fair to all three.
    const QCoreApplication app(argc, argv);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const Sink sink;
    const char *load = argc > 1 ? argv[1] : "";
    const char *way = argc > 2 ? argv[2] : "";
    for (const Load &each :
         {Load{.name = "single events, 6 at once"},
          Load{.name = "batches of 1,000, 6 at once", .batch = 1'000},
          Load{.name = "single events on HTTP/2, 50 at once", .http2 = true, .inFlight = 50}}) {
        if (std::strstr(each.name, load))
            run(sink, each, way);
    }
    curl_global_cleanup();
    return 0;
}
