// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/attemptrecorder.h"

namespace pushbench::producer {
namespace {

constexpr qint64 kMostUnrecorded = 1024;
constexpr quint64 kMostUnrecordedBytes = 48 * 1024 * 1024;

} // namespace

AttemptRecorder::AttemptRecorder(journal::Journal &journal, QObject &owner,
                                 std::function<void()> confirmed)
    : m_journal(journal)
    , m_owner(owner)
    , m_confirmed(std::move(confirmed))
    , m_receipts(std::make_shared<Inbox<journal::Receipt>>([this] {
        QMetaObject::invokeMethod(
            &m_owner, [this] { takeReceipts(); }, Qt::QueuedConnection);
    }))
{
}

AttemptRecorder::~AttemptRecorder()
{
    // The journal keeps the box as long as entries wait; it must not wake who is gone.
    m_receipts->close();
}

void AttemptRecorder::record(const Landed &landed, const Config &config, const RequestHeads &heads,
                             WallTime now)
{
    std::shared_ptr<journal::Exchange> exchange = exchangeOf(landed, config, heads, now);
    // The tag is the size, so that the receipt gives back what was counted here.
    const auto bytes = quint64(exchange->requestBody.size() + exchange->responseBody.size());
    ++m_unrecorded;
    m_unrecordedBytes += bytes;
    if (landed.intended.isEmpty())
        m_journal.appendSoon(std::move(exchange), m_receipts, bytes);
    else
        m_journal.appendSoon(std::move(exchange), m_receipts, bytes,
                             {.kind = journal::Note::Kind::Intended, .text = landed.intended});
}

bool AttemptRecorder::lags() const noexcept
{
    return m_unrecorded >= kMostUnrecorded || m_unrecordedBytes >= kMostUnrecordedBytes;
}

void AttemptRecorder::takeReceipts()
{
    for (const journal::Receipt &receipt : m_receipts->drain()) {
        --m_unrecorded;
        m_unrecordedBytes -= receipt.tag;
    }
    m_confirmed();
}

} // namespace pushbench::producer
