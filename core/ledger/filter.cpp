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

/// Bytes beyond ASCII are compared as they are.
bool contains(QByteArrayView text, const QByteArray &lower)
{
    const auto same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? char(a | 0x20) : a) == b;
    };
    return std::search(text.begin(), text.end(), lower.begin(), lower.end(), same) != text.end();
}

bool isWord(const QByteArray &text, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](const char *word) { return text == word; });
}

} // namespace

Result<Filter> Filter::parse(const QString &text, Place *place)
{
    Place somewhere;
    Place &at = place ? *place : somewhere;
    const Result<std::vector<Word>> words = split(text, at);
    if (!words)
        return words.fault();
    Filter filter;
    for (const Word &word : words.value()) {
        at = word.place;
        Result<Term> term = parseTerm(word.text, word.quoted);
        if (!term)
            return term.fault();
        filter.m_terms.push_back(std::move(term).value());
    }
    return filter;
}

Result<Filter::Term> Filter::parseTerm(QString word, bool quoted)
{
    struct Name
    {
        const char16_t *name;
        Subject subject;
    };
    constexpr std::array kNames{
        Name{u"resource", Subject::Resource}, Name{u"key", Subject::Key},
        Name{u"seq", Subject::Sequence},      Name{u"is", Subject::State},
        Name{u"status", Subject::Status},     Name{u"side", Subject::Side},
        Name{u"source", Subject::Source},     Name{u"exchange", Subject::Exchange},
        Name{u"outcome", Subject::Outcome},
    };
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
    if (known == kNames.end())
        return usage(u"\"%1:\" is no term; write resource:, key:, seq:, is:, status:, side:, "
                     "source:, exchange:, outcome:, or put quotes around a text"_s.arg(name));
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
    else if (term.subject == Subject::State
             && !isWord(term.text,
                        {"received", "late", "duplicate", "conflict", "seen", "recovered"}))
        return usage(u"\"%1\" is no state; write is:received, late, duplicate, conflict, seen, "
                     "recovered or refused"_s.arg(value));
    if (term.subject == Subject::Side && !isWord(term.text, {"consumer", "producer", "reader"}))
        return usage(u"\"%1\" is no side; write side:consumer, producer or reader"_s.arg(value));
    if (term.subject == Subject::Outcome && !journal::outcomeFromName(term.text))
        return usage(
            u"\"%1\" is no outcome; write outcome:delivered, refused, held, unknown, failed "
            "or answered"_s.arg(value));
    return term;
}

bool Filter::holds(const Term &term, const journal::Exchange &exchange)
{
    switch (term.subject) {
    case Subject::Status:
        return term.holds(exchange.status);
    case Subject::Side:
        return term.text == sideWord(exchange.side);
    case Subject::Source:
        return contains(exchange.source.value_or(QByteArray()), term.text);
    case Subject::Exchange:
        return term.holds(exchange.number.value);
    case Subject::Outcome:
        return journal::outcomeName(exchange.outcome) == term.text;
    case Subject::Refused:
        return !exchange.accepted();
    case Subject::Text:
        return contains(exchange.requestHead, term.text)
            || contains(exchange.requestBody, term.text)
            || contains(exchange.responseHead, term.text)
            || contains(exchange.responseBody, term.text);
    case Subject::Resource:
    case Subject::Key:
    case Subject::Sequence:
    case Subject::State:
        break;
    }
    Q_UNREACHABLE();
}

bool Filter::holds(const Term &term, const EventRecord &record)
{
    switch (term.subject) {
    case Subject::Resource:
        return record.event.resourceName.compare(term.text, Qt::CaseInsensitive) == 0;
    case Subject::Key:
        return contains(record.event.resourceRecordKey, term.text);
    case Subject::Sequence:
        return term.holds(record.event.sequence.value);
    case Subject::State:
        return eventStateName(record.state) == term.text;
    case Subject::Status:
    case Subject::Side:
    case Subject::Source:
    case Subject::Exchange:
    case Subject::Outcome:
    case Subject::Refused:
    case Subject::Text:
        break;
    }
    Q_UNREACHABLE();
}

bool Filter::passesAlone(const journal::Exchange &exchange) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&exchange](const Term &term) {
        return term.isOfEvents() || holds(term, exchange) != term.negated;
    });
}

bool Filter::passes(const EventRecord &event) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&event](const Term &term) {
        return !term.isOfEvents() || holds(term, event) != term.negated;
    });
}

bool Filter::passes(const ExchangeRecord &record, const EventRecord &event) const
{
    return passesAlone(*record.exchange) && passes(event);
}

bool Filter::passes(const ExchangeRecord &record, std::span<const EventRecord> events) const
{
    const bool ofEvents = std::any_of(m_terms.begin(), m_terms.end(),
                                      [](const Term &term) { return term.isOfEvents(); });
    return passesAlone(*record.exchange)
        && (!ofEvents
            || std::any_of(events.begin(), events.end(),
                           [this](const EventRecord &event) { return passes(event); }));
}

} // namespace pushbench::ledger
