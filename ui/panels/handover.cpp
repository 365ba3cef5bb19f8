// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/handover.h"

#include "core/consumer/endpointspec.h"
#include "core/journal/curlcommand.h"
#include "ui/panels/forms.h"
#include "ui/views/copyfield.h"

#include <QFormLayout>
#include <QStringBuilder>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kTryOutBody =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":1101,)"
    R"("ResourceName":"Property","ResourceRecordKey":"235021"})";

QString quoted(const QString &text)
{
    return QString::fromUtf8(journal::shellQuoted(text.toUtf8()));
}

} // namespace

QString tryOutCommand(const OpenEndpoint &endpoint, const QString &caFile)
{
    QString command = QString::fromUtf8(journal::curlCommand(endpoint.url, kTryOutBody));
    command.replace(u" \\\n  "_s, u" "_s);
    if (!endpoint.sources.isEmpty())
        command += u" -H " % quoted(u"EntityEventSource: " % endpoint.sources.front());
    if (!caFile.isEmpty())
        command += u" --cacert " % quoted(caFile);
    return command;
}

QString tryOutCommandWithToken(const OpenEndpoint &endpoint, const QString &caFile)
{
    return u"export PUSHBENCH_AUTH_TOKEN="
        % QString::fromUtf8(journal::shellQuoted(endpoint.token.reveal())) % u'\n'
        % tryOutCommand(endpoint, caFile);
}

Handover::Handover(QWidget *parent)
    : QWidget(parent)
    , m_rows(newForm(this))
    , m_url(new CopyField(tr("URL")))
    , m_token(new CopyField(tr("token")))
    , m_source(new CopyField(tr("source")))
    , m_fingerprint(new CopyField(tr("certificate's fingerprint")))
    , m_caFile(new CopyField(tr("path of the file to trust")))
{
    m_rows->addRow(tr("URL"), m_url);
    m_rows->addRow(tr("Token"), m_token);
    m_rows->addRow(tr("Source"), m_source);
    m_rows->addRow(tr("Certificate"), m_fingerprint);
    m_rows->addRow(tr("Trust"), m_caFile);
    show({}, 0);
}

void Handover::show(const ConsumerState &state, size_t endpoint)
{
    const OpenEndpoint open =
        endpoint < state.endpoints.size() ? state.endpoints[endpoint] : OpenEndpoint{};
    m_url->setContent(open.url.toString());
    m_token->setContent(QString::fromLatin1(open.token.fingerprint()),
                        QString::fromUtf8(open.token.reveal()));
    m_source->setContent(consumer::joinList(open.sources), open.sources.value(0));
    m_fingerprint->setContent(QString::fromLatin1(state.fingerprint));
    m_caFile->setContent(state.caFile);
    m_rows->setRowVisible(m_source, !open.sources.isEmpty());
    m_rows->setRowVisible(m_fingerprint, !state.fingerprint.isEmpty());
    m_rows->setRowVisible(m_caFile, !state.caFile.isEmpty());
}

} // namespace pushbench::ui
