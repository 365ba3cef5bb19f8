// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/producerjudge.h"

namespace pushbench::consumer {

/// Plays a story to the judge, and tells what was judged. A story is a list of exchanges, "AT
/// CONNECTION STATUS", parted by '|'. AT is in milliseconds; each exchange takes 1 ms, and its
/// answer has left after another. Further words say more of one:
///
/// `ra=VALUE` Retry-After ("imf+3" is a date that many seconds after the start), `label=L`,
/// `body=B`, `seq=N` or `seq=N-M` (a payload with these events), `name=R` (their ResourceName),
/// `token=T`, `date=+N` (the producer's Date), `field=Name:value`, `host=H`, `to=URL` (Location),
/// `peer=P`, `proto=P`, `tls`, `get`, `takes=MS`, `fault=F`, `broken` (never a whole request),
/// `lost` (the answer never left), `left=MS` (the producer ended its side, that long after it
/// began).
///
/// "wait MS" and "end" stand for an exchange: time passes, or the session ends.
class JudgeStory
{
public:
    /// Everything told so far: "EXCHANGE VERDICT CLAUSE MARGIN" for a hold that is settled, "!
    /// CLAUSE VERDICT" for a finding of the exchange at hand, "!EXCHANGE CLAUSE VERDICT" for one of
    /// another.
    QByteArray play(const QByteArray &story);

    [[nodiscard]] std::vector<PolitenessFigure> figures() const { return m_judge.figures(); }

    /// The sentences of all findings, one a line.
    [[nodiscard]] QByteArray sentences() const { return m_sentences.join('\n'); }

private:
    void act(const QByteArrayList &words);
    void exchange(const QByteArrayList &words);
    void apply(const journal::Committed &item);
    void tick(WallTime now);
    void tell(const JudgeChanges &changes);
    [[nodiscard]] QByteArray word(const protocol::Finding &finding);

    ProducerJudge m_judge;
    QByteArrayList m_told;
    QByteArrayList m_sentences;
    qint64 m_number = 0;
};

} // namespace pushbench::consumer
