// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/faults.h"

#include "core/odata/query/numbers.h"

#include <QList>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

using odata::integerFrom;

constexpr qint64 kMostLate = 3'600'000;
constexpr qint64 kMostTimes = 1'000'000;

struct FormName
{
    QByteArrayView name;
    protocol::RetryAfterForm form;
};

constexpr std::array<FormName, 3> kDateForms{{
    {"date:+", protocol::RetryAfterForm::ImfFixdate},
    {"rfc850:+", protocol::RetryAfterForm::Rfc850},
    {"asctime:+", protocol::RetryAfterForm::Asctime},
}};

Fault usage(const QString &text)
{
    return {FaultKind::Usage, u"--resource-fault"_s, text};
}

QString shown(QByteArrayView text)
{
    return QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 60)));
}

Result<qint64> readNumber(QByteArrayView kind, QByteArrayView argument, qint64 least, qint64 most)
{
    const std::optional<qint64> number = integerFrom(argument);
    if (!number || *number < least || *number > most)
        return usage(u"%1 wants a whole number from %2 to %3, not \"%4\""_s.arg(shown(kind))
                         .arg(least)
                         .arg(most)
                         .arg(shown(argument)));
    return *number;
}

Result<NumberList> readNumbers(QByteArrayView kind, QByteArrayView argument)
{
    NumberList list;
    for (const QByteArray &item : argument.toByteArray().split(',')) {
        const qsizetype dash = item.indexOf('-');
        const auto first = integerFrom(dash < 0 ? item : QByteArrayView(item).first(dash));
        const auto last = dash < 0 ? first : integerFrom(QByteArrayView(item).sliced(dash + 1));
        if (!first || !last || *first < 1 || *last < *first)
            return usage(u"%1 wants numbers, such as 1107 or 1107,1110-1119, not \"%2\""_s.arg(
                shown(kind), shown(item)));
        list.ranges.push_back({{*first}, {*last}});
    }
    return list;
}

Result<RefusedAnswer> readRefusal(QByteArrayView kind, QByteArrayView argument)
{
    RefusedAnswer refusal{.status = kind == "429" ? 429 : 503};
    const qsizetype star = argument.lastIndexOf('*');
    if (star >= 0) {
        const Result<qint64> times = readNumber(kind, argument.sliced(star + 1), 1, kMostTimes);
        if (!times)
            return times.fault();
        refusal.times = int(times.value());
        argument = argument.first(star);
    }
    for (const FormName &known : kDateForms) {
        if (!argument.startsWith(known.name))
            continue;
        const Result<qint64> wait =
            readNumber(kind, argument.sliced(known.name.size()), 0, 1'000'000'000);
        if (!wait)
            return wait.fault();
        refusal.form = known.form;
        refusal.wait = std::chrono::seconds(wait.value());
        return refusal;
    }
    const bool printable =
        std::ranges::all_of(argument, [](char c) { return c >= ' ' && c < '\x7f'; });
    if (!printable)
        return usage(u"%1 wants a Retry-After of printable characters"_s.arg(shown(kind)));
    refusal.literal = argument.toByteArray();
    return refusal;
}

/// Those that are on or off.
bool *switchOf(ResourceFaults &faults, QByteArrayView kind)
{
    const std::array<std::pair<QByteArrayView, bool *>, 7> switches{{
        {"compact", &faults.compacts},
        {"no-link", &faults.noLink},
        {"loop-link", &faults.loopLink},
        {"empty-page", &faults.emptyPages},
        {"string-sequence", &faults.textSequences},
        {"round-sequence", &faults.roundedSequences},
        {"forbid", &faults.forbidden},
    }};
    const auto found = std::ranges::find(switches, kind, &std::pair<QByteArrayView, bool *>::first);
    return found == switches.end() ? nullptr : found->second;
}

Result<> addNumbers(NumberList &numbers, QByteArrayView kind, QByteArrayView argument)
{
    Result<NumberList> more = readNumbers(kind, argument);
    if (!more)
        return more.fault();
    numbers.ranges.insert(numbers.ranges.end(), more->ranges.begin(), more->ranges.end());
    return {};
}

Result<> addNumber(ResourceFaults &faults, QByteArrayView kind, QByteArrayView argument)
{
    constexpr qint64 kLargest = protocol::kLastSequence.value;
    const Result<qint64> number = kind == "late" ? readNumber(kind, argument, 1, kMostLate)
        : kind == "withdrawn"                    ? readNumber(kind, argument, 1, 100)
                                                 : readNumber(kind, argument, 0, kLargest);
    if (!number)
        return number.fault();
    if (kind == "late")
        faults.late = std::chrono::milliseconds(number.value());
    else if (kind == "withdrawn")
        faults.withdrawnPercent = int(number.value());
    else if (kind == "regress")
        faults.regress = number.value();
    else
        faults.expires = number.value();
    return {};
}

} // namespace

bool NumberList::has(qint64 sequence) const noexcept
{
    return std::ranges::any_of(ranges, [sequence](const Range &range) {
        return sequence >= range.first.value && sequence <= range.last.value;
    });
}

Result<> addResourceFault(ResourceFaults &faults, QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView kind = colon < 0 ? text : text.first(colon);
    const QByteArrayView argument = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    const auto known = std::ranges::find(kResourceFaults, kind, &ResourceFaultKind::name);
    if (known == kResourceFaults.end()) {
        QStringList names;
        for (const ResourceFaultKind &each : kResourceFaults)
            names.append(shown(each.name));
        return usage(u"\"%1\" is none of %2"_s.arg(shown(kind), names.join(u", "_s)));
    }
    if (known->argument.isEmpty() && colon >= 0)
        return usage(u"%1 takes no argument"_s.arg(shown(kind)));
    if (bool *on = switchOf(faults, kind)) {
        *on = true;
        return {};
    }
    if (kind == "phantom")
        return addNumbers(faults.phantoms, kind, argument);
    if (kind == "conflict")
        return addNumbers(faults.conflicts, kind, argument);
    if (kind != "429" && kind != "503")
        return addNumber(faults, kind, argument);
    Result<RefusedAnswer> refusal = readRefusal(kind, argument);
    if (!refusal)
        return refusal.fault();
    faults.refusals.push_back(std::move(refusal).value());
    return {};
}

std::optional<QByteArray> retryAfterOf(const RefusedAnswer &refusal, WallTime now)
{
    if (refusal.form)
        return protocol::writeRetryAfter(*refusal.form, refusal.wait, now);
    return refusal.literal.isEmpty() ? std::nullopt : std::optional(refusal.literal);
}

} // namespace pushbench::producer
