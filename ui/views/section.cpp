// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/section.h"

#include "ui/views/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringBuilder>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kGap = 8;
}

Section::Section(const QString &title, QWidget *body, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_heading(new QPushButton)
    , m_summary(new QLabel)
    , m_body(body)
{
    m_heading->setCheckable(true);
    m_heading->setProperty("section", true);
    m_heading->setAccessibleName(title);
    m_heading->setFocusPolicy(Qt::StrongFocus);
    m_summary->setProperty("muted", true);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_summary->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *inside = new QHBoxLayout(m_heading);
    inside->setContentsMargins(0, 0, 2, 0);
    inside->addWidget(m_summary);
    m_body->setContentsMargins(0, 2, 0, kGap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_body);
    connect(m_heading, &QPushButton::toggled, this, &Section::setOpen);
    setOpen(false);
}

bool Section::isOpen() const
{
    return m_heading->isChecked();
}

void Section::setOpen(bool open)
{
    m_heading->setChecked(open);
    m_heading->setText((open ? u"\u25BE  "_s : u"\u25B8  "_s) % m_title);
    m_body->setVisible(open);
    showSummary();
}

void Section::setSummary(const QString &summary, bool alarming)
{
    m_text = summary;
    m_heading->setAccessibleDescription(summary);
    restyle(*m_summary, "muted", !alarming);
    restyle(*m_summary, "tone", alarming ? u"bad"_s : QString());
    showSummary();
}

void Section::showSummary()
{
    // Beside the title and its arrow there is so much room.
    const int room = width() - m_heading->fontMetrics().horizontalAdvance(m_heading->text()) - 24;
    m_summary->setText(
        m_summary->fontMetrics().elidedText(m_text, Qt::ElideRight, std::max(room, 0)));
}

void Section::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showSummary();
}

} // namespace pushbench::ui
