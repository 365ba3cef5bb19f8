// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/finding.h"

#include <algorithm>

namespace pushbench::protocol {

QByteArrayView verdictName(Verdict verdict) noexcept
{
    switch (verdict) {
    case Verdict::Info:
        return "info";
    case Verdict::Warn:
        return "warn";
    case Verdict::Fail:
        return "fail";
    }
    Q_UNREACHABLE();
}

bool hasFailure(const Findings &findings) noexcept
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding &finding) { return finding.verdict == Verdict::Fail; });
}

} // namespace pushbench::protocol
