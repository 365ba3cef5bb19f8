// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/firstrunpage.h"

#include "ui/panels/forms.h"
#include "ui/panels/handover.h"
#include "ui/views/copyfield.h"
#include "ui/views/theme.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageWidth = 620;

/// A framed box with a heading and a sentence; its layout takes more.
QFrame *newDoor(const QString &title, const QString &sentence)
{
    auto *door = new QFrame;
    door->setProperty("door", true);
    auto *heading = new QLabel(title);
    heading->setProperty("heading", true);
    auto *layout = new QVBoxLayout(door);
    layout->setContentsMargins(16, 12, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(heading);
    layout->addWidget(mutedLabel(sentence));
    return door;
}

QVBoxLayout *layoutOf(QFrame *door)
{
    return static_cast<QVBoxLayout *>(door->layout());
}

} // namespace

FirstRunPage::FirstRunPage(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , m_target(named(new QLineEdit, tr("URL of your consumer")))
    , m_targetToken(named(new QLineEdit, tr("Token that your consumer expects")))
    , m_push(new QPushButton(tr("Push events to it")))
    , m_listen(new QPushButton(tr("Start the consumer")))
    , m_waiting(mutedLabel({}))
    , m_url(new CopyField(tr("URL")))
    , m_token(new CopyField(tr("token")))
    , m_curl(new CopyField(tr("curl command")))
{
    auto *title = new QLabel(tr("What would you like to try?"));
    title->setProperty("heading", true);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    title->setFont(large);
    auto *column = new QWidget;
    column->setMaximumWidth(kPageWidth);
    auto *doors = new QVBoxLayout(column);
    doors->setContentsMargins(16, 16, 16, 16);
    doors->setSpacing(12);
    doors->addWidget(title);
    doors->addWidget(buildDemoDoor());
    doors->addWidget(buildConsumerDoor());
    doors->addWidget(buildProducerDoor());
    doors->addStretch(1);
    auto *centred = new QWidget;
    auto *row = new QHBoxLayout(centred);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(column, 100);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scrolling(centred));
    connect(&bench, &Bench::consumerChanged, this, &FirstRunPage::take);
    take(ConsumerState{});
}

QWidget *FirstRunPage::buildDemoDoor()
{
    QFrame *door =
        newDoor(tr("Watch the demo"),
                tr("Our producer pushes to our consumer over real sockets: batches, 429s, late "
                   "and repeated events, a conflict, numbers that never come. It goes on until "
                   "you stop it."));
    auto *start = new QPushButton(tr("Start the demo"));
    start->setProperty("primary", true);
    setFocusProxy(start);
    connect(start, &QPushButton::clicked, this, &FirstRunPage::demoWanted);
    layoutOf(door)->addWidget(start, 0, Qt::AlignLeft);
    return door;
}

QWidget *FirstRunPage::buildConsumerDoor()
{
    QFrame *door = newDoor(tr("Test my consumer"),
                           tr("You have an endpoint that takes EntityEvents. Our producer pushes "
                              "generated ones to it and shows every answer."));
    m_target->setPlaceholderText(u"https://example.com/webhooks"_s);
    m_target->setFont(codeFont());
    m_targetToken->setEchoMode(QLineEdit::Password);
    auto *form = newForm();
    form->addRow(tr("URL"), m_target);
    form->addRow(tr("Token"), m_targetToken);
    layoutOf(door)->addLayout(form);
    layoutOf(door)->addWidget(m_push, 0, Qt::AlignLeft);
    connect(m_push, &QPushButton::clicked, this, [this] {
        Q_EMIT pushWanted({.target = m_target->text(), .token = m_targetToken->text()});
    });
    connect(m_target, &QLineEdit::returnPressed, m_push, &QPushButton::click);
    connect(m_targetToken, &QLineEdit::returnPressed, m_push, &QPushButton::click);
    return door;
}

QWidget *FirstRunPage::buildProducerDoor()
{
    QFrame *door = newDoor(tr("Test my producer"),
                           tr("You have something that pushes EntityEvents. Give it this URL and "
                              "token, or try the line below in a terminal."));
    auto *form = newForm();
    form->addRow(tr("URL"), m_url);
    form->addRow(tr("Token"), m_token);
    form->addRow(tr("curl"), m_curl);
    layoutOf(door)->addLayout(form);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_listen);
    row->addWidget(m_waiting, 1);
    layoutOf(door)->addLayout(row);
    connect(m_listen, &QPushButton::clicked, this, &FirstRunPage::listenWanted);
    return door;
}

void FirstRunPage::show(const ConsumerSettings &consumer, const ProducerSettings &producer)
{
    m_target->setText(producer.target.toString());
    m_plannedUrl = (consumer.tls == TlsChoice::None ? u"http://"_s : u"https://"_s) % consumer.host
        % u':' % QString::number(consumer.port) % consumer.endpoints.front().path;
    take(ConsumerState{});
}

void FirstRunPage::take(const ConsumerState &state)
{
    m_listen->setVisible(!state.listening);
    if (state.listening) {
        const OpenEndpoint &first = state.endpoints.front();
        m_url->setContent(first.url.toString());
        m_token->setContent(QString::fromLatin1(first.token.fingerprint()),
                            QString::fromUtf8(first.token.reveal()));
        m_curl->setContent(tryOutCommand(first, state.caFile),
                           tryOutCommandWithToken(first, state.caFile));
        m_waiting->setText(tr("Listening. This page goes away with the first request."));
        return;
    }
    m_url->setContent(m_plannedUrl);
    m_token->setContent(tr("made when it starts"), {});
    m_curl->setContent(tryOutCommand({.url = QUrl(m_plannedUrl)}), {});
    m_waiting->setText(state.fault);
}

} // namespace pushbench::ui
