// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/eventsource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr qint64 kReadSize = 256 * 1024;

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
        if (!std::exchange(m_begun, true) && CsvEvents::recognises(bytes))
            m_csv.emplace(m_file.fileName());
        m_ended = bytes.isEmpty();
        const auto readBy = [this, &bytes](auto &reader) {
            return m_ended ? reader.finish(m_read) : reader.feed(bytes, m_read);
        };
        const Result<> fed = m_csv ? readBy(*m_csv) : readBy(m_reader);
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
