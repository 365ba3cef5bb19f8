// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/feedform.h"

#include "ui/panels/forms.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

enum Origin { Generated, FromFile };

qint64 numberIn(const QLineEdit *line, qint64 fallback)
{
    bool ok = false;
    const qint64 number = line->text().toLongLong(&ok);
    return ok ? number : fallback;
}

QSpinBox *countBox(int lowest, int highest)
{
    auto *box = new QSpinBox;
    box->setRange(lowest, highest);
    box->setButtonSymbols(QSpinBox::NoButtons);
    box->setGroupSeparatorShown(true);
    box->setMinimumWidth(40);
    return box;
}

QHBoxLayout *rowOf(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    for (QWidget *widget : widgets)
        row->addWidget(widget, qobject_cast<QLabel *>(widget) ? 0 : 1);
    return row;
}

} // namespace

FeedForm::FeedForm(QWidget *parent)
    : QWidget(parent)
    , m_origin(named(new QComboBox, tr("Where the events come from")))
    , m_generator(buildGenerator())
    , m_fileRow(buildFile())
{
    m_origin->addItems({tr("Generated"), tr("From a file")});
    auto *form = newForm();
    form->addRow(tr("Events"), m_origin);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(form);
    layout->addWidget(m_generator);
    layout->addWidget(m_fileRow);
    layout->addWidget(buildPace());
    const auto showOrigin = [this](int origin) {
        m_generator->setVisible(origin == Generated);
        m_fileRow->setVisible(origin == FromFile);
    };
    connect(m_origin, &QComboBox::currentIndexChanged, this, showOrigin);
    showOrigin(Generated);
}

QWidget *FeedForm::buildGenerator()
{
    m_events = named(newSequenceLine(), tr("Number of events"));
    m_first = named(newSequenceLine(), tr("First sequence"));
    m_seed = named(countBox(0, std::numeric_limits<int>::max()), tr("Seed"),
                   tr("The same seed gives the same events"));
    m_seed->setGroupSeparatorShown(false);
    m_holes = named(new QDoubleSpinBox, tr("Hole rate"),
                    tr("Share of numbers that never exist, in per cent"));
    m_holes->setRange(0, 99);
    m_holes->setDecimals(1);
    m_holes->setSuffix(tr(" %"));
    m_holes->setButtonSymbols(QDoubleSpinBox::NoButtons);
    m_holes->setMinimumWidth(40);
    auto *widget = new QWidget;
    auto *form = newForm(widget);
    form->addRow(tr("Count"), rowOf({m_events, new QLabel(tr("from")), m_first}));
    form->addRow(tr("Seed"), rowOf({m_seed, new QLabel(tr("holes")), m_holes}));
    return widget;
}

QWidget *FeedForm::buildFile()
{
    m_file = named(new QLineEdit, tr("File of events"),
                   tr("NDJSON of events, or RESO Common Format payloads"));
    auto *browse = named(new QToolButton, tr("Choose the file"));
    browse->setText(tr("Browse…"));
    browse->setProperty("framed", true);
    browse->setFocusPolicy(Qt::StrongFocus);
    connect(browse, &QToolButton::clicked, this, &FeedForm::chooseFile);
    auto *widget = new QWidget;
    auto *form = newForm(widget);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    form->addRow(tr("File"), row);
    return widget;
}

QWidget *FeedForm::buildPace()
{
    m_batch = named(countBox(1, 1'000'000), tr("Batch"), tr("Events in one request"));
    m_rate =
        named(countBox(0, 10'000'000), tr("Rate"), tr("Events per second; 0: as fast as it goes"));
    m_rate->setSuffix(tr("/s"));
    m_rate->setSpecialValueText(tr("no limit"));
    m_inFlight = named(countBox(1, 64), tr("Requests in flight"),
                       tr("Requests at the same time; 1 keeps strict order"));
    m_inFlight->setPrefix(u"\u00D7 "_s);
    auto *widget = new QWidget;
    auto *form = newForm(widget);
    form->addRow(tr("Batch"), rowOf({m_batch, new QLabel(tr("rate")), m_rate, m_inFlight}));
    return widget;
}

void FeedForm::chooseFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Events to push"), m_file->text(),
                                     tr("Events (*.ndjson *.json *.jsonl);;All files (*)"));
    if (!path.isEmpty())
        m_file->setText(path);
}

void FeedForm::show(const ProducerSettings &settings)
{
    m_origin->setCurrentIndex(settings.file.isEmpty() ? Generated : FromFile);
    m_events->setText(QString::number(settings.events));
    m_first->setText(QString::number(settings.firstSequence));
    m_seed->setValue(int(settings.seed & quint32(std::numeric_limits<int>::max())));
    m_holes->setValue(settings.holeRate * 100);
    m_file->setText(settings.file);
    m_batch->setValue(settings.batch);
    m_rate->setValue(int(settings.rate));
    m_inFlight->setValue(settings.inFlight);
}

void FeedForm::store(ProducerSettings &settings) const
{
    const ProducerSettings defaults;
    settings.events = numberIn(m_events, defaults.events);
    settings.firstSequence = numberIn(m_first, defaults.firstSequence);
    settings.seed = quint32(m_seed->value());
    settings.holeRate = m_holes->value() / 100;
    settings.file = m_origin->currentIndex() == FromFile ? m_file->text().trimmed() : QString();
    settings.batch = m_batch->value();
    settings.rate = m_rate->value();
    settings.inFlight = m_inFlight->value();
}

} // namespace pushbench::ui
