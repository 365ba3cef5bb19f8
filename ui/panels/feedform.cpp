// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/feedform.h"

#include "core/producer/generator.h"
#include "ui/panels/forms.h"
#include "ui/views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

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

QDoubleSpinBox *secondsBox(double lowest, double highest)
{
    auto *box = new QDoubleSpinBox;
    box->setRange(lowest, highest);
    box->setDecimals(2);
    box->setSuffix(FeedForm::tr(" s"));
    box->setButtonSymbols(QDoubleSpinBox::NoButtons);
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
    , m_sessionRow(buildSession())
    , m_reading(buildReading())
    , m_fault(new FaultLabel(tr("What is wrong with the feed")))
{
    // In the order of EventOrigin.
    m_origin->addItems({tr("Generated"), tr("From a file"), tr("From a recorded session"),
                        tr("From an EntityEvent resource")});
    m_origin->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *form = newForm();
    form->addRow(tr("Events"), m_origin);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(form);
    layout->addWidget(m_generator);
    layout->addWidget(m_fileRow);
    layout->addWidget(m_sessionRow);
    layout->addWidget(m_reading);
    layout->addWidget(m_fault);
    layout->addWidget(buildPace());
    connect(m_origin, &QComboBox::currentIndexChanged, this, &FeedForm::judge);
    for (QLineEdit *line : {m_resources, m_root, m_after})
        connect(line, &QLineEdit::textChanged, this, &FeedForm::judge);
    connect(m_once, &QCheckBox::toggled, this, &FeedForm::judge);
    judge();
}

EventOrigin FeedForm::origin() const
{
    return EventOrigin(m_origin->currentIndex());
}

/// Shows what belongs to the chosen origin, and says what cannot work in it.
void FeedForm::judge()
{
    m_generator->setVisible(origin() == EventOrigin::Generated);
    m_fileRow->setVisible(origin() == EventOrigin::File);
    m_sessionRow->setVisible(origin() == EventOrigin::Session);
    m_reading->setVisible(origin() == EventOrigin::Resource);
    m_poll->setEnabled(!m_once->isChecked());
    m_fault->say(faultText());
}

QString FeedForm::faultText() const
{
    if (origin() == EventOrigin::Resource) {
        const QString text = m_root->text().trimmed();
        const QUrl root(text, QUrl::StrictMode);
        const bool web = root.scheme() == u"http"_s || root.scheme() == u"https"_s;
        if (!text.isEmpty() && (!web || root.host().isEmpty()))
            return tr("\"%1\" is no service root; write https://host/odata").arg(text);
        if (!root.userInfo().isEmpty())
            return tr("Its token has a line of its own; leave out what stands before the @");
        return {};
    }
    const QString resources = resourcesText();
    if (origin() != EventOrigin::Generated || resources.isEmpty())
        return {};
    producer::GeneratorConfig config;
    const Result<> set = producer::setResources(config, resources.toUtf8().split(','));
    const Result<> sound = set ? producer::check(config) : set;
    return sound ? QString() : sound.fault().text;
}

/// People put blanks behind commas.
QString FeedForm::resourcesText() const
{
    return m_resources->text().remove(u' ');
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
    m_resources = named(new QLineEdit, tr("Resources"),
                        tr("Most frequent first, or each with its weight: Property=60, Media=30"));
    m_resources->setPlaceholderText(u"Property, Media, Member, \u2026"_s);
    auto *widget = new QWidget;
    auto *form = newForm(widget);
    form->addRow(tr("Count"), rowOf({m_events, new QLabel(tr("from")), m_first}));
    form->addRow(tr("Seed"), rowOf({m_seed, new QLabel(tr("holes")), m_holes}));
    form->addRow(tr("Resources"), m_resources);
    return widget;
}

QWidget *FeedForm::buildFile()
{
    m_file = named(new QLineEdit, tr("File of events"),
                   tr("NDJSON or CSV of events, or RESO Common Format payloads"));
    m_file->setPlaceholderText(tr("NDJSON, CSV or RCF"));
    auto *widget = new QWidget;
    newForm(widget)->addRow(tr("File"),
                            fileRow(m_file, tr("Choose the file"),
                                    tr("Events (*.ndjson *.json *.jsonl *.csv);;All files (*)")));
    return widget;
}

QWidget *FeedForm::buildSession()
{
    m_session = named(new QLineEdit, tr("Recorded session"),
                      tr("Its events as they were accepted, repetitions included"));
    m_session->setPlaceholderText(tr("a session file"));
    auto *widget = new QWidget;
    newForm(widget)->addRow(
        tr("Session"),
        fileRow(m_session, tr("Choose the session"), tr("Sessions (*.pushbench);;All files (*)")));
    return widget;
}

QWidget *FeedForm::buildReading()
{
    m_root =
        named(new QLineEdit, tr("Resource to read"),
              tr("The service root of a server whose EntityEvent resource is read and pushed"));
    m_root->setFont(codeFont());
    m_root->setPlaceholderText(u"https://example.com/odata"_s);
    m_rootToken = named(newSecretLine(), tr("Token of the resource to read"),
                        tr("Its bearer token, or @FILE; it goes there and nowhere else"));
    m_rootCa =
        named(new QLineEdit, tr("CA file of the resource to read"),
              tr("https: trust these certificates, PEM, instead of the system's authorities"));
    m_rootCa->setPlaceholderText(tr("the system's"));
    m_after = named(newSequenceLine(), tr("Only behind this number"),
                    tr("0: from its first event. A checkpoint goes on where it was."));
    m_poll = named(secondsBox(0.05, 86'400), tr("Seconds between two looks"));
    m_settle =
        named(secondsBox(0, 86'400), tr("Seconds for late numbers"),
              tr("So long numbers that it left out are looked for again, for they may become "
                 "visible late; 0: never"));
    m_once = named(new QCheckBox(tr("End where it ends")), tr("End where it ends"),
                   tr("Instead of following it"));
    auto *widget = new QWidget;
    auto *form = newForm(widget);
    form->addRow(tr("Resource"), m_root);
    form->addRow(tr("Its token"), m_rootToken);
    form->addRow(tr("Trust"), fileRow(m_rootCa, tr("Choose the authorities"), pemFiles()));
    form->addRow(tr("Behind"), rowOf({m_after, new QLabel(tr("look every")), m_poll}));
    form->addRow(tr("Late by"), m_settle);
    form->addRow(QString(), m_once);
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
    m_multi = named(new QCheckBox(tr("One event as a batch, too")), tr("One event as a batch, too"),
                    tr("The multi-valued form even for a single event"));
    auto *widget = new QWidget;
    auto *form = newForm(widget);
    form->addRow(tr("Batch"), rowOf({m_batch, new QLabel(tr("rate")), m_rate, m_inFlight}));
    form->addRow(QString(), m_multi);
    return widget;
}

void FeedForm::show(const ProducerSettings &settings)
{
    m_origin->setCurrentIndex(int(settings.origin));
    m_events->setText(QString::number(settings.events));
    m_first->setText(QString::number(settings.firstSequence));
    m_seed->setValue(int(settings.seed & quint32(std::numeric_limits<int>::max())));
    m_holes->setValue(settings.holeRate * 100);
    m_resources->setText(settings.resources);
    m_file->setText(settings.file);
    m_session->setText(settings.session);
    m_root->setText(settings.reading.root);
    m_rootToken->setText(settings.reading.token);
    m_rootCa->setText(settings.reading.ca);
    m_after->setText(QString::number(settings.reading.after));
    m_poll->setValue(settings.reading.poll);
    m_settle->setValue(settings.reading.settle);
    m_once->setChecked(settings.reading.once);
    m_multi->setChecked(settings.multi);
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
    settings.origin = origin();
    settings.resources = resourcesText();
    settings.file = m_file->text().trimmed();
    settings.session = m_session->text().trimmed();
    settings.reading = {.root = m_root->text().trimmed(),
                        .token = m_rootToken->text(),
                        .ca = m_rootCa->text().trimmed(),
                        .after = numberIn(m_after, defaults.reading.after),
                        .poll = m_poll->value(),
                        .once = m_once->isChecked(),
                        .settle = m_settle->value()};
    settings.multi = m_multi->isChecked();
    settings.batch = m_batch->value();
    settings.rate = m_rate->value();
    settings.inFlight = m_inFlight->value();
}

} // namespace pushbench::ui
