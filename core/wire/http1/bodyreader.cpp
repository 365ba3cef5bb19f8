// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/bodyreader.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

/// Bodies up to this size are reserved at once; larger ones grow as their bytes arrive, so that an
/// announced length costs nothing.
constexpr qint64 kReserveAtOnce = 16 * 1024;

Refusal refusal(int status, const QString &reason)
{
    return {status, reason};
}

Refusal tooLarge(const Limits &limits)
{
    return refusal(413, u"the body is larger than %1 bytes"_s.arg(limits.bodyBytes));
}

/// One Content-Length value: 1*DIGIT. Lists of equal values are legal to accept and are not,
/// because a peer that writes them is broken and this is where it should learn it.
std::variant<qint64, Refusal> parseLength(QByteArrayView value, const Limits &limits)
{
    const bool digits = !value.isEmpty()
        && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return refusal(400, u"Content-Length is not a number"_s);
    qint64 length = 0;
    for (const char c : value) {
        const int digit = c - '0';
        if (length > (limits.bodyBytes - digit) / 10)
            return tooLarge(limits);
        length = length * 10 + digit;
    }
    return length;
}

/// Only a single "chunked" can be taken apart here.
std::optional<Refusal> judgeTransferEncoding(const Head::Values &codings)
{
    if (codings.size() > 1)
        return refusal(400, u"there is more than one Transfer-Encoding field"_s);
    const QByteArrayView coding = codings.front();
    if (equalsIgnoringCase(coding, "chunked"))
        return std::nullopt;
    const QByteArrayView last = coding.sliced(coding.lastIndexOf(',') + 1).trimmed();
    const qsizetype comma = coding.lastIndexOf(',');
    if (!equalsIgnoringCase(last, "chunked"))
        return isToken(coding)
            ? refusal(501, u"the transfer coding is not known; only chunked is"_s)
            : refusal(400, u"the last transfer coding is not chunked"_s);
    const bool twice = coding.first(comma).toByteArray().toLower().contains("chunked");
    return twice ? refusal(400, u"the body is chunked twice"_s)
                 : refusal(501, u"a transfer coding beside chunked is not known"_s);
}

} // namespace

std::variant<BodyPlan, Refusal> planRequestBody(const Head &head, Version version,
                                                const Limits &limits)
{
    const Head::Values lengths = head.values("Content-Length");
    const Head::Values codings = head.values("Transfer-Encoding");
    if (!codings.isEmpty()) {
        if (!lengths.isEmpty())
            return refusal(400, u"both Content-Length and Transfer-Encoding are there"_s);
        if (version < kHttp11)
            return refusal(400, u"HTTP/1.0 has no Transfer-Encoding"_s);
        if (const std::optional<Refusal> bad = judgeTransferEncoding(codings))
            return *bad;
        return BodyPlan{Framing::Chunked, 0};
    }
    if (lengths.isEmpty())
        return BodyPlan{};
    if (lengths.size() > 1)
        return refusal(400, u"there is more than one Content-Length field"_s);
    const std::variant<qint64, Refusal> length = parseLength(lengths.front(), limits);
    if (const auto *bad = std::get_if<Refusal>(&length))
        return *bad;
    return BodyPlan{Framing::Length, std::get<qint64>(length)};
}

std::variant<BodyPlan, Refusal> planResponseBody(const Head &head, int status, bool toHeadRequest,
                                                 const Limits &limits)
{
    if (toHeadRequest || status < 200 || status == 204 || status == 304)
        return BodyPlan{};
    const Head::Values lengths = head.values("Content-Length");
    const Head::Values codings = head.values("Transfer-Encoding");
    if (!codings.isEmpty()) {
        if (!lengths.isEmpty())
            return refusal(400, u"both Content-Length and Transfer-Encoding are there"_s);
        if (const std::optional<Refusal> bad = judgeTransferEncoding(codings))
            return *bad;
        return BodyPlan{Framing::Chunked, 0};
    }
    if (lengths.isEmpty())
        return BodyPlan{Framing::UntilClose, 0};
    if (lengths.size() > 1)
        return refusal(400, u"there is more than one Content-Length field"_s);
    const std::variant<qint64, Refusal> length = parseLength(lengths.front(), limits);
    if (const auto *bad = std::get_if<Refusal>(&length))
        return *bad;
    return BodyPlan{Framing::Length, std::get<qint64>(length)};
}

BodyReader::BodyReader(const Limits &limits)
    : m_limits(limits)
{
}

void BodyReader::begin(BodyPlan plan)
{
    m_plan = plan;
    m_left = plan.length;
    m_chunk = ChunkState::Size;
    m_scanned = 0;
    m_trailerReader.reset();
    m_body = {};
    m_trailers = {};
    if (plan.framing == Framing::Length && plan.length > 0)
        m_body.reserve(qMin(plan.length, kReserveAtOnce) + kBodyPadding);
}

BodyReader::Step BodyReader::read(QByteArrayView data, qsizetype &consumed)
{
    consumed = 0;
    switch (m_plan.framing) {
    case Framing::None:
        return Step::Complete;
    case Framing::Length:
        consumed = qsizetype(qMin(m_left, qint64(data.size())));
        m_body.append(data.first(consumed));
        m_left -= consumed;
        return m_left == 0 ? Step::Complete : Step::NeedMore;
    case Framing::Chunked:
        return readChunks(data, consumed);
    case Framing::UntilClose:
        if (m_body.size() + data.size() > m_limits.bodyBytes)
            return refuse(tooLarge(m_limits));
        m_body.append(data);
        consumed = data.size();
        return Step::NeedMore;
    }
    Q_UNREACHABLE();
}

std::span<char> BodyReader::directTarget(qsizetype available)
{
    if (m_plan.framing != Framing::Length || m_left == 0 || available <= 0)
        return {};
    const qsizetype take = qsizetype(qMin(m_left, qint64(available)));
    const qsizetype before = m_body.size();
    const qsizetype needed = before + take + kBodyPadding;
    if (m_body.capacity() < needed)
        m_body.reserve(
            qMin(qMax(needed, 2 * m_body.capacity()), before + qsizetype(m_left) + kBodyPadding));
    m_body.resize(before + take);
    return {m_body.data() + before, size_t(take)};
}

BodyReader::Step BodyReader::wrote(qsizetype bytes, qsizetype offered)
{
    m_body.resize(m_body.size() - (offered - bytes));
    m_left -= bytes;
    return m_left == 0 ? Step::Complete : Step::NeedMore;
}

BodyReader::Step BodyReader::close()
{
    return m_plan.framing == Framing::UntilClose ? Step::Complete : Step::NeedMore;
}

QByteArray BodyReader::takeBody()
{
    if (!m_body.isEmpty() && m_body.capacity() < m_body.size() + kBodyPadding)
        m_body.reserve(m_body.size() + kBodyPadding);
    return std::exchange(m_body, {});
}

BodyReader::Step BodyReader::readChunks(QByteArrayView data, qsizetype &consumed)
{
    while (true) {
        const QByteArrayView rest = data.sliced(consumed);
        switch (m_chunk) {
        case ChunkState::Size: {
            const Step step = readChunkSize(rest, consumed);
            if (step != Step::Complete)
                return step;
            break;
        }
        case ChunkState::Data: {
            const qsizetype take = qsizetype(qMin(m_left, qint64(rest.size())));
            m_body.append(rest.first(take));
            consumed += take;
            m_left -= take;
            if (m_left > 0)
                return Step::NeedMore;
            m_chunk = ChunkState::DataEnd;
            break;
        }
        case ChunkState::DataEnd:
            if ((!rest.isEmpty() && rest[0] != '\r') || (rest.size() > 1 && rest[1] != '\n'))
                return refuse({400, u"a chunk is longer than its size says"_s});
            if (rest.size() < 2)
                return Step::NeedMore;
            consumed += 2;
            m_chunk = ChunkState::Size;
            break;
        case ChunkState::Trailers:
            return readTrailers(rest, consumed);
        }
    }
}

BodyReader::Step BodyReader::readChunkSize(QByteArrayView data, qsizetype &consumed)
{
    const qsizetype newline = data.indexOf('\n', m_scanned);
    if (newline < 0 || newline > m_limits.chunkLineBytes) {
        m_scanned = data.size();
        return data.size() > m_limits.chunkLineBytes
            ? refuse(
                {400, u"a chunk-size line is longer than %1 bytes"_s.arg(m_limits.chunkLineBytes)})
            : Step::NeedMore;
    }
    m_scanned = 0;
    if (newline == 0 || data[newline - 1] != '\r')
        return refuse({400, u"a chunk-size line ends in a bare LF instead of CRLF"_s});
    const std::optional<qint64> size = parseChunkLine(data.first(newline - 1));
    if (!size)
        return refuse({400, u"a chunk size is not a hexadecimal number"_s});
    if (*size > m_limits.bodyBytes - m_body.size())
        return refuse(tooLarge(m_limits));
    consumed += newline + 1;
    m_left = *size;
    m_chunk = *size == 0 ? ChunkState::Trailers : ChunkState::Data;
    return Step::Complete;
}

std::optional<qint64> BodyReader::parseChunkLine(QByteArrayView line) const
{
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    qint64 size = 0;
    qsizetype at = 0;
    for (; at < line.size(); ++at) {
        const char c = line[at];
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0)
            break;
        // Saturates instead of overflowing; the caller answers 413.
        size = size > (kMost - digit) / 16 ? kMost : size * 16 + digit;
    }
    if (at == 0)
        return std::nullopt;
    const QByteArrayView extension = line.sliced(at).trimmed();
    const bool legal = at == line.size()
        || (extension.startsWith(';') && std::all_of(line.begin() + at, line.end(), [](char c) {
                           return c == '\t' || (c >= 0x20 && c != 0x7f);
                       }));
    return legal ? std::optional(size) : std::nullopt;
}

BodyReader::Step BodyReader::readTrailers(QByteArrayView data, qsizetype &consumed)
{
    if (!m_trailerReader)
        m_trailerReader = std::make_unique<HeadReader>(HeadReader::Kind::Trailers, m_limits);
    switch (m_trailerReader->read(data)) {
    case HeadReader::Step::NeedMore:
        return Step::NeedMore;
    case HeadReader::Step::Refused:
        return refuse({m_trailerReader->refusal().status,
                       u"trailers: "_s + m_trailerReader->refusal().reason});
    case HeadReader::Step::Complete:
        break;
    }
    const qsizetype size = m_trailerReader->size();
    const Head trailers = m_trailerReader->take(data);
    for (const char *framing : {"Content-Length", "Transfer-Encoding", "Host"}) {
        if (trailers.value(framing))
            return refuse({400, QString::fromLatin1(framing) + u" may not come as a trailer"_s});
    }
    consumed += size;
    m_trailers = trailers.raw().first(size - 2);
    return Step::Complete;
}

BodyReader::Step BodyReader::refuse(const Refusal &refusal)
{
    m_refusal = refusal;
    return Step::Refused;
}

} // namespace pushbench::wire
