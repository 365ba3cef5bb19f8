// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/headreader.h"

#include "core/wire/requestgate.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr std::array<bool, 256> kTokenTable = [] {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c)
        table[size_t(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        table[size_t(c)] = table[size_t(c - 'a' + 'A')] = true;
    for (const char c :
         {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        table[size_t(c)] = true;
    return table;
}();

/// Field values: visible characters, blanks, tabs and obs-text; no other control character.
bool isFieldCharacter(char c) noexcept
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
}

bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

} // namespace

bool isTokenCharacter(char c) noexcept
{
    return kTokenTable[static_cast<unsigned char>(c)];
}

bool isToken(QByteArrayView text) noexcept
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

HeadReader::HeadReader(Kind kind, const Limits &limits)
    : m_kind(kind)
    , m_limits(limits)
    , m_started(kind == Kind::Trailers)
{
}

void HeadReader::reset()
{
    m_at = 0;
    m_scanned = 0;
    m_started = m_kind == Kind::Trailers;
    m_status = 0;
    m_head.m_fields.clear();
}

HeadReader::Step HeadReader::read(QByteArrayView data)
{
    // A first byte that can start no method is refused before its line ends: binary garbage and a
    // TLS handshake on a plain port get their answer at once.
    if (!m_started && m_kind == Kind::Request && m_at == 0 && !data.isEmpty()
        && !isTokenCharacter(data.front())) {
        refuse(400,
               data.front() == 0x16 ? u"this port speaks plain HTTP, and a TLS handshake came"_s
                                    : u"the request line does not start with a method"_s);
        return Step::Refused;
    }

    while (true) {
        const qsizetype newline = data.indexOf('\n', m_scanned);
        if (newline < 0 || newline >= m_limits.headBytes) {
            m_scanned = data.size();
            return data.size() < m_limits.headBytes ? Step::NeedMore : refuseLength();
        }
        const bool blankLine = newline == m_at + 1 && data[m_at] == '\r';
        if (!readLine(data, newline))
            return Step::Refused;
        m_at = m_scanned = newline + 1;
        if (blankLine)
            return Step::Complete;
    }
}

/// RFC 9112 section 3 wants 414 for a target that is too long to be read at all.
HeadReader::Step HeadReader::refuseLength()
{
    if (m_kind == Kind::Request && !m_started)
        refuse(414, u"the request line is longer than %1 bytes"_s.arg(m_limits.headBytes));
    else
        refuse(431, u"the head is longer than %1 bytes"_s.arg(m_limits.headBytes));
    return Step::Refused;
}

bool HeadReader::readLine(QByteArrayView data, qsizetype end)
{
    if (end == m_at || data[end - 1] != '\r')
        return refuse(400, u"a line ends in a bare LF instead of CRLF"_s);
    const QByteArrayView line = data.sliced(m_at, end - 1 - m_at);
    if (!m_started) {
        m_started = true;
        return m_kind == Kind::Request ? readRequestLine(line, m_at) : readStatusLine(line, m_at);
    }
    return line.isEmpty() || readField(line, m_at);
}

bool HeadReader::readRequestLine(QByteArrayView line, qsizetype at)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last == first)
        return refuse(400, u"the request line is not \"METHOD target HTTP/1.1\""_s);
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (!isToken(method))
        return refuse(400, u"the method holds a character that a token may not hold"_s);
    if (!readVersion(line.sliced(last + 1)) || !readTarget(method, target))
        return false;
    m_first = {at, method.size()};
    m_second = {at + first + 1, target.size()};
    return true;
}

bool HeadReader::readTarget(QByteArrayView method, QByteArrayView target)
{
    const std::optional<Refusal> bad = judgeTarget(method, target, m_limits);
    return !bad || refuse(bad->status, bad->reason);
}

bool HeadReader::readVersion(QByteArrayView text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 8 || !text.startsWith("HTTP/") || !digit(text[5]) || text[6] != '.'
        || !digit(text[7]))
        return refuse(400, u"the version is not written HTTP/1.1"_s);
    m_version = {static_cast<quint8>(text[5] - '0'), static_cast<quint8>(text[7] - '0')};
    if (m_version.major == 1)
        return true;
    return refuse(505, u"only HTTP/1.1 and HTTP/1.0 are spoken on this connection"_s);
}

bool HeadReader::readStatusLine(QByteArrayView line, qsizetype at)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (line.size() < 12 || !readVersion(line.first(8)) || line[8] != ' ' || !digit(line[9])
        || !digit(line[10]) || !digit(line[11]) || (line.size() > 12 && line[12] != ' '))
        return refuse(400, u"the status line is not \"HTTP/1.1 200 reason\""_s);
    m_status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
    if (m_status < 100)
        return refuse(400, u"the status %1 is below 100"_s.arg(m_status));
    const qsizetype reason = qMin(line.size(), qsizetype(13));
    if (!std::all_of(line.begin() + reason, line.end(), isFieldCharacter))
        return refuse(400, u"the reason phrase holds a control character"_s);
    m_second = {at + reason, line.size() - reason};
    return true;
}

bool HeadReader::readField(QByteArrayView line, qsizetype at)
{
    if (m_head.fieldCount() >= m_limits.fields)
        return refuse(431, u"there are more than %1 fields"_s.arg(m_limits.fields));
    if (isBlank(line.front()))
        return refuse(400, u"a field is folded over two lines, which RFC 9112 forbids"_s);

    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return refuse(400, u"a field line has no colon"_s);
    if (!isToken(line.first(colon)))
        return refuse(400,
                      colon > 0 && isBlank(line[colon - 1])
                          ? u"there is a blank between a field's name and its colon"_s
                          : u"a field's name is no token"_s);
    qsizetype from = colon + 1;
    qsizetype to = line.size();
    while (from < to && isBlank(line[from]))
        ++from;
    while (to > from && isBlank(line[to - 1]))
        --to;
    if (!std::all_of(line.begin() + from, line.begin() + to, isFieldCharacter))
        return refuse(400, u"the value of a field holds a control character"_s);
    m_head.m_fields.append({.nameAt = quint32(at),
                            .nameSize = quint32(colon),
                            .valueAt = quint32(at + from),
                            .valueSize = quint32(to - from)});
    return true;
}

Head HeadReader::take(QByteArrayView data)
{
    m_head.m_raw = data.first(m_at).toByteArray();
    return std::exchange(m_head, {});
}

/// Nobody gets a status for an unreadable response; 502 is what a gateway would say of it.
bool HeadReader::refuse(int status, const QString &reason)
{
    m_refusal = {m_kind == Kind::Response ? 502 : status, reason};
    return false;
}

} // namespace pushbench::wire
