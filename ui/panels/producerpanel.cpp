// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/producerpanel.h"

#include "ui/models/texts.h"
#include "ui/panels/composeeditor.h"
#include "ui/panels/feedform.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QAction>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QStringBuilder>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

Tone toneOf(ProducerPhase phase)
{
    switch (phase) {
    case ProducerPhase::Idle:
        return Tone::Neutral;
    case ProducerPhase::Pushing:
    case ProducerPhase::Done:
        return Tone::Good;
    case ProducerPhase::Holding:
    case ProducerPhase::BackingOff:
    case ProducerPhase::Paused:
        return Tone::Warn;
    case ProducerPhase::Halted:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

/// Why, when the bench did not say it.
QString plainReason(const ProducerState &state)
{
    switch (state.phase) {
    case ProducerPhase::Idle:
        return ProducerPanel::tr("Nothing is being pushed.");
    case ProducerPhase::Pushing:
        return state.target.isEmpty()
            ? ProducerPanel::tr("Pushing to the target.")
            : ProducerPanel::tr("To %1.").arg(state.target.toString(QUrl::RemoveUserInfo));
    case ProducerPhase::Holding:
        return ProducerPanel::tr("The consumer asked to wait.");
    case ProducerPhase::BackingOff:
        return ProducerPanel::tr("The last request failed; it is sent again.");
    case ProducerPhase::Paused:
        return ProducerPanel::tr("Held by you. Resume goes on, Step lets one request go.");
    case ProducerPhase::Halted:
        return ProducerPanel::tr("It gave up. Resume tries again.");
    case ProducerPhase::Done:
        return ProducerPanel::tr("Everything was delivered.");
    }
    return {};
}

QString countdownText(const ProducerState &state, WallTime now)
{
    const QString left = countdown(waitLeft(state, now));
    return state.whole.count() > 0 ? ProducerPanel::tr("%1 of %2").arg(left, countdown(state.whole))
                                   : left;
}

} // namespace

std::chrono::microseconds waitLeft(const ProducerState &state, WallTime now)
{
    const std::chrono::microseconds left = state.until - now;
    return state.whole.count() > 0 ? std::min<std::chrono::microseconds>(left, state.whole) : left;
}

QString producerHeadline(const ProducerState &state, WallTime now)
{
    switch (state.phase) {
    case ProducerPhase::Idle:
        return ProducerPanel::tr("Idle");
    case ProducerPhase::Pushing:
        return ProducerPanel::tr("Pushing, %1 events/s").arg(grouped(qRound64(state.perSecond)));
    case ProducerPhase::Holding:
        return ProducerPanel::tr("Holding %1").arg(countdownText(state, now));
    case ProducerPhase::BackingOff:
        return ProducerPanel::tr("Trying again in %1").arg(countdownText(state, now));
    case ProducerPhase::Paused:
        return ProducerPanel::tr("Paused");
    case ProducerPhase::Halted:
        return ProducerPanel::tr("Halted");
    case ProducerPhase::Done:
        return ProducerPanel::tr("Done, %1 delivered").arg(grouped(state.delivered));
    }
    return {};
}

QString producerSentence(const ProducerState &state)
{
    QString sentence = state.reason.isEmpty() ? plainReason(state) : state.reason;
    const bool failed =
        state.phase == ProducerPhase::BackingOff || state.phase == ProducerPhase::Halted;
    if (failed && !state.reason.isEmpty() && !state.target.isEmpty())
        sentence += u" (" % state.target.toString(QUrl::RemoveUserInfo) % u')';
    if (!sentence.endsWith(u'.'))
        sentence += u'.';
    if (state.waiting > 0)
        sentence += u' ' % ProducerPanel::tr("%1 events wait.").arg(grouped(state.waiting));
    return sentence;
}

ProducerPanel::ProducerPanel(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , pushAction(new QAction(themedIcon(u"play"_s), tr("Push"), this))
    , holdAction(new QAction(themedIcon(u"pause"_s), tr("Hold"), this))
    , resumeAction(new QAction(themedIcon(u"resume"_s), tr("Resume"), this))
    , stepAction(new QAction(themedIcon(u"step"_s), tr("Step"), this))
    , stopAction(new QAction(themedIcon(u"stop"_s), tr("Stop"), this))
    , m_bench(bench)
    , m_card(new Card)
    , m_target(named(new QLineEdit, tr("Target URL")))
    , m_token(named(new QLineEdit, tr("Bearer token of the target")))
    , m_source(
          named(new QLineEdit, tr("EntityEventSource"), tr("Leave empty to send no such field")))
    , m_tabs(new QTabWidget)
    , m_feed(new FeedForm)
    , m_compose(new ComposeEditor)
{
    buildActions();
    buildLayout();
    connect(&m_bench, &Bench::producerChanged, this, &ProducerPanel::take);
    connect(m_compose, &ComposeEditor::sendWanted, this,
            [this](const QByteArray &body) { m_bench.sendBody(settings(), body); });
    connect(m_compose, &ComposeEditor::sourceSuggested, m_source, &QLineEdit::setText);
    show(ProducerSettings{});
    take(ProducerState{});
}

void ProducerPanel::buildActions()
{
    pushAction->setShortcut(Qt::Key_F5);
    pushAction->setToolTip(tr("Push the feed to the target (F5)"));
    holdAction->setShortcut(Qt::Key_F6);
    holdAction->setToolTip(tr("Let no further request go (F6)"));
    resumeAction->setShortcut(Qt::Key_F7);
    resumeAction->setToolTip(tr("Go on (F7)"));
    stepAction->setShortcut(Qt::Key_F8);
    stepAction->setToolTip(tr("Let one request go (F8)"));
    stopAction->setShortcut(Qt::Key_F9);
    stopAction->setToolTip(tr("End this push (F9)"));
    connect(pushAction, &QAction::triggered, this, &ProducerPanel::push);
    connect(holdAction, &QAction::triggered, this, [this] { m_bench.holdPush(); });
    connect(resumeAction, &QAction::triggered, this, [this] { m_bench.resumePush(); });
    connect(stepAction, &QAction::triggered, this, [this] { m_bench.stepPush(); });
    connect(stopAction, &QAction::triggered, this, [this] { m_bench.stopPush(); });
}

void ProducerPanel::buildLayout()
{
    m_target->setPlaceholderText(u"https://example.com/webhooks"_s);
    m_target->setFont(codeFont());
    m_token->setEchoMode(QLineEdit::Password);
    m_source->setPlaceholderText(tr("none"));
    auto *reveal = new QAction(themedIcon(u"eye"_s), tr("Show the token"), m_token);
    reveal->setCheckable(true);
    m_token->addAction(reveal, QLineEdit::TrailingPosition);
    connect(reveal, &QAction::toggled, m_token, [this](bool shown) {
        m_token->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelMargin);
    layout->setSpacing(kPanelSpacing);
    auto *form = newForm();
    form->addRow(tr("Target"), m_target);
    form->addRow(tr("Token"), m_token);
    form->addRow(tr("Source"), m_source);
    layout->addLayout(form);
    layout->addWidget(m_card);
    m_tabs->setAccessibleName(tr("What to push"));
    layout->addWidget(m_tabs, 1);

    auto *feedPage = new QWidget;
    auto *feedLayout = new QVBoxLayout(feedPage);
    feedLayout->setContentsMargins(0, kPanelSpacing, 0, 0);
    feedLayout->setSpacing(kPanelSpacing);
    feedLayout->addWidget(m_feed);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(6);
    int place = 0;
    for (QAction *action : {pushAction, holdAction, resumeAction, stepAction, stopAction}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setProperty("framed", true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setAccessibleName(action->text());
        buttons->addWidget(button, place / 3, place % 3);
        ++place;
    }
    feedLayout->addLayout(buttons);
    feedLayout->addStretch(1);
    auto *composePage = new QWidget;
    auto *composeLayout = new QVBoxLayout(composePage);
    composeLayout->setContentsMargins(0, kPanelSpacing, 0, 0);
    composeLayout->addWidget(m_compose);
    m_tabs->addTab(feedPage, tr("Feed"));
    m_tabs->addTab(composePage, tr("One request"));

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    alignLabels(*content);
    outer->addWidget(scrolling(content));
}

ProducerSettings ProducerPanel::settings() const
{
    ProducerSettings settings;
    settings.target = QUrl(m_target->text().trimmed(), QUrl::StrictMode);
    settings.token = m_token->text();
    settings.source = m_source->text();
    m_feed->store(settings);
    return settings;
}

void ProducerPanel::show(const ProducerSettings &settings)
{
    m_target->setText(settings.target.toString());
    m_target->setCursorPosition(0);
    m_token->setText(settings.token);
    m_source->setText(settings.source);
    m_feed->show(settings);
}

void ProducerPanel::aimAt(const QString &target, const QString &token)
{
    m_target->setText(target);
    m_target->setCursorPosition(0);
    m_token->setText(token);
}

void ProducerPanel::push()
{
    m_bench.startPush(settings());
}

void ProducerPanel::take(const ProducerState &state)
{
    m_state = state;
    updateCard();
    updateActions();
}

void ProducerPanel::tick(WallTime now)
{
    m_now = now;
    if (m_state.phase == ProducerPhase::Holding || m_state.phase == ProducerPhase::BackingOff)
        updateCard();
}

void ProducerPanel::updateCard()
{
    m_card->say(toneOf(m_state.phase), producerHeadline(m_state, m_now), producerSentence(m_state));
}

void ProducerPanel::updateActions()
{
    const ProducerPhase phase = m_state.phase;
    const bool resting = phase == ProducerPhase::Idle || phase == ProducerPhase::Done;
    const bool moving = phase == ProducerPhase::Pushing || phase == ProducerPhase::Holding
        || phase == ProducerPhase::BackingOff;
    pushAction->setEnabled(resting || phase == ProducerPhase::Halted);
    holdAction->setEnabled(moving);
    resumeAction->setEnabled(phase == ProducerPhase::Paused || phase == ProducerPhase::Halted);
    stepAction->setEnabled(phase == ProducerPhase::Paused);
    stopAction->setEnabled(!resting);
}

} // namespace pushbench::ui
