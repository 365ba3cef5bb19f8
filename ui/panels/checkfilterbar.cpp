// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkfilterbar.h"

#include "ui/panels/forms.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStringBuilder>
#include <QToolButton>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSpacing = 4;

} // namespace

CheckFilterBar::CheckFilterBar(const CheckTreeModel &model, CheckFilter &filter, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(filter)
    , m_marks{Button{CheckMark::Fail}, Button{CheckMark::Warn}, Button{CheckMark::Pass},
              Button{CheckMark::Info}, Button{CheckMark::Skip}, Button{CheckMark::Inconclusive}}
    , m_changed(newButton(tr("Only what changed since the last run")))
    , m_line(named(new QLineEdit, tr("Words in the checks"),
                   tr("Show checks whose id, title or sentence holds these words (Ctrl+Shift+F)")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    for (Button &part : m_marks) {
        part.button = newButton(tr("Only %1").arg(checkMarkWord(part.mark)));
        layout->addWidget(part.button);
    }
    layout->addWidget(m_changed);
    m_line->setPlaceholderText(tr("Filter"));
    m_line->setClearButtonEnabled(true);
    m_line->setMinimumWidth(70);
    m_line->setMaximumWidth(220);
    layout->addWidget(m_line, 1);
    layout->addStretch(1);
    connect(m_line, &QLineEdit::textChanged, this, &CheckFilterBar::apply);
    count();
}

QToolButton *CheckFilterBar::newButton(const QString &name)
{
    auto *button = named(new QToolButton, name);
    button->setCheckable(true);
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::toggled, this, &CheckFilterBar::apply);
    return button;
}

void CheckFilterBar::apply()
{
    std::set<CheckMark> marks;
    for (const Button &part : m_marks) {
        if (part.button->isChecked())
            marks.insert(part.mark);
    }
    m_filter.setMarks(std::move(marks));
    m_filter.setOnlyChanged(m_changed->isChecked());
    m_filter.setText(m_line->text());
}

void CheckFilterBar::count()
{
    m_terse = false;
    write();
    int wanted = m_line->minimumWidth();
    for (const QToolButton *button : findChildren<QToolButton *>())
        wanted += button->isHidden() ? 0 : button->sizeHint().width() + kSpacing;
    m_terse = wanted > width();
    if (m_terse)
        write();
}

void CheckFilterBar::write()
{
    const auto show = [](QToolButton &button, int figure, const QString &text) {
        button.setVisible(figure > 0 || button.isChecked());
        button.setText(text);
    };
    for (const Button &part : m_marks) {
        const int figure = m_model.count(part.mark);
        const bool worded = !m_terse || part.mark >= CheckMark::Warn;
        const QString text = checkMarkGlyph(part.mark) % u' ' % QString::number(figure);
        show(*part.button, figure, worded ? text % u' ' % checkMarkWord(part.mark) : text);
    }
    int changes = 0;
    for (const CheckChange change :
         {CheckChange::Failed, CheckChange::Worse, CheckChange::Better, CheckChange::Mended})
        changes += m_model.count(change);
    show(*m_changed, changes, u"\u0394 "_s % tr("%n changed", nullptr, changes));
}

QSize CheckFilterBar::minimumSizeHint() const
{
    return {240, QWidget::minimumSizeHint().height()};
}

void CheckFilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    count();
}

void CheckFilterBar::clear()
{
    for (const Button &part : m_marks)
        part.button->setChecked(false);
    m_changed->setChecked(false);
    m_line->clear();
}

} // namespace pushbench::ui
