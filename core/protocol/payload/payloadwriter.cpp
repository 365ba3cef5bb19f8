// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payloadwriter.h"

#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/bytewords.h"
#include "core/protocol/payload/payload.h"

#include <charconv>
#include <cstring>

namespace pushbench::protocol {
namespace {

/// Names, quotes, commas and a sequence: what an event takes beside its texts, at most.
constexpr qsizetype kEventOverhead = 88;
constexpr qsizetype kUrlOverhead = 24;

/// What stands around all events, and room for whoever reads the body (kPayloadPadding).
constexpr qsizetype kAround = 48 + kPayloadPadding;

constexpr qsizetype kLongestNumber = 20; ///< -9223372036854775808

/// Marks of control characters, quotes, backslashes and what is no ASCII.
constexpr quint64 oddBytes(quint64 word) noexcept
{
    return word | marksOf(word, '"') | marksOf(word, '\\') | marksOfControls(word);
}

/// Characters that a JSON string holds as they are, and that are ASCII.
bool isPlain(QByteArrayView text)
{
    const char *at = text.data();
    qsizetype left = text.size();
    quint64 odd = 0;
    for (; left >= kWord; at += kWord, left -= kWord) {
        odd |= oddBytes(wordAt(at));
    }
    quint64 rest = kEach * ' ';
    std::memcpy(&rest, at, size_t(left));
    return ((odd | oddBytes(rest)) & kHighBits) == 0;
}

/// Writes into a buffer that is long enough nearly always. A batch has thousands of small pieces,
/// and QByteArray::append() costs more than each of them.
class Scribe
{
public:
    explicit Scribe(qsizetype size)
        : m_out(size, Qt::Uninitialized)
    {
    }

    void raw(QByteArrayView text)
    {
        need(text.size());
        std::memcpy(m_out.data() + m_size, text.data(), size_t(text.size()));
        m_size += text.size();
    }

    void number(qint64 value)
    {
        need(kLongestNumber);
        char *const at = m_out.data() + m_size;
        m_size += std::to_chars(at, at + kLongestNumber, value).ptr - at;
    }

    void text(QByteArrayView text)
    {
        if (isPlain(text)) {
            raw("\"");
            raw(text);
            return raw("\"");
        }
        QByteArray quoted;
        appendJsonString(quoted, text);
        raw(quoted);
    }

    /// The members of an event without the braces around them.
    void members(const EntityEvent &event)
    {
        raw("\"EntityEventSequence\":");
        number(event.sequence.value);
        raw(",\"ResourceName\":");
        text(event.resourceName);
        raw(",\"ResourceRecordKey\":");
        text(event.resourceRecordKey);
        if (event.resourceRecordUrl.isEmpty())
            return;
        raw(",\"ResourceRecordUrl\":");
        text(event.resourceRecordUrl);
    }

    void context(QByteArrayView context)
    {
        raw("{\"@reso.context\":");
        text(context);
        raw(",");
    }

    [[nodiscard]] QByteArray take()
    {
        m_out.truncate(m_size);
        return std::move(m_out);
    }

private:
    void need(qsizetype bytes)
    {
        if (m_out.size() - m_size < bytes)
            m_out.resize(2 * m_out.size() + bytes);
    }

    QByteArray m_out;
    qsizetype m_size = 0;
};

qsizetype sizeHint(const EntityEvent &event)
{
    return kEventOverhead + event.resourceName.size() + event.resourceRecordKey.size()
        + (event.resourceRecordUrl.isEmpty() ? 0 : kUrlOverhead + event.resourceRecordUrl.size());
}

void appendEscaped(QByteArray &out, char c)
{
    switch (c) {
    case '"':
        out.append("\\\"");
        break;
    case '\\':
        out.append("\\\\");
        break;
    case '\n':
        out.append("\\n");
        break;
    case '\r':
        out.append("\\r");
        break;
    case '\t':
        out.append("\\t");
        break;
    default: {
        constexpr const char *kHex = "0123456789abcdef";
        out.append("\\u00");
        out.append(kHex[c >> 4]);
        out.append(kHex[c & 15]);
    }
    }
}

} // namespace

QByteArray writeSingle(const EntityEvent &event, QByteArrayView context)
{
    Scribe scribe(sizeHint(event) + context.size() + kAround);
    scribe.context(context);
    scribe.members(event);
    scribe.raw("}");
    return scribe.take();
}

QByteArray writeMulti(std::span<const EntityEvent> events, QByteArrayView context)
{
    qsizetype size = context.size() + kAround;
    for (const EntityEvent &event : events)
        size += sizeHint(event);
    Scribe scribe(size);
    scribe.context(context);
    scribe.raw("\"value\":[");
    QByteArrayView separator = "{";
    for (const EntityEvent &event : events) {
        scribe.raw(separator);
        scribe.members(event);
        separator = "},{";
    }
    scribe.raw(events.empty() ? QByteArrayView("]}") : QByteArrayView("}]}"));
    return scribe.take();
}

QByteArray writeEvent(const EntityEvent &event)
{
    Scribe scribe(sizeHint(event));
    scribe.raw("{");
    scribe.members(event);
    scribe.raw("}");
    return scribe.take();
}

void appendJsonString(QByteArray &out, QByteArrayView text)
{
    out.append('"');
    const char *at = text.data();
    const char *const end = at + text.size();
    const char *plain = at;
    while (at != end) {
        const auto byte = static_cast<uchar>(*at);
        if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
            ++at;
            continue;
        }
        const Utf8Character character = decodeUtf8(at, end);
        if (byte >= 0x80 && character.fault == Utf8Fault::None) {
            at += character.length;
            continue;
        }
        out.append(plain, at - plain);
        if (byte < 0x80)
            appendEscaped(out, *at);
        else
            appendUtf8(out, 0xFFFD);
        at += character.length;
        plain = at;
    }
    out.append(plain, at - plain);
    out.append('"');
}

} // namespace pushbench::protocol
