// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resourcesource.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::producer {
namespace {

/// While more than so many wait for being pushed, no page is asked for.
constexpr size_t kEnough = 2000;

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
    m_reader->walk(odata::Reader::behindUrl(m_config.reader.root, m_last.value));
}

void ResourceSource::takePage(const odata::PageBody &page)
{
    for (const protocol::EntityEventView &event : page.payload.events()) {
        if (event.sequence <= m_last) {
            m_reader->cancel();
            fail(u"it shows %1 behind %2, although it was asked for what comes after that in "
                 "ascending order (RCP027-R7, RCP027-R13); nothing can be followed that way"_s
                     .arg(event.sequence.value)
                     .arg(m_last.value));
            break;
        }
        m_last = event.sequence;
        m_read.push_back(event.toEvent());
    }
    if (m_read.size() >= kEnough)
        m_reader->hold();
    wake();
}

void ResourceSource::end(const odata::WalkEvidence &evidence)
{
    if (!evidence.complete)
        return fail(evidence.flaw);
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
