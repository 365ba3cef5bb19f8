// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = new QToolButton;
    close->setText(u"\u2715"_s);
    close->setProperty("quiet", true);
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close the message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void Banner::report(const Fault &fault)
{
    m_fault = true;
    say(Tone::Bad, fault.message());
}

void Banner::notice(Tone tone, const QString &text)
{
    if (isVisible() && m_fault)
        return;
    m_fault = false;
    say(tone, text);
}

void Banner::say(Tone tone, const QString &text)
{
    restyle(*this, "card",
            tone == Tone::Bad        ? u"bad"_s
                : tone == Tone::Warn ? u"warn"_s
                                     : u"good"_s);
    m_text->setText(text);
    setAccessibleName(text);
    show();
}

QString Banner::text() const
{
    return m_text->text();
}

} // namespace pushbench::ui
