// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/resends.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

using protocol::Finding;
using protocol::Verdict;

/// More attempts than that, more than one a second, is a storm (RCP028-R16).
constexpr int kStormAttempts = 10;

/// Answers that speak about this very request: sending the same bytes again cannot help.
constexpr std::array kFinal{400, 401, 403, 404, 405, 411, 413, 414, 415, 417, 422, 431};

/// The same bytes with the same credential. With another token a refused body is another request.
quint64 keyOf(const journal::Exchange &exchange, QByteArrayView credential)
{
    return qHash(QByteArrayView(exchange.requestBody), qHash(credential, 0x9e3779b97f4a7c15ull));
}

bool isFinal(int status, bool mayComeBack)
{
    return !mayComeBack && std::find(kFinal.begin(), kFinal.end(), status) != kFinal.end();
}

} // namespace

void Resends::apply(const journal::Exchange &exchange, QByteArrayView credential,
                    protocol::Findings &findings)
{
    if (exchange.requestBody.isEmpty() || exchange.outcome == journal::Outcome::Failed)
        return;
    if (m_failures.empty() && exchange.accepted())
        return;
    const quint64 key = keyOf(exchange, credential);
    const auto known = m_failures.find(key);
    if (known != m_failures.end() && isFinal(known->second.status, false)) {
        findings.push_back(
            {.id = "RCP028-R16",
             .verdict = Verdict::Warn,
             .where = "request",
             .text = u"this body came before, in exchange %1, and was answered %2; the same bytes "
                     "again cannot be answered otherwise"_s.arg(known->second.last.value)
                         .arg(known->second.status),
             .bytes = {}});
    }
    if (exchange.accepted()) {
        if (known != m_failures.end())
            m_failures.erase(known);
        return;
    }
    Failure &failure = m_failures[key];
    if (failure.attempts == 0) {
        failure.first = exchange.began;
        m_order.push_back(key);
        forgetOldest();
    }
    ++failure.attempts;
    // 413 with Retry-After is a "not now".
    failure.status = exchange.retryAfter.isEmpty() ? exchange.status : 0;
    failure.last = exchange.number;
    const auto span = exchange.began - failure.first;
    if (!failure.told && failure.attempts > kStormAttempts && span < failure.attempts * 1s) {
        failure.told = true;
        findings.push_back(
            {.id = "RCP028-R16",
             .verdict = Verdict::Warn,
             .where = "request",
             .text =
                 u"attempt %1 of this body within %2 ms: more than one a second, sustained; wait "
                 "longer after each failure"_s.arg(failure.attempts)
                     .arg(std::chrono::floor<std::chrono::milliseconds>(span).count()),
             .bytes = {}});
    }
}

void Resends::forgetOldest()
{
    while (m_failures.size() > kMost && !m_order.empty()) {
        m_failures.erase(m_order.front());
        m_order.pop_front();
    }
    // Bodies that were accepted in the end leave their keys behind.
    if (m_order.size() > 2 * kMost)
        std::erase_if(m_order, [this](quint64 key) { return !m_failures.contains(key); });
}

} // namespace pushbench::consumer
