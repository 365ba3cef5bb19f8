// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/wire/message.h"

#include <QHostAddress>
#include <QUrl>

namespace pushbench::app {

/// What the values of options mean, as people write them. Every fault names the option and says
/// how to mend it.

struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;
};

/// HOST:PORT, with a numeric host or localhost.
[[nodiscard]] Result<Endpoint> readEndpoint(const QString &option, const QString &text);

struct Backoff
{
    std::chrono::milliseconds base{};
    std::chrono::milliseconds most{};
};

/// BASE:MAX in seconds.
[[nodiscard]] Result<Backoff> readBackoff(const QString &option, const QString &text);

struct Ramp
{
    double rate = 0; ///< Events per second at its end.
    std::chrono::milliseconds time{};
};

/// RATE:SECONDS.
[[nodiscard]] Result<Ramp> readRamp(const QString &option, const QString &text);

/// 'Name: value'.
[[nodiscard]] Result<wire::Field> readField(const QString &option, const QString &text);

/// The content of the file that the option names.
[[nodiscard]] Result<QByteArray> readFile(const QString &option, const QString &path);

/// A token as people give it: the value itself, or @FILE.
[[nodiscard]] Result<Secret> readSecret(const QString &option, const QString &argument);

/// The service root of an EntityEvent resource, whose token is given by another option.
[[nodiscard]] Result<QUrl> readServiceRoot(const QString &option, const QString &text,
                                           const QString &tokenOption);

/// Bound to more than this machine? Then a warning names what is exposed.
[[nodiscard]] std::optional<QString> exposureWarning(const QHostAddress &address, quint16 port);

[[nodiscard]] Fault usageFault(const QString &option, const QString &text);

} // namespace pushbench::app
