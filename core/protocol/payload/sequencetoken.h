// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/event.h"

namespace pushbench::protocol {

/// What a JSON number says when it stands where a sequence belongs (RCP027-R3).
enum class SequenceKind : quint8 {
    Whole,    ///< An integer from 0 to 2^63-1, however it is spelt.
    Fraction, ///< Not an integer: 1.5, 11e-1.
    Negative,
    TooLarge, ///< Above 2^63-1.
};

struct SequenceToken
{
    SequenceKind kind = SequenceKind::Whole;
    Sequence value;     ///< Exact; of kind Whole only.
    bool plain = false; ///< Digits only: no sign, fraction or exponent.
};

/// Reads a number token of valid JSON exactly: no double is involved, so 1.101e3 is 1101 and
/// 9223372036854775807.0 loses nothing.
[[nodiscard]] SequenceToken readSequence(QByteArrayView jsonNumber) noexcept;

} // namespace pushbench::protocol
