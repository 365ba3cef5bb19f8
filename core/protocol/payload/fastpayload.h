// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payloadbuilder.h"

namespace pushbench::protocol {

/// The fast road, for the plain and faultless body. True when it read the body to its end; then the
/// strict road would have found the same events and nothing to remark. At the first oddity it
/// returns false and leaves the builder with nothing but the body.
[[nodiscard]] bool readPlainly(PayloadBuilder &builder);

} // namespace pushbench::protocol
