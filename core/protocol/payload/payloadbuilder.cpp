// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payloadbuilder.h"

#include "core/protocol/json/unicode.h"

#include <algorithm>

namespace pushbench::protocol {

PayloadBuilder::PayloadBuilder(QByteArray body, const PayloadLimits &limits)
    : m_limits(limits)
{
    m_payload.m_body = std::move(body);
}

void PayloadBuilder::padBody(qsizetype padding)
{
    QByteArray &body = m_payload.m_body;
    if (body.data_ptr().freeSpaceAtEnd() < padding)
        body.reserve(body.size() + padding);
}

std::optional<QByteArrayView> PayloadBuilder::unescape(QByteArrayView inside)
{
    // No text is longer than its escaped spelling, so the body's size is room enough for all
    // strings together, and views into the buffer stay where they are.
    if (m_unescaped.isNull())
        m_unescaped.reserve(body().size());
    const qsizetype before = m_unescaped.size();
    if (appendUnescaped(m_unescaped, inside) == Escapes::Malformed)
        return std::nullopt;
    return QByteArrayView(m_unescaped).sliced(before);
}

/// Whether a finding of this verdict is to be kept; if not, it is counted.
bool PayloadBuilder::makeRoom(Verdict verdict)
{
    m_failed = m_failed || verdict == Verdict::Fail;
    Findings &findings = m_payload.m_findings;
    if (qsizetype(findings.size()) >= m_limits.findings) {
        ++m_payload.m_suppressed;
        auto mildest = Verdict::Info;
        while (mildest < verdict && m_kept[size_t(mildest)] == 0)
            mildest = mildest == Verdict::Info ? Verdict::Warn : Verdict::Fail;
        if (mildest >= verdict)
            return false;
        const auto last =
            std::find_if(findings.rbegin(), findings.rend(),
                         [mildest](const Finding &finding) { return finding.verdict == mildest; });
        findings.erase(std::next(last).base());
        --m_kept[size_t(mildest)];
    }
    ++m_kept[size_t(verdict)];
    return true;
}

void PayloadBuilder::discard()
{
    QByteArray body = std::move(m_payload.m_body);
    m_payload = {};
    m_payload.m_body = std::move(body);
    m_unescaped = {};
    m_kept = {};
    m_failed = false;
}

Payload PayloadBuilder::take()
{
    std::stable_sort(m_payload.m_findings.begin(), m_payload.m_findings.end(),
                     [](const Finding &a, const Finding &b) {
                         return a.bytes.value_or(ByteRange{}).offset
                             < b.bytes.value_or(ByteRange{}).offset;
                     });
    if (!m_unescaped.isNull())
        m_payload.m_unescaped = std::make_shared<const QByteArray>(std::move(m_unescaped));
    m_payload.m_accepted = !m_failed && m_payload.m_form != PayloadForm::None;
    return std::move(m_payload);
}

} // namespace pushbench::protocol
