// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/nextanswer.h"

#include "ui/panels/forms.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace pushbench::ui {

using namespace std::chrono_literals;

NextAnswer::NextAnswer(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , retryMenu(new QMenu(tr("&Retry-After"), this))
    , faultMenu(new QMenu(tr("More &faults"), this))
    , honestAction(new QAction(tr("Honest again"), this))
    , m_bench(bench)
{
    buildActions();
    buildRetries();
    buildFaults();
    buildGrid();
}

void NextAnswer::buildActions()
{
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
    honestAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
    honestAction->setToolTip(tr("Answer as the standard says again (Ctrl+0)"));
    connect(honestAction, &QAction::triggered, this, [this] { m_bench.answerHonestly(); });
}

/// What a producer has to understand, and what it has to survive (RCP028-R14, R15, H-RA1 to H-RA5).
void NextAnswer::buildRetries()
{
    constexpr auto kSixtyYears = std::chrono::seconds(std::chrono::years(60));
    const auto text = [](const char *value) {
        return ForcedAnswer{.retryAfter = RetryAfterChoice::Text, .retryText = value};
    };
    const auto date = [](RetryAfterChoice form, std::chrono::seconds ahead) {
        return ForcedAnswer{.retryAfter = form, .retrySeconds = ahead};
    };
    addTo(retryMenu, tr("60 seconds"), {.retrySeconds = 60s});
    addTo(retryMenu, tr("0 seconds"), {.retrySeconds = 0s});
    addTo(retryMenu, tr("A date in 10 seconds"), date(RetryAfterChoice::Date, 10s));
    addTo(retryMenu, tr("The same as RFC 850 wrote it"), date(RetryAfterChoice::Rfc850, 10s));
    addTo(retryMenu, tr("The same as asctime writes it"), date(RetryAfterChoice::Asctime, 10s));
    retryMenu->addSeparator();
    addTo(retryMenu, tr("A date that is past"), date(RetryAfterChoice::Date, -60s));
    addTo(retryMenu, tr("A year of two digits that means the past"),
          date(RetryAfterChoice::Rfc850, kSixtyYears));
    addTo(retryMenu, tr("A day"), text("86400"));
    addTo(retryMenu, tr("None at all"), {.retryAfter = RetryAfterChoice::None});
    retryMenu->addSeparator();
    addTo(retryMenu, tr("Not legal: %1").arg(QStringLiteral("soon")), text("soon"));
    addTo(retryMenu, tr("Not legal: %1").arg(QStringLiteral("60s")), text("60s"));
    addTo(retryMenu, tr("Not legal: %1").arg(QStringLiteral("1.5")), text("1.5"));
    addTo(retryMenu, tr("Not legal: %1").arg(QStringLiteral("-5")), text("-5"));
    retryMenu->addSeparator();
    addTo(retryMenu, tr("503 and 10 seconds"), {.status = 503, .retrySeconds = 10s});
    addTo(retryMenu, tr("413 and 10 seconds"), {.status = 413, .retrySeconds = 10s});
}

void NextAnswer::buildFaults()
{
    const auto add = [this](wire::AnswerFault fault, const QString &text) {
        addTo(faultMenu, text,
              {.status = 200, .retryAfter = RetryAfterChoice::None, .fault = fault});
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

void NextAnswer::addAnswer(const QString &text, const QString &toolTip, int key,
                           const ForcedAnswer &answer)
{
    auto *action = new QAction(text, this);
    action->setShortcut(QKeySequence(Qt::CTRL | (Qt::Key_0 + key)));
    action->setToolTip(toolTip);
    connect(action, &QAction::triggered, this, [this, answer] { m_bench.forceAnswer(answer); });
    actions.push_back(action);
}

void NextAnswer::addTo(QMenu *menu, const QString &text, const ForcedAnswer &answer)
{
    QAction *action = menu->addAction(text);
    connect(action, &QAction::triggered, this, [this, answer] { m_bench.forceAnswer(answer); });
}

void NextAnswer::buildGrid()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(mutedLabel(tr("Next answer")), 0, 0, 1, 3);
    retryMenu->menuAction()->setToolTip(
        tr("Answer the next request with 429 and this Retry-After"));
    faultMenu->menuAction()->setToolTip(tr("Break the next answer on purpose"));
    std::vector<QAction *> all = actions;
    all.insert(all.end(), {retryMenu->menuAction(), faultMenu->menuAction(), honestAction});
    int place = 0;
    for (QAction *action : all) {
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
}

void NextAnswer::take(const ConsumerState &state)
{
    for (QAction *action : actions)
        action->setEnabled(state.listening);
    retryMenu->setEnabled(state.listening);
    faultMenu->setEnabled(state.listening);
    honestAction->setEnabled(!state.forcedAnswer.isEmpty());
}

} // namespace pushbench::ui
