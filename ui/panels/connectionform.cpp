// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/connectionform.h"

#include "core/wire/client/proxy.h"
#include "ui/panels/forms.h"
#include "ui/views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeaderLines = 2;

/// What is wrong with a line of the header fields, if anything.
QString faultOf(const QString &header)
{
    const qsizetype colon = header.indexOf(u':');
    if (colon <= 0 || header.first(colon).contains(u' '))
        return ConnectionForm::tr("\"%1\" is no field; write Name: value").arg(header);
    return {};
}

} // namespace

ConnectionForm::ConnectionForm(QWidget *parent)
    : QWidget(parent)
    , m_http(named(new QComboBox, tr("HTTP version"),
                   tr("HTTP/2: by ALPN for https, by prior knowledge for http")))
    , m_ca(named(new QLineEdit, tr("CA file"),
                 tr("https: trust these certificates, PEM, instead of the system's authorities")))
    , m_certificate(named(new QLineEdit, tr("Client certificate file"),
                          tr("https: the certificate chain to show when asked, PEM")))
    , m_key(named(new QLineEdit, tr("Client key file"),
                  tr("https: the client certificate's private key, PEM")))
    , m_insecure(named(new QCheckBox(tr("Take any certificate")), tr("Take any certificate"),
                       tr("https: nothing is verified, and anybody may listen")))
    , m_proxy(named(new QLineEdit, tr("Proxy"),
                    tr("http://[user:password@]host:port or socks5://…; @FILE with that in it")))
    , m_headers(named(new QPlainTextEdit, tr("Further header fields"),
                      tr("One on each line, as Name: value")))
    , m_fault(new FaultLabel(tr("What is wrong with the connection")))
{
    m_http->addItems({u"HTTP/1.1"_s, u"HTTP/2"_s});
    m_ca->setPlaceholderText(tr("the system's"));
    m_certificate->setPlaceholderText(tr("none"));
    m_key->setPlaceholderText(tr("none"));
    m_proxy->setPlaceholderText(tr("none"));
    m_headers->setPlaceholderText(u"X-Trace: 1"_s);
    m_headers->setFont(codeFont());
    m_headers->setTabChangesFocus(true);
    m_headers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_headers->setFixedHeight((kHeaderLines + 1) * m_headers->fontMetrics().lineSpacing() + 6);
    auto *form = newForm();
    form->addRow(tr("Protocol"), m_http);
    form->addRow(tr("Trust"), fileRow(m_ca, tr("Choose the authorities"), pemFiles()));
    form->addRow(tr("Certificate"),
                 fileRow(m_certificate, tr("Choose a client certificate"), pemFiles()));
    form->addRow(tr("Key"), fileRow(m_key, tr("Choose the client's key"), pemFiles()));
    form->addRow(QString(), m_insecure);
    form->addRow(tr("Proxy"), m_proxy);
    form->addRow(tr("Headers"), m_headers);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(form);
    layout->addWidget(m_fault);
    for (QLineEdit *line : {m_ca, m_certificate, m_key, m_proxy})
        connect(line, &QLineEdit::textChanged, this, &ConnectionForm::judge);
    connect(m_http, &QComboBox::currentIndexChanged, this, &ConnectionForm::judge);
    connect(m_insecure, &QCheckBox::toggled, this, &ConnectionForm::judge);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &ConnectionForm::judge);
}

ConnectionSettings ConnectionForm::settings() const
{
    ConnectionSettings settings{.http2 = m_http->currentIndex() == 1,
                                .ca = m_ca->text().trimmed(),
                                .certificate = m_certificate->text().trimmed(),
                                .key = m_key->text().trimmed(),
                                .insecure = m_insecure->isChecked(),
                                .proxy = m_proxy->text().trimmed()};
    for (const QString &line : m_headers->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            settings.headers += line.trimmed();
    }
    return settings;
}

void ConnectionForm::show(const ConnectionSettings &settings)
{
    m_http->setCurrentIndex(settings.http2 ? 1 : 0);
    m_ca->setText(settings.ca);
    m_certificate->setText(settings.certificate);
    m_key->setText(settings.key);
    m_insecure->setChecked(settings.insecure);
    m_proxy->setText(settings.proxy);
    m_headers->setPlainText(settings.headers.join(u'\n'));
    judge();
}

QString ConnectionForm::summary() const
{
    const ConnectionSettings now = settings();
    QStringList parts;
    if (now.insecure)
        parts += tr("not verified!");
    parts += now.http2 ? u"HTTP/2"_s : u"HTTP/1.1"_s;
    if (!now.ca.isEmpty())
        parts += tr("own CA");
    if (!now.certificate.isEmpty())
        parts += tr("certificate");
    if (!now.proxy.isEmpty())
        parts += tr("proxy");
    if (!now.headers.isEmpty())
        parts += tr("headers: %1").arg(now.headers.size());
    return parts.join(tr(", "));
}

void ConnectionForm::judge()
{
    const ConnectionSettings now = settings();
    QString fault;
    if (now.insecure && !now.ca.isEmpty())
        fault = tr("Any certificate is taken, and those of a CA, too; leave one of them out");
    else if (now.certificate.isEmpty() != now.key.isEmpty())
        fault = tr("A certificate and its key go together; give both files");
    else if (!now.proxy.isEmpty() && !now.proxy.startsWith(u'@')) {
        const QUrl url(now.proxy, QUrl::StrictMode);
        if (const Result<wire::Proxy> proxy = wire::readProxy(url); !proxy)
            fault = proxy.fault().text;
    }
    for (const QString &header : now.headers) {
        if (fault.isEmpty())
            fault = faultOf(header);
    }
    m_fault->say(fault);
    Q_EMIT changed();
}

} // namespace pushbench::ui
