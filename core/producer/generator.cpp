// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/generator.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr size_t kRecentRecords = 64;
constexpr double kUpdateShare = 0.3;
constexpr double kMostHoles = 0.99;  ///< Every hole is drawn by itself.
constexpr double kMostChildren = 40; ///< Photos of a listing, say.
constexpr double kMostWeight = 1e9;

/// What belongs to what; a child comes when there is a parent, and carries its key.
constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 9> kParents{{
    {"Media", "Property"},
    {"OpenHouse", "Property"},
    {"Showing", "Property"},
    {"PropertyRooms", "Property"},
    {"PropertyUnitTypes", "Property"},
    {"PropertyGreenVerification", "Property"},
    {"PropertyPowerProduction", "Property"},
    {"OpenHouseAppointment", "OpenHouse"},
    {"TeamMembers", "Teams"},
}};

/// In one allocation, for millions of them.
QByteArray keyOf(QByteArrayView parent, QByteArrayView infix, qint64 number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    const QByteArrayView tail(digits.data(), end - digits.data());
    QByteArray key(parent.size() + infix.size() + tail.size(), Qt::Uninitialized);
    char *at = std::copy(parent.begin(), parent.end(), key.data());
    at = std::copy(infix.begin(), infix.end(), at);
    std::copy(tail.begin(), tail.end(), at);
    return key;
}

} // namespace

Result<> check(const GeneratorConfig &config)
{
    const auto usage = [](const QString &where, const QString &text) {
        return Fault{FaultKind::Usage, where, text};
    };
    if (config.events < 0)
        return usage(u"--events"_s, u"%1 events cannot be made"_s.arg(config.events));
    if (config.first < protocol::kFirstSequence)
        return usage(u"--first-sequence"_s,
                     u"%1 is no EntityEventSequence; they begin with 1"_s.arg(config.first.value));
    const bool nameless = std::any_of(config.resources.begin(), config.resources.end(),
                                      [](const QByteArray &name) { return name.isEmpty(); });
    if (config.resources.empty() || nameless)
        return usage(u"--resources"_s,
                     u"every resource needs a name; write Property,Media for instance"_s);
    const bool weightless = std::any_of(config.weights.begin(), config.weights.end(),
                                        [](double w) { return !(w > 0 && w <= kMostWeight); });
    if (weightless || (!config.weights.empty() && config.weights.size() != config.resources.size()))
        return usage(u"--resources"_s,
                     u"a weight is a number above 0; write Property=60,Media=40 "
                     "for instance"_s);
    if (!(config.holeRate >= 0 && config.holeRate <= kMostHoles))
        return usage(
            u"--hole-rate"_s,
            u"%1 is no share of holes; write 0 to %2"_s.arg(config.holeRate).arg(kMostHoles));
    return {};
}

Generator::Generator(GeneratorConfig config)
    : m_config(std::move(config))
    , m_random(m_config.seed)
    , m_next(m_config.first)
    , m_recent(m_config.resources.size())
    , m_weight(std::accumulate(m_config.weights.begin(), m_config.weights.end(), 0.0))
{
    const auto &names = m_config.resources;
    for (const QByteArray &name : names) {
        const auto kind = std::find_if(kParents.begin(), kParents.end(),
                                       [&name](const auto &pair) { return pair.first == name; });
        const auto parent = kind == kParents.end()
            ? names.end()
            : std::find(names.begin(), names.end(), kind->second);
        m_parents.push_back(parent == names.end() ? std::nullopt
                                                  : std::optional(size_t(parent - names.begin())));
    }
}

/// The distributions of the standard library differ between implementations; the same seed must
/// not.
double Generator::uniform()
{
    return double(m_random() >> 11) * 0x1.0p-53;
}

size_t Generator::pickResource()
{
    const double draw = uniform();
    const size_t last = m_config.resources.size() - 1;
    // Squaring favours the first names, as real feeds favour Property and Media.
    if (m_config.weights.empty())
        return std::min(size_t(draw * draw * double(m_config.resources.size())), last);
    double left = draw * m_weight;
    for (size_t i = 0; i < last; ++i) {
        left -= m_config.weights[i];
        if (left < 0)
            return i;
    }
    return last;
}

/// Of a record that came before, which thereby is updated, or of a new one.
QByteArray Generator::pickKey(size_t resource)
{
    std::vector<QByteArray> &recent = m_recent[resource];
    if (!recent.empty() && uniform() < kUpdateShare)
        return recent[size_t(uniform() * double(recent.size()))];
    QByteArray key = newKey(resource);
    if (recent.size() < kRecentRecords)
        recent.push_back(key);
    else
        recent[size_t(uniform() * double(kRecentRecords))] = key;
    return key;
}

QByteArray Generator::newKey(size_t resource)
{
    if (const std::optional<size_t> parent = m_parents[resource]) {
        const std::vector<QByteArray> &parents = m_recent[*parent];
        const QByteArray &of = parents[size_t(uniform() * double(parents.size()))];
        return keyOf(of, "-", 1 + qint64(uniform() * kMostChildren));
    }
    return keyOf({}, "3yd-RESO-", 1'000'000'000 + qint64(uniform() * 9e9));
}

Result<std::vector<protocol::EntityEvent>> Generator::take(size_t count)
{
    std::vector<protocol::EntityEvent> events;
    events.reserve(std::min(count, size_t(std::max<qint64>(0, m_config.events - m_made))));
    while (events.size() < count && m_made < m_config.events && !m_numbersEnded) {
        while (m_config.holeRate > 0 && m_next < protocol::kLastSequence
               && uniform() < m_config.holeRate)
            m_next = next(m_next);
        size_t resource = pickResource();
        while (m_parents[resource] && m_recent[*m_parents[resource]].empty())
            resource = *m_parents[resource]; // The parent comes first.
        events.push_back({.sequence = m_next,
                          .resourceName = m_config.resources[resource],
                          .resourceRecordKey = pickKey(resource),
                          .resourceRecordUrl = {}});
        ++m_made;
        if (m_next == protocol::kLastSequence)
            m_numbersEnded = true;
        else
            m_next = next(m_next);
    }
    if (events.empty() && m_numbersEnded && m_made < m_config.events)
        return Fault{FaultKind::Exhausted, u"--first-sequence"_s,
                     u"the numbers end at %1 after %2 of %3 events; begin with a smaller one"_s
                         .arg(protocol::kLastSequence.value)
                         .arg(m_made)
                         .arg(m_config.events)};
    return events;
}

QString Generator::name() const
{
    return u"generated: seed %1, from %2, holes %3, %4"_s.arg(m_config.seed)
        .arg(m_config.first.value)
        .arg(m_config.holeRate)
        .arg(QString::fromUtf8(
            QByteArrayList(m_config.resources.begin(), m_config.resources.end()).join(',')));
}

Result<> setResources(GeneratorConfig &config, const QList<QByteArray> &texts)
{
    config.resources.clear();
    config.weights.clear();
    for (const QByteArray &text : texts) {
        const qsizetype equals = text.indexOf('=');
        config.resources.push_back(equals < 0 ? text : text.first(equals));
        if (equals >= 0)
            config.weights.push_back(text.mid(equals + 1).toDouble());
    }
    return check(config);
}

} // namespace pushbench::producer
