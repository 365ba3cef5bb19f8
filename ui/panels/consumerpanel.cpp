// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/consumerpanel.h"

#include "ui/models/texts.h"
#include "ui/panels/endpointeditor.h"
#include "ui/panels/forms.h"
#include "ui/panels/handover.h"
#include "ui/panels/listenform.h"
#include "ui/panels/nextanswer.h"
#include "ui/panels/policyeditor.h"
#include "ui/panels/triageform.h"
#include "ui/views/card.h"
#include "ui/views/icons.h"
#include "ui/views/section.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QString ms(double value)
{
    return QLocale().toString(value, 'f', 1);
}

} // namespace

ConsumerPanel::ConsumerPanel(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , startAction(new QAction(themedIcon(u"listen"_s), {}, this))
    , m_bench(bench)
    , m_card(new Card)
    , m_form(new ListenForm)
    , m_endpoints(new EndpointEditor)
    , m_hand(new Handover)
    , m_start(new QPushButton)
    , m_curl(named(new QPushButton(tr("Copy as curl")), tr("Copy curl command"),
                   tr("Copy a command that posts one event, with the token")))
    , m_next(new NextAnswer(bench))
    , m_forced(new Card)
    , m_triage(new TriageForm(bench))
    , m_triagePart(new Section(tr("Gaps"), m_triage))
    , m_policy(new PolicyEditor(bench))
{
    startAction->setShortcut(Qt::Key_F4);
    connect(startAction, &QAction::triggered, this, [this] {
        if (m_state.listening)
            m_bench.stopConsumer();
        else
            start();
    });
    connect(m_start, &QPushButton::clicked, startAction, &QAction::trigger);
    connect(m_curl, &QPushButton::clicked, this, &ConsumerPanel::copyCurl);
    connect(m_endpoints, &EndpointEditor::chosen, this, &ConsumerPanel::updateFields);
    connect(&m_bench, &Bench::consumerChanged, this, &ConsumerPanel::take);
    const auto summarise = [this] {
        m_triagePart->setSummary(m_triage->summary(), m_triage->isTroubled());
    };
    connect(m_triage, &TriageForm::changed, this, summarise);
    summarise();
    buildLayout();
    show(ConsumerSettings{});
    take(ConsumerState{});
}

void ConsumerPanel::buildLayout()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelMargin);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_card);
    layout->addWidget(m_form);
    layout->addWidget(m_endpoints);
    layout->addWidget(m_hand);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_start);
    buttons->addWidget(m_curl);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addWidget(m_next);
    layout->addWidget(m_forced);
    layout->addWidget(m_triagePart);
    layout->addWidget(m_policy);
    layout->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    alignLabels(*content);
    outer->addWidget(scrolling(content));
}

ConsumerSettings ConsumerPanel::settings() const
{
    ConsumerSettings settings;
    m_form->write(settings);
    settings.endpoints = m_endpoints->endpoints();
    return settings;
}

void ConsumerPanel::show(const ConsumerSettings &settings)
{
    m_form->show(settings);
    m_endpoints->show(settings.endpoints);
}

void ConsumerPanel::start()
{
    m_bench.startConsumer(settings());
}

void ConsumerPanel::showTriage()
{
    m_triagePart->setOpen(true);
    m_triage->focusUrl();
}

void ConsumerPanel::take(const ConsumerState &state)
{
    const bool turned = state.listening != m_state.listening;
    m_state = state;
    if (turned)
        m_endpoints->setRunning(state.endpoints);
    const QString start = tr("Start the consumer");
    const QString stop = tr("Stop the consumer");
    startAction->setText(state.listening ? stop : start);
    startAction->setToolTip((state.listening ? stop : start) % u" (F4)");
    startAction->setIcon(themedIcon(state.listening ? u"stop"_s : u"listen"_s));
    m_start->setText(startAction->text());
    m_start->setToolTip(startAction->toolTip());
    restyle(*m_start, "primary", !state.listening);
    m_next->take(state);
    updateFields();
    updateCard();
    updateForced();
}

void ConsumerPanel::updateFields()
{
    m_form->setVisible(!m_state.listening);
    m_hand->setVisible(m_state.listening);
    m_curl->setVisible(m_state.listening);
    m_hand->show(m_state, m_endpoints->current());
}

void ConsumerPanel::copyCurl()
{
    const size_t endpoint = m_endpoints->current();
    if (endpoint < m_state.endpoints.size())
        QGuiApplication::clipboard()->setText(
            tryOutCommandWithToken(m_state.endpoints[endpoint], m_state.caFile));
}

void ConsumerPanel::setExchanges(qint64 exchanges)
{
    const bool changed = (m_exchanges == 0) != (exchanges == 0);
    m_exchanges = exchanges;
    if (changed)
        updateCard();
}

void ConsumerPanel::tick(WallTime now)
{
    m_now = now;
    if (m_state.forcedUntil != WallTime{})
        updateForced();
}

void ConsumerPanel::updateCard()
{
    if (!m_state.fault.isEmpty()) {
        m_card->say(Tone::Bad, tr("Does not listen"), m_state.fault);
    } else if (!m_state.listening) {
        m_card->say(Tone::Neutral, tr("Stopped"), tr("Start it, and a producer can push to it."));
    } else if (m_exchanges == 0 && m_state.connections == 0) {
        m_card->say(Tone::Good, tr("Listening"), tr("Nobody has come yet."));
    } else {
        m_card->say(Tone::Good, tr("Listening, queue %1").arg(grouped(m_state.waiting)),
                    tr("Answers leave in %1 ms (p50), %2 ms (p99), %3 ms (max). Journal queue at "
                       "most %4. Connections: %5.")
                        .arg(ms(m_state.ackP50Ms), ms(m_state.ackP99Ms), ms(m_state.ackMaxMs),
                             grouped(m_state.queueMost))
                        .arg(m_state.connections));
    }
}

void ConsumerPanel::updateForced()
{
    const bool forced = !m_state.forcedAnswer.isEmpty();
    m_forced->setVisible(forced);
    if (!forced)
        return;
    const bool timed = m_state.forcedUntil != WallTime{};
    m_forced->say(Tone::Warn,
                  timed ? tr("Not honest for %1").arg(countdown(m_state.forcedUntil - m_now))
                        : tr("Not honest"),
                  tr("Answers %1.").arg(m_state.forcedAnswer));
}

} // namespace pushbench::ui
