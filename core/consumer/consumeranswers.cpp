// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the consumer's answers leave once they are recorded, and how long that takes.

#include "core/consumer/consumer.h"
#include "core/consumer/judge/politeness.h"
#include "core/consumer/judge/waits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

/// Of more requests that are never answered it is not told when their producers gave up.
constexpr size_t kMostSilenced = 4096;

wire::Response unrecorded()
{
    return {.status = 503,
            .fields = {{"Content-Type"_ba, "application/json"_ba}},
            .body = errorBody(
                503, "the consumer cannot record what it receives; send it again later", {})};
}

} // namespace

void Consumer::takeReceipts()
{
    for (const journal::Receipt &receipt : m_receipts->drain()) {
        // One writer, one box: receipts come in the order of the tags.
        Q_ASSERT(receipt.tag == m_firstTag);
        const Recording recording = std::move(m_recording.front());
        m_recording.pop_front();
        ++m_firstTag;
        answer(recording, receipt.recorded);
    }
    m_server->flush();
}

void Consumer::answer(const Recording &recording, bool recorded)
{
    wire::Answer answer{
        .response = recording.response,
        .cookie = std::make_shared<const Leaving>(Leaving{recording.exchange, recording.complete}),
        .fault = recording.fault,
        .pace = recording.pace};
    if (!recorded)
        answer = {.response =
                      wire::renderResponse(unrecorded(), recording.traits, m_clock.now().wall)};
    const bool taken = m_server->answer(recording.id, std::move(answer));
    if (recording.left && recorded)
        tellLeft(recording.exchange->number, recording.exchange->began, *recording.left,
                 recording.exchange);
    if (!taken && recorded && recording.exchange->fault.isEmpty())
        tellLost(recording.exchange, kProducerLeft.toByteArray());
    if (taken && recording.fault == wire::AnswerFault::Never) {
        if (m_silenced.size() == kMostSilenced)
            m_silenced.pop_front();
        m_silenced.push_back({recording.id, recording.exchange->number, recording.exchange->began});
    }
}

void Consumer::answerSettled(wire::RequestId, wire::AnswerFate fate, const wire::Cookie &cookie)
{
    const auto leaving = std::static_pointer_cast<const Leaving>(cookie);
    const std::shared_ptr<const journal::Exchange> &exchange = leaving->exchange;
    if (fate == wire::AnswerFate::Lost) {
        if (exchange->fault.isEmpty()) // Else it is as it was meant to be.
            tellLost(exchange, "the connection broke before the answer was out");
        return;
    }
    m_acks.add(std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now().steady
                                                                     - leaving->complete));
    if (asksToStop(*exchange))
        tellSent(*exchange);
}

/// Wherever its request is by now: waiting out a latency, on its way to the disk, or past help.
void Consumer::peerLeft(wire::RequestId id)
{
    const WallTime now = m_clock.now().wall;
    for (auto &[ticket, delayed] : m_delayed) {
        if (delayed.request.id == id)
            delayed.left = now;
    }
    for (Recording &recording : m_recording) {
        if (recording.id == id)
            recording.left = now;
    }
    const auto silenced = std::ranges::find(m_silenced, id, &Silenced::id);
    if (silenced == m_silenced.end())
        return;
    tellLeft(silenced->exchange, silenced->began, now, {});
    m_silenced.erase(silenced);
}

void Consumer::tellLeft(ExchangeNumber exchange, WallTime began, WallTime left,
                        std::shared_ptr<const journal::Exchange> about)
{
    m_journal.note({.kind = journal::Note::Kind::PeerLeft,
                    .exchange = exchange,
                    .text = QByteArray::number(qint64((left - began).count())),
                    .about = std::move(about)});
}

/// From that instant on the producer can know that it should wait (RCP028-R13).
void Consumer::tellSent(const journal::Exchange &exchange)
{
    const auto offset = m_clock.now().wall - exchange.began;
    m_journal.note({.kind = journal::Note::Kind::AnswerSent,
                    .exchange = exchange.number,
                    .text = QByteArray::number(qint64(offset.count()))});
}

void Consumer::tellLost(std::shared_ptr<const journal::Exchange> exchange, QByteArray how)
{
    const ExchangeNumber number = exchange->number;
    m_journal.note({.exchange = number, .text = std::move(how), .about = std::move(exchange)});
}

Vitals Consumer::takeVitals()
{
    Vitals vitals;
    if (!m_server)
        return vitals;
    vitals.connections = m_server->connectionCount();
    vitals.waiting = qint64(m_recording.size() + m_delayed.size());
    vitals.heldBytes = m_server->heldBytes();
    vitals.load = {
        .acks = m_acks.figures(), .queue = qint64(m_recording.size()), .queueMost = m_queueMost};
    vitals.forced = m_policy.forced(m_clock.now().steady);
    m_allAcks.merge(m_acks);
    m_acks.clear();
    m_queueMostEver = std::max(m_queueMostEver, m_queueMost);
    m_queueMost = vitals.load.queue;
    return vitals;
}

Load Consumer::load() const
{
    AckTimes all = m_allAcks;
    all.merge(m_acks);
    return {.acks = all.figures(),
            .queue = qint64(m_recording.size()),
            .queueMost = std::max(m_queueMostEver, m_queueMost)};
}

} // namespace pushbench::consumer
