// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/copyfield.h"

#include "ui/views/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace pushbench::ui {

namespace {
constexpr int kThanksMs = 1500;
}

CopyField::CopyField(const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit)
    , m_button(new QToolButton)
{
    m_line->setReadOnly(true);
    m_line->setFont(codeFont());
    m_line->setAccessibleName(what);
    m_button->setProperty("framed", true);
    m_button->setText(tr("Copy"));
    m_button->setAccessibleName(tr("Copy %1").arg(what));
    m_button->setToolTip(tr("Copy %1").arg(what));
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this, &CopyField::copy);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setContent({});
}

void CopyField::setContent(const QString &shown, const QString &copied)
{
    if (m_line->text() != shown) {
        m_line->setText(shown);
        m_line->setCursorPosition(0);
    }
    m_line->setToolTip(shown);
    m_copied = copied;
    m_button->setEnabled(!copied.isEmpty());
}

QString CopyField::shown() const
{
    return m_line->text();
}

void CopyField::copy()
{
    QGuiApplication::clipboard()->setText(m_copied);
    m_button->setText(tr("Copied"));
    if (m_timer != 0)
        killTimer(m_timer);
    m_timer = startTimer(kThanksMs);
}

void CopyField::timerEvent(QTimerEvent *)
{
    killTimer(m_timer);
    m_timer = 0;
    m_button->setText(tr("Copy"));
}

} // namespace pushbench::ui
