// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"

#include "app/policyfiles.h"
#include "app/version.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

constexpr auto kFrame = 16ms;
constexpr auto kTaking = 10ms; ///< For new facts at a time; then it is painted.
constexpr auto kBetween = 4ms; ///< While more facts wait.
constexpr auto kLook = 250ms;

} // namespace

WindowBench::WindowBench(const Clock &clock, QObject *parent)
    : ui::Bench(parent)
    , m_clock(clock)
    , m_sieve(u"sieve"_s, std::make_unique<Sieve>())
    , m_consumer(clock)
    , m_resource(clock)
    , m_producer(clock)
    , m_opening(clock)
    , m_triage(clock)
    , m_checks(clock)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(kFrame);
    connect(&m_frame, &QTimer::timeout, this, &WindowBench::deliver);
    m_look.setInterval(kLook);
    connect(&m_look, &QTimer::timeout, this, &WindowBench::look);
    connect(&m_demo, &QTimer::timeout, this, &WindowBench::nextDemoScene);
    connect(&m_consumer, &ConsumerHalf::changed, this, &Bench::consumerChanged);
    connect(&m_consumer, &ConsumerHalf::failed, this, &Bench::failed);
    connect(&m_producer, &ProducerHalf::changed, this, &Bench::producerChanged);
    connect(&m_producer, &ProducerHalf::failed, this, &Bench::failed);
    connect(&m_resource, &ResourceHalf::changed, this, &Bench::resourceChanged);
    connect(&m_resource, &ResourceHalf::failed, this, &Bench::failed);
    connect(&m_resource, &ResourceHalf::resumeRequested, this,
            [this] { m_producer.resume(u"POST /resume"_s); });
    connect(&m_opening, &SessionOpening::opened, this, &WindowBench::show);
    connect(&m_opening, &SessionOpening::failed, this, &Bench::failed);
    connectGaps();
    const Sieve *sieve = m_sieve.engine();
    connect(sieve, &Sieve::matched, this, &Bench::matched);
    connect(sieve, &Sieve::exported, this, &Bench::exported);
    connect(sieve, &Sieve::failed, this, &Bench::failed);
    connect(sieve, &Sieve::remarked, this,
            [this](const QString &path, const std::vector<ledger::Remark> &remarks) {
                if (!m_opened || path != m_file)
                    return;
                for (const ledger::Remark &remark : remarks)
                    m_opened->engine()->inbox()->post(ledger::noteOf(remark));
            });
    newSession();
    m_look.start();
}

WindowBench::~WindowBench()
{
    endSession();
}

/// Facts of a session that has ended never reach the window: each session has a flow of its own.
Books::Sink WindowBench::sink(Reading reading)
{
    m_facts = std::make_shared<FactFlow>([this] {
        QMetaObject::invokeMethod(&m_frame, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    });
    return [reading, flow = m_facts, &thread = m_sieve](Facts facts) {
        Sieve *sieve = thread.engine();
        if (sieve->isWanted()
            && (!facts.records.exchanges.empty() || !facts.records.recovered.empty()))
            thread.post([sieve,
                         records = ledger::Records{.exchanges = facts.records.exchanges,
                                                   .events = facts.records.events,
                                                   .recovered = facts.records.recovered,
                                                   .feeds = facts.records.feeds}] {
                sieve->take(records);
            });
        flow->post(std::move(facts));
        if (reading == Reading::File)
            flow->waitForRoom();
    };
}

void WindowBench::deliver()
{
    const bool more = m_facts->deliver(m_clock, kTaking, [this](const Facts &facts) {
        noticeRoom(facts.records);
        m_found.take(facts.records);
        m_producer.note(facts.records);
        Q_EMIT recordsArrived(facts.records);
        if (!facts.politeness.empty())
            Q_EMIT politenessArrived(facts.politeness, facts.figures);
    });
    m_frame.setInterval(more ? kBetween : kFrame);
    if (more)
        m_frame.start();
}

/// What began behind the last failure, and is recorded, shows that there is room again.
void WindowBench::noticeRoom(const ledger::Records &records)
{
    const bool recorded =
        std::ranges::any_of(records.exchanges, [this](const ledger::ExchangeRecord &record) {
            return record.exchange && record.exchange->began > m_failedAt;
        });
    if (!recorded || !m_session || m_state.fault.isEmpty())
        return;
    m_state.fault.clear();
    tellSession();
}

EngineThread<Books> *WindowBench::books()
{
    return m_session ? &m_session->books() : m_opened.get();
}

/// The journal of the live session; says why there is none.
journal::Journal *WindowBench::journal()
{
    if (m_session)
        return &m_session->journal();
    Q_EMIT failed({FaultKind::Usage, m_state.path,
                   tr("this session is open for reading; begin a new one to send or receive")});
    return nullptr;
}

void WindowBench::endSession()
{
    m_demo.stop();
    m_sieve.engine()->want(0);
    m_producer.shutDown();
    m_consumer.shutDown();
    m_triage.detach();
    m_remedies.detach();
    if (m_session)
        static_cast<void>(m_session->close());
    m_session.reset();
    if (m_facts)
        m_facts->giveUp(); // Or its books would wait for a window that waits for them.
    if (m_opened)
        m_opened->engine()->cancel();
    m_opened.reset();
    m_shown = {};
    m_state = {};
    m_found.clear();
}

void WindowBench::newSession()
{
    endSession();
    Result<std::unique_ptr<Session>> session = Session::open(
        {.program = "pushbench " PUSHBENCH_VERSION, .detail = Books::Detail::Events, .shown = true},
        m_clock, sink(Reading::Traffic));
    if (!session) {
        m_state.fault = session.fault().message();
        Q_EMIT failed(session.fault());
    } else {
        m_session = std::move(session).value();
        m_file = m_session->path();
        m_triage.attach(*m_session);
        m_remedies.attach(*m_session, m_sieve);
        m_session->journal().onFailure([this](const Fault &fault) {
            QMetaObject::invokeMethod(
                this,
                [this, fault, at = m_clock.now().wall] {
                    m_failedAt = at;
                    if (m_state.fault.isEmpty())
                        Q_EMIT failed(fault);
                    m_state.fault = fault.message();
                    tellSession();
                },
                Qt::QueuedConnection);
        });
    }
    Q_EMIT sessionReset();
    tellSession();
}

void WindowBench::openSession(const QString &path)
{
    m_opening.begin(path);
}

void WindowBench::show(const OpenedSession &opened)
{
    // Looked at before the present session goes, so that a wrong file costs nothing.
    const QString path = opened.session;
    if (const Result<journal::SessionReader> reader = journal::SessionReader::open(path); !reader) {
        Q_EMIT failed(reader.fault());
        return;
    }
    endSession();
    m_shown = opened;
    m_opened = std::make_unique<EngineThread<Books>>(
        u"books"_s, std::make_unique<Books>(Books::Detail::Events, sink(Reading::File)));
    m_triage.attach(*m_opened);
    m_file = path;
    m_state = {};
    m_state.path = opened.named;
    m_state.temporary = false;
    m_state.live = false;
    Q_EMIT sessionReset();
    tellSession();
    Q_EMIT said(opened.said);
    m_opened->post([this, engine = m_opened->engine(), path] {
        const Result<> read = engine->replay(path);
        if (!read)
            QMetaObject::invokeMethod(
                this, [this, fault = read.fault()] { Q_EMIT failed(fault); }, Qt::QueuedConnection);
    });
}

void WindowBench::saveSession(const QString &path)
{
    if (!m_session) {
        Q_EMIT failed({FaultKind::Usage, m_state.path, tr("this session is a file already")});
        return;
    }
    m_session->journal().moveTo(path, [this, path](const Result<> &moved) {
        QMetaObject::invokeMethod(
            this,
            [this, path, moved] {
                if (!moved) {
                    Q_EMIT failed(moved.fault());
                    return;
                }
                m_file = path;
                m_state.path = path;
                m_state.temporary = false;
                tellSession();
            },
            Qt::QueuedConnection);
    });
}

void WindowBench::startConsumer(const ui::ConsumerSettings &settings)
{
    if (journal::Journal *journal = this->journal())
        m_consumer.start(settings, *journal);
}

void WindowBench::loadPolicy(const QString &path)
{
    if (const Result<consumer::Policy> policy = app::loadPolicy(path))
        Q_EMIT policyLoaded(policy.value());
    else
        Q_EMIT policyRefused(policy.fault());
}

void WindowBench::savePolicy(const QString &path, const consumer::Policy &policy)
{
    if (const Result<> saved = app::savePolicy(path, policy); !saved)
        Q_EMIT policyRefused(saved.fault());
}

void WindowBench::startPush(const ui::ProducerSettings &settings)
{
    if (journal::Journal *journal = this->journal())
        m_producer.start(settings, *journal, [this] { return m_resource.publisher(); });
}

void WindowBench::sendBody(const ui::ProducerSettings &settings, const QByteArray &body)
{
    if (journal::Journal *journal = this->journal())
        m_producer.sendBody(settings, body, *journal);
}

/// A recording gets them into its file; its books hear of them when they are there.
void WindowBench::remark(const std::vector<ledger::Remark> &remarks)
{
    if (m_session) {
        for (const ledger::Remark &remark : remarks)
            m_session->journal().note(ledger::noteOf(remark));
    } else if (m_shown.place) {
        Q_EMIT failed({FaultKind::Usage, m_state.path,
                       tr("a bundle stays as it is; take the session out of it and open that")});
    } else if (m_opened) {
        m_sieve.post([this, sieve = m_sieve.engine(), remarks, path = m_file] {
            sieve->remark(remarks, path, m_clock);
        });
    }
}

/// Wanted before it is looked for: what is recorded from here on comes behind the file.
void WindowBench::setFilter(quint64 wish, const ledger::Filter &filter)
{
    Sieve *sieve = m_sieve.engine();
    sieve->want(filter.isEmpty() ? 0 : wish);
    m_sieve.post([sieve, wish, filter, path = m_file] { sieve->look(wish, filter, path); });
}

void WindowBench::exportFiltered(const ui::ExportWish &wish)
{
    m_sieve.post([sieve = m_sieve.engine(), wish, path = m_file] { sieve->write(wish, path); });
}

void WindowBench::fetchExchange(ExchangeNumber number)
{
    EngineThread<Books> *books = this->books();
    if (!books)
        return;
    books->post([this, engine = books->engine(), path = m_file, number, told = m_found.of(number)] {
        const std::shared_ptr<const journal::Exchange> found = engine->exchange(path, number);
        const protocol::Findings findings =
            found && told.empty() ? engine->findingsOf(*found) : told;
        QMetaObject::invokeMethod(
            this, [this, found, findings] { Q_EMIT exchangeFetched(found, findings); },
            Qt::QueuedConnection);
    });
}

void WindowBench::fetchStrip(ledger::FeedNumber feed, protocol::Sequence first,
                             protocol::Sequence last, int columns)
{
    m_wish = {feed, first, last, columns};
    if (!m_stripUnderWay)
        computeStrip();
}

void WindowBench::computeStrip()
{
    EngineThread<Books> *books = this->books();
    if (!books || !m_wish)
        return;
    m_stripUnderWay = true;
    books->post([this, engine = books->engine(), wish = *std::exchange(m_wish, std::nullopt)] {
        std::vector<ledger::StripCell> cells =
            engine->strip(wish.feed, wish.first, wish.last, wish.columns);
        QMetaObject::invokeMethod(
            this,
            [this, wish, cells = std::move(cells)] {
                m_stripUnderWay = false;
                Q_EMIT stripFetched(wish.feed, wish.first, wish.last, cells);
                computeStrip();
            },
            Qt::QueuedConnection);
    });
}

void WindowBench::look()
{
    m_consumer.poll();
    m_producer.poll();
    m_resource.poll();
    m_triage.poll();
    const qint64 bytes = QFileInfo(m_file).size() + QFileInfo(m_file + u"-wal"_s).size();
    if (bytes != m_state.bytesOnDisk) {
        m_state.bytesOnDisk = bytes;
        tellSession();
    }
}

void WindowBench::tellSession()
{
    Q_EMIT sessionChanged(m_state);
}

} // namespace pushbench::app
