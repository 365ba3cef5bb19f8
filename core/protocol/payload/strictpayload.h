// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payloadbuilder.h"

namespace pushbench::protocol {

/// The strict road: reads any body byte by byte and says what is wrong with it, what, where and in
/// which bytes. Fills a builder that holds nothing but a body.
void readStrictly(PayloadBuilder &builder);

} // namespace pushbench::protocol
