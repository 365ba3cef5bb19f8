// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/listenform.h"

#include "ui/panels/forms.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace pushbench::ui {

ListenForm::ListenForm(QWidget *parent)
    : QWidget(parent)
    , m_rows(newForm(this))
    , m_host(named(new QLineEdit, tr("Address to listen on")))
    , m_port(named(new QSpinBox, tr("Port"), tr("Port; 0 picks a free one")))
    , m_tls(named(new QComboBox, tr("Security"),
                  tr("TLS 1.2 and 1.3, with HTTP/2 for those who ask for it")))
    , m_certificate(named(new QLineEdit, tr("Certificate file"),
                          tr("The server's certificate and those that lead to it, PEM")))
    , m_key(named(new QLineEdit, tr("Key file"), tr("The certificate's private key, PEM")))
    , m_clientCa(
          named(new QLineEdit, tr("Client CA file"),
                tr("Who may call: clients must show a certificate of these authorities, PEM. "
                   "Leave it empty to take everyone.")))
{
    m_port->setRange(0, 65535);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    m_tls->addItems({tr("plain HTTP"), tr("TLS, self-signed"), tr("TLS, own certificate")});
    m_tls->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_clientCa->setPlaceholderText(tr("everyone"));
    auto *address = new QHBoxLayout;
    address->setSpacing(6);
    address->addWidget(m_host, 3);
    address->addWidget(m_port, 1);
    m_rows->addRow(tr("Listen on"), address);
    m_rows->addRow(tr("Security"), m_tls);
    m_certificateRow = fileRow(m_certificate, tr("Choose a certificate"), pemFiles());
    m_keyRow = fileRow(m_key, tr("Choose a key"), pemFiles());
    m_clientCaRow = fileRow(m_clientCa, tr("Choose the clients' authorities"), pemFiles());
    m_rows->addRow(tr("Certificate"), m_certificateRow);
    m_rows->addRow(tr("Key"), m_keyRow);
    m_rows->addRow(tr("Clients"), m_clientCaRow);
    connect(m_tls, &QComboBox::currentIndexChanged, this, &ListenForm::updateRows);
    updateRows();
}

void ListenForm::updateRows()
{
    const auto tls = TlsChoice(m_tls->currentIndex());
    m_rows->setRowVisible(m_certificateRow, tls == TlsChoice::Files);
    m_rows->setRowVisible(m_keyRow, tls == TlsChoice::Files);
    m_rows->setRowVisible(m_clientCaRow, tls != TlsChoice::None);
}

void ListenForm::write(ConsumerSettings &settings) const
{
    settings.host = m_host->text().trimmed();
    settings.port = quint16(m_port->value());
    settings.tls = TlsChoice(m_tls->currentIndex());
    settings.certificate = m_certificate->text().trimmed();
    settings.key = m_key->text().trimmed();
    settings.clientCa = m_clientCa->text().trimmed();
}

void ListenForm::show(const ConsumerSettings &settings)
{
    m_host->setText(settings.host);
    m_port->setValue(settings.port);
    m_tls->setCurrentIndex(int(settings.tls));
    m_certificate->setText(settings.certificate);
    m_key->setText(settings.key);
    m_clientCa->setText(settings.clientCa);
    updateRows();
}

} // namespace pushbench::ui
