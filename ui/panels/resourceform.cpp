// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/resourceform.h"

#include "ui/models/texts.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/copyfield.h"
#include "ui/views/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStringBuilder>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { Time, Status, Request };
constexpr int kShownRows = 5;

QTreeWidget *newList()
{
    auto *list = new QTreeWidget;
    list->setProperty("boxed", true);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels(
        {ResourceForm::tr("Time"), ResourceForm::tr("Answer"), ResourceForm::tr("Request")});
    list->header()->setSectionResizeMode(Time, QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(Status, QHeaderView::ResizeToContents);
    const int row = list->fontMetrics().height() + 10;
    list->setFixedHeight(list->header()->sizeHint().height() + kShownRows * row + 4);
    return list;
}

} // namespace

ResourceForm::ResourceForm(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_rows(newForm())
    , m_address(new QWidget)
    , m_host(named(new QLineEdit, tr("Address of the resource")))
    , m_port(named(new QSpinBox, tr("Port of the resource"), tr("Port; 0 picks a free one")))
    , m_newToken(named(newSecretLine(), tr("Token of the resource"),
                       tr("Leave it empty, and one is made")))
    , m_tls(named(new QComboBox, tr("Security of the resource"),
                  tr("TLS 1.2 and 1.3, with HTTP/2 for those who ask for it")))
    , m_certificate(named(new QLineEdit, tr("Certificate file of the resource"),
                          tr("The certificate and those that lead to it, PEM")))
    , m_key(named(new QLineEdit, tr("Key file of the resource"),
                  tr("The certificate's private key, PEM")))
    , m_url(new CopyField(tr("resource URL")))
    , m_token(new CopyField(tr("resource token")))
    , m_resume(new CopyField(tr("resume URL")))
    , m_trust(new CopyField(tr("file that clients have to trust")))
    , m_switch(new QPushButton)
    , m_card(new Card)
    , m_asked(named(newList(), tr("What the resource was asked"),
                    tr("The newest requests that the resource answered")))
{
    buildLayout();
    connect(m_switch, &QPushButton::clicked, this, [this] {
        if (m_state.listening)
            m_bench.stopResource();
        else
            m_bench.startResource(settings());
    });
    connect(&m_bench, &Bench::resourceChanged, this, &ResourceForm::take);
    show(ResourceSettings{});
    take(ResourceState{});
}

void ResourceForm::buildLayout()
{
    m_port->setRange(0, 65535);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    m_newToken->setPlaceholderText(tr("a new one"));
    auto *address = new QHBoxLayout(m_address);
    address->setContentsMargins(0, 0, 0, 0);
    address->setSpacing(6);
    address->addWidget(m_host, 3);
    address->addWidget(m_port, 1);
    m_rows->addRow(tr("Listen on"), m_address);
    m_rows->addRow(tr("Token"), m_newToken);
    m_tls->addItems({tr("plain HTTP"), tr("TLS, self-signed"), tr("TLS, own certificate")});
    m_tls->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rows->addRow(tr("Security"), m_tls);
    m_certificateRow = fileRow(m_certificate, tr("Choose a certificate"), pemFiles());
    m_keyRow = fileRow(m_key, tr("Choose a key"), pemFiles());
    m_rows->addRow(tr("Certificate"), m_certificateRow);
    m_rows->addRow(tr("Key"), m_keyRow);
    connect(m_tls, &QComboBox::currentIndexChanged, this, &ResourceForm::updateRows);
    m_rows->addRow(tr("URL"), m_url);
    m_rows->addRow(tr("Token"), m_token);
    m_rows->addRow(tr("Resume"), m_resume);
    m_rows->addRow(tr("Trust"), m_trust);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_card);
    layout->addLayout(m_rows);
    layout->addWidget(m_switch, 0, Qt::AlignLeft);
    layout->addWidget(m_asked);
}

ResourceSettings ResourceForm::settings() const
{
    return {.host = m_host->text().trimmed(),
            .port = quint16(m_port->value()),
            .token = m_newToken->text(),
            .tls = TlsChoice(m_tls->currentIndex()),
            .certificate = m_certificate->text().trimmed(),
            .key = m_key->text().trimmed()};
}

void ResourceForm::show(const ResourceSettings &settings)
{
    m_host->setText(settings.host);
    m_port->setValue(settings.port);
    m_newToken->setText(settings.token);
    m_tls->setCurrentIndex(int(settings.tls));
    m_certificate->setText(settings.certificate);
    m_key->setText(settings.key);
}

/// What belongs to its state.
void ResourceForm::updateRows()
{
    const bool listens = m_state.listening;
    for (QWidget *form :
         {m_address, static_cast<QWidget *>(m_newToken), static_cast<QWidget *>(m_tls)})
        m_rows->setRowVisible(form, !listens);
    const bool files = !listens && TlsChoice(m_tls->currentIndex()) == TlsChoice::Files;
    m_rows->setRowVisible(m_certificateRow, files);
    m_rows->setRowVisible(m_keyRow, files);
    for (CopyField *field : {m_url, m_token, m_resume})
        m_rows->setRowVisible(field, listens);
    m_rows->setRowVisible(m_trust, listens && !m_state.caFile.isEmpty());
}

QString ResourceForm::summary() const
{
    if (!m_state.fault.isEmpty())
        return tr("does not listen");
    return m_state.listening
        ? QString(m_state.url.authority() % tr(", ") % tr("%1 events").arg(grouped(m_state.events)))
        : tr("off");
}

void ResourceForm::take(const ResourceState &state)
{
    const bool asked = state.asked != m_state.asked;
    m_state = state;
    updateRows();
    m_url->setContent(state.url.toString());
    m_token->setContent(QString::fromLatin1(state.token.fingerprint()),
                        QString::fromUtf8(state.token.reveal()));
    m_resume->setContent(state.resumeUrl.toString());
    m_trust->setContent(state.caFile);
    const QString text = state.listening ? tr("Stop the resource") : tr("Host the resource");
    m_switch->setText(text);
    m_switch->setAccessibleName(text);
    m_switch->setToolTip(tr("The EntityEvent resource, its records, and POST /resume"));
    m_asked->setVisible(!state.asked.empty());
    if (asked)
        updateAsked();
    updateCard();
    Q_EMIT changed();
}

void ResourceForm::updateCard()
{
    if (!m_state.fault.isEmpty()) {
        m_card->say(Tone::Bad, tr("Does not listen"), m_state.fault);
        return;
    }
    if (!m_state.listening) {
        m_card->say(Tone::Neutral, tr("Off"),
                    tr("Host it, and consumers can replay what they missed."));
        return;
    }
    QStringList sentences{m_state.published
                              ? tr("Events: %1. Requests: %2.")
                                    .arg(grouped(m_state.events), grouped(m_state.requests))
                              : tr("It shows the events of the next push. Requests: %1.")
                                    .arg(grouped(m_state.requests))};
    if (m_state.resumes > 0)
        sentences += tr("Asked to resume: %1.").arg(grouped(m_state.resumes));
    if (!m_state.warning.isEmpty())
        sentences += m_state.warning;
    if (!m_state.notice.isEmpty())
        sentences += m_state.notice;
    const bool calm = m_state.warning.isEmpty() && m_state.notice.isEmpty();
    m_card->say(calm ? Tone::Good : Tone::Warn, tr("Listening"), sentences.join(u' '));
}

void ResourceForm::updateAsked()
{
    m_asked->clear();
    // The newest stands on top, where it is seen without moving.
    for (auto asked = m_state.asked.rbegin(); asked != m_state.asked.rend(); ++asked) {
        const QString request = QString::fromUtf8(asked->method % ' ' % asked->target);
        auto *item = new QTreeWidgetItem(
            m_asked, {timeOfDay(asked->at), QString::number(asked->status), request});
        item->setFont(Time, codeFont());
        item->setFont(Request, codeFont());
        item->setToolTip(Request, request);
    }
}

} // namespace pushbench::ui
