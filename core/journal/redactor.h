// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"

#include <vector>

namespace pushbench::journal {

/// Takes secrets out of bytes on their way to the journal: no token is ever written to a file
/// (contract section 2, B-6). Credentials are found by the field or parameter that carries them,
/// whatever they are and however crooked the head is; the secrets that the bench knows are found
/// wherever they stand, also percent-encoded or escaped as JSON allows it, unless they are so short
/// that they stand everywhere.
class Redactor
{
public:
    Redactor() = default;
    explicit Redactor(Secret known);
    explicit Redactor(const std::vector<Secret> &known);

    /// The same, that also knows what this head offers as credentials: a wrong token may be the
    /// right one somewhere else, and must not stand in the rest of its request either. What is
    /// shorter than kShortestOffered is no token, and would be found everywhere.
    [[nodiscard]] Redactor knowingOffered(QByteArrayView rawHead) const;
    static constexpr qsizetype kShortestOffered = 10;
    /// What is shorter is a part of words and numbers ("1", "test"): looking for it would take
    /// sequence numbers and keys out of bodies, so that a session would lose the very events.
    static constexpr qsizetype kShortestSought = 6;
    static constexpr size_t kMostOffered = 8;

    /// A head, or what was received of one: Authorization and Proxy-Authorization values,
    /// `access_token=` in targets and other URLs, and what body() looks for.
    [[nodiscard]] QByteArray head(QByteArrayView raw) const;

    /// A request target.
    [[nodiscard]] QByteArray target(QByteArrayView target) const;

    /// A body or any other text: the known secrets of kShortestSought bytes and more. Shares the
    /// bytes when there is nothing to hide.
    [[nodiscard]] QByteArray body(const QByteArray &body) const;

private:
    struct Known
    {
        Secret secret;
        QByteArray usual; ///< The Authorization value that nearly every request carries.
    };

    void add(const Secret &secret);
    void appendCredential(QByteArray &out, QByteArrayView value) const;
    [[nodiscard]] QByteArray withoutQueryTokens(const QByteArray &text) const;

    std::vector<Known> m_known; ///< The longest first: one may be the beginning of another.
};

} // namespace pushbench::journal
