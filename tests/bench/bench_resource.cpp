// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/resourceservice.h"
#include "core/wire/http1/http1parser.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

using namespace pushbench;
using namespace pushbench::producer;

// What answers of the hosted resource cost over ten million events, from the request as it was
// parsed to the body, beside what writing the same page once more costs: the median of some rounds.

namespace {

using Steady = std::chrono::steady_clock;

constexpr qint64 kEvents = 10'000'000;

wire::Request requestOf(const QByteArray &target)
{
    wire::RequestParser parser{wire::Limits{}};
    const QByteArray bytes =
        "GET " + target + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n\r\n";
    static_cast<void>(parser.advance(bytes));
    return parser.take();
}

template <typename Work>
double medianMilliseconds(int rounds, Work &&work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const Steady::time_point begin = Steady::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // The router wants one.
    const SystemClock clock;
    ResourceConfig config;
    config.token = Secret("t");
    ResourceService service(config, clock, {});
    std::mt19937_64 random(28);
    const Steady::time_point begin = Steady::now();
    for (qint64 sequence = 1; sequence <= kEvents; ++sequence)
        service.publish({{sequence * 2},
                         random() % 3 == 0 ? "Media" : "Property",
                         "3yd-RESO-" + QByteArray::number(1'000'000'000 + random() % 5'000'000),
                         {}});
    const double seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    std::printf("%lld events published in %.1f s, %.1f bytes each\n\n",
                static_cast<long long>(kEvents), seconds,
                double(service.log().memoryBytes()) / double(kEvents));

    const auto ask = [&service](const QByteArray &target) {
        return service.answer(requestOf(target)).body.size();
    };
    // The yardstick: the members of 1,000 events that are at hand.
    const double written = medianMilliseconds(50, [&service] {
        QByteArray json;
        for (qsizetype row = 0; row < 1'000; ++row)
            odata::appendMembers(json, service.log().at(row), {});
        return json.size();
    });
    std::printf("%-64s %10s %8s\n", "", "ms", "ratio");
    const auto print = [written](const char *what, double milliseconds) {
        std::printf("%-64s %10.3f %8.1f\n", what, milliseconds, milliseconds / written);
        std::fflush(stdout);
    };
    print("1,000 events at hand, written", written);
    const QByteArray gt = "/EntityEvent?$filter=EntityEventSequence%20gt%20";
    print("gt N, a page of 1,000, anywhere", medianMilliseconds(200, [&] {
              return ask(gt + QByteArray::number(random() % (2 * kEvents - 4'000)));
          }));
    print("gt N, with the count of all matches", medianMilliseconds(200, [&] {
              return ask(gt + QByteArray::number(random() % (2 * kEvents - 4'000))
                         + "&$count=true");
          }));
    print("the newest", medianMilliseconds(200, [&] {
              return ask("/EntityEvent?$orderby=EntityEventSequence%20desc&$top=1");
          }));
    print("one by its key", medianMilliseconds(200, [&] {
              return ask("/EntityEvent(" + QByteArray::number(random() % kEvents * 2) + ")");
          }));
    print("gt N and a resource, a page of 1,000", medianMilliseconds(50, [&] {
              return ask(gt + QByteArray::number(random() % kEvents)
                         + "%20and%20ResourceName%20eq%20'Media'");
          }));
    print("a resource that is nowhere: every event is looked at", medianMilliseconds(3, [&] {
              return ask("/EntityEvent?$filter=ResourceName%20eq%20'Nothing'");
          }));
    print("by key: every event is ordered", medianMilliseconds(3, [&] {
              return ask("/EntityEvent?$orderby=ResourceRecordKey&$top=10");
          }));
    // The index is built in parts; what is asked between two of them does not wait for more than
    // one.
    const wire::Request first = requestOf("/Property('3yd-RESO-1000000001')");
    const wire::Request beside =
        requestOf("/EntityEvent?$orderby=EntityEventSequence%20desc&$top=1");
    const Steady::time_point asked = Steady::now();
    double longest = 0;
    int parts = 0;
    for (bool ready = false; !ready; ++parts) {
        longest = std::max(longest, medianMilliseconds(1, [&] {
                               ready =
                                   parts == 0 ? service.isReadyFor(first) : service.prepareSome();
                               return service.answer(beside).body.size();
                           }));
    }
    print("a record, the first time: until its index is built",
          std::chrono::duration<double, std::milli>(Steady::now() - asked).count());
    std::printf("  in %d parts; the longest with another answer behind it: %.3f ms\n", parts,
                longest);
    print("a record", medianMilliseconds(200, [&] {
              return ask("/Property('3yd-RESO-"
                         + QByteArray::number(1'000'000'000 + random() % 5'000'000) + "')");
          }));
    return 0;
}
