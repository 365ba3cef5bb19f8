// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/policydelegate.h"

#include "ui/models/policytablemodel.h"

#include <QComboBox>
#include <QSpinBox>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList statuses()
{
    return {u"200"_s, u"307"_s, u"400"_s, u"401"_s, u"403"_s, u"404"_s, u"408"_s,
            u"413"_s, u"422"_s, u"429"_s, u"500"_s, u"502"_s, u"503"_s, u"504"_s};
}

/// Every notation there is, and some that are none.
QStringList notations()
{
    return {QString(),    u"2"_s,        u"60"_s,        u"0"_s,          u"seconds"_s,
            u"date:+3"_s, u"date:-60"_s, u"rfc850:+3"_s, u"asctime:+3"_s, u"-5"_s,
            u"2.5"_s,     u"soon"_s,     u"60s"_s,       u"\"\""_s};
}

QStringList faults()
{
    QStringList names;
    for (const wire::AnswerFaultName &known : wire::kAnswerFaultNames)
        names += QString::fromLatin1(known.name.toByteArray());
    return names;
}

} // namespace

QWidget *PolicyDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    const int column = index.column();
    if (column == PolicyTableModel::Times || column == PolicyTableModel::Latency) {
        auto *spin = new QSpinBox(parent);
        spin->setRange(column == PolicyTableModel::Times ? 1 : 0,
                       column == PolicyTableModel::Times ? 1'000'000'000 : 3'600'000);
        spin->setSingleStep(column == PolicyTableModel::Times ? 1 : 100);
        spin->setButtonSymbols(QSpinBox::NoButtons);
        return spin;
    }
    auto *box = new QComboBox(parent);
    box->setEditable(column != PolicyTableModel::Fault);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(column == PolicyTableModel::Status           ? statuses()
                      : column == PolicyTableModel::RetryAfter ? notations()
                                                               : faults());
    box->setAccessibleName(index.model()->headerData(column, Qt::Horizontal).toString());
    // Choosing from the list is the whole edit; it need not be confirmed.
    connect(box, &QComboBox::activated, this, [this, box] {
        auto *delegate = const_cast<PolicyDelegate *>(this);
        Q_EMIT delegate->commitData(box);
        Q_EMIT delegate->closeEditor(box);
    });
    return box;
}

void PolicyDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        spin->setValue(index.data(Qt::EditRole).toInt());
        spin->selectAll();
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        box->setCurrentText(index.data(Qt::EditRole).toString());
    }
}

void PolicyDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                  const QModelIndex &index) const
{
    if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        spin->interpretText();
        model->setData(index, spin->value());
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        model->setData(index, box->currentText());
    }
}

void PolicyDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    // A cell is as wide as its text; an editor needs room to write.
    QRect rect = option.rect;
    rect.setWidth(std::max(rect.width(), editor->minimumSizeHint().width()));
    const int right = editor->parentWidget()->width();
    rect.moveLeft(std::max(0, std::min(rect.left(), right - rect.width())));
    editor->setGeometry(rect);
}

} // namespace pushbench::ui
