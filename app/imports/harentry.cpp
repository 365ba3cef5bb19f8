// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/harentry.h"

#include "app/imports/harheads.h"
#include "app/imports/ownrecord.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

using std::chrono::microseconds;

constexpr QByteArrayView kOwn = "_pushbench";

/// The text of "postData" or "content", whatever its encoding; nothing when it was left out.
std::optional<QByteArray> bodyOf(MemberReader &message, QByteArrayView name)
{
    const JsonNode *content = message.object(name);
    if (!content)
        return std::nullopt;
    MemberReader members(*content, message.file());
    std::optional<QByteArray> body;
    if (members.has("text"))
        body = members.text("text");
    const QByteArray encoding =
        members.has("encoding") ? members.text("encoding") : members.text("_encoding");
    if (body && encoding.compare("base64", Qt::CaseInsensitive) == 0) {
        const auto decoded = QByteArray::fromBase64Encoding(
            body->simplified().replace(' ', {}), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            members.fail(*content->find("text"), "text", u"is no Base64, as its encoding says"_s);
        body = *decoded;
    } else if (body && !encoding.isEmpty()) {
        members.fail(
            *content, "encoding",
            u"is \"%1\"; base64 is the only one"_s.arg(QString::fromUtf8(encoding.left(40))));
    }
    message.take(members.fault());
    return body;
}

QByteArray mimeTypeOf(MemberReader &request)
{
    const JsonNode *post = request.object("postData");
    return post ? MemberReader(*post, request.file()).text("mimeType") : QByteArray();
}

bool isJson(const QByteArray &mimeType)
{
    const QByteArray type = upTo(mimeType, ';').trimmed().toLower();
    return type.endsWith("/json") || type.endsWith("+json");
}

/// Pushes are POSTs of JSON; what a browser sends besides is none, and may hold a password.
bool isPush(const QByteArray &method, const QByteArray &mimeType,
            const std::optional<QByteArray> &body)
{
    if (method != "POST")
        return false;
    if (isJson(mimeType))
        return true;
    const QByteArray text = body ? body->trimmed() : QByteArray();
    return text.startsWith('{') || text.startsWith('[');
}

/// HAR counts phases, the journal stations.
journal::Timings stations(MemberReader &entry)
{
    journal::Timings timings;
    const JsonNode *list = entry.object("timings");
    const std::optional<microseconds> whole = entry.milliseconds("time");
    if (!list) {
        timings.done = whole;
        return timings;
    }
    MemberReader phases(*list, entry.file());
    microseconds at{0};
    for (const QByteArrayView name : {QByteArrayView("blocked"), QByteArrayView("dns")})
        at += phases.milliseconds(name).value_or(microseconds(0));
    if (const std::optional<microseconds> connect = phases.milliseconds("connect"))
        timings.connected = at += *connect;
    timings.requestDone = at += phases.milliseconds("send").value_or(microseconds(0));
    timings.firstByte = at += phases.milliseconds("wait").value_or(microseconds(0));
    timings.done = at += phases.milliseconds("receive").value_or(microseconds(0));
    entry.take(phases.fault());
    return timings;
}

journal::Outcome outcomeOf(Side side, int status)
{
    if (side == Side::Consumer)
        return status > 0 ? journal::Outcome::Answered : journal::Outcome::Failed;
    if (status >= 200 && status < 300)
        return journal::Outcome::Delivered;
    if (status == 429 || status == 503)
        return journal::Outcome::Held;
    return status > 0 ? journal::Outcome::Refused : journal::Outcome::Unknown;
}

} // namespace

HarReader::HarReader(QString file, Side side)
    : m_file(std::move(file))
    , m_side(side)
{
}

Result<HarReader::Entry> HarReader::read(const JsonNode &entry)
{
    const JsonNode *own = entry.find(kOwn);
    return own && own->isObject() ? readOurs(entry, *own) : readForeign(entry);
}

Result<HarReader::Entry> HarReader::readOurs(const JsonNode &entry, const JsonNode &own)
{
    Result<ImportedExchange> imported = readOwnExchange(own, m_file);
    if (!imported)
        return imported.fault();
    MemberReader members(entry, m_file);
    for (const auto &[name, part, body] :
         {std::tuple("request", "postData", &imported->exchange.requestBody),
          std::tuple("response", "content", &imported->exchange.responseBody)}) {
        if (const JsonNode *message = members.object(name)) {
            MemberReader inner(*message, m_file);
            *body = bodyOf(inner, part).value_or(QByteArray());
            members.take(inner.fault());
        }
    }
    if (members.fault())
        return *members.fault();
    return Entry(Push{.imported = std::move(imported).value(), .ours = true});
}

Result<HarReader::Entry> HarReader::readForeign(const JsonNode &entry)
{
    MemberReader members(entry, m_file);
    const JsonNode *requestNode = members.object("request");
    if (!requestNode) {
        members.fail(entry, "request", u"is missing; every entry has one"_s);
        return *members.fault();
    }
    MemberReader request(*requestNode, m_file);
    const QByteArray method = request.text("method");
    const QByteArray link = request.text("url");
    const wire::Fields fields = headerFields(request);
    std::optional<QByteArray> body = bodyOf(request, "postData");
    QByteArray mimeType = mimeTypeOf(request);
    if (mimeType.isEmpty())
        mimeType = valueOf(fields, "Content-Type").value_or(QByteArray());
    members.take(request.fault());
    const HarUrl url = takeApart(link);
    if (!members.fault() && !isPush(method, mimeType, body))
        return Entry(NoPush{QByteArray(method + ' ' + upTo(url.target, '?')).left(80)});

    Push push;
    journal::Exchange &exchange = push.imported.exchange;
    exchange.side = m_side;
    exchange.method = method;
    exchange.target = url.target;
    exchange.protocol = protocolName(request.text("httpVersion"));
    exchange.peer = url.peer();
    if (url.tls)
        exchange.tls = "TLS, as the archive says";
    if (const QByteArray connection = members.text("connection"); !connection.isEmpty()) {
        const auto known = m_connections.find(connection);
        exchange.connection = known != m_connections.end()
            ? *known
            : *m_connections.insert(connection, m_connections.size() + 1);
    }
    exchange.source = valueOf(fields, "EntityEventSource");
    exchange.requestHead = requestHead(exchange.protocol, method, url, fields);
    push.withoutToken = !valueOf(fields, "Authorization");
    exchange.began = members.time("startedDateTime").value_or(WallTime());
    if (!members.has("startedDateTime"))
        members.fail(entry, "startedDateTime", u"is missing; every entry has one"_s);
    exchange.timings = stations(members);

    QByteArray reason;
    if (const JsonNode *responseNode = members.object("response")) {
        MemberReader response(*responseNode, m_file);
        exchange.status = std::max(0, response.number("status", 0));
        reason = response.text("statusText");
        const wire::Fields answered = headerFields(response);
        if (exchange.status > 0)
            exchange.responseHead =
                responseHead(exchange.protocol, exchange.status, reason, answered);
        exchange.responseBody = bodyOf(response, "content").value_or(QByteArray());
        members.take(response.fault());
    }
    if (members.fault())
        return *members.fault();

    exchange.outcome = outcomeOf(m_side, exchange.status);
    if (exchange.status == 0)
        exchange.fault = "no answer stands in the archive";
    const qint64 announced = request.integer("bodySize").value_or(-1);
    push.withoutBody = !body && announced != 0;
    exchange.requestBody = body.value_or(QByteArray());
    if (push.withoutBody) {
        // What it said is unknown: neither an empty body nor a flaw of the producer.
        exchange.outcome =
            m_side == Side::Consumer ? journal::Outcome::Failed : journal::Outcome::Unknown;
        exchange.fault = "its body does not stand in the archive";
    }
    tellTries(exchange);
    return Entry(std::move(push));
}

/// An archive does not say which requests were tries of one batch; that the same body comes again
/// after it was not taken does.
void HarReader::tellTries(journal::Exchange &exchange)
{
    if (m_side == Side::Consumer)
        return;
    const bool again = !m_open.isNull() && m_open == exchange.requestBody;
    m_attempt = again ? m_attempt + 1 : 1;
    m_delivery += again ? 0 : 1;
    exchange.attempt = m_attempt;
    exchange.delivery = m_delivery;
    m_open = exchange.accepted() ? QByteArray() : exchange.requestBody;
}

} // namespace pushbench::app
