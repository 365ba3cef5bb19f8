// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payload.h"

#include <array>

namespace pushbench::protocol {

/// What the two roads fill while they read a body. Keeps the findings within their limit and the
/// views inside memory that does not move.
class PayloadBuilder
{
public:
    PayloadBuilder(QByteArray body, const PayloadLimits &limits);

    [[nodiscard]] const QByteArray &body() const noexcept { return m_payload.m_body; }
    [[nodiscard]] const PayloadLimits &limits() const noexcept { return m_limits; }

    /// Makes sure that this many bytes behind the body may be read.
    void padBody(qsizetype padding);

    [[nodiscard]] PayloadForm form() const noexcept { return m_payload.m_form; }
    void setForm(PayloadForm form) noexcept { m_payload.m_form = form; }
    [[nodiscard]] std::vector<EntityEventView> &events() noexcept { return m_payload.m_events; }

    /// The text behind a string with escapes, kept as long as the payload; nullopt when the escapes
    /// cannot be read. `inside` is a view into body(), each string of which is handed in once at
    /// most.
    [[nodiscard]] std::optional<QByteArrayView> unescape(QByteArrayView inside);

    /// Takes note of a finding. `describe` fills in where and text, and is only called for a
    /// finding that is kept: a hostile body must not buy a report per byte. When the limit is
    /// reached a worse finding still takes the place of a milder one.
    template <typename Describe>
    void note(const char *id, Verdict verdict, ByteRange bytes, Describe &&describe)
    {
        if (!makeRoom(verdict))
            return;
        Finding finding{.id = id, .verdict = verdict, .where = {}, .text = {}, .bytes = bytes};
        describe(finding);
        m_payload.m_findings.push_back(std::move(finding));
    }

    /// Drops everything but the body.
    void discard();

    [[nodiscard]] Payload take();

private:
    bool makeRoom(Verdict verdict);

    Payload m_payload;
    PayloadLimits m_limits;
    QByteArray m_unescaped;
    std::array<qsizetype, 3> m_kept{}; ///< Findings by verdict.
    bool m_failed = false;
};

} // namespace pushbench::protocol
