// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/intake.h"
#include "core/consumer/policy/policy.h"
#include "core/wire/limits.h"
#include "core/wire/tls/tlssettings.h"

#include <QHostAddress>

namespace pushbench::consumer {

/// Everything that a mock consumer is started with.
struct Config
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 8028;
    IntakeConfig intake{};
    Policy policy{};
    wire::Limits limits{};
    std::optional<wire::TlsSettings> tls{}; ///< Absent: plain TCP.
    quint64 seed = 1;                       ///< Of the latency's jitter.
};

} // namespace pushbench::consumer
