// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/producerpanel.h"

#include "ui/panels/advancedform.h"
#include "ui/panels/composeeditor.h"
#include "ui/panels/connectionform.h"
#include "ui/panels/feedform.h"
#include "ui/panels/forms.h"
#include "ui/panels/misbehaviourform.h"
#include "ui/panels/resourceform.h"
#include "ui/panels/signinform.h"
#include "ui/views/icons.h"
#include "ui/views/section.h"
#include "ui/views/theme.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

ProducerPanel::ProducerPanel(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , pushAction(new QAction(themedIcon(u"play"_s), tr("Push"), this))
    , holdAction(new QAction(themedIcon(u"pause"_s), tr("Hold"), this))
    , resumeAction(new QAction(themedIcon(u"resume"_s), tr("Resume"), this))
    , stepAction(new QAction(themedIcon(u"step"_s), tr("Step"), this))
    , stopAction(new QAction(themedIcon(u"stop"_s), tr("Stop"), this))
    , m_bench(bench)
    , m_card(new Card)
    , m_warning(new Card)
    , m_target(named(new QLineEdit, tr("Target URL")))
    , m_token(named(newSecretLine(), tr("Bearer token of the target")))
    , m_source(
          named(new QLineEdit, tr("EntityEventSource"), tr("Leave empty to send no such field")))
    , m_tabs(new QTabBar)
    , m_feed(new FeedForm)
    , m_compose(new ComposeEditor)
    , m_connection(new ConnectionForm)
    , m_signIn(new SignInForm)
    , m_advanced(new AdvancedForm)
    , m_wrongs(new MisbehaviourForm)
    , m_resource(new ResourceForm(bench))
    , m_connectionPart(new Section(tr("Connection"), m_connection))
    , m_signInPart(new Section(tr("Sign-in"), m_signIn))
    , m_advancedPart(new Section(tr("Advanced"), m_advanced))
    , m_wrongsPart(new Section(tr("Misbehaviour"), m_wrongs))
    , m_resourcePart(new Section(tr("Resource"), m_resource))
{
    buildActions();
    buildLayout();
    connectForms();
    showPage();
    show(ProducerSettings{});
    take(ProducerState{});
    updateSummaries();
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

/// The state and what can be done about it: always in sight, however far the forms are scrolled.
QWidget *ProducerPanel::buildTop()
{
    auto *top = new QWidget;
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelSpacing);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_card);
    layout->addWidget(m_warning);
    layout->addWidget(buildButtons());
    return top;
}

QWidget *ProducerPanel::buildButtons()
{
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (QAction *action : {pushAction, holdAction, resumeAction, stepAction, stopAction}) {
        // The last two are for few: their shape and their tool tip are enough.
        const bool terse = action == stepAction || action == stopAction;
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setProperty("framed", true);
        button->setToolButtonStyle(terse ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(terse ? QSizePolicy::Preferred : QSizePolicy::Expanding,
                              QSizePolicy::Fixed);
        button->setAccessibleName(action->text());
        row->addWidget(button);
    }
    return buttons;
}

void ProducerPanel::buildLayout()
{
    m_target->setPlaceholderText(u"https://example.com/webhooks"_s);
    m_target->setFont(codeFont());
    m_source->setPlaceholderText(tr("none"));
    m_tabs->setAccessibleName(tr("What to push"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Feed"));
    m_tabs->addTab(tr("One request"));
    connect(m_tabs, &QTabBar::currentChanged, this, &ProducerPanel::showPage);

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kPanelMargin, 0, kPanelMargin, kPanelMargin);
    layout->setSpacing(kPanelSpacing);
    auto *form = newForm();
    form->addRow(tr("Target"), m_target);
    form->addRow(tr("Token"), m_token);
    form->addRow(tr("Source"), m_source);
    layout->addLayout(form);
    layout->addWidget(m_tabs);
    layout->addWidget(m_feed);
    layout->addWidget(m_compose);
    auto *parts = new QVBoxLayout;
    parts->setSpacing(0);
    for (Section *part :
         {m_connectionPart, m_signInPart, m_advancedPart, m_wrongsPart, m_resourcePart})
        parts->addWidget(part);
    layout->addLayout(parts);
    layout->addStretch(1);
    alignLabels(*content);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolling(content, buildTop()));
}

/// Not in a QTabWidget, which is always as high as its highest page.
void ProducerPanel::showPage()
{
    m_feed->setVisible(m_tabs->currentIndex() == 0);
    m_compose->setVisible(m_tabs->currentIndex() == 1);
}

void ProducerPanel::connectForms()
{
    connect(&m_bench, &Bench::producerChanged, this, &ProducerPanel::take);
    connect(m_compose, &ComposeEditor::sendWanted, this,
            [this](const QByteArray &body) { m_bench.sendBody(settings(), body); });
    connect(m_compose, &ComposeEditor::sourceSuggested, m_source, &QLineEdit::setText);
    for (QLineEdit *line : {m_target, m_token})
        connect(line, &QLineEdit::textChanged, this, &ProducerPanel::updateSummaries);
    connect(m_connection, &ConnectionForm::changed, this, &ProducerPanel::updateSummaries);
    connect(m_signIn, &SignInForm::changed, this, &ProducerPanel::updateSummaries);
    connect(m_advanced, &AdvancedForm::changed, this, &ProducerPanel::updateSummaries);
    connect(m_wrongs, &MisbehaviourForm::changed, this, &ProducerPanel::updateSummaries);
    connect(m_resource, &ResourceForm::changed, this, &ProducerPanel::updateSummaries);
}

ProducerSettings ProducerPanel::settings() const
{
    ProducerSettings settings;
    settings.target = QUrl(m_target->text().trimmed(), QUrl::StrictMode);
    settings.token = m_token->text();
    settings.source = m_source->text();
    m_feed->store(settings);
    settings.connection = m_connection->settings();
    settings.signIn = m_signIn->settings();
    settings.misbehaviours = m_wrongs->ticked();
    settings.advanced = m_advanced->settings();
    return settings;
}

void ProducerPanel::show(const ProducerSettings &settings)
{
    m_target->setText(settings.target.toString());
    m_target->setCursorPosition(0);
    m_token->setText(settings.token);
    m_source->setText(settings.source);
    m_feed->show(settings);
    m_connection->show(settings.connection);
    m_signIn->show(settings.signIn);
    m_wrongs->show(settings.misbehaviours);
    m_advanced->show(settings.advanced);
}

void ProducerPanel::aimAt(const PushAim &aim)
{
    m_target->setText(aim.target);
    m_target->setCursorPosition(0);
    m_token->setText(aim.token);
    SignInSettings signIn = m_signIn->settings();
    signIn.nextToken = aim.nextToken;
    m_signIn->show(signIn);
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
    updateWarning();
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

bool ProducerPanel::isInsecure() const
{
    const auto secure = [](const QString &url) {
        return url.trimmed().startsWith(u"https:"_s, Qt::CaseInsensitive);
    };
    return m_connection->settings().insecure
        && (secure(m_target->text()) || secure(m_signIn->settings().tokenUrl));
}

void ProducerPanel::updateWarning()
{
    const bool insecure = isInsecure();
    m_warning->setVisible(insecure || !m_state.warnings.isEmpty());
    if (insecure)
        m_warning->say(Tone::Bad, tr("NO CERTIFICATE IS VERIFIED"),
                       tr("Whoever sits on the way can read and change everything, the token "
                          "included. Trust a certificate by its CA instead."));
    else
        m_warning->say(Tone::Warn, tr("Not safe"), m_state.warnings.join(u'\n'));
}

void ProducerPanel::updateSummaries()
{
    const qsizetype wrongs = m_wrongs->ticked().size();
    const bool signsIn = !m_signIn->settings().tokenUrl.isEmpty();
    m_connectionPart->setSummary(m_connection->summary(), m_connection->settings().insecure);
    m_signInPart->setSummary(signsIn                         ? tr("OAuth 2, client credentials")
                                 : m_token->text().isEmpty() ? tr("no token")
                                 : m_signIn->settings().nextToken.isEmpty()
                                 ? tr("the token above")
                                 : tr("the token above, then another"));
    m_advancedPart->setSummary(m_advanced->summary());
    m_wrongsPart->setSummary(wrongs > 0 ? tr("kinds: %1").arg(wrongs) : tr("none"), wrongs > 0);
    m_resourcePart->setSummary(m_resource->summary());
    m_token->setEnabled(!signsIn);
    updateWarning();
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
