// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"
#include "core/protocol/finding.h"

#include <span>

namespace pushbench::protocol {

/// What a consumer makes of the Authorization fields of a request (RFC 6750 section 3.1).
enum class BearerVerdict : quint8 {
    Accepted,
    Absent,    ///< No Authorization field, or another scheme: 401, challenge without an error code
               ///< (B-2).
    Malformed, ///< Bearer, but not one b64token, or two fields: 400 invalid_request (B-5).
    Wrong,     ///< A well-formed token that is not ours: 401 invalid_token.
};

struct BearerCheck
{
    BearerVerdict verdict = BearerVerdict::Absent;
    QByteArray fingerprint; ///< Of the token that came, when one could be read.
    Findings findings;      ///< RCP028-R5, B-1, B-3, B-5, as far as the fields show them.
};

/// True for `1*( ALPHA / DIGIT / "-._~+/" ) *"="`.
[[nodiscard]] bool isB64Token(QByteArrayView) noexcept;

/// Where field values come from. Only a recorded one may be compared by fingerprint: fingerprints
/// stand in every log and export, so on the wire one must never pass for the token.
enum class CredentialOrigin : quint8 {
    Wire,
    Recorded, ///< Went through redactAuthorization().
};

/// Judges the Authorization field values of one request. A replay over recorded values reaches the
/// verdict that the live ones got.
[[nodiscard]] BearerCheck checkBearer(const std::vector<QByteArrayView> &authorizationValues,
                                      const Secret &expected,
                                      CredentialOrigin origin = CredentialOrigin::Wire);

/// The same where any of several tokens is right; none is, where there are none.
[[nodiscard]] BearerCheck checkBearer(const std::vector<QByteArrayView> &authorizationValues,
                                      std::span<const Secret> expected,
                                      CredentialOrigin origin = CredentialOrigin::Wire);

/// The status that goes with a verdict: 200 when accepted, else 401 or 400.
[[nodiscard]] int statusFor(BearerVerdict) noexcept;

/// The WWW-Authenticate value that goes with a refusal (H-401, B-2).
[[nodiscard]] QByteArray challengeFor(BearerVerdict);

/// The part of an Authorization value that redactAuthorization() replaces; empty when there is
/// none.
[[nodiscard]] QByteArrayView credentialOf(QByteArrayView value) noexcept;

/// The field value with its secret replaced by "sha256:xxxxxxxx"; scheme, blanks and everything
/// that is not the credential stay as they were. A credential that is no b64token gets "!" behind
/// the fingerprint, so that a replay still sees that it was malformed.
[[nodiscard]] QByteArray redactAuthorization(QByteArrayView value);

} // namespace pushbench::protocol
