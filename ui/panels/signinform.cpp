// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/signinform.h"

#include "core/producer/auth/clientcredentials.h"
#include "ui/panels/forms.h"
#include "ui/views/theme.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_next(named(newSecretLine(), tr("Next bearer token of the target"),
                   tr("It replaces the one above once that is answered 401; the token, or @FILE "
                      "with it")))
    , m_url(named(new QLineEdit, tr("Token URL"),
                  tr("Tokens come from there, instead of the one above; empty: that one is used")))
    , m_client(named(new QLineEdit, tr("Client ID")))
    , m_secret(named(newSecretLine(), tr("Client secret"), tr("The secret, or @FILE with it")))
    , m_scope(named(new QLineEdit, tr("Scope"), tr("Empty: the endpoint's own default")))
    , m_fault(new FaultLabel(tr("What is wrong with the sign-in")))
{
    m_next->setPlaceholderText(tr("none"));
    m_url->setFont(codeFont());
    m_url->setPlaceholderText(u"https://example.com/token"_s);
    m_scope->setPlaceholderText(tr("default"));
    auto *form = newForm();
    form->addRow(tr("Next token"), m_next);
    form->addRow(tr("Token URL"), m_url);
    form->addRow(tr("Client"), m_client);
    form->addRow(tr("Secret"), m_secret);
    form->addRow(tr("Scope"), m_scope);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(form);
    layout->addWidget(m_fault);
    for (QLineEdit *line : {m_next, m_url, m_client, m_secret, m_scope})
        connect(line, &QLineEdit::textChanged, this, &SignInForm::judge);
}

SignInSettings SignInForm::settings() const
{
    return {.nextToken = m_next->text(),
            .tokenUrl = m_url->text().trimmed(),
            .clientId = m_client->text().trimmed(),
            .clientSecret = m_secret->text(),
            .scope = m_scope->text().trimmed()};
}

void SignInForm::show(const SignInSettings &settings)
{
    m_next->setText(settings.nextToken);
    m_url->setText(settings.tokenUrl);
    m_client->setText(settings.clientId);
    m_secret->setText(settings.clientSecret);
    m_scope->setText(settings.scope);
    judge();
}

void SignInForm::judge()
{
    const SignInSettings now = settings();
    QString fault;
    m_next->setEnabled(now.tokenUrl.isEmpty());
    if (!now.tokenUrl.isEmpty()) {
        const Result<> sound =
            producer::check(producer::OAuthConfig{.tokenUrl = QUrl(now.tokenUrl, QUrl::StrictMode),
                                                  .clientId = now.clientId.toUtf8(),
                                                  .clientSecret = Secret(now.clientSecret.toUtf8()),
                                                  .scope = now.scope.toUtf8()});
        if (!sound)
            fault = sound.fault().text;
    }
    m_fault->say(fault);
    Q_EMIT changed();
}

} // namespace pushbench::ui
