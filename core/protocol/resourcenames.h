// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace pushbench::protocol {

/// The well-known name that `name` equals except for the case of its letters (RCP027-R4); empty
/// when the name is spelt right or is none of Data Dictionary 2.0's, which allows custom ones.
[[nodiscard]] QByteArrayView misspeltResourceName(QByteArrayView name) noexcept;

/// Is it a resource of Data Dictionary 2.0, spelt right?
[[nodiscard]] bool isKnownResource(QByteArrayView name) noexcept;

} // namespace pushbench::protocol
