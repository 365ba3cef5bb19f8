// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// As much of $filter as the checks ask for: comparisons, joined by one kind of word, or negated.

#include "core/checks/mutants/mutantresource.h"

#include <QByteArrayList>

#include <cmath>
#include <limits>

namespace pushbench::checks {
namespace {

constexpr QByteArrayView kSequence = "EntityEventSequence";
constexpr qint64 kLast = std::numeric_limits<qint64>::max();

/// The nearest double, as an integer again.
qint64 rounded(qint64 number)
{
    const double nearest = double(number);
    return nearest >= std::ldexp(1.0, 63) ? kLast : qint64(nearest);
}

QByteArrayList splitAt(const QByteArray &text, const QByteArray &word)
{
    QByteArrayList parts;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
        parts.append(text.sliced(from, at - from));
        from = at + word.size();
    }
    return parts << text.sliced(from);
}

} // namespace

std::optional<MutantResource::Predicate> MutantResource::filterOf(const QByteArray &text) const
{
    if (text.startsWith("not (") && text.endsWith(')')) {
        const auto inner = filterOf(text.sliced(5).chopped(1));
        if (!inner)
            return std::nullopt;
        return [inner](const Event &event) { return !(*inner)(event); };
    }
    for (const bool all : {false, true}) {
        const QByteArrayList parts = splitAt(text, all ? " and " : " or ");
        if (parts.size() < 2)
            continue;
        const auto left = filterOf(parts.front());
        const auto right = filterOf(text.sliced(parts.front().size() + (all ? 5 : 4)));
        if (!left || !right)
            return std::nullopt;
        return [left, right, all](const Event &event) {
            return all ? (*left)(event) && (*right)(event) : (*left)(event) || (*right)(event);
        };
    }
    return comparison(text.split(' '));
}

std::optional<MutantResource::Predicate>
MutantResource::comparison(const QByteArrayList &words) const
{
    if (words.size() != 3) {
        if (wrong("CORE-16.broken-filter"))
            return [](const Event &) { return true; };
        return std::nullopt;
    }
    QByteArray name = words.at(0);
    if (wrong("CORE-19.case") && name.compare(kSequence, Qt::CaseInsensitive) == 0)
        name = kSequence.toByteArray();
    if (name == kSequence)
        return byNumber(words.at(1), words.at(2));
    const QByteArray &value = words.at(2);
    if (name == "ResourceName" && words.at(1) == "eq" && value.startsWith('\'')) {
        if (wrong("CORE-13.name"))
            return [](const Event &) { return true; };
        return
            [text = value.sliced(1).chopped(1)](const Event &event) { return event.name == text; };
    }
    if (wrong("CORE-16.unknown-field"))
        return [](const Event &) { return true; };
    return std::nullopt;
}

std::optional<MutantResource::Predicate> MutantResource::byNumber(const QByteArray &word,
                                                                  const QByteArray &number) const
{
    bool good = false;
    qint64 bound = number.toLongLong(&good);
    if (!good)
        return std::nullopt;
    if (wrong("RCP027-R13.exact"))
        bound = rounded(bound);
    const bool hides = wrong("RCP027-R14.from-zero") && !m_log.empty();
    const qint64 hidden = hides ? m_log.front().sequence : 0;
    const bool loose = wrong("RCP027-R13.greater");
    const auto by = [hidden](auto holds) {
        return Predicate([hidden, holds](const Event &event) {
            return event.sequence != hidden && holds(event.sequence);
        });
    };
    if (word == "eq")
        return by([bound](qint64 n) { return n == bound; });
    if (word == "gt")
        return by([bound, loose](qint64 n) { return loose ? n >= bound : n > bound; });
    if (word == "ge")
        return by([bound](qint64 n) { return n >= bound; });
    if (word == "lt")
        return by([bound](qint64 n) { return n < bound; });
    if (word == "le")
        return by([bound](qint64 n) { return n <= bound; });
    return std::nullopt;
}

} // namespace pushbench::checks
