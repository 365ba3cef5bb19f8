// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace pushbench::protocol {

/// Whether a text can be a ResourceRecordUrl (RCP027-R20): a URI reference of RFC 3986, and, when
/// it is absolute, one of http or https that names a host. Empty is none.
[[nodiscard]] bool isResourceUrl(QByteArrayView text) noexcept;

} // namespace pushbench::protocol
