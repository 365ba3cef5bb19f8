// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/consumer/policy/policy.h"

namespace pushbench::consumer {

/// Reads a policy file's text (contract section 5; schema in resources/policy.schema.json). name is
/// the file's, for messages. Every error names the
/// line, and the member where there is one.
[[nodiscard]] Result<Policy> parsePolicy(const QByteArray &json, const QString &name);

/// The text of a file that parsePolicy() reads as this policy.
[[nodiscard]] QByteArray writePolicy(const Policy &policy);

} // namespace pushbench::consumer
