// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/triagehalf.h"

#include "app/options/optionvalues.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr int kPage = 1000; ///< Events that are asked for at once.

Result<triage::TriageConfig> configFor(const ui::TriageSettings &settings, bool over)
{
    if (settings.url.isEmpty())
        return Fault{FaultKind::Usage, TriageHalf::tr("Resource to ask"),
                     TriageHalf::tr("no URL is given; write the service root, such as "
                                    "http://127.0.0.1:8029/odata")};
    const Result<QUrl> root =
        readServiceRoot(TriageHalf::tr("Resource to ask"), settings.url, TriageHalf::tr("Token"));
    if (!root)
        return root.fault();
    triage::TriageConfig config;
    config.reader.root = root.value();
    config.reader.pageSize = kPage;
    config.times = {.grace = over ? std::chrono::seconds(0) : settings.grace,
                    .settle = settings.settle,
                    .deadline = settings.deadline,
                    .over = over};
    if (!settings.token.isEmpty()) {
        const Result<Secret> token =
            readSecret(TriageHalf::tr("Token of the resource to ask"), settings.token);
        if (!token)
            return token.fault();
        config.reader.token = token.value();
    }
    return config;
}

} // namespace

TriageHalf::TriageHalf(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

EngineThread<Books> *TriageHalf::books() const
{
    return m_live ? &m_live->books() : m_recording;
}

void TriageHalf::set(const ui::TriageSettings &settings)
{
    m_before.reset();
    m_settings = settings;
    apply();
}

void TriageHalf::setForNow(const ui::TriageSettings &settings)
{
    if (!m_before)
        m_before = m_settings;
    m_settings = settings;
    apply();
}

void TriageHalf::attach(Session &live)
{
    m_live = &live;
    apply();
}

void TriageHalf::attach(EngineThread<Books> &recording)
{
    m_recording = &recording;
    m_settings.ask = false;
    apply();
}

void TriageHalf::detach()
{
    m_live = nullptr;
    m_recording = nullptr;
    if (m_before)
        m_settings = *std::exchange(m_before, std::nullopt);
}

void TriageHalf::apply()
{
    ui::TriageState state{.settings = m_settings,
                          .forNow = m_before.has_value(),
                          .root = {},
                          .troubles = {},
                          .fault = {}};
    std::optional<triage::TriageConfig> config;
    if (m_settings.ask) {
        const Result<triage::TriageConfig> wanted = configFor(m_settings, m_recording);
        if (wanted) {
            config = wanted.value();
            state.asking = true;
            state.root = config->reader.root;
        } else {
            state.fault = wanted.fault().message();
            Q_EMIT failed(wanted.fault());
        }
    }
    if (m_live) {
        m_live->setGrace(m_settings.grace);
        if (config)
            m_live->askResource(*config);
        else
            m_live->stopAsking();
    } else if (m_recording) {
        m_recording->post([engine = m_recording->engine(), config, &clock = m_clock] {
            if (config)
                engine->askResource(*config, clock);
            else
                engine->stopAsking();
        });
    }
    tell(state);
}

void TriageHalf::ask(ledger::FeedNumber feed, ledger::NumberRange range)
{
    if (EngineThread<Books> *books = this->books())
        books->post([engine = books->engine(), feed, range] {
            if (triage::Triage *triage = engine->triage())
                triage->ask(feed, range);
        });
}

void TriageHalf::recover(const std::vector<ledger::FeedRange> &numbers)
{
    if (!m_live || !m_state.asking) {
        Q_EMIT failed({FaultKind::Usage, tr("Recover"),
                       tr("nobody is asked; name the producer's EntityEvent resource in the "
                          "consumer's panel")});
        return;
    }
    ++m_recoveries;
    ui::TriageState state = m_state;
    state.recovering = true;
    tell(state);
    m_live->books().post([engine = m_live->books().engine(), numbers] {
        triage::Triage *triage = engine->triage();
        const ledger::Books &books = engine->keeper().books();
        for (const ledger::FeedRange &each : numbers) {
            if (triage && each.feed.value < books.count() && !books.isFrozen(each.feed))
                triage->recover(each.feed, each.range);
        }
    });
}

void TriageHalf::poll()
{
    EngineThread<Books> *books = this->books();
    if (!books || !m_state.asking)
        return;
    books->post([this, engine = books->engine(), root = m_state.root, over = !m_live,
                 recovery = m_recoveries, now = m_clock.now().wall] {
        triage::Triage *triage = engine->triage();
        if (!triage)
            return;
        if (over) { // The books of a recording have no clock of their own.
            engine->age(now);
            triage->look();
        }
        const auto troubles = triage->troubles();
        const bool recovering = triage->isRecovering();
        QMetaObject::invokeMethod(
            this,
            [this, root, troubles, recovery, recovering] {
                if (!m_state.asking || m_state.root != root)
                    return; // by somebody else's answers
                ui::TriageState state = m_state;
                state.troubles = {troubles.begin(), troubles.end()};
                if (recovery == m_recoveries)
                    state.recovering = state.recovering && recovering;
                if (state != m_state)
                    tell(state);
            },
            Qt::QueuedConnection);
    });
}

void TriageHalf::tell(const ui::TriageState &state)
{
    m_state = state;
    Q_EMIT changed(m_state);
}

} // namespace pushbench::app
