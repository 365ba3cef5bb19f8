// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/advancedform.h"

#include "ui/panels/forms.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kDay = 86'400;

template <typename Box, typename Number>
Box *box(Number lowest, Number highest, const QString &suffix)
{
    auto *made = new Box;
    made->setRange(lowest, highest);
    made->setSuffix(suffix);
    made->setButtonSymbols(Box::NoButtons);
    made->setGroupSeparatorShown(true);
    made->setMinimumWidth(40);
    return made;
}

QDoubleSpinBox *secondsBox(double lowest)
{
    return box<QDoubleSpinBox>(lowest, kDay, AdvancedForm::tr(" s"));
}

QHBoxLayout *pairOf(QWidget *first, const QString &word, QWidget *second)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(first, 1);
    row->addWidget(new QLabel(word));
    row->addWidget(second, 1);
    return row;
}

/// The halves of "0.5:60", or what stands for an absent one.
double partOf(const QString &text, qsizetype part, double fallback)
{
    bool good = false;
    const double value = text.section(u':', part, part).toDouble(&good);
    return good ? value : fallback;
}

QString joined(double first, double second)
{
    return QString::number(first, 'g', 12) + u':' + QString::number(second, 'g', 12);
}

} // namespace

AdvancedForm::AdvancedForm(QWidget *parent)
    : QWidget(parent)
    , m_timeout(named(secondsBox(0.01), tr("Timeout"), tr("Seconds for one attempt")))
    , m_attempts(named(box<QSpinBox>(1, 1'000'000, QString()), tr("Attempts"),
                       tr("Attempts of one batch before the feed halts")))
    , m_base(named(secondsBox(0), tr("First own wait"),
                   tr("What it waits by itself after a failure; each further one doubles it")))
    , m_most(named(secondsBox(0), tr("Longest own wait")))
    , m_rampTo(named(box<QDoubleSpinBox>(0.0, 1e9, tr("/s")), tr("Rate to ramp to"),
                     tr("The rate goes there evenly, in the seconds beside it")))
    , m_rampTime(named(secondsBox(0), tr("Seconds of the ramp"), tr("0: the rate stays")))
    , m_burst(named(box<QSpinBox>(0, 1'000'000, QString()), tr("Burst"),
                    tr("So many events at once, then a pause that keeps the rate")))
    , m_checkpoint(named(new QLineEdit, tr("Checkpoint file"),
                         tr("Remembers how far the feed came: the next push of it goes on exactly "
                            "there")))
    , m_fault(new FaultLabel(tr("What is wrong with these")))
{
    m_rampTime->setSpecialValueText(tr("no ramp"));
    m_burst->setSpecialValueText(tr("evenly"));
    m_checkpoint->setPlaceholderText(tr("none: every push begins anew"));
    auto *form = newForm();
    form->addRow(tr("Timeout"), pairOf(m_timeout, tr("attempts"), m_attempts));
    form->addRow(tr("Backoff"), pairOf(m_base, tr("up to"), m_most));
    form->addRow(tr("Ramp to"), pairOf(m_rampTo, tr("in"), m_rampTime));
    form->addRow(tr("Burst"), m_burst);
    form->addRow(tr("Checkpoint"),
                 fileRow(m_checkpoint, tr("Choose the checkpoint"),
                         tr("Checkpoints (*.checkpoint);;All files (*)")));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(form);
    layout->addWidget(m_fault);
    for (QDoubleSpinBox *number : {m_timeout, m_base, m_most, m_rampTo, m_rampTime})
        connect(number, &QDoubleSpinBox::valueChanged, this, &AdvancedForm::judge);
    for (QSpinBox *number : {m_attempts, m_burst})
        connect(number, &QSpinBox::valueChanged, this, &AdvancedForm::judge);
    connect(m_checkpoint, &QLineEdit::textChanged, this, &AdvancedForm::judge);
    show(AdvancedSettings{});
}

AdvancedSettings AdvancedForm::settings() const
{
    AdvancedSettings settings{.timeout = m_timeout->value(),
                              .maxAttempts = m_attempts->value(),
                              .backoff = joined(m_base->value(), m_most->value()),
                              .burst = m_burst->value(),
                              .checkpoint = m_checkpoint->text().trimmed()};
    if (m_rampTime->value() > 0)
        settings.ramp = joined(m_rampTo->value(), m_rampTime->value());
    return settings;
}

void AdvancedForm::show(const AdvancedSettings &settings)
{
    m_timeout->setValue(settings.timeout);
    m_attempts->setValue(settings.maxAttempts);
    m_base->setValue(partOf(settings.backoff, 0, 0.5));
    m_most->setValue(partOf(settings.backoff, 1, 60));
    m_rampTo->setValue(partOf(settings.ramp, 0, 1000));
    m_rampTime->setValue(partOf(settings.ramp, 1, 0));
    m_burst->setValue(settings.burst);
    m_checkpoint->setText(settings.checkpoint);
    judge();
}

QString AdvancedForm::summary() const
{
    const AdvancedSettings usual;
    const AdvancedSettings now = settings();
    QStringList parts;
    if (!now.checkpoint.isEmpty())
        parts += tr("checkpoint");
    if (!now.ramp.isEmpty())
        parts += tr("ramp");
    if (now.burst > 0)
        parts += tr("burst");
    if (now.timeout != usual.timeout || now.maxAttempts != usual.maxAttempts
        || now.backoff != usual.backoff)
        parts += tr("own patience");
    return parts.isEmpty() ? tr("as usual") : parts.join(tr(", "));
}

QString AdvancedForm::faultText() const
{
    if (m_most->value() < m_base->value())
        return tr("The longest wait is shorter than the first");
    if (m_rampTime->value() > 0 && m_rampTo->value() <= 0)
        return tr("A ramp leads to a rate; write 1000 for instance");
    return {};
}

void AdvancedForm::judge()
{
    m_rampTo->setEnabled(m_rampTime->value() > 0);
    m_fault->say(faultText());
    Q_EMIT changed();
}

} // namespace pushbench::ui
