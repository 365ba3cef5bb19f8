// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/remedywork.h"

#include "ui/models/texts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace pushbench::ui {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("RemedyWork", text);
}

} // namespace

void RemedyWork::begin(Kind kind, std::vector<ledger::FeedRange> numbers, quint64 missing)
{
    *this = {};
    m_kind = kind;
    m_numbers = std::move(numbers);
    m_missing = missing;
    m_underWay = kind != Kind::None;
}

void RemedyWork::take(const ledger::Records &records)
{
    if (m_kind == Kind::None)
        return;
    for (const ledger::GapRecord &record : records.gaps) {
        const bool recovered = record.gap.state == ledger::GapState::Recovered;
        if (!recovered && record.gap.state != ledger::GapState::Filled)
            continue;
        for (const auto &[feed, range] : m_numbers) {
            const qint64 first = std::max(range.first, record.gap.first.value);
            const qint64 last = std::min(range.last, record.gap.last.value);
            if (feed == record.feed && first <= last)
                (recovered ? m_recovered : m_arrived) += m_settled[feed].insertRange(first, last);
        }
    }
}

void RemedyWork::setUnderWay(bool underWay, const QString &hindrance)
{
    m_underWay = underWay;
    m_hindrance = hindrance;
}

quint64 RemedyWork::left() const noexcept
{
    return m_missing - std::min(m_missing, m_recovered + m_arrived);
}

QString RemedyWork::headline() const
{
    if (m_kind == Kind::Recover)
        return (isUnderWay() ? words(QT_TRANSLATE_NOOP("RemedyWork", "Recovering: %1 of %2"))
                             : words(QT_TRANSLATE_NOOP("RemedyWork", "Recovered: %1 of %2")))
            .arg(grouped(m_recovered), grouped(m_missing));
    return words(QT_TRANSLATE_NOOP("RemedyWork", "Pushed again, and arrived: %1 of %2"))
        .arg(grouped(m_arrived), grouped(m_missing));
}

QString RemedyWork::sentence() const
{
    return m_kind == Kind::Recover ? recoverSentence() : pushSentence();
}

QString RemedyWork::recoverSentence() const
{
    if (isUnderWay())
        return words(QT_TRANSLATE_NOOP("RemedyWork", "The producer's resource is being read."));
    QStringList said;
    if (m_recovered > 0)
        said += words(QT_TRANSLATE_NOOP("RemedyWork",
                                        "What was recovered stands in the books as taken over from "
                                        "the resource; nobody pushed it."));
    if (m_arrived > 0)
        said += words(QT_TRANSLATE_NOOP("RemedyWork", "Arrived by push meanwhile: %1."))
                    .arg(grouped(m_arrived));
    if (left() > 0 && !m_hindrance.isEmpty())
        said += words(QT_TRANSLATE_NOOP("RemedyWork",
                                        "Not recovered: %1. The resource proves "
                                        "nothing now: %2."))
                    .arg(grouped(left()), m_hindrance);
    else if (left() > 0)
        said += words(QT_TRANSLATE_NOOP("RemedyWork",
                                        "Not recovered: %1. The resource does not show them: they "
                                        "are hidden, or never were published."))
                    .arg(grouped(left()));
    return said.join(u' ');
}

QString RemedyWork::pushSentence() const
{
    if (left() == 0)
        return words(QT_TRANSLATE_NOOP("RemedyWork", "Nothing of it is missing any more."));
    QStringList said;
    if (m_queued > 0)
        said += words(QT_TRANSLATE_NOOP("RemedyWork", "Events that the producer pushes again: %1."))
                    .arg(grouped(m_queued));
    if (quint64(m_queued) < m_missing && m_queued > 0)
        said += words(QT_TRANSLATE_NOOP("RemedyWork", "Numbers that it never had: %1."))
                    .arg(grouped(m_missing - quint64(m_queued)));
    if (!m_hindrance.isEmpty())
        said += words(QT_TRANSLATE_NOOP("RemedyWork", "The producer says: %1.")).arg(m_hindrance);
    return said.join(u' ');
}

} // namespace pushbench::ui
