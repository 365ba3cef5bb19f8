// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/fingerprintindex.h"

#include <cstring>

namespace pushbench::ledger {
namespace {

__extension__ using Wide = unsigned __int128;

// Arbitrary odd numbers; session files do not store fingerprints, so they may change.
constexpr quint64 kNameSalt = 0xf93217c3bf62233d;
constexpr quint64 kKeySalt = 0xeb94fcd1fb7e79e9;
constexpr quint64 kWordSalt = 0x8391f6a74b8fc787;
constexpr quint64 kLastSalt = 0x3d5241893baf69e3;

template <typename Word>
quint64 load(const char *at) noexcept
{
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Both halves of the product: every bit of either factor reaches every bit of the result.
quint64 fold(quint64 a, quint64 b) noexcept
{
    const Wide product = Wide{a} * b;
    return static_cast<quint64>(product) ^ static_cast<quint64>(product >> 64);
}

/// The lengths are in the state already, so the overlapping loads of the rest are unambiguous.
quint64 absorb(quint64 state, QByteArrayView text) noexcept
{
    const char *at = text.data();
    auto left = static_cast<size_t>(text.size());
    for (; left > 16; left -= 16, at += 16)
        state = fold(load<quint64>(at) ^ kWordSalt, load<quint64>(at + 8) ^ state);
    quint64 low = 0;
    quint64 high = 0;
    if (left >= 8) {
        low = load<quint64>(at);
        high = load<quint64>(at + left - 8);
    } else if (left >= 4) {
        low = load<quint32>(at);
        high = load<quint32>(at + left - 4);
    } else if (left > 0) {
        low =
            load<quint8>(at) | load<quint8>(at + left / 2) << 8 | load<quint8>(at + left - 1) << 16;
    }
    return fold(low ^ kWordSalt, high ^ state);
}

} // namespace

quint64 fingerprint(QByteArrayView resourceName, QByteArrayView resourceRecordKey) noexcept
{
    quint64 state = fold(static_cast<quint64>(resourceName.size()) ^ kNameSalt,
                         static_cast<quint64>(resourceRecordKey.size()) ^ kKeySalt);
    state = absorb(state, resourceName);
    state = absorb(state, resourceRecordKey);
    const quint64 print = fold(state ^ kLastSalt, kKeySalt);
    return print == 0 ? 1 : print;
}

} // namespace pushbench::ledger
