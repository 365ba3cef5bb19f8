// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/requestheads.h"

namespace pushbench::producer {
namespace {

/// Sizes of bodies vary by some digits; when there are more, keeping them helps nobody.
constexpr qsizetype kMostKept = 256;

} // namespace

RequestHeads::RequestHeads(const Config &config)
    : m_redactor(config.token)
{
    forget(config);
}

void RequestHeads::tokenChanged(const Config &config, const Secret &before)
{
    m_redactor = journal::Redactor({config.token, before});
    forget(config);
}

void RequestHeads::forget(const Config &config)
{
    m_plain.clear();
    m_target = m_redactor.target(requestTarget(config.route, config.target));
}

const RequestHeads::Head &RequestHeads::head(const Config &config, qsizetype bodySize,
                                             const RequestPlan &plan,
                                             const std::optional<QByteArray> &source)
{
    if (source || plan.misdeeds != 0 || plan.fault != wire::RequestFault::None)
        return m_other = make(config, bodySize, plan, source);
    if (const auto known = m_plain.constFind(bodySize); known != m_plain.cend())
        return *known;
    if (m_plain.size() == kMostKept)
        m_plain.clear();
    return *m_plain.insert(bodySize, make(config, bodySize, plan, source));
}

RequestHeads::Head RequestHeads::make(const Config &config, qsizetype bodySize,
                                      const RequestPlan &plan,
                                      const std::optional<QByteArray> &source) const
{
    Head head{.sent = requestHead(config, bodySize, plan, source), .recorded = {}};
    head.recorded = m_redactor.head(head.sent);
    return head;
}

} // namespace pushbench::producer
