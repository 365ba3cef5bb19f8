// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/event.h"
#include "core/protocol/finding.h"

#include <memory>

namespace pushbench::protocol {

/// Which of the two RESO Common Format shapes a body has (RCP025-R4).
enum class PayloadForm : quint8 {
    None,   ///< Neither: not JSON, or JSON without an event in it.
    Single, ///< The event's members stand beside @reso.context.
    Multi,  ///< A "value" array of events, possibly empty (RCP025-R5).
};

struct PayloadLimits
{
    int depth = 512;          ///< Deeper nesting is refused (J-5), never recursed into.
    qsizetype findings = 100; ///< Of more only a count is kept: hostile bodies stay cheap.
};

/// A judged body. Holds the body alive; the events are views into it (or into a side buffer where a
/// string carried escapes), so a batch of thousands costs no allocation per event.
class Payload
{
public:
    Payload() = default;

    [[nodiscard]] const QByteArray &body() const noexcept { return m_body; }
    [[nodiscard]] PayloadForm form() const noexcept { return m_form; }

    /// The events that could be read, in the order of the body. When accepted() is false, these are
    /// the ones that are whole in themselves.
    [[nodiscard]] const std::vector<EntityEventView> &events() const noexcept { return m_events; }

    /// Most severe first is not promised: they stand in the order of the body.
    [[nodiscard]] const Findings &findings() const noexcept { return m_findings; }

    /// Findings beyond PayloadLimits::findings, not kept.
    [[nodiscard]] qsizetype suppressedFindings() const noexcept { return m_suppressed; }

    /// Well formed and free of failures: a consumer answers 2xx. Otherwise 400.
    [[nodiscard]] bool accepted() const noexcept { return m_accepted; }

private:
    friend class PayloadBuilder;

    QByteArray m_body;
    std::shared_ptr<const QByteArray> m_unescaped; ///< Backs the strings that carried escapes.
    PayloadForm m_form = PayloadForm::None;
    bool m_accepted = false;
    qsizetype m_suppressed = 0;
    std::vector<EntityEventView> m_events;
    Findings m_findings;
};

/// Reads and judges one request body: RESO Common Format, single or multi-valued (RCP028-R4, R8;
/// RCP025-R1..R10; RCP027-R2..R5, R7; DD20-F1..F4; J-1..J-8). Never fails: what is wrong is a
/// finding.
///
/// A body without a fault takes a fast road (simdjson, on demand); whatever is odd about it sends
/// it down the strict one, which says what, where and in which bytes. Both roads agree on every
/// body. The body is kept as it is; give it spare capacity of kPayloadPadding bytes to save one
/// copy.
[[nodiscard]] Payload parsePayload(QByteArray body, const PayloadLimits &limits = {});

/// Spare capacity behind a body's last byte that the vectorised reader may touch (never
/// interprets).
inline constexpr qsizetype kPayloadPadding = 64;

} // namespace pushbench::protocol
