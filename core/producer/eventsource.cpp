// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/eventsource.h"

#include <QByteArrayList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr qint64 kReadSize = 256 * 1024;
constexpr size_t kRecentRecords = 64;
constexpr double kUpdateShare = 0.3;
constexpr double kMostHoles = 0.99; ///< Every hole is drawn by itself.

std::vector<protocol::EntityEvent> slice(std::vector<protocol::EntityEvent> &events, size_t &at,
                                         size_t count)
{
    const size_t end = std::min(at + count, events.size());
    std::vector<protocol::EntityEvent> out(
        std::make_move_iterator(events.begin() + qsizetype(at)),
        std::make_move_iterator(events.begin() + qsizetype(end)));
    at = end;
    return out;
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
{
}

/// The distributions of the standard library differ between implementations; the same seed must
/// not.
double Generator::uniform()
{
    return double(m_random() >> 11) * 0x1.0p-53;
}

size_t Generator::pickResource()
{
    // Squaring favours the first names, as real feeds favour Property and Media.
    const double draw = uniform();
    return std::min(size_t(draw * draw * double(m_config.resources.size())),
                    m_config.resources.size() - 1);
}

QByteArray Generator::pickKey(size_t resource)
{
    std::vector<qint64> &recent = m_recent[resource];
    qint64 record = 0;
    if (!recent.empty() && uniform() < kUpdateShare) {
        record = recent[size_t(uniform() * double(recent.size()))];
    } else {
        record = 1'000'000'000 + qint64(uniform() * 9e9);
        if (recent.size() < kRecentRecords)
            recent.push_back(record);
        else
            recent[size_t(uniform() * double(kRecentRecords))] = record;
    }
    return QByteArray("3yd-RESO-").append(QByteArray::number(record));
}

Result<std::vector<protocol::EntityEvent>> Generator::take(size_t count)
{
    std::vector<protocol::EntityEvent> events;
    events.reserve(std::min(count, size_t(std::max<qint64>(0, m_config.events - m_made))));
    while (events.size() < count && m_made < m_config.events && !m_numbersEnded) {
        while (m_config.holeRate > 0 && m_next < protocol::kLastSequence
               && uniform() < m_config.holeRate)
            m_next = next(m_next);
        const size_t resource = pickResource();
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

FileSource::FileSource(const QString &path)
    : m_file(path)
    , m_reader(path)
{
}

Result<std::unique_ptr<EventSource>> FileSource::open(const QString &path)
{
    std::unique_ptr<FileSource> source(new FileSource(path));
    if (!source->m_file.open(QIODevice::ReadOnly))
        return Fault{FaultKind::NotFound, path, source->m_file.errorString()};
    return std::unique_ptr<EventSource>(std::move(source));
}

Result<std::vector<protocol::EntityEvent>> FileSource::take(size_t count)
{
    while (m_read.size() - m_at < count && !m_ended && !m_fault) {
        m_read.erase(m_read.begin(), m_read.begin() + qsizetype(std::exchange(m_at, 0)));
        const QByteArray bytes = m_file.read(kReadSize);
        if (m_file.error() != QFileDevice::NoError) {
            m_fault = Fault{FaultKind::Broken, m_file.fileName(), m_file.errorString()};
            break;
        }
        m_ended = bytes.isEmpty();
        const Result<> fed = m_ended ? m_reader.finish(m_read) : m_reader.feed(bytes, m_read);
        if (!fed)
            m_fault = fed.fault();
    }
    std::vector<protocol::EntityEvent> events = slice(m_read, m_at, count);
    if (events.empty() && m_fault)
        return *m_fault;
    return events;
}

Result<std::vector<protocol::EntityEvent>> ListSource::take(size_t count)
{
    return slice(m_events, m_at, count);
}

} // namespace pushbench::producer
