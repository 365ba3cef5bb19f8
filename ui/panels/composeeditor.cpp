// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/composeeditor.h"

#include "ui/models/examplepayloads.h"
#include "ui/models/meaning.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/codehighlighter.h"
#include "ui/views/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace pushbench::ui {
namespace {

constexpr size_t kShownFindings = 3;

Tone toneOf(const protocol::Payload &payload)
{
    if (!payload.accepted())
        return Tone::Bad;
    return payload.findings().empty() ? Tone::Good : Tone::Warn;
}

QString sentences(const protocol::Findings &findings)
{
    QStringList lines;
    for (size_t i = 0; i < std::min(findings.size(), kShownFindings); ++i)
        lines += QString::fromLatin1(findings[i].id) % u' ' % verdictWord(findings[i].verdict)
            % u": " % findings[i].text;
    if (findings.size() > kShownFindings)
        lines += ComposeEditor::tr("and %1 more").arg(findings.size() - kShownFindings);
    return lines.join(u'\n');
}

} // namespace

ComposeEditor::ComposeEditor(QWidget *parent)
    : QWidget(parent)
    , m_examples(named(new QComboBox, tr("Example to begin with")))
    , m_editor(named(new QPlainTextEdit, tr("Body of the request")))
    , m_verdict(new Card)
    , m_send(named(new QPushButton(tr("Send")), tr("Send this body"),
                   tr("One POST of this body, exactly as written")))
{
    for (const ExamplePayload &example : examplePayloads())
        m_examples->addItem(QCoreApplication::translate("Examples", example.title));
    m_editor->setFont(codeFont());
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setTabChangesFocus(true);
    m_editor->setMinimumHeight(120);
    m_editor->setToolTip({});
    new CodeHighlighter(*m_editor);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_examples);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_verdict);
    layout->addWidget(m_send, 0, Qt::AlignLeft);
    connect(m_examples, &QComboBox::activated, this, &ComposeEditor::choose);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &ComposeEditor::judge);
    connect(m_send, &QPushButton::clicked, this, [this] { Q_EMIT sendWanted(body()); });
    setBody(examplePayloads().front().body.toByteArray());
}

QByteArray ComposeEditor::body() const
{
    return m_editor->toPlainText().toUtf8();
}

void ComposeEditor::setBody(const QByteArray &body)
{
    m_editor->setPlainText(QString::fromUtf8(body));
}

void ComposeEditor::choose(int example)
{
    const ExamplePayload &chosen = examplePayloads()[size_t(example)];
    setBody(chosen.body.toByteArray());
    Q_EMIT sourceSuggested(QString::fromUtf8(chosen.source));
}

void ComposeEditor::judge()
{
    const protocol::Payload payload = protocol::parsePayload(body());
    const int events = int(payload.events().size());
    const QString headline = payload.accepted()
        ? tr("A consumer takes this. Events: %1").arg(events)
        : tr("A consumer refuses this (400)");
    m_send->setText(!payload.accepted() ? tr("Send it nevertheless")
                        : events == 1   ? tr("Send one event")
                                        : tr("Send a batch of %1").arg(events));
    m_verdict->say(toneOf(payload), headline, sentences(payload.findings()));
}

} // namespace pushbench::ui
