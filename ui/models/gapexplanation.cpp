// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/gapexplanation.h"

#include "core/odata/reader/reader.h"
#include "ui/models/meaning.h"
#include "ui/models/texts.h"

#include <QCoreApplication>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("GapExplanation", text);
}

QString nextStep(const AskedResource &resource)
{
    if (!resource.asking)
        return words(QT_TRANSLATE_NOOP(
            "GapExplanation",
            "Nobody is asked: name the producer's EntityEvent resource in the consumer's panel."));
    if (!resource.trouble.isEmpty())
        return words(QT_TRANSLATE_NOOP("GapExplanation", "The resource proves nothing now: %1."))
            .arg(resource.trouble);
    return words(
        QT_TRANSLATE_NOOP("GapExplanation", "The resource is asked about it in its turn."));
}

QString meaningOfOpen(const AskedResource &resource)
{
    return words(QT_TRANSLATE_NOOP("GapExplanation",
                                   "A later number came first. The event may be under way, or the "
                                   "number may be hidden: this is a question, no loss. When it is "
                                   "%1 old it becomes unexplained."))
        .arg(durationText(resource.grace));
}

QString meaningOf(ledger::GapState state, const AskedResource &resource)
{
    switch (state) {
    case ledger::GapState::Open:
        return meaningOfOpen(resource);
    case ledger::GapState::Unexplained:
        return words(QT_TRANSLATE_NOOP("GapExplanation",
                                       "It did not come within %1, and nothing says yet whether it "
                                       "is hidden or lost. It is filled when it comes late."))
                   .arg(durationText(resource.grace))
            + u' ' + nextStep(resource);
    case ledger::GapState::Checking:
        return words(QT_TRANSLATE_NOOP("GapExplanation",
                                       "The resource was read once. Is it absent again %1 later, "
                                       "it is hidden; is it published and not pushed within %2, it "
                                       "is lost."))
            .arg(durationText(resource.settle), durationText(resource.deadline));
    case ledger::GapState::Hidden:
        return words(QT_TRANSLATE_NOOP("GapExplanation",
                                       "The producer may leave numbers out. Nothing is missing; "
                                       "should the event come after all, it is filled."));
    case ledger::GapState::LostSuperseded:
        return words(QT_TRANSLATE_NOOP("GapExplanation",
                                       "Published and never pushed, but a later event of the same "
                                       "record came: its final state is known, its history has a "
                                       "hole. It is filled when it comes late."));
    case ledger::GapState::Lost:
        return words(QT_TRANSLATE_NOOP("GapExplanation",
                                       "Published and never pushed, and nothing later came for its "
                                       "record: whoever relies on the feed does not know of it. It "
                                       "is filled when it comes late."));
    case ledger::GapState::Recovered:
        return words(QT_TRANSLATE_NOOP("GapExplanation", "Taken over from the resource."));
    case ledger::GapState::Filled:
        return words(QT_TRANSLATE_NOOP("GapExplanation", "The numbers are missing no more."));
    }
    return {};
}

QString headlineOf(const ledger::GapRecord &record, const QString &age)
{
    return words(QT_TRANSLATE_NOOP("GapExplanation", "%1: %2, %3"))
        .arg(numberRange(record.gap.first.value, record.gap.last.value),
             stateWord(record.gap.state), age);
}

} // namespace

GapExplanation explain(const ledger::GapRecord &record, const QString &age,
                       const AskedResource &resource)
{
    GapExplanation explanation{headlineOf(record, age), meaningOf(record.gap.state, resource)};
    if (!record.gap.evidence.isEmpty())
        explanation.text += u' '
            + words(QT_TRANSLATE_NOOP("GapExplanation", "Evidence: %1."))
                  .arg(QString::fromUtf8(record.gap.evidence));
    return explanation;
}

QString queryText(const QUrl &root, ledger::NumberRange range)
{
    const QUrl url = odata::Reader::rangeUrl(root, range.first, range.last);
    return QString::fromLatin1(url.toEncoded());
}

} // namespace pushbench::ui
