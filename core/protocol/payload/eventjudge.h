// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/json/strictjson.h"
#include "core/protocol/payload/members.h"
#include "core/protocol/payload/payloadbuilder.h"

namespace pushbench::protocol {

/// A member's value as the reader met it, not judged yet.
struct RawValue
{
    JsonToken kind = JsonToken::End; ///< End: the member is not there.
    QByteArrayView text;             ///< Of strings: between the quotes; of numbers: the digits.
    ByteRange bytes;
    bool escaped = false;
};

/// A member whose name is almost a field's, kept until it is known whether the field itself came.
struct MisspeltMember
{
    MemberKind kind = MemberKind::Unknown;
    QByteArrayView name; ///< Still escaped; empty: there is none.
    ByteRange bytes;
};

/// An object that should be an event. Its members may come in any order, so it is judged when it
/// ends.
struct EventDraft
{
    std::array<RawValue, 4> fields;
    std::array<MisspeltMember, 4> misspelt;
    ByteRange bytes;       ///< The whole object.
    bool repeated = false; ///< A field stands twice: which one counts is anybody's guess (J-2).

    [[nodiscard]] bool empty() const noexcept;
};

/// Judges one event (RCP027-R2 to R5, R20; RCP025-R8, R9; DD20-F1 to F4; J-4). `where` is the
/// pointer of the object. The event, when it is whole in itself.
[[nodiscard]] std::optional<EntityEventView>
judgeEvent(const EventDraft &draft, const JsonReader &where, PayloadBuilder &builder);

/// A piece of a peer's text as a report may show it: short, in quotes.
[[nodiscard]] QString quoted(QByteArrayView text);

/// "a string", "null", "an array": what came instead.
[[nodiscard]] QString kindName(JsonToken kind);

} // namespace pushbench::protocol
