// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace pushbench::app {

/// Standard output, line by line: whole lines only ever leave together, so whoever reads them sees
/// each one complete. Lives on the thread that calls it.
class StandardOutput
{
public:
    StandardOutput() = default;
    /// For whoever keeps the lines instead; it outlives this.
    explicit StandardOutput(QByteArray *instead)
        : m_instead(instead)
    {
    }

    /// A line with its end.
    void write(const QByteArray &line);
    void flush();

    /// Why not everything could be written, if so. That nobody reads any more is no fault: what is
    /// recorded stays recorded, and the run goes on without a listener.
    [[nodiscard]] const std::optional<Fault> &fault() const noexcept { return m_fault; }

private:
    QByteArray *m_instead = nullptr;
    QByteArray m_pending;
    std::optional<Fault> m_fault;
    bool m_closed = false; ///< Nobody reads any more.
};

} // namespace pushbench::app
