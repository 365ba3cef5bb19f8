// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

namespace pushbench::protocol {

/// "urn:reso:metadata:2.0:resource:entityevent" taken apart (RCP025-R2).
struct Context
{
    int major = 0;
    int minor = 0;
    QByteArray resource; ///< As written.
    QByteArray rest;     ///< Further segments, which the text allows.
};

/// Reads a context URN; nullopt when it does not follow the grammar.
[[nodiscard]] std::optional<Context> parseContext(QByteArrayView urn);

/// What the context of an EntityEvent payload deserves: grammar, resource, version (RCP025-R2, R3;
/// RCP028-R26). Findings carry where and no byte range.
[[nodiscard]] Findings judgeContext(QByteArrayView urn, QByteArrayView where);

} // namespace pushbench::protocol
