// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payloadlayout.h"

#include "core/protocol/payload/bytewords.h"

#include <algorithm>
#include <bit>

namespace pushbench::protocol {
namespace {

/// More bytes than this around the values of an event are not worth remembering.
constexpr qsizetype kWidest = 1024;

static_assert(kPayloadPadding >= kWord);

/// 2^53 has sixteen digits; a number with more is none of the plain ones.
constexpr int kMostDigits = 16;

/// Walks over a body and takes it apart. Every step that cannot be taken returns false. Looks at
/// whole words, also at the body's end (kPayloadPadding).
class Cursor
{
public:
    explicit Cursor(QByteArrayView body)
        : m_at(body.data())
        , m_end(body.data() + body.size())
    {
    }

    [[nodiscard]] bool pass(const QByteArray &bytes) noexcept
    {
        if (left() < bytes.size() || !areEqual(m_at, bytes.constData(), bytes.size()))
            return false;
        m_at += bytes.size();
        return true;
    }

    [[nodiscard]] bool passToEnd(const QByteArray &bytes) noexcept
    {
        return left() == bytes.size() && pass(bytes);
    }

    /// Digits as JSON writes them: no sign, no leading zero.
    [[nodiscard]] bool takeSequence(Sequence &sequence) noexcept
    {
        const char *const stop = m_at + std::min<qsizetype>(left(), kMostDigits);
        const char *const first = m_at;
        quint64 number = 0;
        for (; m_at != stop && *m_at >= '0' && *m_at <= '9'; ++m_at)
            number = number * 10 + quint64(*m_at - '0');
        sequence = Sequence{qint64(number)};
        return m_at != first && *first != '0' && PlainEvents::isPlainSequence(number);
    }

    /// What stands before the next quote, which is left for the bytes around the values.
    [[nodiscard]] bool takeText(QByteArrayView &text) noexcept
    {
        const char *const first = m_at;
        const char *const stop = m_at + std::min<qsizetype>(left(), kLongestPlainText + 1);
        for (; m_at < stop; m_at += kWord) {
            const quint64 word = wordAt(m_at);
            const quint64 marks = (marksOf(word, '"') | marksOfControls(word)) & kHighBits;
            if (marks == 0)
                continue;
            m_at += std::countr_zero(marks) / 8;
            text = QByteArrayView(first, m_at - first);
            return m_at < stop && *m_at == '"';
        }
        return false;
    }

private:
    [[nodiscard]] qsizetype left() const noexcept { return m_end - m_at; }

    const char *m_at;
    const char *const m_end;
};

qsizetype endOf(ByteRange range)
{
    return range.offset + range.length;
}

QByteArray copyOf(QByteArrayView body, qsizetype from, qsizetype to)
{
    return body.sliced(from, to - from).toByteArray();
}

} // namespace

std::optional<PayloadLayout> PayloadLayout::learn(QByteArrayView body, PayloadForm form,
                                                  const Sample &sample)
{
    struct Piece
    {
        ByteRange bytes;
        Value value;
    };
    const auto piecesOf = [](const Places &places) {
        std::array<Piece, kValues> pieces{Piece{places.sequence, Value::Number},
                                          Piece{places.resourceName, Value::Name},
                                          Piece{places.resourceRecordKey, Value::Key}};
        std::ranges::sort(pieces, {}, [](const Piece &piece) { return piece.bytes.offset; });
        return pieces;
    };
    const auto first = piecesOf(sample.first);
    const auto second = piecesOf(sample.second.value_or(sample.first));
    const auto last = piecesOf(sample.last);
    PayloadLayout layout;
    layout.m_form = form;
    for (size_t i = 0; i < kValues; ++i) {
        layout.m_order[i] = first[i].value;
        // Otherwise the bytes between two events would name another member than the one expected.
        if (second[i].value != first[i].value || last[i].value != first[i].value)
            return std::nullopt;
    }
    const qsizetype begin = first.front().bytes.offset;
    const qsizetype end = endOf(last.back().bytes);
    const qsizetype next = sample.second ? second.front().bytes.offset : endOf(first.back().bytes);
    if (begin > kWidest || next - begin > kWidest || body.size() - end > kWidest)
        return std::nullopt;
    layout.m_head = copyOf(body, 0, begin);
    for (size_t i = 0; i + 1 < kValues; ++i)
        layout.m_between[i] = copyOf(body, endOf(first[i].bytes), first[i + 1].bytes.offset);
    layout.m_joint = copyOf(body, endOf(first.back().bytes), next);
    layout.m_tail = copyOf(body, end, body.size());
    return layout;
}

bool PayloadLayout::read(PayloadBuilder &builder) const
{
    Cursor cursor(builder.body());
    PlainEvents events(builder);
    builder.setForm(m_form);
    if (!cursor.pass(m_head))
        return false;
    while (true) {
        EntityEventView event;
        for (size_t i = 0; i < kValues; ++i) {
            if (i > 0 && !cursor.pass(m_between[i - 1]))
                return false;
            switch (m_order[i]) {
            case Value::Number:
                if (!cursor.takeSequence(event.sequence))
                    return false;
                break;
            case Value::Name:
                if (!cursor.takeText(event.resourceName) || !events.isPlainName(event.resourceName))
                    return false;
                break;
            case Value::Key:
                if (!cursor.takeText(event.resourceRecordKey)
                    || !PlainEvents::isPlainKey(event.resourceRecordKey))
                    return false;
                break;
            }
        }
        if (!events.keep(event))
            return false;
        if (cursor.passToEnd(m_tail))
            return true;
        if (m_joint.isEmpty() || !cursor.pass(m_joint))
            return false;
    }
}

const PayloadLayout *KnownLayouts::find(QByteArrayView body)
{
    const auto opens = [body](const PayloadLayout &layout) { return layout.opens(body); };
    const auto found = std::ranges::find_if(m_layouts, opens);
    if (found == m_layouts.end())
        return nullptr;
    std::rotate(m_layouts.begin(), found, std::next(found));
    return &m_layouts.front();
}

void KnownLayouts::remember(PayloadLayout layout)
{
    std::erase_if(m_layouts, [&layout](const PayloadLayout &known) {
        return known == layout || layout.knowsMoreThan(known);
    });
    if (m_layouts.size() == kMany)
        m_layouts.pop_back();
    m_layouts.insert(m_layouts.begin(), std::move(layout));
}

} // namespace pushbench::protocol
