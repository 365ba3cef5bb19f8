// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/card.h"

#include <QLabel>
#include <QStringBuilder>
#include <QStyle>
#include <QVBoxLayout>
#include <QVariant>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QVariant propertyOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return true;
    case Tone::Good:
        return u"good"_s;
    case Tone::Warn:
        return u"warn"_s;
    case Tone::Bad:
        return u"bad"_s;
    }
    return {};
}

} // namespace

void restyle(QWidget &widget, const char *property, const QVariant &value)
{
    if (widget.property(property) == value)
        return;
    widget.setProperty(property, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

Card::Card(QWidget *parent)
    : QFrame(parent)
    , m_headline(new QLabel)
    , m_sentence(new QLabel)
{
    m_headline->setProperty("heading", true);
    m_sentence->setProperty("muted", true);
    for (QLabel *label : {m_headline, m_sentence}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 7, 8, 7);
    layout->setSpacing(2);
    layout->addWidget(m_headline);
    layout->addWidget(m_sentence);
    restyle(*this, "card", propertyOf(m_tone));
}

void Card::say(Tone tone, const QString &headline, const QString &sentence)
{
    m_tone = tone;
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(headline);
    setAccessibleDescription(sentence);
    restyle(*this, "card", propertyOf(tone));
}

QString Card::headline() const
{
    return m_headline->text();
}

QString Card::sentence() const
{
    return m_sentence->text();
}

} // namespace pushbench::ui
