// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What RecordWriter tells of a consumer that listens, and of how it is doing.

#include "app/records/jsonline.h"
#include "app/records/recordwriter.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QByteArray endpointsJson(const std::vector<Listening::Door> &endpoints)
{
    QByteArray json("[");
    for (const Listening::Door &endpoint : endpoints) {
        const bool first = &endpoint == &endpoints.front(); // Its token is told once, and not here.
        json.append(json.size() > 1 ? ",{\"url\":" : "{\"url\":");
        protocol::appendJsonString(json, endpoint.url.toEncoded());
        json.append(",\"path\":");
        protocol::appendJsonString(json, endpoint.url.path(QUrl::FullyEncoded).toUtf8());
        if (endpoint.generatedToken && !first) {
            json.append(",\"token\":");
            protocol::appendJsonString(json, endpoint.generatedToken->reveal());
        }
        json.append(",\"sources\":[");
        for (size_t i = 0; i < endpoint.sources.size(); ++i) {
            if (i > 0)
                json.append(',');
            protocol::appendJsonString(json, endpoint.sources[i]);
        }
        json.append("]}");
    }
    return json.append(']');
}

} // namespace

void RecordWriter::listening(WallTime now, const Listening &listening)
{
    m_severalEndpoints = listening.endpoints.size() > 1;
    if (m_format == OutputFormat::Json) {
        const Listening::Door &first = listening.endpoints.front();
        JsonLine line("listening", now);
        line.text("url", first.url.toEncoded());
        if (first.generatedToken)
            line.text("token", first.generatedToken->reveal());
        if (!listening.fingerprint.isEmpty())
            line.text("fingerprint", listening.fingerprint);
        if (!listening.caFile.isEmpty())
            line.text("caFile", listening.caFile.toUtf8());
        line.raw("endpoints", endpointsJson(listening.endpoints));
        m_out.write(line.take());
    } else {
        listeningText(listening);
    }
    m_out.flush();
}

void RecordWriter::listeningText(const Listening &listening)
{
    QString begins = u"Listening on "_s;
    for (const Listening::Door &endpoint : listening.endpoints) {
        say(begins + endpoint.url.toString());
        begins = u"and on       "_s;
        if (endpoint.generatedToken)
            say(u"Token        "_s + QString::fromLatin1(endpoint.generatedToken->reveal()));
        for (const QByteArray &source : endpoint.sources)
            say(u"Source       "_s + QString::fromUtf8(source));
    }
    if (!listening.fingerprint.isEmpty())
        say(u"Certificate  SHA-256 "_s + QString::fromLatin1(listening.fingerprint));
    if (!listening.caFile.isEmpty())
        say(u"Trust        "_s + listening.caFile);
    const QString trust =
        listening.caFile.isEmpty() ? QString() : u"--cacert "_s + listening.caFile + u' ';
    const Listening::Door &first = listening.endpoints.front();
    const QString source = first.sources.empty() ? QString()
                                                 : u"-H 'EntityEventSource: "_s
            + QString::fromUtf8(first.sources.front()).replace(u'\'', u"'\\''"_s) + u"' "_s;
    say(u"Try it, with the token in $TOKEN:\n  curl -i "_s + trust
        + u"-H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' "_s + source
        + u"-d '{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\","
          "\"EntityEventSequence\":1101,\"ResourceName\":\"Property\","
          "\"ResourceRecordKey\":\"235021\"}' "_s
        + first.url.toString() + u'\n');
}

QByteArray RecordWriter::loadMembers(const consumer::Load &load)
{
    const auto milliseconds = [](std::chrono::microseconds value) {
        return QByteArray::number(double(value.count()) / 1000, 'f', 3);
    };
    return QByteArray("\"acks\":")
        .append(QByteArray::number(load.acks.count))
        .append(",\"ackMedianMs\":")
        .append(milliseconds(load.acks.median))
        .append(",\"ackP99Ms\":")
        .append(milliseconds(load.acks.p99))
        .append(",\"ackMaxMs\":")
        .append(milliseconds(load.acks.max))
        .append(",\"queue\":")
        .append(QByteArray::number(load.queue))
        .append(",\"queueMax\":")
        .append(QByteArray::number(load.queueMost));
}

void RecordWriter::load(WallTime now, const consumer::Vitals &vitals)
{
    if (m_format != OutputFormat::Json)
        return; // People read the sums at the end.
    JsonLine line("load", now);
    line.number("connections", vitals.connections)
        .number("waiting", vitals.waiting)
        .members(loadMembers(vitals.load));
    m_out.write(line.take());
    m_out.flush();
}

} // namespace pushbench::app
