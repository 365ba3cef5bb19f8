// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/mutants/mutantproducer.h"

#include <QUrlQuery>

namespace pushbench::checks {
namespace {

constexpr int kFlawed = 2; // The so-manieth body is the wrong one: the first is on record by then.
constexpr int kLongest = 255;

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

QByteArray keyOf(qint64 sequence)
{
    return "K-" + QByteArray::number(sequence);
}

QByteArray body(const QByteArray &members, const QByteArray &version = "2.0")
{
    return "{\"@reso.context\":\"urn:reso:metadata:" + version + ":resource:entityevent\","
        + members + '}';
}

/// The members of an event; name and key are JSON.
QByteArray members(const QByteArray &sequence, const QByteArray &name, const QByteArray &key)
{
    return "\"EntityEventSequence\":" + sequence + ",\"ResourceName\":" + name
        + ",\"ResourceRecordKey\":" + key;
}

QByteArray eventOf(qint64 sequence)
{
    return members(QByteArray::number(sequence), quoted("Property"), quoted(keyOf(sequence)));
}

} // namespace

QByteArray MutantProducer::nextBody()
{
    ++m_made;
    if (wrong("RCP028-R4.events"))
        return body("\"value\":[]");
    if (!m_held.isEmpty())
        return std::exchange(m_held, {});
    if (m_made == kFlawed && wrong("RCP028-R28.again"))
        return m_taken;
    const qint64 sequence = m_next++;
    if (m_made == 1 && wrong("RCP028-R29.order")) {
        m_held = body(eventOf(m_next++));
        return body("\"value\":[{" + eventOf(sequence) + "},{" + eventOf(m_next++) + "}]");
    }
    if (sequence == 1 && wrong("RCP027-R11.parents"))
        return body(members("1", quoted("Media"), quoted(keyOf(1))));
    if (m_made == kFlawed) {
        if (const QByteArray flawed = flawedBody(sequence); !flawed.isEmpty())
            return flawed;
    }
    return body(eventOf(sequence));
}

/// Empty where the fault is not in a body.
QByteArray MutantProducer::flawedBody(qint64 sequence)
{
    const QByteArray number = QByteArray::number(sequence);
    const QByteArray name = quoted("Property");
    const QByteArray key = quoted(keyOf(sequence));
    const QByteArray event = eventOf(sequence);
    if (wrong("RCP028-R26.version"))
        return body(event, "1.7");
    if (wrong("RCP025-R3.known-version"))
        return body(event, "9.0");
    if (wrong("RCP025-R2.context"))
        return body(event).replace(":entityevent", ":property");
    if (wrong("RCP025-R1.object"))
        return "[{" + event + "}]";
    if (wrong("RCP025-R4.form"))
        return body("\"value\":[{" + event + "}],\"ResourceName\":" + name);
    if (wrong("RCP025-R8.names"))
        return body(event).replace("\"ResourceRecordKey\"", "\"ResourceRecordKeyNumeric\"");
    if (wrong("RCP027-R2.fields"))
        return body("\"EntityEventSequence\":" + number + ",\"ResourceName\":" + name);
    if (wrong("RCP027-R3.sequence"))
        return body(members(quoted(number), name, key));
    if (wrong("RCP027-R4.resource-name"))
        return body(members(number, quoted("Gadget"), key));
    if (wrong("RCP027-R5.key"))
        return body(members(number, name, number));
    if (wrong("RCP027-R6.immutable")) {
        --m_next;
        return body(members(QByteArray::number(sequence - 1), name, quoted("another")));
    }
    if (wrong("RCP027-R7.ascending"))
        return body("\"value\":[{" + eventOf(m_next++) + "},{" + event + "}]");
    if (wrong("DD20-F2.name-length"))
        return body(members(number, quoted(QByteArray(kLongest + 1, 'N')), key));
    if (wrong("DD20-F3.key-length"))
        return body(members(number, name, quoted(QByteArray(kLongest + 1, 'K'))));
    if (wrong("J-1.encoding"))
        return "\xef\xbb\xbf" + body(event);
    if (wrong("J-2.members"))
        return body(event + ",\"ResourceName\":" + name);
    return {};
}

/// Mistakes outside of bodies are made once, with the second event, and mended when they are
/// refused; but for what is so all the time.
MutantProducer::Request MutantProducer::requestOf(const QByteArray &body)
{
    Request request{.body = body, .token = m_config.token.reveal(), .label = m_config.label};
    if (wrong("B-4.tls"))
        request.further = "Forwarded: for=203.0.113.7;proto=http\r\n";
    if (m_made != kFlawed || m_erred)
        return request;
    if (wrong("RCP028-R3.method"))
        request.method = "PUT";
    else if (wrong("RCP028-R5.credential"))
        request.token = "pushbench-mutant-wrong-token";
    else if (wrong("RCP028-R7.media-type"))
        request.type = "text/plain";
    else if (wrong("RCP028-R20.label"))
        request.label = "not " + m_config.label;
    else if (wrong("RCP028-R21.label-length"))
        request.label = QByteArray(kLongest + 1, 'L');
    else if (wrong("B-3.url"))
        request.query = "?access_token=" + request.token;
    else if (wrong("H-FRAME.framing"))
        request.further = "Content-Length: 1\r\n";
    else
        return request;
    m_erred = true;
    return request;
}

QByteArray MutantProducer::bytesOf(const Request &request) const
{
    return request.method + ' ' + m_config.target.path(QUrl::FullyEncoded).toLatin1()
        + request.query
        + " HTTP/1.1\r\nHost: " + m_config.target.authority(QUrl::FullyEncoded).toLatin1()
        + "\r\nAuthorization: Bearer " + request.token + "\r\nContent-Type: " + request.type
        + "\r\nEntityEventSource: " + request.label + "\r\n" + request.further
        + "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body;
}

} // namespace pushbench::checks
