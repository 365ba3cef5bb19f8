// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/resource/faults.h"
#include "core/producer/resource/hostedlog.h"

namespace pushbench::producer {

/// The log as one answer shows it, with what is wrong on purpose: numbers that were never seen
/// here, and a head that falls back.
class LogView final : public odata::EventRows
{
public:
    LogView(const HostedLog &log, const ResourceFaults &faults, bool regressed)
        : m_log(log)
        , m_phantoms(faults.phantoms)
        , m_size(log.size())
    {
        if (faults.regress && regressed && *faults.regress < std::numeric_limits<qint64>::max())
            m_size = log.rowFrom(*faults.regress + 1);
    }

    [[nodiscard]] qsizetype size() const override { return m_size; }
    [[nodiscard]] qsizetype rowFrom(qint64 sequence) const override
    {
        return std::min(m_log.rowFrom(sequence), m_size);
    }
    [[nodiscard]] protocol::EntityEventView at(qsizetype row) const override
    {
        return m_log.at(row);
    }
    [[nodiscard]] bool isVisible(qsizetype row) const override
    {
        return m_log.isVisible(row)
            && (m_phantoms.isEmpty() || !m_phantoms.has(m_log.at(row).sequence.value));
    }
    [[nodiscard]] bool areAllVisible() const override
    {
        return m_phantoms.isEmpty() && m_log.areAllVisible();
    }

private:
    const HostedLog &m_log;
    const NumberList &m_phantoms;
    qsizetype m_size;
};

} // namespace pushbench::producer
