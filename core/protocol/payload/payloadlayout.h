// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/plainevents.h"

#include <array>
#include <optional>

namespace pushbench::protocol {

/// What a producer's bodies have in common: one routine writes them all, so they differ in the
/// values of their events and in nothing else.
///
/// It is learnt from a body that was read to its end without a remark. Another body with the same
/// bytes around its values is the same JSON, so only the values are left to be judged. Whatever
/// deviates is read in the ordinary way.
class PayloadLayout
{
public:
    /// Where the three values of an event stand in a body; of texts, what is between the quotes.
    struct Places
    {
        ByteRange sequence;
        ByteRange resourceName;
        ByteRange resourceRecordKey;
    };

    /// The events that a layout is learnt from; only a multi-valued body has a second one.
    struct Sample
    {
        Places first;
        std::optional<Places> second;
        Places last;
    };

    /// The sample's events have these three members and no other. Nullopt when they are not alike
    /// in the order of them, or so wide between the values that it is not worth remembering.
    [[nodiscard]] static std::optional<PayloadLayout> learn(QByteArrayView body, PayloadForm form,
                                                            const Sample &sample);

    /// Whether a body begins as this layout does, up to its first value.
    [[nodiscard]] bool opens(QByteArrayView body) const noexcept { return body.startsWith(m_head); }

    /// Reads a body of valid UTF-8 without a backslash, padded by kPayloadPadding. False at the
    /// first thing that is not as learnt; what was read up to there is left in the builder.
    [[nodiscard]] bool read(PayloadBuilder &builder) const;

    /// The same layout, with or without having seen how two events are joined.
    [[nodiscard]] bool knowsMoreThan(const PayloadLayout &other) const noexcept
    {
        return m_head == other.m_head && !m_joint.isEmpty() && other.m_joint.isEmpty();
    }

    friend bool operator==(const PayloadLayout &, const PayloadLayout &) = default;

private:
    enum class Value : quint8 { Number, Name, Key };
    static constexpr size_t kValues = 3;

    PayloadForm m_form = PayloadForm::None;
    std::array<Value, kValues> m_order{};
    QByteArray m_head; ///< Up to the first value.
    std::array<QByteArray, kValues - 1> m_between;
    QByteArray m_joint; ///< From the last value of an event to the first of the next one.
    QByteArray m_tail;  ///< From the last value to the end.
};

/// The layouts that this thread met last, the most useful one first.
class KnownLayouts
{
public:
    /// Nullptr when none opens like this body.
    [[nodiscard]] const PayloadLayout *find(QByteArrayView body);
    void remember(PayloadLayout layout);

private:
    static constexpr size_t kMany = 8; ///< Feeds with layouts of their own, served in turn.
    std::vector<PayloadLayout> m_layouts;
};

} // namespace pushbench::protocol
