// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/consumerpanel.h"

#include "ui/models/curlcommand.h"
#include "ui/models/texts.h"
#include "ui/panels/forms.h"
#include "ui/panels/policyeditor.h"
#include "ui/views/card.h"
#include "ui/views/copyfield.h"
#include "ui/views/icons.h"

#include <QAction>
#include <QClipboard>
#include <QFormLayout>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QStringBuilder>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kTryOutBody =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":1101,)"
    R"("ResourceName":"Property","ResourceRecordKey":"235021"})";

QString ms(double value)
{
    return QLocale().toString(value, 'f', 1);
}

} // namespace

QString tryOutCommand(const ConsumerState &state)
{
    QString command = QString::fromUtf8(curlCommand(state.url, kTryOutBody));
    return command.replace(u" \\\n  "_s, u" "_s);
}

QString tryOutCommandWithToken(const ConsumerState &state)
{
    return u"export PUSHBENCH_AUTH_TOKEN=" % QString::fromUtf8(shellQuoted(state.token.reveal()))
        % u'\n' % tryOutCommand(state);
}

ConsumerPanel::ConsumerPanel(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , startAction(new QAction(themedIcon(u"listen"_s), {}, this))
    , faultMenu(new QMenu(tr("More &faults"), this))
    , honestAction(new QAction(tr("Honest again"), this))
    , m_bench(bench)
    , m_card(new Card)
    , m_host(named(new QLineEdit, tr("Address to listen on")))
    , m_port(named(new QSpinBox, tr("Port"), tr("Port; 0 picks a free one")))
    , m_path(named(new QLineEdit, tr("Path"), tr("Path that takes the POSTs")))
    , m_source(named(new QLineEdit, tr("Expected EntityEventSource"),
                     tr("Leave empty to take any source")))
    , m_form(new QWidget)
    , m_start(new QPushButton)
    , m_hand(new QWidget)
    , m_url(new CopyField(tr("URL")))
    , m_token(new CopyField(tr("token")))
    , m_curl(named(new QPushButton(tr("Copy as curl")), tr("Copy curl command"),
                   tr("Copy a command that posts one event, with the token")))
    , m_forced(new Card)
    , m_policy(new PolicyEditor(bench))
{
    buildActions();
    buildLayout();
    connect(&m_bench, &Bench::consumerChanged, this, &ConsumerPanel::take);
    show(ConsumerSettings{});
    take(ConsumerState{});
}

void ConsumerPanel::buildActions()
{
    using namespace std::chrono_literals;
    startAction->setShortcut(Qt::Key_F4);
    connect(startAction, &QAction::triggered, this, [this] {
        if (m_state.listening)
            m_bench.stopConsumer();
        else
            start();
    });
    addAnswer(tr("429 next"), tr("Answer the next request with 429, Retry-After: 2"), 1,
              {.status = 429, .retrySeconds = 2s});
    addAnswer(tr("429 date"), tr("Answer the next request with 429 and a date in Retry-After"), 2,
              {.status = 429, .retryAfter = RetryAfterChoice::Date, .retrySeconds = 3s});
    addAnswer(tr("429 for 30 s"), tr("Answer everything with 429 for 30 seconds"), 3,
              {.status = 429, .duration = 30s, .retrySeconds = 30s});
    addAnswer(tr("503 next"), tr("Answer the next request with 503, no Retry-After"), 4,
              {.status = 503, .retryAfter = RetryAfterChoice::None});
    addAnswer(tr("Slow 5 s"), tr("Take the next request, but answer after 5 seconds"), 5,
              {.status = 200, .retryAfter = RetryAfterChoice::None, .latency = 5s});
    addAnswer(
        tr("Reset"), tr("Reset the next request's connection instead of an answer"), 6,
        {.status = 200, .retryAfter = RetryAfterChoice::None, .fault = wire::AnswerFault::Reset});
    buildFaults();
    honestAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
    honestAction->setToolTip(tr("Answer as the standard says again (Ctrl+0)"));
    connect(honestAction, &QAction::triggered, this, [this] { m_bench.answerHonestly(); });
}

void ConsumerPanel::buildFaults()
{
    const auto add = [this](wire::AnswerFault fault, const QString &text) {
        const ForcedAnswer answer{
            .status = 200, .retryAfter = RetryAfterChoice::None, .fault = fault};
        QAction *action = faultMenu->addAction(text);
        connect(action, &QAction::triggered, this, [this, answer] { m_bench.forceAnswer(answer); });
    };
    add(wire::AnswerFault::Close, tr("Close without an answer"));
    add(wire::AnswerFault::Never, tr("Never answer"));
    add(wire::AnswerFault::ResetDuring, tr("Reset in the middle of the answer"));
    add(wire::AnswerFault::ResetAfter, tr("Reset behind the answer"));
    add(wire::AnswerFault::Truncate, tr("Close in the middle of the body"));
    add(wire::AnswerFault::WrongLength, tr("A Content-Length that is too large"));
    add(wire::AnswerFault::Drip, tr("Drip the answer"));
    add(wire::AnswerFault::StreamReset, tr("Reset the stream (HTTP/2)"));
    add(wire::AnswerFault::GoAway, tr("GOAWAY (HTTP/2)"));
}

void ConsumerPanel::addAnswer(const QString &text, const QString &toolTip, int key,
                              const ForcedAnswer &answer)
{
    auto *action = new QAction(text, this);
    action->setShortcut(QKeySequence(Qt::CTRL | (Qt::Key_0 + key)));
    action->setToolTip(toolTip);
    connect(action, &QAction::triggered, this, [this, answer] { m_bench.forceAnswer(answer); });
    answerActions.push_back(action);
}

void ConsumerPanel::buildLayout()
{
    m_port->setRange(0, 65535);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    m_source->setPlaceholderText(tr("any"));
    auto *form = newForm(m_form);
    auto *address = new QHBoxLayout;
    address->setSpacing(6);
    address->addWidget(m_host, 3);
    address->addWidget(m_port, 1);
    form->addRow(tr("Listen on"), address);
    form->addRow(tr("Path"), m_path);
    form->addRow(tr("Source"), m_source);

    auto *hand = newForm(m_hand);
    hand->addRow(tr("URL"), m_url);
    hand->addRow(tr("Token"), m_token);
    connect(m_curl, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(tryOutCommandWithToken(m_state)); });
    connect(m_start, &QPushButton::clicked, startAction, &QAction::trigger);

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelMargin);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_card);
    layout->addWidget(m_form);
    layout->addWidget(m_hand);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_start);
    buttons->addWidget(m_curl);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addWidget(buildAnswers());
    layout->addWidget(m_forced);
    layout->addWidget(m_policy);
    layout->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    alignLabels(*content);
    outer->addWidget(scrolling(content));
}

QWidget *ConsumerPanel::buildAnswers()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(mutedLabel(tr("Next answer")), 0, 0, 1, 3);
    std::vector<QAction *> actions = answerActions;
    actions.push_back(faultMenu->menuAction());
    actions.push_back(honestAction);
    int place = 0;
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        if (action->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        button->setProperty("framed", true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setAccessibleName(QString(action->text()).remove(u'&'));
        grid->addWidget(button, 1 + place / 3, place % 3);
        ++place;
    }
    return box;
}

ConsumerSettings ConsumerPanel::settings() const
{
    ConsumerSettings settings;
    settings.host = m_host->text().trimmed();
    settings.port = quint16(m_port->value());
    settings.path = m_path->text().trimmed();
    settings.source = m_source->text();
    return settings;
}

void ConsumerPanel::show(const ConsumerSettings &settings)
{
    m_host->setText(settings.host);
    m_port->setValue(settings.port);
    m_path->setText(settings.path);
    m_source->setText(settings.source);
}

void ConsumerPanel::start()
{
    m_bench.startConsumer(settings());
}

void ConsumerPanel::take(const ConsumerState &state)
{
    m_state = state;
    const QString start = tr("Start the consumer");
    const QString stop = tr("Stop the consumer");
    startAction->setText(state.listening ? stop : start);
    startAction->setToolTip((state.listening ? stop : start) % u" (F4)");
    startAction->setIcon(themedIcon(state.listening ? u"stop"_s : u"listen"_s));
    m_start->setText(startAction->text());
    m_start->setToolTip(startAction->toolTip());
    restyle(*m_start, "primary", !state.listening);
    for (QAction *action : answerActions)
        action->setEnabled(state.listening);
    faultMenu->setEnabled(state.listening);
    updateFields();
    updateCard();
    updateForced();
}

void ConsumerPanel::updateFields()
{
    m_form->setVisible(!m_state.listening);
    m_hand->setVisible(m_state.listening);
    m_curl->setVisible(m_state.listening);
    if (!m_state.listening) {
        for (CopyField *field : {m_url, m_token})
            field->setContent({});
        return;
    }
    m_url->setContent(m_state.url.toString());
    m_token->setContent(QString::fromLatin1(m_state.token.fingerprint()),
                        QString::fromUtf8(m_state.token.reveal()));
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
                    tr("Acknowledged in %1 ms (p50), %2 ms (p99). Connections: %3.")
                        .arg(ms(m_state.ackP50Ms), ms(m_state.ackP99Ms))
                        .arg(m_state.connections));
    }
}

void ConsumerPanel::updateForced()
{
    const bool forced = !m_state.forcedAnswer.isEmpty();
    honestAction->setEnabled(forced);
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
