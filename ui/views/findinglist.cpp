// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/findinglist.h"

#include "ui/models/meaning.h"
#include "ui/models/texts.h"
#include "ui/views/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QStringBuilder>
#include <QStyledItemDelegate>

#include <algorithm>

namespace pushbench::ui {
namespace {

enum ItemRole {
    TitleRole = Qt::UserRole + 100,
    PlaceRole,
};

constexpr int kPadding = 7;
constexpr int kBar = 3;

QRgb colorOf(protocol::Verdict verdict, const ThemeColors &theme)
{
    switch (verdict) {
    case protocol::Verdict::Info:
        return theme.accent;
    case protocol::Verdict::Warn:
        return theme.warn;
    case protocol::Verdict::Fail:
        return theme.bad;
    }
    return theme.muted;
}

QString placeText(const protocol::Finding &finding)
{
    const QString where = QString::fromUtf8(finding.where);
    if (!finding.bytes)
        return where;
    const QString byte = FindingList::tr("byte %1").arg(grouped(qint64(finding.bytes->offset)));
    return where.isEmpty() ? byte : QString(where % u" \u00B7 " % byte);
}

/// Three lines of a finding: bold clause and verdict, the wrapped sentence, the place.
class FindingDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const ThemeColors &theme = themeColors(option.palette);
        const auto verdict = protocol::Verdict(index.data(VerdictRole).toInt());
        const bool chosen = option.state & QStyle::State_Selected;
        const QRect box = option.rect.adjusted(0, 0, 0, -4);
        painter->fillRect(box, QColor::fromRgb(chosen ? theme.selection : theme.alternate));
        painter->fillRect(QRect(box.left(), box.top(), kBar, box.height()),
                          QColor::fromRgb(colorOf(verdict, theme)));
        QRect line = box.adjusted(kBar + kPadding, kPadding - 2, -kPadding, 0);
        QFont bold = option.font;
        bold.setBold(true);
        painter->setPen(QColor::fromRgb(theme.text));
        painter->setFont(bold);
        painter->drawText(line, Qt::AlignTop, index.data(TitleRole).toString());
        line.setTop(line.top() + option.fontMetrics.height() + 1);
        painter->setFont(option.font);
        QRect used;
        painter->drawText(line, Qt::AlignTop | Qt::TextWordWrap, index.data().toString(), &used);
        line.setTop(used.bottom() + 2);
        painter->setFont(codeFont());
        painter->setPen(QColor::fromRgb(theme.muted));
        painter->drawText(line, Qt::AlignTop,
                          painter->fontMetrics().elidedText(index.data(PlaceRole).toString(),
                                                            Qt::ElideMiddle, line.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        const auto *list = qobject_cast<const QListWidget *>(option.widget);
        const int width = (list ? list->viewport()->width() : 300) - kBar - 2 * kPadding;
        const QRect sentence = option.fontMetrics.boundingRect(
            QRect(0, 0, width, 10'000), Qt::TextWordWrap, index.data().toString());
        const int place =
            index.data(PlaceRole).toString().isEmpty() ? 0 : option.fontMetrics.height();
        return {width, option.fontMetrics.height() + sentence.height() + place + 2 * kPadding + 4};
    }
};

} // namespace

FindingList::FindingList(QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new FindingDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setAccessibleName(tr("Findings of this exchange"));
    setFrameShape(NoFrame);
    connect(this, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT chosen(row(item)); });
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && hasFocus())
            Q_EMIT chosen(row);
    });
}

void FindingList::show(const protocol::Findings &findings)
{
    clear();
    for (const protocol::Finding &finding : findings) {
        const QString title =
            QString::fromLatin1(finding.id) % u" \u00B7 " % verdictWord(finding.verdict);
        auto *item = new QListWidgetItem(finding.text, this);
        item->setData(TitleRole, title);
        item->setData(PlaceRole, placeText(finding));
        item->setData(VerdictRole, int(finding.verdict));
        item->setData(Qt::AccessibleTextRole, QString(title % u": " % finding.text));
    }
    setVisible(!findings.empty());
    updateGeometry();
}

QSize FindingList::sizeHint() const
{
    int height = 2 * frameWidth();
    for (int row = 0; row < count(); ++row)
        height += sizeHintForRow(row);
    return {240, std::min(height, 260)};
}

QSize FindingList::minimumSizeHint() const
{
    return {120, std::min(sizeHint().height(), 70)};
}

void FindingList::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    scheduleDelayedItemsLayout(); // the sentences wrap anew
    updateGeometry();
}

} // namespace pushbench::ui
