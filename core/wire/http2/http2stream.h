// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/wire/http1/headreader.h"
#include "core/wire/server/answerfault.h"

#include <optional>

namespace pushbench::wire {

/// The next part of an answer's body.
struct Http2Piece
{
    enum class Then : quint8 {
        More,  ///< Ask again.
        Wait,  ///< Ask when there is reason to: nothing may leave now.
        End,   ///< This was the last.
        Break, ///< Break off here.
    };

    QByteArrayView bytes{};
    Then then = Then::More;
};

/// An answer on its way, and how it goes wrong.
class Http2Answer
{
public:
    Http2Answer(QByteArray body, AnswerFault fault, DripPace pace, SteadyTime now);

    [[nodiscard]] AnswerFault fault() const noexcept { return m_fault; }

    /// At most that many bytes of the body.
    [[nodiscard]] Http2Piece piece(qsizetype most, SteadyTime now);

    /// When the next drops of a dripping answer are due.
    [[nodiscard]] std::optional<SteadyTime> due() const;
    void drip(SteadyTime now);

    /// Since when the peer takes nothing of it, although it could.
    [[nodiscard]] std::optional<SteadyTime> stalledSince() const;

    /// Since when the peer waits for an answer that never comes.
    [[nodiscard]] std::optional<SteadyTime> silentSince() const;

    /// All of it that may ever leave was taken.
    [[nodiscard]] bool isSpent() const noexcept { return m_at == m_stop; }

    [[nodiscard]] bool isOut() const noexcept { return m_out; }
    void setOut() { m_out = true; }

    /// The stream ends without the whole answer, and that is meant to be.
    [[nodiscard]] bool breaksStream() const noexcept;

private:
    QByteArray m_body;
    AnswerFault m_fault;
    DripPace m_pace;
    qsizetype m_at = 0;
    qsizetype m_stop = 0;    ///< No more than that leaves.
    qsizetype m_granted = 0; ///< No more than that leaves now.
    SteadyTime m_due;
    SteadyTime m_moved;
    bool m_out = false; ///< END_STREAM was taken.
};

/// One request of an HTTP/2 connection as it comes in, and the answer to it.
class Http2Stream
{
public:
    enum class Phase : quint8 {
        Head,
        Body,
        Trailers,
        Whole,   ///< Passed on.
        Refused, ///< Reported; its answer may be sent while the peer still sends.
        Broken,  ///< Reported; nobody answers.
    };

    explicit Http2Stream(Moment now);

    [[nodiscard]] Phase phase() const noexcept { return m_phase; }
    [[nodiscard]] bool unfinished() const noexcept { return m_phase <= Phase::Trailers; }
    [[nodiscard]] bool inBody() const noexcept { return m_phase == Phase::Body; }
    void enter(Phase phase, SteadyTime now);

    /// A field of the head or of the trailers. Beyond the limits it is not kept, and refusal() has
    /// a word on it.
    void addField(QByteArrayView name, QByteArrayView value, const Limits &limits);
    void addBadField(QByteArrayView name);

    /// The head, or the trailers, are complete: judges them.
    [[nodiscard]] std::optional<Refusal> endHead(const Limits &limits);
    [[nodiscard]] bool expectsContinue() const;

    /// Nothing when it was taken; else the body is too long.
    [[nodiscard]] std::optional<Refusal> addBody(QByteArrayView data, const Limits &limits,
                                                 SteadyTime now);

    /// A head has begun and does not end.
    [[nodiscard]] bool headIsDue(const Limits &limits, SteadyTime now) const;

    /// 408, when the body comes too slowly.
    [[nodiscard]] std::optional<Refusal> judgePace(const Limits &limits, SteadyTime now) const;

    /// What is kept of a request that is not whole yet.
    [[nodiscard]] qint64 heldBytes() const noexcept;
    [[nodiscard]] Moment began() const noexcept { return m_began; }
    [[nodiscard]] Request takeRequest();

    /// The same for the record, with no more than the beginning of its body.
    [[nodiscard]] Request takePartial();

    /// A guess at what is wrong with it, from what is known of it.
    [[nodiscard]] QString diagnosis() const;

    bool requestEnded = false; ///< END_STREAM came.
    QString complaint{};       ///< What nghttp2, or the peer's reset, said against it.
    qsizetype unconsumed = 0;  ///< Body bytes for which the peer got no new window yet.
    bool paused = false;       ///< Its body may not grow, by our own choice: no deadline runs.
    qint64 counted = 0;        ///< Of heldBytes(), what its session has counted.
    std::optional<Http2Answer> answer{};

private:
    [[nodiscard]] std::optional<Refusal> judgeHead(const Limits &limits);
    [[nodiscard]] std::optional<Refusal> judgeHost() const;

    Phase m_phase = Phase::Head;
    Moment m_began;
    SteadyTime m_phaseBegan;
    SteadyTime m_lastGrowth;
    HeadBuilder m_fields;
    qsizetype m_listSize = 0;          ///< As SETTINGS_MAX_HEADER_LIST_SIZE counts it.
    std::optional<qint64> m_announced; ///< By content-length.
    std::optional<Refusal> m_refusal;
    Request m_request;
};

} // namespace pushbench::wire
