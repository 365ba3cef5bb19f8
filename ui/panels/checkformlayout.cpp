// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the controls of the form stand.

#include "ui/panels/checkform.h"
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
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

void CheckForm::buildTarget(QHBoxLayout &row)
{
    m_url->setMinimumWidth(120);
    m_token->setMinimumWidth(80);
    m_port->setRange(0, 65535);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    m_more->setText(tr("Options"));
    m_more->setCheckable(true);
    m_more->setProperty("framed", true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    for (QLineEdit *line : {m_url, m_host, m_path})
        line->setFont(codeFont());
    row.addWidget(m_suite);
    row.addWidget(m_url, 3);
    row.addWidget(m_token, 1);
    row.addWidget(m_host, 2);
    row.addWidget(m_port);
    row.addWidget(m_path, 2);
    row.addWidget(m_more);
    row.addWidget(m_run);
}

QWidget *CheckForm::buildOptions()
{
    m_patience->setRange(0.5, 86'400);
    m_patience->setDecimals(1);
    m_patience->setSuffix(tr(" s"));
    m_patience->setButtonSymbols(QDoubleSpinBox::NoButtons);
    m_only->setPlaceholderText(tr("all of them; or RCP028-R2 H-405.get"));
    m_skip->setPlaceholderText(tr("none"));
    m_source->setPlaceholderText(tr("any"));
    m_ca->setPlaceholderText(tr("the system's"));
    m_rows = newForm();
    m_rows->addRow(tr("Only"), m_only);
    m_rows->addRow(tr("Skip"), m_skip);
    m_rows->addRow(tr("Source"), m_source);
    m_rows->addRow(tr("CA file"), m_caRow);
    auto *patience = new QHBoxLayout;
    patience->setSpacing(6);
    patience->addWidget(m_patienceTitle);
    patience->addWidget(m_patience, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    right->addLayout(patience);
    right->addWidget(m_insecure);
    right->addWidget(m_consent);
    right->addWidget(m_strict);
    right->addStretch(1);
    auto *options = new QWidget;
    auto *all = new QVBoxLayout(options);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addLayout(m_rows, 1);
    columns->addLayout(right);
    all->addLayout(columns);
    all->addWidget(m_furtherPart);
    return new ShyScrollArea(options);
}

} // namespace pushbench::ui
