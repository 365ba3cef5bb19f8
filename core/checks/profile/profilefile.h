// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/checks/profile/profile.h"

#include <functional>

namespace pushbench::checks {

/// What stands for a secret in the file, "@FILE" or the value itself, to the secret.
using SecretReader = std::function<Result<Secret>(const QString &)>;

/// Reads a profile's text (resources/profile.schema.json). `where` is the file, for messages; each
/// names the member by its JSON pointer.
[[nodiscard]] Result<Profile> readProfile(const QByteArray &json, const QString &where,
                                          const SecretReader &secret);

} // namespace pushbench::checks
