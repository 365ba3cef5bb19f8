// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/endpoint.h"
#include "core/journal/exchange.h"
#include "core/protocol/bearer.h"
#include "core/wire/message.h"

namespace pushbench::consumer {

/// What a request is, before any policy has its say.
struct Judgement
{
    int status = 200;                 ///< What the request deserves by itself.
    std::optional<size_t> endpoint{}; ///< The one that its path names; none with 404.
    bool authorized = false; ///< It came to an endpoint by POST, with a token of that endpoint.
    wire::Fields fields{};   ///< That go with the status: Allow, WWW-Authenticate.
    QByteArray message{};    ///< One sentence for the error body; empty with 2xx.
    protocol::Findings findings{}; ///< Of method, head, token and label; the payload has its own.
    std::optional<QByteArray> source{};
    std::shared_ptr<const protocol::Payload>
        payload{}; ///< Absent when the body is not one to read.
};

/// Judges one whole request against the endpoint that its path names: method (H-405), token
/// (RCP028-R2, R5, B-*), media type (RCP028-R7, H-415), label (RCP028-R20, R21) and payload. Pure:
/// the same bytes give the same judgement live and on replay, where origin tells that the
/// credentials were redacted.
[[nodiscard]] Judgement judge(const wire::Request &request, const IntakeConfig &config,
                              protocol::CredentialOrigin origin = protocol::CredentialOrigin::Wire);

/// The judgement of a recorded exchange that the expectations of its time applied to; its status is
/// what was answered then. What the gate refused was never judged, and is not now.
[[nodiscard]] Judgement judgeRecorded(const journal::Exchange &exchange,
                                      const IntakeConfig &config);

/// The answer that goes with a judgement: `{"accepted":2}`, or an error body with the findings.
[[nodiscard]] wire::Response answerFor(const Judgement &judgement);

/// {"error":{"code":"400","message":…,"details":[findings]}}
[[nodiscard]] QByteArray errorBody(int status, QByteArrayView message,
                                   const protocol::Findings &findings);

} // namespace pushbench::consumer
