// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace pushbench {

/// A bearer token or password. It has no stream operator, no conversion and no debug output: the
/// only thing that may be written anywhere is its fingerprint (contract section 2).
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray value);

    /// A secret of which only the fingerprint is known, as a session file remembers it. Matches
    /// nothing.
    [[nodiscard]] static Secret known(QByteArray fingerprint);

    [[nodiscard]] bool isEmpty() const noexcept { return m_fingerprint.isEmpty(); }

    /// The bytes themselves, for the wire only.
    [[nodiscard]] const QByteArray &reveal() const noexcept { return m_value; }

    /// "sha256:" and the first 8 hex digits, so that equal tokens still look equal. Empty for no
    /// secret.
    [[nodiscard]] const QByteArray &fingerprint() const noexcept { return m_fingerprint; }

    /// Compares in a time that depends on the length only, never on where the first difference is.
    [[nodiscard]] bool matches(QByteArrayView candidate) const noexcept;

    /// A token of 192 random bits in the alphabet of RFC 6750's b64token.
    [[nodiscard]] static Secret generate();

    [[nodiscard]] static QByteArray fingerprintOf(QByteArrayView value);

private:
    QByteArray m_value;
    QByteArray m_fingerprint;
};

} // namespace pushbench
