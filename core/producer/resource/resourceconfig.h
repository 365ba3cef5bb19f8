// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"
#include "core/odata/fields.h"
#include "core/producer/resource/faults.h"
#include "core/wire/limits.h"
#include "core/wire/tls/tlssettings.h"

#include <QHostAddress>

namespace pushbench::producer {

/// What a request to the resource may make us hold; nobody has a reason to send it much.
[[nodiscard]] inline wire::Limits resourceLimits()
{
    return {.bodyBytes = 64 * 1024, .heldBytes = 8 * 1024 * 1024};
}

/// Everything that a hosted EntityEvent resource is started with.
struct ResourceConfig
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0; ///< 0 picks one.
    Secret token{};
    std::optional<wire::TlsSettings> tls{}; ///< None: in the clear.
    qint64 pageSize = 1000;                 ///< Events of one page at the most.
    odata::DataDictionary dictionary = odata::DataDictionary::V20;

    /// Stand in the metadata from the start; those that events speak of follow (RCP027-R4).
    std::vector<QByteArray> resources{"Property"};
    ResourceFaults faults{};
    wire::Limits limits = resourceLimits();
};

} // namespace pushbench::producer
