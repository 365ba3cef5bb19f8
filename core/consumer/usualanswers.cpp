// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/usualanswers.h"

namespace pushbench::consumer {

const wire::RenderedResponse &UsualAnswers::render(const Judgement &judgement,
                                                   const wire::AnswerTraits &traits, WallTime now)
{
    const Kind kind{.second = std::chrono::floor<std::chrono::seconds>(now),
                    .traits = traits,
                    .events = judgement.payload->events().size()};
    if (m_kind != kind) {
        m_rendered = wire::renderResponse(answerFor(judgement), traits, now);
        m_kind = kind;
    }
    return m_rendered;
}

} // namespace pushbench::consumer
