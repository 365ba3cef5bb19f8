// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/showntext.h"

#include "ui/models/jsonlayout.h"

#include <QStringBuilder>

#include <algorithm>
#include <functional>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

/// Length of the UTF-8 character at the front, 0 when the bytes are none (RFC 3629).
qsizetype characterLength(QByteArrayView bytes)
{
    const auto at = [&bytes](qsizetype i) { return quint8(bytes[i]); };
    const quint8 lead = at(0);
    if (lead < 0x80)
        return 1;
    const qsizetype length = lead >= 0xC2 && lead < 0xE0 ? 2
        : lead >= 0xE0 && lead < 0xF0                    ? 3
        : lead >= 0xF0 && lead < 0xF5                    ? 4
                                                         : 0;
    if (length == 0 || bytes.size() < length)
        return 0;
    for (qsizetype i = 1; i < length; ++i) {
        if ((at(i) & 0xC0) != 0x80)
            return 0;
    }
    const quint8 second = at(1);
    const bool legal = !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second > 0x9F)
        && !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second > 0x8F);
    return legal ? length : 0;
}

bool isShownAsItIs(char byte)
{
    return quint8(byte) >= 0x20 ? byte != 0x7F : byte == '\n' || byte == '\t';
}

QString escaped(char byte)
{
    return u"\\x" % QString::number(quint8(byte), 16).toUpper().rightJustified(2, u'0');
}

qsizetype utf8Length(char32_t code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

} // namespace

void ShownText::addPiece(Part part, qsizetype source, qsizetype length, const QString &shown)
{
    m_pieces.push_back({part, source, length, m_text.size(), shown.size()});
    m_text += shown;
}

void ShownText::appendToken(Part part, QByteArrayView bytes, qsizetype source)
{
    qsizetype plain = 0; // start of the stretch that needs no escape
    qsizetype at = 0;
    const auto flush = [&] {
        if (at > plain)
            addPiece(part, source + plain, at - plain,
                     QString::fromUtf8(bytes.sliced(plain, at - plain)));
    };
    while (at < bytes.size()) {
        const qsizetype length = characterLength(bytes.sliced(at));
        if (length > 0 && (length > 1 || isShownAsItIs(bytes[at]))) {
            at += length;
            continue;
        }
        flush();
        const bool lineEnd = bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
        if (!lineEnd)
            addPiece(part, source + at, 1, escaped(bytes[at]));
        plain = ++at;
    }
    flush();
}

void ShownText::appendVerbatim(Part part, QByteArrayView bytes, const ShownWindow &window)
{
    const qsizetype from = std::clamp<qsizetype>(window.from, 0, bytes.size());
    const qsizetype lineStart = from == 0 ? 0 : bytes.first(from).lastIndexOf('\n') + 1;
    // A line may be as long as the body: never start further back than half the window.
    const qsizetype begin = std::max(lineStart, from - window.limit / 2);
    const qsizetype length = std::min(bytes.size() - begin, window.limit);
    appendToken(part, bytes.sliced(begin, length), begin);
    m_extents.push_back({part, {begin, bytes.size() - begin - length}});
}

/// Lays the tokens out while they lie inside the window.
class PrettyWriter
{
public:
    PrettyWriter(ShownText &shown, Part part, const ShownWindow &window)
        : m_shown(shown)
        , m_part(part)
        , m_window(window)
        , m_start(shown.m_text.size())
    {
    }

    bool operator()(const JsonPiece &piece, QByteArrayView bytes)
    {
        if (piece.source + piece.length <= m_window.from && m_window.from > 0) {
            m_before = piece.source + piece.length;
            return true;
        }
        if (m_shown.m_text.size() - m_start > m_window.limit)
            return false;
        if (piece.breakBefore && m_shown.m_text.size() > m_start)
            m_shown.m_text += u'\n';
        if (piece.breakBefore)
            m_shown.m_text += QString(2 * piece.level, u' ');
        // A single string may be as long as the body.
        const qsizetype from = std::max(piece.source, m_window.from - m_window.limit / 2);
        const qsizetype length = std::min(piece.source + piece.length - from, m_window.limit);
        m_shown.appendToken(m_part, bytes.sliced(from, length), from);
        if (piece.blankBehind)
            m_shown.m_text += u' ';
        m_end = from + length;
        return m_end == piece.source + piece.length;
    }

    [[nodiscard]] ShownText::Hidden hidden(qsizetype size) const
    {
        return {m_before, m_cut ? size - m_end : 0};
    }
    void cut() { m_cut = true; }

private:
    ShownText &m_shown;
    Part m_part;
    ShownWindow m_window;
    qsizetype m_start;
    qsizetype m_before = 0;
    qsizetype m_end = 0;
    bool m_cut = false;
};

void ShownText::appendPretty(Part part, QByteArrayView json, const ShownWindow &window)
{
    PrettyWriter writer(*this, part, window);
    if (!layOutJson(json, std::ref(writer)))
        writer.cut();
    m_extents.push_back({part, writer.hidden(json.size())});
}

void ShownText::append(const ShownText &other)
{
    for (Piece piece : other.m_pieces) {
        piece.text += m_text.size();
        m_pieces.push_back(piece);
    }
    m_extents.insert(m_extents.end(), other.m_extents.begin(), other.m_extents.end());
    m_text += other.m_text;
}

void ShownText::appendNote(const QString &text)
{
    m_text += text;
}

qsizetype ShownText::textAt(const Piece &piece, qsizetype byte) const
{
    if (byte <= piece.source)
        return piece.text;
    if (byte >= piece.source + piece.length)
        return piece.text + piece.textLength;
    if (piece.length == piece.textLength)
        return piece.text + byte - piece.source;
    qsizetype left = byte - piece.source;
    qsizetype at = piece.text;
    while (left > 0 && at < piece.text + piece.textLength) {
        const bool pair = m_text[at].isHighSurrogate();
        const char32_t code =
            pair ? QChar::surrogateToUcs4(m_text[at], m_text[at + 1]) : m_text[at].unicode();
        left -= utf8Length(code);
        if (left >= 0)
            at += pair ? 2 : 1;
    }
    return at;
}

std::optional<TextRange> ShownText::find(Part part, protocol::ByteRange bytes) const
{
    const qsizetype end = bytes.offset + std::max<qsizetype>(bytes.length, 1);
    qsizetype from = -1;
    qsizetype to = -1;
    for (const Piece &piece : m_pieces) {
        if (piece.part != part || piece.source + piece.length <= bytes.offset)
            continue;
        if (piece.source >= end)
            break;
        if (from < 0)
            from = textAt(piece, bytes.offset);
        to = textAt(piece, end);
    }
    if (from < 0)
        return std::nullopt;
    return TextRange{from, std::max<qsizetype>(to - from, 1)};
}

ShownText::Hidden ShownText::hidden(Part part) const
{
    const auto found = std::ranges::find(m_extents, part, &Extent::part);
    return found == m_extents.end() ? Hidden{} : found->hidden;
}

} // namespace pushbench::ui
