// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2stream.h"

#include "core/wire/recordedhead.h"
#include "core/wire/requestgate.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

/// Reserved at once; larger bodies grow as their bytes arrive, so that an announced length costs
/// nothing.
constexpr qint64 kReserveAtOnce = 16 * 1024;
constexpr qsizetype kEvidenceBytes = 64 * 1024; ///< Kept of a body that was not taken.
constexpr qsizetype kFieldOverhead = 32;        ///< RFC 9113 section 6.5.2.

} // namespace

Http2Answer::Http2Answer(QByteArray body, AnswerFault fault, DripPace pace, SteadyTime now)
    : m_body(std::move(body))
    , m_fault(fault)
    , m_pace(pace)
    , m_stop(m_body.size())
    , m_moved(now)
{
    if (fault == AnswerFault::Truncate || fault == AnswerFault::ResetDuring)
        m_stop /= 2;
    m_granted = m_stop;
    if (fault == AnswerFault::Drip) {
        m_granted = qMin(m_stop, qMax(m_pace.bytes, qsizetype(1)));
        m_due = now + m_pace.every;
    }
}

Http2Piece Http2Answer::piece(qsizetype most, SteadyTime now)
{
    using Then = Http2Piece::Then;
    const qsizetype size = qMin(most, m_granted - m_at);
    Http2Piece piece{.bytes = QByteArrayView(m_body).sliced(m_at, size)};
    m_at += size;
    if (size > 0)
        m_moved = now;
    const bool spent = m_at == m_stop;
    const bool stopsShort = m_fault == AnswerFault::Truncate || m_fault == AnswerFault::ResetDuring;
    if (spent && !stopsShort)
        piece.then = Then::End;
    else if (size > 0)
        piece.then = Then::More;
    else
        piece.then = spent && m_fault == AnswerFault::Truncate ? Then::Break : Then::Wait;
    return piece;
}

std::optional<SteadyTime> Http2Answer::due() const
{
    if (m_granted == m_stop)
        return std::nullopt;
    return m_due;
}

void Http2Answer::drip(SteadyTime now)
{
    m_granted = qMin(m_stop, m_granted + qMax(m_pace.bytes, qsizetype(1)));
    m_due = now + m_pace.every;
    m_moved = now;
}

std::optional<SteadyTime> Http2Answer::stalledSince() const
{
    if (m_out || m_fault == AnswerFault::Never || (m_at == m_granted && m_granted < m_stop))
        return std::nullopt;
    return m_moved;
}

std::optional<SteadyTime> Http2Answer::silentSince() const
{
    return m_fault == AnswerFault::Never ? std::optional(m_moved) : std::nullopt;
}

bool Http2Answer::breaksStream() const noexcept
{
    return m_fault == AnswerFault::Truncate || m_fault == AnswerFault::StreamReset
        || m_fault == AnswerFault::GoAway;
}

Http2Stream::Http2Stream(Moment now)
    : m_began(now)
    , m_phaseBegan(now.steady)
    , m_lastGrowth(now.steady)
{
}

void Http2Stream::enter(Phase phase, SteadyTime now)
{
    m_phase = phase;
    m_phaseBegan = now;
    m_lastGrowth = now;
    if (phase == Phase::Trailers)
        m_listSize = 0;
}

void Http2Stream::addField(QByteArrayView name, QByteArrayView value, const Limits &limits)
{
    m_listSize += name.size() + value.size() + kFieldOverhead;
    if (m_fields.fieldCount() >= limits.fields)
        m_refusal = Refusal{431, u"there are more than %1 fields"_s.arg(limits.fields)};
    else if (m_listSize > limits.headBytes)
        m_refusal = Refusal{431, u"the head is longer than %1 bytes"_s.arg(limits.headBytes)};
    else
        m_fields.append(name, value);
}

void Http2Stream::addBadField(QByteArrayView name)
{
    if (m_refusal)
        return;
    const bool printable = isToken(name);
    m_refusal = Refusal{400,
                        printable ? u"the value of the field %1 holds a forbidden character"_s.arg(
                            QString::fromLatin1(name.first(qMin(name.size(), qsizetype(100)))))
                                  : u"a field's name is no token"_s};
}

std::optional<Refusal> Http2Stream::endHead(const Limits &limits)
{
    Head head = m_fields.finish();
    if (m_phase == Phase::Trailers) {
        m_request.trailers = head.raw().chopped(2); // Without the blank line.
        return m_refusal;
    }
    m_request = http2Request(std::move(head));
    return m_refusal ? m_refusal : judgeHead(limits);
}

std::optional<Refusal> Http2Stream::judgeHead(const Limits &limits)
{
    if (std::optional<Refusal> bad = judgeTarget(m_request.method, m_request.target, limits))
        return bad;
    if (std::optional<Refusal> bad = judgeHost())
        return bad;
    if (std::optional<Refusal> bad = judgeExpectations(m_request.head))
        return bad;
    bool numeric = false;
    if (const auto length = m_request.head.value("content-length")) {
        m_announced = length->toByteArray().toLongLong(&numeric);
        if (!numeric) // nghttp2 has seen to its digits.
            m_announced = std::numeric_limits<qint64>::max();
    }
    if (m_announced.value_or(0) > limits.bodyBytes)
        return Refusal{413, u"the body is longer than %1 bytes"_s.arg(limits.bodyBytes)};
    if (m_announced.value_or(0) > 0)
        m_request.body.reserve(qMin(*m_announced, kReserveAtOnce) + kBodyPadding);
    return std::nullopt;
}

/// RFC 9113 section 8.3.1: host is allowed beside :authority if it says the same.
std::optional<Refusal> Http2Stream::judgeHost() const
{
    const std::optional<QByteArrayView> authority = m_request.head.value(":authority");
    const Head::Values hosts = m_request.head.values("host");
    if (!authority && hosts.isEmpty())
        return Refusal{400, u"HTTP/2 needs :authority or a host field"_s};
    if (hosts.size() > 1)
        return Refusal{400, u"there is more than one host field"_s};
    if (authority && !hosts.isEmpty() && !equalsIgnoringCase(*authority, hosts.front()))
        return Refusal{400, u":authority and the host field name different hosts"_s};
    if (!isHost(authority ? *authority : hosts.front()))
        return Refusal{400, u":authority is not a host and port"_s};
    return std::nullopt;
}

bool Http2Stream::expectsContinue() const
{
    return m_request.head.value("expect").has_value();
}

std::optional<Refusal> Http2Stream::addBody(QByteArrayView data, const Limits &limits,
                                            SteadyTime now)
{
    if (m_request.body.size() + data.size() > limits.bodyBytes)
        return Refusal{413, u"the body is longer than %1 bytes"_s.arg(limits.bodyBytes)};
    m_request.body.append(data);
    m_lastGrowth = now;
    return std::nullopt;
}

bool Http2Stream::headIsDue(const Limits &limits, SteadyTime now) const
{
    return (m_phase == Phase::Head || m_phase == Phase::Trailers) && complaint.isEmpty()
        && now - m_phaseBegan > limits.headTime;
}

std::optional<Refusal> Http2Stream::judgePace(const Limits &limits, SteadyTime now) const
{
    if (m_phase != Phase::Body || paused)
        return std::nullopt;
    const std::chrono::seconds earned(m_request.body.size() / limits.bodyRate);
    if (now - m_phaseBegan > limits.bodyTime + earned)
        return Refusal{408, u"the body came slower than %1 bytes a second"_s.arg(limits.bodyRate)};
    if (now - m_lastGrowth > limits.bodyTime)
        return Refusal{408, u"no more of the body came"_s};
    return std::nullopt;
}

qint64 Http2Stream::heldBytes() const noexcept
{
    return m_fields.size() + m_request.head.raw().size() + m_request.body.size();
}

Request Http2Stream::takeRequest()
{
    QByteArray &body = m_request.body;
    if (!body.isEmpty() && body.capacity() < body.size() + kBodyPadding)
        body.reserve(body.size() + kBodyPadding);
    return std::exchange(m_request, {});
}

Request Http2Stream::takePartial()
{
    if (m_phase == Phase::Head && m_fields.fieldCount() > 0)
        m_request = http2Request(m_fields.finish());
    m_fields = {};
    if (m_request.body.size() > kEvidenceBytes) {
        m_request.body.truncate(kEvidenceBytes);
        m_request.body.squeeze();
    }
    return takeRequest();
}

QString Http2Stream::diagnosis() const
{
    if (!complaint.isEmpty())
        return complaint;
    if (m_phase == Phase::Head) {
        const Head head = HeadBuilder(m_fields).finish();
        for (const QByteArrayView name : {":method", ":scheme", ":path"}) {
            if (!head.value(name))
                return u"the pseudo field %1 is missing"_s.arg(QString::fromLatin1(name));
        }
        if (!head.value(":authority") && !head.value("host"))
            return u"both :authority and host are missing"_s;
    }
    if (m_announced && (requestEnded || m_request.body.size() > 0))
        return u"the body has not the %1 bytes that content-length announces"_s.arg(*m_announced);
    return u"the request breaks a rule of RFC 9113"_s;
}

} // namespace pushbench::wire
