// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resourcesource.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::producer {
namespace {

/// While more than so many wait for being pushed, no page is asked for.
constexpr size_t kEnough = 2000;

/// "7, 8, 9 and 4 more".
QString few(const QStringList &texts)
{
    constexpr qsizetype kShown = 3;
    if (texts.size() <= kShown)
        return texts.join(u", "_s);
    return u"%1 and %2 more"_s.arg(texts.first(kShown).join(u", "_s)).arg(texts.size() - kShown);
}

} // namespace

ResourceSource::ResourceSource(const ResourceSourceConfig &config, const Clock &clock)
    : m_config(config)
    , m_clock(clock)
    , m_last(config.after)
{
    if (!m_config.once)
        m_config.reader.walk.attempts = std::numeric_limits<int>::max();
}

ResourceSource::~ResourceSource() = default;

QString ResourceSource::name() const
{
    return u"the EntityEvent resource at "_s + m_config.reader.root.toString();
}

void ResourceSource::goOnBehind(protocol::Sequence sequence, const std::vector<Hole> &holes)
{
    m_last = std::max(m_last, sequence);
    for (const Hole &hole : holes)
        m_holes.push_back({.hole = hole});
}

std::vector<Hole> ResourceSource::openHoles() const
{
    std::vector<Hole> holes;
    for (const OpenHole &open : m_holes)
        holes.push_back(open.hole);
    return holes;
}

Result<std::vector<protocol::EntityEvent>> ResourceSource::take(size_t count)
{
    if (!m_reader)
        open();
    const size_t size = std::min(count, m_read.size());
    const auto end = m_read.begin() + qsizetype(size);
    std::vector<protocol::EntityEvent> events(std::make_move_iterator(m_read.begin()),
                                              std::make_move_iterator(end));
    m_read.erase(m_read.begin(), end);
    if (events.empty() && m_fault)
        return *m_fault;
    if (m_read.size() < kEnough)
        m_reader->proceed();
    return events;
}

void ResourceSource::open()
{
    m_reader = std::make_unique<odata::Reader>(m_config.reader, m_clock);
    m_poll = std::make_unique<QTimer>();
    m_poll->setSingleShot(true);
    m_poll->setInterval(m_config.poll);
    QObject::connect(m_poll.get(), &QTimer::timeout, m_reader.get(), [this] { ask(); });
    QObject::connect(
        m_reader.get(), &odata::Reader::pageRead, m_reader.get(),
        [this](const std::shared_ptr<const odata::PageBody> &page) { takePage(*page); });
    QObject::connect(m_reader.get(), &odata::Reader::finished, m_reader.get(),
                     [this](const odata::WalkEvidence &evidence) { end(evidence); });
    QObject::connect(m_reader.get(), &odata::Reader::delayed, m_reader.get(),
                     [this](const QString &why, std::chrono::milliseconds wait) {
                         notice(u"%1: %2; asked again in %3 s"_s.arg(name(), why)
                                    .arg(std::chrono::duration<double>(wait).count()));
                     });
    m_poll->start(0ms); // Not from within take(), whose caller is in the middle of something.
}

void ResourceSource::ask()
{
    forgetHoles();
    m_walked = m_holes.empty() ? m_last : protocol::Sequence{m_holes.front().hole.first.value - 1};
    m_reader->walk(odata::Reader::behindUrl(m_config.reader.root, m_walked.value));
}

/// Those that had their time, and those that lie too far back. What an earlier run left is looked
/// at once more, however long ago that was.
void ResourceSource::forgetHoles()
{
    const WallTime now = m_clock.now().wall;
    while (!m_holes.empty()
           && (m_holes.size() > kMostHoles || m_count - m_holes.front().read > kMostReread
               || (m_looked && now - m_holes.front().hole.since >= m_config.settle)))
        m_holes.pop_front();
}

void ResourceSource::takeNew(protocol::EntityEvent event)
{
    // Where the resource begins there is nothing that it could have left out.
    if (m_last.value > 0 && event.sequence.value - m_last.value > 1) {
        m_holes.push_back(
            {.hole = {{m_last.value + 1}, {event.sequence.value - 1}, m_clock.now().wall},
             .read = m_count});
        forgetHoles();
    }
    m_last = event.sequence;
    ++m_count;
    m_read.push_back(std::move(event));
}

/// Of a number up to the last: whether it was left out before. What remains of its hole stays open.
bool ResourceSource::takeLate(protocol::Sequence sequence)
{
    const auto found = std::ranges::find_if(m_holes, [sequence](const OpenHole &open) {
        return open.hole.first <= sequence && sequence <= open.hole.last;
    });
    if (found == m_holes.end())
        return false;
    OpenHole above = *found;
    above.hole.first = {sequence.value + 1};
    found->hole.last = {sequence.value - 1};
    const bool below = found->hole.first <= found->hole.last;
    const auto next = below ? found + 1 : m_holes.erase(found);
    if (above.hole.first <= above.hole.last)
        m_holes.insert(next, above);
    return true;
}

void ResourceSource::takePage(const odata::PageBody &page)
{
    QStringList late;
    for (const protocol::EntityEventView &event : page.payload.events()) {
        if (event.sequence <= m_walked) {
            m_reader->cancel();
            fail(u"it shows %1 behind %2, although it was asked for what comes after that in "
                 "ascending order (RCP027-R7, RCP027-R13); nothing can be followed that way"_s
                     .arg(event.sequence.value)
                     .arg(m_walked.value));
            break;
        }
        m_walked = event.sequence;
        if (event.sequence > m_last) {
            takeNew(event.toEvent());
        } else if (takeLate(event.sequence)) {
            late.append(QString::number(event.sequence.value));
            m_read.push_back(event.toEvent());
        }
    }
    if (!late.isEmpty())
        notice(u"%1: %2 became visible late, behind %3; pushed now"_s.arg(name(), few(late))
                   .arg(m_last.value));
    if (m_read.size() >= kEnough)
        m_reader->hold();
    wake();
}

void ResourceSource::end(const odata::WalkEvidence &evidence)
{
    if (!evidence.complete)
        return fail(evidence.flaw);
    m_looked = true;
    m_ended = m_config.once;
    if (m_ended)
        wake();
    else
        m_poll->start();
}

void ResourceSource::fail(const QString &why)
{
    m_fault = Fault{FaultKind::Broken, name(), why};
    wake();
}

} // namespace pushbench::producer
