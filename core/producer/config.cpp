// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/config.h"

#include "core/wire/http1/headreader.h"
#include "core/wire/http1/http1writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr int kMostInFlight = 256;

/// So much more does a wrong Content-Length announce.
constexpr qsizetype kMissingBytes = 16;

constexpr double kLeastRate = 0.001;
constexpr double kMostRate = 1e9;

Fault usage(const QString &where, const QString &text)
{
    return {.kind = FaultKind::Usage, .where = where, .text = text};
}

bool isFieldValue(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != '\x7f');
    });
}

/// What frames the request is counted by the bench; a second opinion would only desert the peer in
/// the middle of a body.
bool isFraming(QByteArrayView name)
{
    return wire::equalsIgnoringCase(name, "Content-Length")
        || wire::equalsIgnoringCase(name, "Transfer-Encoding");
}

Result<> checkNumbers(const Config &config)
{
    if (config.batch < 1)
        return usage(u"--batch"_s, u"a request holds at least one event"_s);
    if (config.timeout < std::chrono::milliseconds(1))
        return usage(u"--timeout"_s, u"an attempt needs some time; write 30"_s);
    const DeliveryConfig &delivery = config.delivery;
    if (delivery.inFlight < 1 || delivery.inFlight > kMostInFlight)
        return usage(u"--in-flight"_s,
                     u"%1 requests at a time cannot be; write 1 to %2"_s.arg(delivery.inFlight)
                         .arg(kMostInFlight));
    const double rate = delivery.eventsPerSecond;
    if (!(rate == 0 || (rate >= kLeastRate && rate <= kMostRate)))
        return usage(u"--rate"_s,
                     u"%1 events per second cannot be kept; write %2 to %3, or 0 for "
                     "as fast as it goes"_s.arg(rate)
                         .arg(kLeastRate)
                         .arg(kMostRate, 0, 'f', 0));
    const bool ramps = delivery.ramp > std::chrono::milliseconds(0);
    if (ramps && !(delivery.rampTo >= kLeastRate && delivery.rampTo <= kMostRate))
        return usage(u"--ramp"_s,
                     u"%1 events per second cannot be kept; write 1000:60 for instance"_s.arg(
                         delivery.rampTo));
    if ((ramps || delivery.burst > 0) && rate == 0)
        return usage(ramps ? u"--ramp"_s : u"--burst"_s,
                     u"there is no rate that it changes; give --rate, too"_s);
    if (delivery.burst < 0)
        return usage(u"--burst"_s, u"%1 events cannot leave at once"_s.arg(delivery.burst));
    if (delivery.maxAttempts < 1)
        return usage(u"--max-attempts"_s, u"a batch is tried at least once"_s);
    if (delivery.backoffBase < std::chrono::milliseconds(0)
        || delivery.backoffMax < delivery.backoffBase)
        return usage(u"--backoff"_s, u"the longest wait is shorter than the first; write 0.5:60"_s);
    return {};
}

Result<> checkMisdeeds(const Config &config)
{
    if (config.route.http != HttpVersion::Http2)
        return {};
    for (const Misdeed &misdeed : config.misdeeds) {
        if (!wire::isForAStream(faultOf(misdeed.kind)))
            return usage(
                u"--misbehave"_s,
                u"HTTP/2 cannot express %1: heads share the compression of their connection, "
                "so half of one would break every request beside it (RFC 9113 section "
                "4.3); push by --http 1.1"_s.arg(
                    QString::fromLatin1(kindOf(misdeed.kind).name.toByteArray())));
    }
    return {};
}

} // namespace

Result<> check(const Config &config)
{
    if (Result<> sound = checkTarget(config.target, u"--url"_s); !sound)
        return sound;
    if (Result<> sound = check(config.oauth); !sound)
        return sound;
    if (!config.oauth.isEmpty() && !config.token.isEmpty())
        return usage(u"--token-url"_s,
                     u"tokens come from there, or are given by --auth-token; leave one out"_s);
    if (config.source && !isFieldValue(*config.source))
        return usage(u"--source"_s, u"a label cannot hold control characters"_s);
    if (!isFieldValue(config.token.reveal()))
        return usage(
            u"--auth-token"_s,
            u"a token cannot hold control characters; is there a line break in the file?"_s);
    if (!config.nextToken.isEmpty() && config.token.isEmpty())
        return usage(u"--next-token"_s,
                     u"it replaces the token of --auth-token, and there is none; give that, too"_s);
    if (!isFieldValue(config.nextToken.reveal()))
        return usage(
            u"--next-token"_s,
            u"a token cannot hold control characters; is there a line break in the file?"_s);
    for (const wire::Field &field : config.fields) {
        if (!wire::isToken(field.name) || !isFieldValue(field.value))
            return usage(
                u"--header"_s,
                u"\"%1\" is no field; write 'Name: value'"_s.arg(QString::fromUtf8(field.name)));
        if (isFraming(field.name))
            return usage(
                u"--header"_s,
                u"%1 is set by the bench, which knows how long the body is; leave it out"_s.arg(
                    QString::fromUtf8(field.name)));
        if (config.route.http == HttpVersion::Http2 && wire::isConnectionSpecific(field.name))
            return usage(u"--header"_s,
                         u"HTTP/2 has no field %1 (RFC 9113 section 8.2.2); leave it out, or push "
                         "by --http 1.1"_s.arg(QString::fromUtf8(field.name)));
    }
    if (Result<> sound = checkMisdeeds(config); !sound)
        return sound;
    return checkNumbers(config);
}

QByteArray requestHead(const Config &config, qsizetype bodySize, const RequestPlan &plan,
                       const std::optional<QByteArray> &source)
{
    wire::Fields fields;
    const QByteArray authority = authorityOf(config.target);
    const QByteArray target = requestTarget(config.route, config.target);
    const bool http2 = config.route.http == HttpVersion::Http2;
    const bool plainText = plan.does(Misbehaviour::WrongMediaType);
    if (!http2)
        fields.push_back({"Host", authority});
    fields.push_back({"User-Agent", "pushbench"});
    fields.push_back({"Content-Type", plainText ? "text/plain" : "application/json"});
    if (plan.does(Misbehaviour::WrongToken))
        fields.push_back({"Authorization", "Bearer this-is-not-the-token"});
    else if (!config.token.isEmpty() && !plan.does(Misbehaviour::NoToken))
        fields.push_back({"Authorization", QByteArray("Bearer ").append(config.token.reveal())});
    if (isForwarded(config.route, config.target) && !config.route.proxy->user.isEmpty())
        fields.push_back({"Proxy-Authorization", config.route.proxy->authorization()});
    if (const auto &label = config.source ? config.source : source)
        fields.push_back({"EntityEventSource", *label});
    fields.insert(fields.end(), config.fields.begin(), config.fields.end());
    if (plan.fault == wire::RequestFault::WrongLength)
        bodySize += kMissingBytes;
    fields.push_back({"Content-Length", QByteArray::number(bodySize)});
    if (!http2)
        return wire::renderRequestHead("POST", target, fields);
    return wire::renderHttp2RequestHead({.method = "POST",
                                         .scheme = config.target.scheme().toLatin1(),
                                         .authority = authority,
                                         .path = target},
                                        fields);
}

} // namespace pushbench::producer
