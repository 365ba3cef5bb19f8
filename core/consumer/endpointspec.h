// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace pushbench::consumer {

/// An endpoint as people write it on one line: `/hooks/b,token=@file,source=IDX B`. The path comes
/// first; token and source may come several times, policy once. A comma that belongs to a value is
/// written `\,`, a backslash `\\`.
struct EndpointSpec
{
    QString path{};
    QStringList tokens{}; ///< As given: the token itself, or @FILE.
    QStringList sources{};
    QString policy{}; ///< A file; empty: none.

    friend bool operator==(const EndpointSpec &, const EndpointSpec &) = default;
};

/// A Fault of kind Usage says which part is none, and shows the form; it never shows a token.
[[nodiscard]] Result<EndpointSpec> parseEndpointSpec(const QString &text);

/// What parseEndpointSpec() reads as this.
[[nodiscard]] QString writeEndpointSpec(const EndpointSpec &spec);

/// Parts between commas, blanks around them taken off, escapes taken out; and the parts as one
/// text.
[[nodiscard]] QStringList splitList(const QString &text);
[[nodiscard]] QString joinList(const QStringList &parts);

} // namespace pushbench::consumer
