// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

#include <QUrl>

/// Requests as command lines that any POSIX shell takes.
namespace pushbench::journal {

/// The bytes as one word of a shell command, in single quotes where they need them. Only for bytes
/// that isShellText() allows.
[[nodiscard]] QByteArray shellQuoted(QByteArrayView bytes);

/// Whether a body can stand in a command line: valid UTF-8 without control characters.
[[nodiscard]] bool isShellText(QByteArrayView bytes);

/// The request of an exchange. The token is "$PUSHBENCH_AUTH_TOKEN", which the shell fills in;
/// fields that curl makes itself are left to it, but that a body comes in chunks. A body that is no
/// text goes through printf.
[[nodiscard]] QByteArray curlCommand(const Exchange &exchange);

/// A POST of an EntityEvent payload, to try a consumer with.
[[nodiscard]] QByteArray curlCommand(const QUrl &url, QByteArrayView body);

} // namespace pushbench::journal
