// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

#include <QByteArray>
#include <QByteArrayList>

namespace pushbench::app {

/// Puts salted hashes in place of the keys of records in bodies as they were on the wire, so that
/// equal keys stay equal, others stay others, and nobody reads them. Everything else of a body
/// stays, byte by byte: its order, blanks and mistakes. A key that was a number becomes a number.
class KeyHasher
{
public:
    /// The salt is made for one bundle and forgotten with it.
    explicit KeyHasher(QByteArray salt)
        : m_salt(std::move(salt))
    {
    }

    /// Both bodies, and what else of the exchange may quote a key of its request.
    void hash(journal::Exchange &exchange);

    /// Of one key, as it is meant and not as it is escaped: "k-" and 16 hex digits.
    [[nodiscard]] QByteArray hashOf(QByteArrayView key) const;

    /// A body of which JSON ends early, or which is none: there keys are found by their name alone.
    [[nodiscard]] qint64 doubtfulBodies() const noexcept { return m_doubtful; }

private:
    [[nodiscard]] QByteArray body(QByteArrayView body, QByteArrayList &keys);
    [[nodiscard]] QByteArray numberFor(QByteArrayView digits) const;
    [[nodiscard]] QByteArray url(QByteArrayView url, QByteArrayView key) const;
    [[nodiscard]] QByteArray byName(QByteArrayView text, QByteArrayList &keys) const;
    [[nodiscard]] QByteArray quoting(QByteArray text, const QByteArrayList &keys) const;

    QByteArray m_salt;
    qint64 m_doubtful = 0;
};

} // namespace pushbench::app
