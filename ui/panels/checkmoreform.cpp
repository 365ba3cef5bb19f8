// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkmoreform.h"

#include "ui/panels/forms.h"
#include "ui/views/theme.h"

#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLongest = 3600; // Seconds that an answer may take.

QHBoxLayout *pairOf(QWidget *first, const QString &word, QWidget *second)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(first, 1);
    row->addWidget(new QLabel(word));
    row->addWidget(second, 1);
    return row;
}

QDoubleSpinBox *secondsBox()
{
    auto *box = new QDoubleSpinBox;
    box->setRange(0.1, kLongest);
    box->setDecimals(1);
    box->setSuffix(CheckMoreForm::tr(" s"));
    box->setButtonSymbols(QDoubleSpinBox::NoButtons);
    return box;
}

QString jsonFiles()
{
    return CheckMoreForm::tr("JSON files (*.json);;All files (*)");
}

} // namespace

CheckMoreForm::CheckMoreForm(QWidget *parent)
    : QWidget(parent)
    , m_profile(named(new QLineEdit, tr("Profile file"),
                      tr("What was agreed on, JSON: labels, header fields, thresholds, the resume "
                         "call. What is chosen here wins")))
    , m_expect(named(new QLineEdit, tr("Expectations file"),
                     tr("Outcomes that are known, JSON: {\"H-405.get\": \"fail\"}")))
    , m_headers(named(new QPlainTextEdit, tr("Header fields of every request"),
                      tr("Name: value, one on a line; they are not kept when the window closes")))
    , m_rate(named(new QDoubleSpinBox, tr("Requests per second at the most"),
                   tr("Without a number here the profile's holds, or 20")))
    , m_mostRequests(named(new QSpinBox, tr("Requests in all at the most"),
                           tr("What is left when so many were sent is inconclusive")))
    , m_nextToken(named(newSecretLine(), tr("Next token"),
                        tr("The producer has to go on with it when the first one is refused; or "
                           "@FILE with one in it")))
    , m_slow(named(secondsBox(), tr("Late answer that has to be borne")))
    , m_tooSlow(named(secondsBox(), tr("Late answer on which it may give up")))
    , m_profileBox(below(fileRow(m_profile, tr("Choose the profile"), jsonFiles()), nullptr,
                         tr("What is wrong with the profile")))
    , m_expectBox(below(fileRow(m_expect, tr("Choose the expectations"), jsonFiles()), nullptr,
                        tr("What is wrong with the expectations")))
    , m_headersBox(below(nullptr, m_headers, tr("What is wrong with the header fields")))
    , m_unknown(mutedLabel({}))
    , m_limits(pairOf(m_rate, tr("in all"), m_mostRequests))
    , m_late(pairOf(m_slow, tr("then"), m_tooSlow))
    , m_rows(newForm(this))
{
    m_profile->setPlaceholderText(tr("none: by the standard alone"));
    m_expect->setPlaceholderText(tr("none: every failure is one"));
    m_headers->setPlaceholderText(u"X-Api-Key: \u2026"_s);
    m_headers->setFont(codeFont());
    m_headers->setTabChangesFocus(true);
    m_headers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_headers->setFixedHeight(3 * QFontMetrics(codeFont()).lineSpacing() + 6);
    m_rate->setRange(0, 1000);
    m_rate->setDecimals(1);
    m_rate->setButtonSymbols(QDoubleSpinBox::NoButtons);
    m_mostRequests->setButtonSymbols(QSpinBox::NoButtons);
    m_rate->setSuffix(tr("/s"));
    m_rate->setSpecialValueText(tr("as usual"));
    m_mostRequests->setRange(0, 1'000'000);
    m_mostRequests->setGroupSeparatorShown(true);
    m_mostRequests->setSpecialValueText(tr("no limit"));
    m_nextToken->setPlaceholderText(tr("none: it may only stop"));
    m_unknown->hide();
    m_expectBox.box->layout()->addWidget(m_unknown);
    m_rows->addRow(tr("Profile"), m_profileBox.box);
    m_rows->addRow(tr("Expect"), m_expectBox.box);
    m_rows->addRow(tr("Fields"), m_headersBox.box);
    m_rows->addRow(tr("Requests"), m_limits);
    m_rows->addRow(tr("Next token"), m_nextToken);
    m_rows->addRow(tr("Late by"), m_late);
    for (QLineEdit *line : {m_profile, m_expect, m_nextToken})
        connect(line, &QLineEdit::textChanged, this, &CheckMoreForm::edited);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &CheckMoreForm::edited);
}

CheckMoreForm::Judged CheckMoreForm::below(QLayout *row, QWidget *field, const QString &name) const
{
    Judged judged{.box = new QWidget, .fault = new FaultLabel(name)};
    auto *layout = new QVBoxLayout(judged.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    if (row)
        layout->addLayout(row);
    else
        layout->addWidget(field);
    layout->addWidget(judged.fault);
    return judged;
}

void CheckMoreForm::show(const CheckSettings &settings)
{
    m_profile->setText(settings.profile);
    m_expect->setText(settings.expect);
    m_headers->setPlainText(settings.headers.join(u'\n'));
    m_rate->setValue(settings.rate);
    m_mostRequests->setValue(int(settings.mostRequests));
    m_nextToken->setText(settings.nextToken);
    m_slow->setValue(settings.slow);
    m_tooSlow->setValue(settings.tooSlow);
}

void CheckMoreForm::fill(CheckSettings &settings) const
{
    settings.profile = m_profile->text().trimmed();
    settings.expect = m_expect->text().trimmed();
    for (const QString &line : m_headers->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            settings.headers.append(line.trimmed());
    }
    settings.rate = m_rate->value();
    settings.mostRequests = m_mostRequests->value();
    settings.nextToken = m_nextToken->text();
    settings.slow = m_slow->value();
    settings.tooSlow = m_tooSlow->value();
}

QString CheckMoreForm::summary() const
{
    QStringList words;
    if (const QString profile = m_profile->text().trimmed(); !profile.isEmpty())
        words += QFileInfo(profile).fileName();
    if (const QString expect = m_expect->text().trimmed(); !expect.isEmpty())
        words += QFileInfo(expect).fileName();
    return words.join(u", "_s);
}

void CheckMoreForm::setSuite(checks::Suite suite, bool self)
{
    const bool producer = suite == checks::Suite::Producer && !self;
    const bool probes = suite != checks::Suite::Producer && !self;
    m_rows->setRowVisible(m_profileBox.box, !self);
    m_rows->setRowVisible(m_headersBox.box, probes);
    m_rows->setRowVisible(m_limits, probes);
    m_rows->setRowVisible(m_nextToken, producer);
    m_rows->setRowVisible(m_late, producer);
}

void CheckMoreForm::say(const CheckFaults &faults)
{
    m_profileBox.fault->say(faults.profile);
    m_expectBox.fault->say(faults.expect);
    m_headersBox.fault->say(faults.headers);
    m_unknown->setText(tr("No checks of this suite: %1").arg(faults.unknown));
    m_unknown->setVisible(!faults.unknown.isEmpty());
}

} // namespace pushbench::ui
