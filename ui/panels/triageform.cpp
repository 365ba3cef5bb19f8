// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/triageform.h"

#include "ui/models/texts.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

namespace pushbench::ui {

namespace {

constexpr int kMostSeconds = 31'536'000;
constexpr int kSurroundings = 120; ///< Pixels around the line that come into view with it.

QSpinBox *newSeconds(const QString &name, const QString &toolTip)
{
    auto *box = named(new QSpinBox, name, toolTip);
    box->setRange(0, kMostSeconds);
    box->setSuffix(TriageForm::tr(" s"));
    box->setButtonSymbols(QSpinBox::NoButtons);
    return box;
}

} // namespace

TriageForm::TriageForm(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_card(new Card)
    , m_url(named(new QLineEdit, tr("Resource to ask"),
                  tr("The service root of the producer's EntityEvent resource")))
    , m_token(named(newSecretLine(), tr("Token of the resource to ask"),
                    tr("Its bearer token, or @FILE; leave it empty to send none")))
    , m_grace(newSeconds(tr("Grace"),
                         tr("A hole that is younger is open: its event may be under "
                            "way")))
    , m_settle(newSeconds(tr("Settle"),
                          tr("Between the two reads that must agree that a number is hidden")))
    , m_deadline(newSeconds(tr("Deadline"),
                            tr("A published event that was not pushed for so long is lost")))
    , m_switch(new QPushButton)
    , m_useOurs(named(new QPushButton(tr("Use our own")), tr("Use our own resource"),
                      tr("Ask the resource that our producer hosts")))
{
    buildLayout();
    connect(m_switch, &QPushButton::clicked, this, &TriageForm::toggle);
    connect(m_useOurs, &QPushButton::clicked, this, &TriageForm::useOurs);
    for (QLineEdit *line : {m_url, m_token})
        connect(line, &QLineEdit::editingFinished, this, &TriageForm::apply);
    for (QSpinBox *box : {m_grace, m_settle, m_deadline})
        connect(box, &QSpinBox::editingFinished, this, &TriageForm::apply);
    connect(&m_bench, &Bench::triageChanged, this, &TriageForm::takeState);
    connect(&m_bench, &Bench::resourceChanged, this, &TriageForm::takeResource);
    show(TriageSettings{});
    takeState(TriageState{});
    takeResource(ResourceState{});
}

void TriageForm::buildLayout()
{
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:8029/odata"));
    m_token->setPlaceholderText(tr("none"));
    auto *rows = newForm();
    rows->addRow(tr("Resource"), m_url);
    rows->addRow(tr("Token"), m_token);
    rows->addRow(tr("Grace"), m_grace);
    rows->addRow(tr("Settle"), m_settle);
    rows->addRow(tr("Deadline"), m_deadline);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_switch);
    buttons->addWidget(m_useOurs);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_card);
    layout->addLayout(rows);
    layout->addLayout(buttons);
}

TriageSettings TriageForm::settings() const
{
    return {.ask = m_ask,
            .url = m_url->text().trimmed(),
            .token = m_token->text().trimmed(),
            .grace = std::chrono::seconds(m_grace->value()),
            .settle = std::chrono::seconds(m_settle->value()),
            .deadline = std::chrono::seconds(m_deadline->value())};
}

void TriageForm::show(const TriageSettings &settings)
{
    m_url->setText(settings.url);
    m_token->setText(settings.token);
    m_grace->setValue(int(settings.grace.count()));
    m_settle->setValue(int(settings.settle.count()));
    m_deadline->setValue(int(settings.deadline.count()));
    m_ask = settings.ask;
    m_applied = settings;
}

void TriageForm::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
    // Once what it stands in has been laid out.
    QTimer::singleShot(0, this, [this] {
        for (QWidget *widget = parentWidget(); widget; widget = widget->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(widget))
                area->ensureWidgetVisible(m_url, 0, kSurroundings);
        }
    });
}

QString TriageForm::summary() const
{
    if (!m_state.fault.isEmpty())
        return tr("cannot ask");
    if (!m_state.asking)
        return tr("nobody is asked");
    return m_state.troubles.empty() ? tr("asks %1").arg(m_state.root.authority())
                                    : tr("no evidence");
}

bool TriageForm::isTroubled() const
{
    return !m_state.fault.isEmpty() || !m_state.troubles.empty();
}

void TriageForm::takeState(const TriageState &state)
{
    m_state = state;
    if (!state.forNow)
        m_kept.reset();
    else if (!m_kept)
        m_kept = settings();
    if (state.settings != m_applied)
        show(state.settings); // by somebody else
    m_ask = m_applied.ask = state.asking;
    const QString text = state.asking ? tr("Stop asking") : tr("Ask about gaps");
    m_switch->setText(text);
    m_switch->setAccessibleName(text);
    m_switch->setToolTip(tr("Ask the resource whether missing numbers are hidden or lost"));
    updateCard();
    Q_EMIT changed();
}

void TriageForm::takeResource(const ResourceState &state)
{
    m_ours = state;
    m_useOurs->setVisible(state.listening);
}

void TriageForm::updateCard()
{
    if (!m_state.fault.isEmpty()) {
        m_card->say(Tone::Bad, tr("Cannot ask"), m_state.fault);
    } else if (!m_state.asking) {
        m_card->say(Tone::Neutral, tr("Nobody is asked"),
                    tr("Gaps stay unexplained: only the producer's EntityEvent resource knows "
                       "whether they are hidden or lost."));
    } else if (!m_state.troubles.empty()) {
        m_card->say(Tone::Warn, tr("It proves nothing now"), m_state.troubles.begin()->second);
    } else {
        m_card->say(Tone::Good, tr("Asks %1").arg(m_state.root.authority()),
                    tr("One request at a time, about gaps older than %1.")
                        .arg(durationText(m_state.settings.grace)));
    }
}

void TriageForm::useOurs()
{
    m_url->setText(m_ours.url.toString());
    m_token->setText(QString::fromUtf8(m_ours.token.reveal()));
    m_ask = true; // What the button is for.
    apply();
}

void TriageForm::toggle()
{
    m_ask = !m_ask;
    apply();
}

/// Once for each change, however many fields say that they were left.
void TriageForm::apply()
{
    const TriageSettings wanted = settings();
    if (std::exchange(m_applied, wanted) != wanted)
        m_bench.setTriage(wanted);
}

} // namespace pushbench::ui
