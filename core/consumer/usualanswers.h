// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/intake.h"
#include "core/wire/http1/http1writer.h"

#include <optional>

namespace pushbench::consumer {

/// Renders answers that say nothing but 200 and how many events were taken. Under load most
/// requests bring as many as the one before, within the same second: then the bytes are the same,
/// and are rendered once. A value of one thread.
class UsualAnswers
{
public:
    /// Is its answer such a one?
    [[nodiscard]] static bool suit(const Judgement &judgement) noexcept
    {
        return judgement.status == 200 && judgement.fields.empty() && judgement.payload;
    }

    [[nodiscard]] const wire::RenderedResponse &
    render(const Judgement &judgement, const wire::AnswerTraits &traits, WallTime now);

private:
    /// What tells one of them from another.
    struct Kind
    {
        std::chrono::sys_seconds second{}; ///< The Date field's.
        wire::AnswerTraits traits{};
        size_t events = 0;

        friend bool operator==(const Kind &, const Kind &) = default;
    };

    std::optional<Kind> m_kind; ///< Of m_rendered.
    wire::RenderedResponse m_rendered;
};

} // namespace pushbench::consumer
