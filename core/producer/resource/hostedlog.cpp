// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/hostedlog.h"

#include "core/ledger/fingerprintindex.h"

#include <algorithm>
#include <numeric>

namespace pushbench::producer {
namespace {

constexpr size_t kMostNames = 1000;

/// Some milliseconds of work.
constexpr qsizetype kIndexedAtOnce = 8192;

} // namespace

bool HostedLog::append(const protocol::EntityEvent &event, WallTime now)
{
    if (event.sequence.value == m_highest)
        return false;
    const auto place = Place(m_columns.size());
    m_columns.append({.at = now,
                      .sequence = event.sequence,
                      .resourceName = event.resourceName,
                      .resourceRecordKey = event.resourceRecordKey});
    if (!event.resourceRecordUrl.isEmpty())
        m_urls.push_back({place, event.resourceRecordUrl});
    noteName(event.resourceName);
    if (event.sequence.value < m_highest) {
        if (m_order.empty()) {
            m_order.resize(place);
            std::iota(m_order.begin(), m_order.end(), Place(0));
        }
        m_late.push_back(place);
        indexIfDue(place);
        return false;
    }
    m_highest = event.sequence.value;
    if (!m_order.empty())
        m_order.push_back(place);
    indexIfDue(place);
    return true;
}

void HostedLog::appendLate(const protocol::EntityEvent &event, WallTime now, WallTime visible)
{
    const auto place = Place(m_columns.size());
    m_hidden.insert(place); // Before it is indexed: it may not hide an older one yet.
    if (append(event, now))
        m_pending.push_back({place, visible});
    else
        m_hidden.erase(place);
}

void HostedLog::settle(WallTime now)
{
    while (!m_pending.empty() && m_pending.front().visible <= now) {
        const Place place = m_pending.front().place;
        m_pending.pop_front();
        m_hidden.erase(place);
        indexIfDue(place);
    }
    if (!m_late.empty())
        mergeLate();
}

/// Of several events of one number the one that came first stays.
void HostedLog::mergeLate()
{
    const auto before = [this](Place a, Place b) { return sequenceAt(a) < sequenceAt(b); };
    const auto same = [this](Place a, Place b) { return sequenceAt(a) == sequenceAt(b); };
    std::ranges::stable_sort(m_late, before);
    const auto ordered = qsizetype(m_order.size());
    m_order.insert(m_order.end(), m_late.begin(), m_late.end());
    // Among equals those of the first part stay in front.
    std::inplace_merge(m_order.begin(), m_order.begin() + ordered, m_order.end(), before);
    m_order.erase(std::unique(m_order.begin(), m_order.end(), same), m_order.end());
    const std::vector<Place> late = std::exchange(m_late, {});
    for (const Place place : late)
        indexIfDue(place);
}

HostedLog::Place HostedLog::placeOf(qsizetype row) const
{
    return m_order.empty() ? Place(row) : m_order[size_t(row)];
}

qint64 HostedLog::sequenceAt(Place place) const
{
    return m_columns.row(place).sequence.value;
}

quint64 HostedLog::fingerprintAt(Place place) const
{
    const ledger::EventRow row = m_columns.row(place);
    return ledger::fingerprint(row.resourceName, row.resourceRecordKey);
}

qsizetype HostedLog::size() const
{
    return m_order.empty() ? m_columns.size() : qsizetype(m_order.size());
}

qsizetype HostedLog::rowFrom(qint64 sequence) const
{
    if (sequence > m_highest)
        return size();
    qsizetype begin = 0;
    qsizetype end = size();
    while (begin < end) {
        const qsizetype middle = begin + (end - begin) / 2;
        if (sequenceAt(placeOf(middle)) < sequence)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

protocol::EntityEventView HostedLog::at(qsizetype row) const
{
    const Place place = placeOf(row);
    const ledger::EventRow columns = m_columns.row(place);
    protocol::EntityEventView event{.sequence = columns.sequence,
                                    .resourceName = columns.resourceName,
                                    .resourceRecordKey = columns.resourceRecordKey};
    if (!m_urls.empty()) {
        const auto url = std::ranges::lower_bound(m_urls, place, {}, &Url::place);
        if (url != m_urls.end() && url->place == place)
            event.resourceRecordUrl = url->text;
    }
    return event;
}

bool HostedLog::isVisible(qsizetype row) const
{
    const Place place = placeOf(row);
    if (m_compacts && place < m_superseded.size() && m_superseded[place])
        return false;
    return m_hidden.empty() || !isPending(place);
}

bool HostedLog::areAllVisible() const
{
    return !m_compacts && m_hidden.empty();
}

void HostedLog::setCompaction(bool compacts)
{
    m_compacts = compacts;
    if (compacts)
        static_cast<void>(indexSome());
}

std::optional<WallTime> HostedLog::recordChanged(QByteArrayView resourceName,
                                                 QByteArrayView resourceRecordKey)
{
    while (!indexSome()) { }
    const std::optional<quint32> place =
        m_index->find(ledger::fingerprint(resourceName, resourceRecordKey));
    return place ? std::optional(m_columns.row(*place).at) : std::nullopt;
}

bool HostedLog::isIndexing() const noexcept
{
    return m_index && m_indexed < Place(m_columns.size());
}

bool HostedLog::indexSome()
{
    if (!m_index)
        m_index.emplace();
    const auto end = Place(std::min(m_columns.size(), qsizetype(m_indexed) + kIndexedAtOnce));
    m_superseded.resize(size_t(m_columns.size()), false);
    while (m_indexed < end)
        index(m_indexed++);
    return m_indexed == Place(m_columns.size());
}

/// Of what is on its way through the log the index does not know yet; it comes to it by itself.
void HostedLog::indexIfDue(Place place)
{
    if (!m_index)
        return;
    m_superseded.resize(size_t(m_columns.size()), false);
    if (place == m_indexed)
        ++m_indexed;
    if (place < m_indexed)
        index(place);
}

/// It has its place in the order; another event of its number may have it instead.
bool HostedLog::isListed(Place place) const
{
    if (m_order.empty() || m_order.back() == place)
        return true;
    const qsizetype row = rowFrom(sequenceAt(place));
    return row < size() && placeOf(row) == place;
}

/// Whatever is not visible yet supersedes nothing.
void HostedLog::index(Place place)
{
    if (isPending(place) || !isListed(place))
        return;
    const quint64 print = fingerprintAt(place);
    const std::optional<Place> other = m_index->find(print);
    if (other && sequenceAt(*other) > sequenceAt(place)) {
        m_superseded[place] = true;
        return;
    }
    m_index->put(print, place);
    if (other)
        m_superseded[*other] = true;
}

void HostedLog::noteName(QByteArrayView name)
{
    if (name == m_lastName)
        return;
    m_lastName = name.toByteArray();
    if (m_names.size() < kMostNames && std::ranges::find(m_names, m_lastName) == m_names.end())
        m_names.push_back(m_lastName);
}

size_t HostedLog::memoryBytes() const noexcept
{
    size_t bytes = m_columns.memoryBytes() + m_order.capacity() * sizeof(Place)
        + m_urls.capacity() * sizeof(Url) + m_superseded.capacity() / 8
        + (m_index ? m_index->memoryBytes() : 0);
    for (const Url &url : m_urls)
        bytes += size_t(url.text.size());
    return bytes;
}

} // namespace pushbench::producer
