// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/http1parser.h"

#include "core/wire/requestgate.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

/// "close" outweighs everything else (RFC 9112 section 9.3).
bool staysOpen(const Head &head, Version version)
{
    return !head.lists("Connection", "close")
        && (version >= kHttp11 || head.lists("Connection", "keep-alive"));
}

} // namespace

RequestParser::RequestParser(const Limits &limits)
    : m_limits(limits)
    , m_head(HeadReader::Kind::Request, m_limits)
    , m_body(m_limits)
{
}

Parsed RequestParser::advance(QByteArrayView data)
{
    if (m_state == State::Body) {
        qsizetype consumed = 0;
        const BodyReader::Step step = m_body.read(data, consumed);
        return finishBody(step, consumed);
    }
    if (m_state == State::Start) {
        // RFC 9112 section 2.2: one empty line before the request line is passed over.
        if (data.startsWith("\r\n") && !m_skippedEmptyLine) {
            m_skippedEmptyLine = true;
            Parsed parsed = advance(data.sliced(2));
            parsed.consumed += 2;
            return parsed;
        }
        if (data.isEmpty() || data == QByteArrayView("\r"))
            return {};
        m_head.reset();
        m_skippedEmptyLine = false;
        m_state = State::Head;
    }
    return advanceHead(data);
}

Parsed RequestParser::advanceHead(QByteArrayView data)
{
    switch (m_head.read(data)) {
    case HeadReader::Step::NeedMore:
        return {};
    case HeadReader::Step::Refused:
        return refuse(m_head.refusal());
    case HeadReader::Step::Complete:
        break;
    }
    m_request = {};
    m_request.head = m_head.take(data);
    const char *raw = m_request.head.raw().constData();
    m_request.method = {raw + m_head.method().at, m_head.method().size};
    m_request.target = {raw + m_head.target().at, m_head.target().size};
    m_request.version = m_head.version();
    m_request.keepAlive = staysOpen(m_request.head, m_request.version);
    if (const std::optional<Refusal> bad = judgeHead())
        return refuse(*bad);

    const std::variant<BodyPlan, Refusal> plan =
        planRequestBody(m_request.head, m_request.version, m_limits);
    if (const auto *bad = std::get_if<Refusal>(&plan))
        return refuse(*bad);
    m_plan = std::get<BodyPlan>(plan);
    m_expectsContinue = m_request.version >= kHttp11 && m_request.head.value("Expect").has_value();
    if (m_plan.framing == Framing::None
        || (m_plan.framing == Framing::Length && m_plan.length == 0)) {
        m_state = State::Start;
        return {Parsed::Event::Complete, m_head.size()};
    }
    m_body.begin(m_plan);
    m_state = State::Body;
    return {Parsed::Event::Head, m_head.size()};
}

std::optional<Refusal> RequestParser::judgeHead() const
{
    const Head::Values hosts = m_request.head.values("Host");
    if (hosts.size() > 1)
        return Refusal{400, u"there is more than one Host field"_s};
    if (hosts.isEmpty() && m_request.version >= kHttp11)
        return Refusal{400, u"HTTP/1.1 needs a Host field"_s};
    if (!hosts.isEmpty() && !isHost(hosts.front()))
        return Refusal{400, u"the Host field is not a host and port"_s};
    if (m_request.version < kHttp11)
        return std::nullopt;
    return judgeExpectations(m_request.head);
}

std::span<char> RequestParser::directTarget(qsizetype available)
{
    return m_state == State::Body ? m_body.directTarget(available) : std::span<char>();
}

Parsed RequestParser::wrote(qsizetype bytes, qsizetype offered)
{
    return finishBody(m_body.wrote(bytes, offered), 0);
}

Parsed RequestParser::finishBody(BodyReader::Step step, qsizetype consumed)
{
    switch (step) {
    case BodyReader::Step::NeedMore:
        return {Parsed::Event::NeedMore, consumed};
    case BodyReader::Step::Refused:
        return refuse(m_body.refusal());
    case BodyReader::Step::Complete:
        break;
    }
    m_request.body = m_body.takeBody();
    m_request.trailers = m_body.takeTrailers();
    m_state = State::Start;
    return {Parsed::Event::Complete, consumed};
}

Request RequestParser::take()
{
    return std::exchange(m_request, {});
}

Request RequestParser::takePartial()
{
    if (m_state == State::Body)
        m_request.body = m_body.takeBody();
    return take();
}

Parsed RequestParser::refuse(const Refusal &refusal)
{
    m_refusal = refusal;
    return {Parsed::Event::Refused, 0};
}

ResponseParser::ResponseParser(const Limits &limits)
    : m_limits(limits)
    , m_head(HeadReader::Kind::Response, m_limits)
    , m_body(m_limits)
{
}

void ResponseParser::begin(bool toHeadRequest)
{
    m_toHeadRequest = toHeadRequest;
    m_inBody = false;
    m_head.reset();
    m_body.begin({});
    m_response = {};
}

Parsed ResponseParser::advance(QByteArrayView data)
{
    if (!m_inBody)
        return advanceHead(data);
    qsizetype consumed = 0;
    switch (m_body.read(data, consumed)) {
    case BodyReader::Step::NeedMore:
        return {Parsed::Event::NeedMore, consumed};
    case BodyReader::Step::Refused:
        return refuse(m_body.refusal());
    case BodyReader::Step::Complete:
        break;
    }
    return {Parsed::Event::Complete, consumed};
}

Parsed ResponseParser::advanceHead(QByteArrayView data)
{
    qsizetype passed = 0;
    while (true) {
        const QByteArrayView rest = data.sliced(passed);
        switch (m_head.read(rest)) {
        case HeadReader::Step::NeedMore:
            return {Parsed::Event::NeedMore, passed};
        case HeadReader::Step::Refused:
            return refuse(m_head.refusal());
        case HeadReader::Step::Complete:
            break;
        }
        const bool interim = m_head.status() < 200 && m_head.status() != 101;
        if (!interim) {
            Parsed parsed = beginResponse(rest);
            parsed.consumed += passed;
            return parsed;
        }
        passed += m_head.size();
        m_head.reset();
    }
}

Parsed ResponseParser::beginResponse(QByteArrayView data)
{
    const qsizetype size = m_head.size();
    m_response.head = m_head.take(data);
    m_response.status = m_head.status();
    m_response.version = m_head.version();
    m_response.reason = {m_response.head.raw().constData() + m_head.reason().at,
                         m_head.reason().size};
    m_response.keepAlive = staysOpen(m_response.head, m_response.version);
    const std::variant<BodyPlan, Refusal> plan =
        planResponseBody(m_response.head, m_response.status, m_toHeadRequest, m_limits);
    if (const auto *bad = std::get_if<Refusal>(&plan))
        return refuse(*bad);
    m_plan = std::get<BodyPlan>(plan);
    // After 101 the connection speaks something else, which nobody asked for here.
    if (m_plan.framing == Framing::UntilClose || m_response.status == 101)
        m_response.keepAlive = false;
    m_body.begin(m_plan);
    m_inBody = true;
    const bool bare = m_plan.framing == Framing::None
        || (m_plan.framing == Framing::Length && m_plan.length == 0);
    return {bare ? Parsed::Event::Complete : Parsed::Event::Head, size};
}

Parsed ResponseParser::close()
{
    if (m_inBody && m_body.close() == BodyReader::Step::Complete)
        return {Parsed::Event::Complete, 0};
    return {};
}

ReceivedResponse ResponseParser::take()
{
    m_response.body = m_body.takeBody();
    return std::exchange(m_response, {});
}

/// Nobody gets a status for a broken response; 502 is what a gateway would say of it.
Parsed ResponseParser::refuse(const Refusal &refusal)
{
    m_refusal = {502, refusal.reason};
    return {Parsed::Event::Refused, 0};
}

} // namespace pushbench::wire
