// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What reading a payload costs on both roads, beside QJsonDocument in the same run. Absolute
// numbers are the machine's; the ratios are what to look at.

#include "core/protocol/payload/payload.h"
#include "core/protocol/payload/payloadbuilder.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/protocol/payload/strictpayload.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace pushbench::protocol;

namespace {

constexpr int kRounds = 5;
constexpr std::clock_t kRoundTime = CLOCKS_PER_SEC / 5;

std::vector<EntityEvent> makeEvents(int count)
{
    constexpr std::array<const char *, 4> kResources{"Property", "Media", "Member", "OpenHouse"};
    std::vector<EntityEvent> events;
    for (int i = 0; i < count; ++i)
        events.push_back({.sequence = Sequence{1'000'000 + i},
                          .resourceName = kResources[size_t(i) % kResources.size()],
                          .resourceRecordKey = QByteArray::number(23'502'100 + i * 7)});
    return events;
}

/// With the room behind its end that the wire's buffers leave.
QByteArray padded(QByteArray body)
{
    body.reserve(body.size() + kPayloadPadding);
    return body;
}

QByteArray vendorBody(int count)
{
    QByteArray body =
        "{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\",\"value\":[";
    for (const EntityEvent &event : makeEvents(count)) {
        QByteArray one = writeEvent(event);
        one.chop(1);
        body.append(one);
        body.append(",\"EventTypes\":[\"Update\"],\"Data\":{\"ListPrice\":425000.0,"
                    "\"StandardStatus\":\"Active\","
                    "\"PublicRemarks\":\"Three bedrooms, two baths, a garden that slopes to the "
                    "creek.\"}},");
    }
    body.chop(1);
    body.append("]}");
    return body;
}

/// Processor seconds per call: the best of some rounds, so that a busy machine disturbs least.
double measure(const std::function<qsizetype()> &call)
{
    double best = 1e9;
    qsizetype sum = 0;
    for (int round = 0; round < kRounds; ++round) {
        qint64 calls = 0;
        const std::clock_t start = std::clock();
        std::clock_t now = start;
        while (now - start < kRoundTime) {
            for (int i = 0; i < 64; ++i)
                sum += call();
            calls += 64;
            now = std::clock();
        }
        best = std::min(best, double(now - start) / CLOCKS_PER_SEC / double(calls));
    }
    if (sum == 0)
        std::puts("nothing was read");
    return best;
}

qsizetype readWithQt(const QByteArray &body)
{
    const QJsonObject top = QJsonDocument::fromJson(body).object();
    qsizetype read = 0;
    const auto readEvent = [&read](const QJsonObject &event) {
        const EntityEvent one{
            .sequence = Sequence{event[QStringLiteral("EntityEventSequence")].toInteger()},
            .resourceName = event[QStringLiteral("ResourceName")].toString().toUtf8(),
            .resourceRecordKey = event[QStringLiteral("ResourceRecordKey")].toString().toUtf8()};
        read += one.resourceRecordKey.size();
    };
    const QJsonArray events = top[QStringLiteral("value")].toArray();
    for (const auto &event : events)
        readEvent(event.toObject());
    if (events.isEmpty())
        readEvent(top);
    return read;
}

qsizetype readStrict(const QByteArray &body)
{
    PayloadBuilder builder(body, {});
    readStrictly(builder);
    return qsizetype(builder.take().events().size());
}

void row(const char *name, const QByteArray &body)
{
    const double fast = measure([&body] { return qsizetype(parsePayload(body).events().size()); });
    const double strict = measure([&body] { return readStrict(body); });
    const double qt = measure([&body] { return readWithQt(body); });
    const auto megabytes = [&body](double seconds) { return double(body.size()) / seconds / 1e6; };
    std::printf("%-28s %8lld %10.3f %8.0f %8.0f %8.0f %8.1f\n", name,
                static_cast<long long>(body.size()), fast * 1e6, megabytes(fast), megabytes(strict),
                megabytes(qt), qt / fast);
}

} // namespace

int main()
{
    std::printf("%-28s %8s %10s %8s %8s %8s %8s\n", "body", "bytes", "us/body", "MB/s", "strict",
                "QJson", "ratio");
    const std::vector<EntityEvent> events = makeEvents(1000);
    row("single", padded(writeSingle(events.front())));
    row("single, no spare capacity", writeSingle(events.front()) + QByteArray());
    row("batch of 100", padded(writeMulti(std::span(events).first(100))));
    row("batch of 1,000", padded(writeMulti(events)));
    row("vendor single, strict road", padded(vendorBody(1)));
    row("vendor batch of 1,000", padded(vendorBody(1000)));
    return 0;
}
