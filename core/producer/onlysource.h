// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/eventsource.h"
#include "core/producer/misbehave/misbehaviour.h"

namespace pushbench::producer {

/// Of another source's events those of certain numbers, and nothing else: for pushing again what
/// did not arrive (`--only SEQUENCES`). Says at the end how many of them the source does not have.
class OnlySource final : public EventSource
{
public:
    /// The runs are ascending and apart from each other.
    OnlySource(std::unique_ptr<EventSource> source, std::vector<Which::Run> numbers);

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] bool awaitsMore() const noexcept override
    {
        return !m_ended && m_source->awaitsMore();
    }
    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool mayThin() const noexcept override { return m_source->mayThin(); }
    void goOnBehind(protocol::Sequence sequence, const std::vector<Hole> &holes) override
    {
        m_source->goOnBehind(sequence, holes);
    }
    [[nodiscard]] std::vector<Hole> openHoles() const override { return m_source->openHoles(); }

private:
    void end();

    std::unique_ptr<EventSource> m_source;
    Which m_wanted;
    quint64 m_missing = 0; ///< Of the numbers; not seen yet.
    bool m_listening = false;
    bool m_ended = false;
};

} // namespace pushbench::producer
