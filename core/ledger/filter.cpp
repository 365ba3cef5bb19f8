// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/filter.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::ledger {
namespace {

Fault usage(const QString &text)
{
    return {.kind = FaultKind::Usage, .where = u"--filter"_s, .text = text};
}

struct Word
{
    QString text;
    bool quoted = false; ///< It began with a quote, so a colon in it is a colon.
    Filter::Place place{};
};

/// At blanks, but not inside of quotes. Of a quote that is not closed `place` tells.
Result<std::vector<Word>> split(const QString &text, Filter::Place &place)
{
    std::vector<Word> words;
    Word word;
    bool inside = false;
    bool begun = false;
    qsizetype at = -1;
    for (const QChar c : text) {
        ++at;
        if (!begun)
            word.place.from = at;
        word.place.length = at + 1 - word.place.from;
        if (c == u'"') {
            word.quoted = word.quoted || word.text.isEmpty() || word.text == u"-"_s;
            inside = !inside;
            begun = true;
        } else if (c.isSpace() && !inside) {
            --word.place.length;
            if (begun)
                words.push_back(std::exchange(word, {}));
            begun = false;
        } else {
            word.text += c;
            begun = true;
        }
    }
    place = word.place;
    if (inside)
        return usage(u"a quote is not closed"_s);
    if (begun)
        words.push_back(word);
    return words;
}

bool isWord(const QByteArray &text, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](const char *word) { return text == word; });
}

bool isEventWord(const QByteArray &text)
{
    return isWord(text, {"received", "late", "duplicate", "conflict", "seen", "recovered"});
}

bool isGapWord(const QByteArray &text)
{
    return gapStateFromName(text).has_value();
}

} // namespace

Result<Filter> Filter::parse(const QString &text, Place *place, Scopes scopes)
{
    Place somewhere;
    Place &at = place ? *place : somewhere;
    const Result<std::vector<Word>> words = split(text, at);
    if (!words)
        return words.fault();
    Filter filter;
    for (const Word &word : words.value()) {
        at = word.place;
        Result<Term> term = parseTerm(word.text, word.quoted, scopes);
        if (!term)
            return term.fault();
        term->written = text.mid(word.place.from, word.place.length);
        term->scopes = scopesOf(term.value());
        filter.m_terms.push_back(std::move(term).value());
    }
    return filter;
}

Filter::Scopes Filter::scopesOf(const Term &term)
{
    switch (term.subject) {
    case Subject::Resource:
    case Subject::Key:
    case Subject::Status:
    case Subject::Side:
    case Subject::Outcome:
    case Subject::Refused:
        return Scope::Traffic;
    case Subject::Sequence:
    case Subject::Source:
    case Subject::Marked:
    case Subject::Note:
        return Scope::Traffic | Scope::Gaps;
    case Subject::State:
        return (isEventWord(term.text) ? Scopes(Scope::Traffic) : Scopes())
            | (isGapWord(term.text) ? Scopes(Scope::Gaps) : Scopes());
    case Subject::Exchange:
    case Subject::Text:
        return Scope::Traffic | Scope::Gaps | Scope::Findings;
    case Subject::Id:
    case Subject::Severity:
        return Scope::Findings;
    }
    Q_UNREACHABLE();
}

Filter Filter::within(Scope scope) const
{
    Filter filter;
    filter.m_remarks = m_remarks;
    std::copy_if(m_terms.begin(), m_terms.end(), std::back_inserter(filter.m_terms),
                 [scope](const Term &term) { return term.scopes.testFlag(scope); });
    return filter;
}

QStringList Filter::meaningless(Scope scope) const
{
    QStringList words;
    for (const Term &term : m_terms) {
        if (!term.scopes.testFlag(scope))
            words += term.written;
    }
    return words;
}

Result<Filter::Term> Filter::parseTerm(QString word, bool quoted, Scopes scopes)
{
    struct Name
    {
        const char16_t *name;
        Subject subject;
    };
    constexpr std::array kNames{
        Name{u"resource", Subject::Resource},
        Name{u"key", Subject::Key},
        Name{u"seq", Subject::Sequence},
        Name{u"is", Subject::State},
        Name{u"status", Subject::Status},
        Name{u"side", Subject::Side},
        Name{u"source", Subject::Source},
        Name{u"exchange", Subject::Exchange},
        Name{u"outcome", Subject::Outcome},
        Name{u"note", Subject::Note},
        Name{u"id", Subject::Id},
        Name{u"severity", Subject::Severity},
    };
    const bool findings = scopes.testFlag(Scope::Findings);
    Term term;
    if (word.startsWith(u'-') && word.size() > 1) {
        term.negated = true;
        word.remove(0, 1);
    }
    const qsizetype colon = quoted ? -1 : word.indexOf(u':');
    if (colon < 0) {
        term.text = word.toUtf8().toLower();
        return term;
    }
    const QString name = word.first(colon);
    const QString value = word.sliced(colon + 1);
    const auto known = std::find_if(kNames.begin(), kNames.end(), [&name](const Name &each) {
        return name == QStringView(each.name);
    });
    if (known == kNames.end()
        || (!findings && (known->subject == Subject::Id || known->subject == Subject::Severity)))
        return usage(u"\"%1:\" is no term; write resource:, key:, seq:, is:, status:, side:, "
                     "source:, exchange:, outcome:, note:, %2or put quotes around a text"_s.arg(
                         name, findings ? u"id:, severity:, "_s : QString()));
    term.subject = known->subject;
    term.text = value.toUtf8().toLower();
    const bool counts = term.subject == Subject::Sequence || term.subject == Subject::Status
        || term.subject == Subject::Exchange;
    if (counts) {
        const qsizetype dots = value.indexOf(u".."_s);
        bool firstOk = false;
        bool lastOk = false;
        term.first = value.left(dots).toLongLong(&firstOk);
        term.last = dots < 0 ? term.first : value.mid(dots + 2).toLongLong(&lastOk);
        if (dots >= 0 && dots + 2 == value.size()) {
            term.last = std::numeric_limits<qint64>::max();
            lastOk = true;
        }
        if (!firstOk || (dots >= 0 && !lastOk) || term.first > term.last)
            return usage(u"\"%1\" is neither a number nor a range; write %2:1100..1199 for "
                         "instance"_s.arg(value, name));
        return term;
    }
    if (term.text.isEmpty())
        return usage(u"nothing stands behind %1:"_s.arg(name));
    if (term.subject == Subject::State && term.text == "refused")
        term.subject = Subject::Refused;
    else if (term.subject == Subject::State && term.text == "marked")
        term.subject = Subject::Marked;
    else if (term.subject == Subject::State && !isEventWord(term.text)
             && !(scopes.testFlag(Scope::Gaps) && isGapWord(term.text)))
        return usage(u"\"%1\" is no state; write is:received, late, duplicate, conflict, seen, "
                     "recovered, refused or marked%2"_s.arg(
                         value,
                         scopes.testFlag(Scope::Gaps)
                             ? u", or of gaps open, unexplained, checking, hidden, "
                               "lost-superseded, lost or filled"_s
                             : QString()));
    if (term.subject == Subject::Severity && !isWord(term.text, {"info", "warn", "fail"}))
        return usage(u"\"%1\" is no severity; write severity:fail, warn or info"_s.arg(value));
    if (term.subject == Subject::Side && !isWord(term.text, {"consumer", "producer", "reader"}))
        return usage(u"\"%1\" is no side; write side:consumer, producer or reader"_s.arg(value));
    if (term.subject == Subject::Outcome && !journal::outcomeFromName(term.text))
        return usage(
            u"\"%1\" is no outcome; write outcome:delivered, refused, held, unknown, failed "
            "or answered"_s.arg(value));
    return term;
}

} // namespace pushbench::ledger
