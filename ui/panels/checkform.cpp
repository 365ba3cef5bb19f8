// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkform.h"

#include "ui/panels/checkmoreform.h"
#include "ui/panels/forms.h"
#include "ui/views/section.h"
#include "ui/views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStringBuilder>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;
using checks::Suite;

namespace {

constexpr int kProof = 100; ///< Beside the suites.
constexpr std::chrono::milliseconds kSoon{150};
constexpr std::chrono::milliseconds kAgain{1000};

} // namespace

CheckForm::CheckForm(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , m_suite(named(new QComboBox, tr("What is checked")))
    , m_url(named(new QLineEdit, tr("URL of what is checked")))
    , m_token(named(newSecretLine(), tr("Token for the checks"),
                    tr("Its bearer token, or @FILE with one in it")))
    , m_host(named(new QLineEdit, tr("Address that the checks listen on")))
    , m_port(named(new QSpinBox, tr("Port that the checks listen on"), tr("0 picks one")))
    , m_path(named(new QLineEdit, tr("Path that takes the producer's events")))
    , m_more(named(new QToolButton, tr("Options of the checks")))
    , m_run(new QPushButton)
    , m_hint(mutedLabel({}))
    , m_options(nullptr)
    , m_rows(nullptr)
    , m_only(named(new QLineEdit, tr("Only these checks"),
                   tr("How their ids begin, with blanks between; empty: all")))
    , m_skip(named(new QLineEdit, tr("But for these checks"),
                   tr("How their ids begin, with blanks between")))
    , m_source(named(new QLineEdit, tr("Label that was agreed on"),
                     tr("EntityEventSource; empty: any, or none")))
    , m_patienceTitle(new QLabel(tr("Patience")))
    , m_patience(named(new QDoubleSpinBox, tr("Patience"),
                       tr("How long the producer may take for each step")))
    , m_ca(named(new QLineEdit, tr("CA file of the checks"),
                 tr("https: trust these certificates, PEM, instead of the system's authorities")))
    , m_caRow(fileRow(m_ca, tr("Choose the CA file of the checks"), pemFiles()))
    , m_insecure(named(new QCheckBox(tr("Take any certificate")),
                       tr("Take any certificate in the checks"),
                       tr("https: nothing is verified; whoever answers gets the token")))
    , m_consent(named(new QCheckBox(tr("Send PUT, PATCH and DELETE, too")),
                      tr("Consent to requests that might change something")))
    , m_strict(named(new QCheckBox(tr("A warning about a SHOULD is a failure")), tr("Strict")))
    , m_further(new CheckMoreForm)
    , m_furtherPart(new Section(tr("More"), m_further))
{
    m_suite->addItem(tr("My consumer"), int(Suite::Consumer));
    m_suite->addItem(tr("My producer"), int(Suite::Producer));
    m_suite->addItem(tr("A resource"), int(Suite::Resource));
    m_suite->addItem(tr("The bench itself"), kProof);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    buildTarget(*row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_hint);
    m_options = buildOptions();
    layout->addWidget(m_options);
    m_options->hide();
    connect(m_more, &QToolButton::toggled, m_options, &QWidget::setVisible);
    connect(m_suite, &QComboBox::currentIndexChanged, this, [this] {
        update();
        m_look.start(kSoon);
        Q_EMIT suiteChosen(suite());
    });
    connect(&bench, &Bench::consumerChanged, this, [this](const ConsumerState &state) {
        m_consumer = state;
        update();
    });
    connect(&bench, &Bench::resourceChanged, this, [this](const ResourceState &state) {
        m_resource = state;
        update();
    });
    for (QLineEdit *line : {m_url, m_token, m_host, m_path, m_only, m_skip}) {
        connect(line, &QLineEdit::textChanged, this, &CheckForm::update);
        connect(line, &QLineEdit::returnPressed, this, &CheckForm::submitted);
    }
    connect(m_port, &QSpinBox::valueChanged, this, &CheckForm::update);
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this,
            [this, &bench] { bench.checks().examine(settings()); });
    connect(&bench.checks(), &CheckBench::examined, this, &CheckForm::take);
    connect(m_further, &CheckMoreForm::edited, this, [this] {
        m_look.start(kSoon);
        summarize();
    });
    show(CheckSettings{});
}

/// A file may be mended elsewhere, so what is wrong is looked at again.
void CheckForm::take(const CheckFaults &faults)
{
    if (!faults.isSound() && !m_look.isActive())
        m_look.start(kAgain);
    if (faults == m_faults)
        return;
    m_faults = faults;
    m_further->say(faults);
    summarize();
    update();
    Q_EMIT soundChanged();
}

/// Folded it still says what is in it.
void CheckForm::summarize()
{
    const QString said = m_further->summary();
    m_furtherPart->setSummary(!m_faults.isSound()  ? tr("something is wrong")
                                  : said.isEmpty() ? tr("as usual")
                                                   : said,
                              !m_faults.isSound());
}

bool CheckForm::isProof() const
{
    return m_suite->currentData().toInt() == kProof;
}

Suite CheckForm::suite() const
{
    return isProof() ? Suite::Consumer : Suite(m_suite->currentData().toInt());
}

void CheckForm::show(const CheckSettings &settings)
{
    m_suite->setCurrentIndex(m_suite->findData(settings.self ? kProof : int(settings.suite)));
    m_url->setText(settings.url);
    m_token->setText(settings.token);
    m_host->setText(settings.host);
    m_port->setValue(settings.port);
    m_path->setText(settings.path);
    m_source->setText(settings.source);
    m_patience->setValue(settings.patience);
    m_only->setText(settings.only);
    m_skip->setText(settings.skip);
    m_ca->setText(settings.ca);
    m_insecure->setChecked(settings.insecure);
    m_consent->setChecked(settings.consent);
    m_strict->setChecked(settings.strict);
    m_further->show(settings);
    summarize();
    m_look.start(kSoon);
    update();
}

CheckSettings CheckForm::settings() const
{
    CheckSettings settings{.suite = suite(),
                           .self = isProof(),
                           .url = m_url->text().trimmed(),
                           .token = m_token->text(),
                           .ca = m_ca->text(),
                           .insecure = m_insecure->isChecked(),
                           .consent = m_consent->isChecked(),
                           .host = m_host->text().trimmed(),
                           .port = quint16(m_port->value()),
                           .path = m_path->text().trimmed(),
                           .source = m_source->text(),
                           .patience = m_patience->value(),
                           .only = m_only->text(),
                           .skip = m_skip->text(),
                           .strict = m_strict->isChecked()};
    m_further->fill(settings);
    return settings;
}

std::optional<OpenEndpoint> CheckForm::ours() const
{
    if (isProof())
        return std::nullopt;
    if (suite() == Suite::Consumer && m_consumer.listening && !m_consumer.endpoints.empty())
        return m_consumer.endpoints.front();
    if (suite() == Suite::Resource && m_resource.listening)
        return OpenEndpoint{.url = m_resource.url, .token = m_resource.token};
    return std::nullopt;
}

/// A token and a certificate of this window go to this window alone.
CheckSettings CheckForm::effectiveSettings() const
{
    CheckSettings settings = this->settings();
    const std::optional<OpenEndpoint> own = ours();
    if (!own || (!settings.url.isEmpty() && settings.url != own->url.toString()))
        return settings;
    settings.url = own->url.toString();
    if (settings.token.isEmpty())
        settings.token = QString::fromUtf8(own->token.reveal());
    if (settings.ca.isEmpty() && settings.suite == Suite::Consumer)
        settings.ca = m_consumer.caFile;
    return settings;
}

QString CheckForm::fault() const
{
    if (suite() != Suite::Producer || !m_consumer.listening || m_consumer.endpoints.empty())
        return {};
    const int taken = m_consumer.endpoints.front().url.port();
    if (m_port->value() == 0 || m_port->value() != taken)
        return {};
    return tr("Port %1 is that of this window's consumer. The checks listen for themselves: choose "
              "another port, such as %2, or stop the consumer (F4).")
        .arg(taken)
        .arg(taken + 1);
}

QString CheckForm::hint() const
{
    if (m_running)
        return {};
    if (const QString wrong = fault(); !wrong.isEmpty())
        return wrong;
    for (const QString &wrong : {m_faults.profile, m_faults.expect, m_faults.headers}) {
        if (!wrong.isEmpty())
            return wrong;
    }
    if (isProof())
        return tr("Run it to see every check satisfied by mocks that are right, and catch its "
                  "mutant: a mock that is wrong in just what it looks at.");
    const std::optional<OpenEndpoint> own = ours();
    switch (suite()) {
    case Suite::Consumer:
        return own || !m_url->text().isEmpty()
            ? QString()
            : tr("Give the URL where your consumer takes events, and its token; or start the "
                 "consumer of this window (F4) and check that.");
    case Suite::Producer:
        return tr("Run it, then point your producer at the URL that it shows. It is led through "
                  "429s, errors, silence, late answers and a refused token, and judged.");
    case Suite::Resource:
        return own || !m_url->text().isEmpty()
            ? QString()
            : tr("Give the service root of an EntityEvent resource, and its token; or host one in "
                 "the producer's panel.");
    }
    Q_UNREACHABLE();
}

void CheckForm::setRunning(bool running)
{
    m_running = running;
    update();
}

void CheckForm::update()
{
    const bool producer = suite() == Suite::Producer;
    const bool proof = isProof();
    const bool probes = !producer && !proof;
    const std::optional<OpenEndpoint> own = ours();
    m_url->setVisible(probes);
    m_token->setVisible(!proof);
    m_further->setSuite(suite(), proof);
    for (QWidget *part : {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_port),
                          static_cast<QWidget *>(m_path)})
        part->setVisible(producer);
    m_rows->setRowVisible(m_source, producer);
    m_rows->setRowVisible(m_caRow, probes);
    m_patienceTitle->setVisible(producer);
    m_patience->setVisible(producer);
    m_insecure->setVisible(probes);
    m_consent->setVisible(probes);
    m_strict->setVisible(!proof);
    m_url->setPlaceholderText(own ? tr("%1 (this window's)").arg(own->url.toString())
                                  : suite() == Suite::Resource ? u"https://example.com/odata/"_s
                                                               : u"https://example.com/webhooks"_s);
    const bool usesOwn = own && (m_url->text().isEmpty() || m_url->text() == own->url.toString());
    m_token->setPlaceholderText(usesOwn        ? tr("this window's")
                                    : producer ? tr("made when it starts")
                                               : tr("token"));
    for (QWidget *part :
         {static_cast<QWidget *>(m_suite), static_cast<QWidget *>(m_url),
          static_cast<QWidget *>(m_token), static_cast<QWidget *>(m_host),
          static_cast<QWidget *>(m_port), static_cast<QWidget *>(m_path), m_options})
        part->setEnabled(!m_running);
    m_hint->setText(hint());
    m_hint->setVisible(!m_hint->text().isEmpty());
}

} // namespace pushbench::ui
