// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkstatus.h"

#include "ui/models/texts.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/copyfield.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QString dayAndTime(WallTime time)
{
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(since.count()), QLocale::ShortFormat);
}

} // namespace

CheckStatus::CheckStatus(const CheckTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_card(new Card)
    , m_progress(named(new QProgressBar, tr("Progress of the checks")))
    , m_url(new CopyField(tr("URL for the producer")))
    , m_token(new CopyField(tr("token for the producer")))
    , m_nextToken(new CopyField(tr("next token for the producer")))
    , m_handover(buildHandover())
{
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget *part :
         {static_cast<QWidget *>(m_card), static_cast<QWidget *>(m_progress), m_handover}) {
        layout->addWidget(part);
        part->hide();
    }
}

/// What a producer has to know, while it is waited for.
QWidget *CheckStatus::buildHandover()
{
    auto *push = named(new QPushButton(tr("Push with ours")), tr("Push with ours"),
                       tr("Let the producer of this window push to the checks, with what its "
                          "panel says"));
    connect(push, &QPushButton::clicked, this, [this] {
        Q_EMIT pushWanted({.target = m_start.target,
                           .token = QString::fromUtf8(m_start.token.reveal()),
                           .nextToken = QString::fromUtf8(m_start.nextToken.reveal())});
    });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_url, 3);
    layout->addWidget(m_token, 2);
    layout->addWidget(m_nextToken, 2);
    layout->addWidget(push);
    return row;
}

void CheckStatus::prepare()
{
    m_start = {};
    m_wait = {};
    m_running = true;
    m_card->show();
    m_progress->show();
    sayRunning();
}

void CheckStatus::begin(const CheckStart &start, const PastRun *past)
{
    m_start = start;
    m_past = past ? std::optional(*past) : std::nullopt;
    m_url->setContent(start.target);
    m_token->setContent(QString::fromLatin1(start.token.fingerprint()),
                        QString::fromUtf8(start.token.reveal()));
    m_nextToken->setContent(QString::fromLatin1(start.nextToken.fingerprint()),
                            QString::fromUtf8(start.nextToken.reveal()));
    m_nextToken->setVisible(!start.nextToken.isEmpty());
    m_handover->setVisible(start.suite == checks::Suite::Producer);
    sayRunning();
}

void CheckStatus::wait(const CheckWait &wait)
{
    m_wait = wait;
    progress();
}

void CheckStatus::progress()
{
    if (m_running)
        sayRunning();
}

void CheckStatus::tick(WallTime now)
{
    m_now = now;
    if (m_running && m_wait.until != WallTime{})
        sayRunning();
}

void CheckStatus::note(bool good, const QString &headline, const QString &sentence)
{
    m_card->show();
    m_card->say(good ? Tone::Good : Tone::Bad, headline, sentence);
}

void CheckStatus::sayRunning()
{
    m_progress->setMaximum(std::max(m_wait.steps > 0 ? m_wait.steps : m_model.total(), 1));
    m_progress->setValue(m_wait.steps > 0 ? m_wait.step - 1 : m_model.judgedCount());
    if (m_start.checks.empty()) {
        m_card->say(Tone::Neutral, tr("Starting"), {});
    } else if (m_wait.what.isEmpty()) {
        m_card->say(Tone::Neutral,
                    tr("Checking %1: %2 of %3")
                        .arg(m_start.target)
                        .arg(m_model.judgedCount())
                        .arg(m_model.total()),
                    {});
    } else {
        const QString left = countdown(m_wait.until - m_now);
        m_card->say(
            Tone::Warn,
            m_wait.steps > 0
                ? tr("WAITING %1 \u00B7 step %2 of %3").arg(left).arg(m_wait.step).arg(m_wait.steps)
                : tr("WAITING %1").arg(left),
            m_wait.what);
    }
}

void CheckStatus::finish(const CheckEnd &end)
{
    m_running = false;
    m_wait = {};
    m_progress->hide();
    m_handover->hide();
    if (end.fault)
        note(false, tr("Not run"), end.fault->message());
    else
        sayEnd(end);
}

void CheckStatus::sayEnd(const CheckEnd &end)
{
    const std::vector<checks::Entry> entries = m_model.judgedEntries();
    const int expected = int(std::ranges::count(entries, true, &checks::Entry::expected));
    const int failures = m_model.count(CheckMark::Fail) - expected;
    const QString headline = end.cancelled ? tr("Broken off")
        : failures == 1                    ? tr("1 check failed")
        : failures > 1                     ? tr("%1 checks failed").arg(failures)
        : expected > 0                     ? tr("%1 failed as expected, no other").arg(expected)
        : m_start.proof                    ? tr("Every check caught its mutant")
                                           : tr("No check failed");
    const QString figures =
        tr("%1 \u00B7 requests: %2 \u00B7 %3")
            .arg(m_start.target, grouped(end.requests), milliseconds(end.duration));
    QStringList better;
    for (const checks::Entry &entry : entries) {
        if (entry.better)
            better += QString::fromUtf8(entry.spec.id);
    }
    QString sentence = m_start.proof ? end.conditions : comparison();
    if (!better.isEmpty())
        sentence.prepend(tr("Expected to fail, and does not: %1. Bring the expectations up to "
                            "date.")
                             .arg(better.join(u", "_s))
                         % u' ');
    const bool warns = end.cancelled || !better.isEmpty() || m_model.count(CheckMark::Warn) > 0;
    m_card->say(failures > 0 ? Tone::Bad
                    : warns  ? Tone::Warn
                             : Tone::Good,
                headline % u" \u00B7 " % figures, sentence);
}

QString CheckStatus::comparison() const
{
    if (!m_past)
        return tr("Nothing to compare with: it was not checked here before.");
    QStringList changes;
    for (const CheckChange change :
         {CheckChange::Failed, CheckChange::Worse, CheckChange::Better, CheckChange::Mended}) {
        if (const int count = m_model.count(change); count > 0)
            changes += QString::number(count) % u' ' % changeWord(change);
    }
    return tr("Against the run of %1: %2.")
        .arg(dayAndTime(m_past->ended),
             changes.isEmpty() ? tr("nothing changed") : changes.join(u", "_s));
}

} // namespace pushbench::ui
