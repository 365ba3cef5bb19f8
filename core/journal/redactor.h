// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"

#include <vector>

namespace pushbench::journal {

/// Takes secrets out of bytes on their way to the journal: no token is ever written to a file
/// (contract section 2, B-6). Credentials are found by the field or parameter that carries them,
/// whatever they are and however crooked the head is; a secret that the bench knows is found
/// wherever it stands, also percent-encoded or escaped as JSON allows it.
class Redactor
{
public:
    Redactor() = default;
    explicit Redactor(Secret known);

    /// Knows several, the one that most requests carry first; empty ones do not count.
    explicit Redactor(std::vector<Secret> known);

    /// A head, or what was received of one: Authorization and Proxy-Authorization values,
    /// `access_token=` in targets and other URLs, and the known secrets everywhere.
    [[nodiscard]] QByteArray head(QByteArrayView raw) const;

    /// A request target.
    [[nodiscard]] QByteArray target(QByteArrayView target) const;

    /// A body or any other text: the known secrets only. Shares the bytes when there is nothing to
    /// hide.
    [[nodiscard]] QByteArray body(const QByteArray &body) const;

private:
    void appendCredential(QByteArray &out, QByteArrayView value) const;

    std::vector<Secret> m_known;
    QByteArray m_usual; ///< The Authorization value that nearly every request carries.
};

} // namespace pushbench::journal
