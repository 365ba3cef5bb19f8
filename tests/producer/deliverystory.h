// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/delivery.h"

#include <QByteArrayList>

#include <map>

namespace pushbench::producer {

/// Plays a delivery against a consumer that is written down, turn by turn and with a hand-turned
/// clock. A story is a line of turns between bars; the first says how many connections push how
/// many batches of one event, at the most how often each:
///
///   2x3*10          two connections, three batches, ten attempts
///   1x2/4           … of four events each
///   1 429 60        batch 1 is answered 429 with Retry-After: 60
///   1 429 date+3    … with the date in three seconds, "_" stands for a blank
///   1 429 60 early  … and the feed means to come back 250 ms early; "ignore", "alone" and "broken"
///                   are the other manners
///   1 unknown       it got no answer, and may have arrived; "failed": it has not
///   +0.5            time passes
///   wall-3600       somebody sets the machine's clock
///   pause, step, resume
///
/// What follows a turn is told by the outcome, with "@60" when the feed waits until the 60th second
/// from now on, by "halted", ">2" for a batch that sets out (">2#3" for the third time, ">2[5-6]"
/// when it is not as large as it was made) and "done".
class DeliveryStory
{
public:
    explicit DeliveryStory(const QByteArray &story)
    {
        QByteArrayList turns;
        qsizetype from = 0;
        for (qsizetype bar = 0; (bar = story.indexOf(" | ", from)) >= 0; from = bar + 3)
            turns.append(story.mid(from, bar - from));
        turns.append(story.mid(from));
        setUp(turns.takeFirst());
        for (const QByteArray &turn : turns)
            play(turn);
    }

    QByteArray told;  ///< A turn between bars, like the story.
    QStringList lost; ///< Why events were refused for good.
    std::optional<Delivery> delivery;
    Moment now{WallTime(std::chrono::seconds(1'800'000'000)), SteadyTime(std::chrono::hours(1))};

private:
    void setUp(const QByteArray &turn)
    {
        const qsizetype x = turn.indexOf('x');
        const qsizetype star = turn.indexOf('*');
        const QByteArrayList batches = turn.mid(x + 1, star < 0 ? -1 : star - x - 1).split('/');
        m_left = batches[0].toInt();
        m_size = batches.size() > 1 ? batches[1].toLongLong() : 1;
        delivery.emplace(DeliveryConfig{.inFlight = turn.left(x).toInt(),
                                        .maxAttempts = star < 0 ? 10 : turn.mid(star + 1).toInt(),
                                        .backoffBase = std::chrono::milliseconds(1),
                                        .backoffMax = std::chrono::milliseconds(1)});
        tell({});
    }

    void play(const QByteArray &turn)
    {
        QByteArrayList words = turn.split(' ');
        const QByteArray word = words.takeFirst();
        QByteArrayList heard;
        if (word.startsWith('+'))
            pass(word.mid(1).toDouble(), true);
        else if (word.startsWith("wall"))
            pass(word.mid(4).toDouble(), false);
        else if (word == "pause")
            delivery->pause();
        else if (word == "step")
            delivery->step();
        else if (word == "resume")
            delivery->resume();
        else
            heard = answer(word.toLongLong(), words);
        tell(heard);
    }

    void pass(double seconds, bool steady)
    {
        const std::chrono::milliseconds by(std::llround(seconds * 1000));
        now.wall += by;
        if (steady)
            now.steady += by;
    }

    static Manner mannerOf(QByteArrayList &said)
    {
        using std::chrono::milliseconds;
        const QByteArray last = said.last();
        const Manner manner{.broken = last == "broken",
                            .ignoresRetryAfter = last == "ignore",
                            .early = milliseconds(last == "early" ? 250 : 0),
                            .alone = last == "alone"};
        if (manner.broken || manner.ignoresRetryAfter || manner.alone || last == "early")
            said.removeLast();
        return manner;
    }

    QByteArrayList answer(qint64 batch, QByteArrayList said)
    {
        const Manner manner = mannerOf(said);
        const auto attempt = m_flying.extract(batch);
        if (attempt.empty())
            return {"not under way"};
        Verdict verdict;
        if (said[0] == "unknown")
            verdict = delivery->unanswered(attempt.mapped(), wire::Evidence::Unknown,
                                           QStringLiteral("no answer"), now, manner);
        else if (said[0] == "failed")
            verdict = delivery->unanswered(attempt.mapped(), wire::Evidence::NotDelivered,
                                           QStringLiteral("no connection"), now, manner);
        else if (said.size() == 1)
            verdict =
                delivery->answered(attempt.mapped(), said[0].toInt(), std::nullopt, now, manner);
        else {
            const QByteArray value = retryAfter(said[1]);
            verdict = delivery->answered(attempt.mapped(), said[0].toInt(), value, now, manner);
        }
        QByteArray heard = journal::outcomeName(verdict.outcome).toByteArray();
        if (verdict.holds) {
            const std::chrono::duration<double> until =
                delivery->wait().until.steady - SteadyTime(std::chrono::hours(1));
            heard.append('@').append(QByteArray::number(until.count(), 'g', 12));
        }
        QByteArrayList words{heard};
        if (verdict.alone) {
            const std::chrono::duration<double> until =
                verdict.alone->until.steady - SteadyTime(std::chrono::hours(1));
            words.append(QByteArray("alone@").append(QByteArray::number(until.count(), 'g', 12)));
        }
        if (verdict.halted)
            words.append("halted");
        if (!verdict.lost.isEmpty())
            lost.append(verdict.lost);
        return words;
    }

    [[nodiscard]] QByteArray retryAfter(const QByteArray &word) const
    {
        if (!word.startsWith("date"))
            return QByteArray(word).replace('_', ' ');
        return protocol::writeRetryAfter(protocol::RetryAfterForm::ImfFixdate, {},
                                         now.wall + std::chrono::seconds(word.mid(4).toInt()));
    }

    /// Everything sets out that may, as the engine does it after every turn.
    void tell(QByteArrayList heard)
    {
        while (delivery->wantsBatch()) {
            if (m_left-- > 0)
                delivery->offer({.events = nextEvents()});
            else
                delivery->sourceEnded();
        }
        while (const std::optional<Attempt> attempt = delivery->next(now)) {
            m_flying.emplace(attempt->batch->id, attempt->id);
            QByteArray start = QByteArray(">").append(QByteArray::number(attempt->batch->id));
            if (attempt->number > 1)
                start.append('#').append(QByteArray::number(attempt->number));
            const std::vector<protocol::EntityEvent> &events = attempt->batch->events;
            if (qint64(events.size()) != m_size) {
                start.append('[').append(QByteArray::number(events.front().sequence.value));
                if (events.size() > 1)
                    start.append('-').append(QByteArray::number(events.back().sequence.value));
                start.append(']');
            }
            heard.append(start);
        }
        if (delivery->standing(now) == Standing::Done)
            heard.append("done");
        if (!told.isEmpty())
            told.append(" | ");
        told.append(heard.isEmpty() ? QByteArray("-") : heard.join(' '));
    }

    /// Numbered from 1 on, whatever batch they are of.
    std::vector<protocol::EntityEvent> nextEvents()
    {
        std::vector<protocol::EntityEvent> events;
        for (qint64 i = 0; i < m_size; ++i)
            events.push_back({.sequence = {++m_lastSequence}});
        return events;
    }

    int m_left = 0;
    qint64 m_size = 1; ///< Of a batch, as it is offered.
    qint64 m_lastSequence = 0;
    std::map<qint64, AttemptId> m_flying; ///< By batch.
};

} // namespace pushbench::producer
