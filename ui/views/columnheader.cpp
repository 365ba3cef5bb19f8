// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/columnheader.h"

#include "ui/models/meaning.h"
#include "ui/views/celldelegate.h"
#include "ui/views/theme.h"

#include <QDataStream>
#include <QIODevice>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>

namespace pushbench::ui {

namespace {
constexpr int kFewestCharacters = 4;
}

ColumnHeader::ColumnHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(false);
    setStretchLastSection(true);
    setHighlightSections(false);
    setMinimumSectionSize(32);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &ColumnHeader::chooseColumns);
    connect(this, &QHeaderView::sectionResized, this, [this](int section) {
        // The last section stretches by itself when the window does.
        m_fits = m_fits && (m_fitting || visualIndex(section) + 1 == count());
        m_changed = m_changed || !m_fits;
    });
    connect(this, &QHeaderView::sectionMoved, this, [this] { m_changed = true; });
}

void ColumnHeader::fit(int width)
{
    if (!m_fits || !model())
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    const QFontMetrics metrics(codeFont());
    const auto room = [&metrics](int characters) {
        return metrics.horizontalAdvance(QString(characters, u'0')) + 1 + 2 * CellDelegate::kMargin;
    };
    const auto asked = [this](int column, int role) {
        return model()->headerData(column, Qt::Horizontal, role).toInt();
    };
    // However narrow a column would like to be, it shows its own title, in any language.
    const auto least = [this, &room](int column) {
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        return std::max(room(kFewestCharacters),
                        fontMetrics().horizontalAdvance(title) + 1 + 2 * CellDelegate::kMargin);
    };
    const auto wanted = [&](int column) {
        return std::max(room(asked(column, WidthRole)), least(column));
    };
    int missing = -width;
    for (int column = 0; column < count(); ++column)
        missing += isSectionHidden(column) ? 0 : wanted(column);
    // From the right: what stands further left is nearer to the eye and gives way last.
    for (int column = count() - 1; column >= 0; --column) {
        if (isSectionHidden(column))
            continue;
        const int spare = asked(column, ElasticRole) != 0 ? wanted(column) - least(column) : 0;
        const int given = std::clamp(missing, 0, spare);
        missing -= given;
        resizeSection(column, wanted(column) - given);
    }
}

void ColumnHeader::setShown(int column, bool shown)
{
    const QScopedValueRollback fitting(m_fitting, true);
    setSectionHidden(column, !shown);
}

QByteArray ColumnHeader::state() const
{
    if (!m_changed)
        return {};
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << count() << m_fits << saveState();
    return state;
}

void ColumnHeader::restore(const QByteArray &state)
{
    QDataStream stream(state);
    int columns = 0;
    bool fits = true;
    QByteArray header;
    stream >> columns >> fits >> header;
    if (stream.status() != QDataStream::Ok || columns != count())
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    if (!restoreState(header))
        return;
    m_fits = fits;
    m_changed = true;
}

void ColumnHeader::chooseColumns(const QPoint &position)
{
    QMenu menu(this);
    for (int column = 0; column < count(); ++column) {
        QAction *action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        const bool last = hiddenSectionCount() + 1 == count();
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(isSectionHidden(column) || !last);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setSectionHidden(column, !shown);
            m_changed = true;
        });
    }
    menu.exec(mapToGlobal(position));
}

} // namespace pushbench::ui
