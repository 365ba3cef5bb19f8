// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

namespace pushbench::consumer {

/// Remembers the last redirect of one feed, to see how it is followed (H-REDIR): 307 and 308 keep
/// the method, 301 and 302 may turn POST into GET, and the token goes to no other host.
class Redirects
{
public:
    void apply(const journal::Exchange &exchange, protocol::Findings &findings);

private:
    struct Redirect
    {
        ExchangeNumber exchange;
        int status = 0;
        QByteArray host;
        QByteArray location;
    };

    void judge(const journal::Exchange &exchange, protocol::Findings &findings);

    std::optional<Redirect> m_last;
};

} // namespace pushbench::consumer
