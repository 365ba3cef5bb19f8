// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/misbehave/misbehaviour.h"

#include <QStringList>

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr std::chrono::milliseconds kMostEarly{24 * 3'600'000};

Fault usage(const QString &text)
{
    return {.kind = FaultKind::Usage, .where = u"--misbehave"_s, .text = text};
}

QString names()
{
    QStringList list;
    for (const MisbehaviourKind &kind : kMisbehaviours)
        list.append(QString::fromLatin1(kind.name));
    return list.join(u", "_s);
}

template <typename Number>
std::optional<Number> number(QByteArrayView text)
{
    Number value{};
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.isEmpty() || error != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

std::optional<protocol::Sequence> sequence(QByteArrayView text)
{
    const std::optional<qint64> value = number<qint64>(text);
    if (!value || *value < protocol::kFirstSequence.value)
        return std::nullopt;
    return protocol::Sequence{*value};
}

Result<Which::Run> parseRun(QByteArrayView text)
{
    const qsizetype dash = text.indexOf('-');
    const auto first = sequence(dash < 0 ? text : text.first(dash));
    const auto last = dash < 0 ? first : sequence(text.sliced(dash + 1));
    const QString shown = QString::fromUtf8(text);
    if (!first || !last)
        return usage(u"\"%1\" is neither a sequence nor a range such as 1107-1119"_s.arg(shown));
    if (*first > *last)
        return usage(
            u"the range %1 ends before it begins; write the lower number first"_s.arg(shown));
    return Which::Run{*first, *last};
}

Result<Which> parseShare(QByteArrayView text)
{
    const std::optional<double> percent = number<double>(text.chopped(1));
    if (!percent || !(*percent > 0 && *percent <= 100))
        return usage(
            u"\"%1\" is no rate; write 1% for instance, up to 100%"_s.arg(QString::fromUtf8(text)));
    return Which{.share = *percent / 100};
}

Result<Which> parseWhich(QByteArrayView text)
{
    if (text.endsWith('%'))
        return parseShare(text);
    Which which;
    for (const QByteArray &part : text.toByteArray().split(',')) {
        const Result<Which::Run> run = parseRun(part);
        if (!run)
            return run.fault();
        which.runs.push_back(run.value());
    }
    std::sort(which.runs.begin(), which.runs.end(),
              [](const Which::Run &a, const Which::Run &b) { return a.first < b.first; });
    std::vector<Which::Run> joined;
    for (const Which::Run &run : which.runs) {
        if (!joined.empty() && run.first <= joined.back().last)
            joined.back().last = std::max(joined.back().last, run.last);
        else
            joined.push_back(run);
    }
    which.runs = std::move(joined);
    return which;
}

Result<Misdeed> withMilliseconds(Misdeed misdeed, QByteArrayView argument)
{
    const std::optional<qint64> early = number<qint64>(argument);
    if (!early || *early < 1 || *early > kMostEarly.count())
        return usage(u"\"%1\" are no milliseconds; write early:500 for instance, up to %2"_s
                         .arg(QString::fromUtf8(argument))
                         .arg(kMostEarly.count()));
    misdeed.early = std::chrono::milliseconds(*early);
    return misdeed;
}

/// From one sequence on: a run without an end.
Result<Misdeed> withStart(Misdeed misdeed, const MisbehaviourKind &kind, QByteArrayView argument)
{
    const auto first = sequence(argument);
    if (!first)
        return usage(u"\"%1\" is no sequence; write %2:1200 for instance"_s.arg(
            QString::fromUtf8(argument), QString::fromLatin1(kind.name)));
    misdeed.which.runs = {{*first, protocol::kLastSequence}};
    return misdeed;
}

/// The finaliser of SplitMix64: neighbours come out unrelated.
constexpr quint64 mixed(quint64 value) noexcept
{
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

} // namespace

bool Which::holds(protocol::Sequence sequence, quint64 seed, quint64 salt) const
{
    if (share) {
        const quint64 drawn = mixed(mixed(mixed(seed) ^ salt) ^ quint64(sequence.value));
        return double(drawn >> 11) * 0x1.0p-53 < *share;
    }
    if (runs.empty())
        return true;
    const auto behind =
        std::upper_bound(runs.begin(), runs.end(), sequence,
                         [](protocol::Sequence s, const Run &run) { return s < run.first; });
    return behind != runs.begin() && sequence <= std::prev(behind)->last;
}

Result<Misdeed> parseMisdeed(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView name = colon < 0 ? text : text.first(colon);
    const QByteArrayView argument = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    const auto kind = std::find_if(kMisbehaviours.begin(), kMisbehaviours.end(),
                                   [&name](const MisbehaviourKind &k) { return k.name == name; });
    if (kind == kMisbehaviours.end())
        return usage(
            u"\"%1\" is no misbehaviour; write one of %2"_s.arg(QString::fromUtf8(name), names()));
    Misdeed misdeed{.kind = kind->kind};
    const QString shown = QString::fromLatin1(kind->name);
    if (colon >= 0 && argument.isEmpty())
        return usage(u"nothing stands behind the colon of %1:"_s.arg(shown));
    switch (kind->argument) {
    case ArgumentForm::Milliseconds:
        return withMilliseconds(misdeed, argument);
    case ArgumentForm::Sequence:
        return withStart(misdeed, *kind, argument);
    case ArgumentForm::SequenceOrStart:
        return colon < 0 ? Result<Misdeed>(misdeed) : withStart(misdeed, *kind, argument);
    case ArgumentForm::WhichNeeded:
        if (colon < 0)
            return usage(
                u"%1 has to know which; write %1:1107, %1:1107-1119 or %1:1% for instance"_s.arg(
                    shown));
        break;
    case ArgumentForm::Which:
        if (colon < 0)
            return misdeed;
        break;
    }
    Result<Which> which = parseWhich(argument);
    if (!which)
        return which.fault();
    misdeed.which = std::move(which).value();
    return misdeed;
}

QByteArray writeRuns(std::span<const protocol::Sequence> ascending)
{
    QByteArray out;
    size_t from = 0;
    for (size_t at = 0; at < ascending.size(); ++at) {
        const bool ends = at + 1 == ascending.size() || ascending[at + 1] != next(ascending[at]);
        if (!ends)
            continue;
        if (!out.isEmpty())
            out.append(',');
        out.append(QByteArray::number(ascending[from].value));
        if (from != at)
            out.append('-').append(QByteArray::number(ascending[at].value));
        from = at + 1;
    }
    return out;
}

} // namespace pushbench::producer
