// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/judgechanges.h"

#include <unordered_map>

namespace pushbench::consumer {

/// How the events of one feed travel: HTTP/2 (RCP028-R27), a token in the clear (B-4) or in a form
/// (B-3), a vendor's header fields (V-2), requests that HTTP does not allow (H-FRAME). What is so
/// for the whole feed is told once.
class Carriage
{
public:
    void apply(const journal::Exchange &exchange, QByteArrayView credential, JudgeChanges &changes);

private:
    [[nodiscard]] bool isNew(const journal::Exchange &exchange);
    void judgeConnection(const journal::Exchange &exchange, QByteArrayView credential,
                         JudgeChanges &changes);

    std::unordered_map<qint64, QByteArray> m_peers; ///< Of the connections that were judged.
    bool m_http2Told = false;
    bool m_plainTold = false;
    bool m_vendorTold = false;
};

} // namespace pushbench::consumer
