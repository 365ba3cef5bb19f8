// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/misbehaviourform.h"

#include "core/producer/misbehave/misbehaviour.h"
#include "ui/panels/forms.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QStringBuilder>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { Kind, Argument };
constexpr int kShownRows = 7;

QString latin1(QByteArrayView text)
{
    return QString::fromLatin1(text);
}

/// What may stand in the second column, as an example.
QString exampleFor(producer::ArgumentForm form)
{
    switch (form) {
    case producer::ArgumentForm::Which:
        return MisbehaviourForm::tr("For all, or for 1107, 1110-1119, 1%");
    case producer::ArgumentForm::WhichNeeded:
        return MisbehaviourForm::tr("For 1107, 1110-1119, or 1%");
    case producer::ArgumentForm::Sequence:
        return MisbehaviourForm::tr("From a sequence on, such as 1200");
    case producer::ArgumentForm::SequenceOrStart:
        return MisbehaviourForm::tr("From the beginning, or from a sequence on");
    case producer::ArgumentForm::Milliseconds:
        return MisbehaviourForm::tr("By so many milliseconds, such as 500");
    }
    Q_UNREACHABLE();
}

/// As `--misbehave` writes it; people put blanks behind commas.
QString wordsOf(const QTreeWidgetItem &item)
{
    const QString argument = item.text(Argument).remove(u' ');
    return argument.isEmpty() ? item.text(Kind) : QString(item.text(Kind) % u':' % argument);
}

} // namespace

MisbehaviourForm::MisbehaviourForm(QWidget *parent)
    : QWidget(parent)
    , m_list(named(new QTreeWidget, tr("Misbehaviours"),
                   tr("Tick what the producer is to do wrong (Space); the second column says for "
                      "which events or requests (Enter)")))
    , m_effect(mutedLabel(QString()))
    , m_fault(new FaultLabel(tr("What is wrong with the misbehaviours")))
{
    m_list->setProperty("boxed", true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("What"), tr("For which")});
    m_list->header()->setSectionResizeMode(Kind, QHeaderView::ResizeToContents);
    m_list->header()->setSectionsMovable(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers); // The names stay as they are.
    fill();
    m_effect->setAccessibleName(tr("What the misbehaviour does"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_list);
    layout->addWidget(m_effect);
    layout->addWidget(m_fault);
    const auto edit = [this](QTreeWidgetItem *item) { m_list->editItem(item, Argument); };
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, edit);
    connect(m_list, &QTreeWidget::itemActivated, this, edit);
    connect(m_list, &QTreeWidget::itemClicked, this, [edit](QTreeWidgetItem *item, int column) {
        if (column == Argument)
            edit(item);
    });
    connect(m_list, &QTreeWidget::itemChanged, this, &MisbehaviourForm::takeChange);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &MisbehaviourForm::explain);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    judge();
}

void MisbehaviourForm::fill()
{
    for (const producer::MisbehaviourKind &kind : producer::kMisbehaviours) {
        auto *item = new QTreeWidgetItem(m_list, {latin1(kind.name)});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                       | Qt::ItemIsEditable);
        item->setCheckState(Kind, Qt::Unchecked);
        item->setToolTip(Kind, latin1(kind.effect));
        item->setToolTip(Argument, exampleFor(kind.argument));
    }
    const int row = m_list->sizeHintForRow(0);
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + kShownRows * row + 4);
}

void MisbehaviourForm::takeChange(QTreeWidgetItem *item, int column)
{
    // Who says for which means it.
    if (column == Argument && !item->text(Argument).isEmpty()) {
        const QSignalBlocker quiet(m_list);
        item->setCheckState(Kind, Qt::Checked);
    }
    judge();
    Q_EMIT changed();
}

void MisbehaviourForm::explain()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0)
        return;
    const producer::MisbehaviourKind &kind = producer::kMisbehaviours[size_t(row)];
    m_effect->setText(latin1(kind.name) % u": "_s % latin1(kind.effect) % u". "_s
                      % exampleFor(kind.argument) % u'.');
}

void MisbehaviourForm::judge()
{
    QString fault;
    for (const QString &words : ticked()) {
        const Result<producer::Misdeed> read = producer::parseMisdeed(words.toUtf8());
        if (!read && fault.isEmpty())
            fault = read.fault().text;
    }
    m_fault->say(fault);
}

QStringList MisbehaviourForm::ticked() const
{
    QStringList list;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem &item = *m_list->topLevelItem(row);
        if (item.checkState(Kind) == Qt::Checked)
            list.append(wordsOf(item));
    }
    return list;
}

void MisbehaviourForm::show(const QStringList &misbehaviours)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
            QTreeWidgetItem &item = *m_list->topLevelItem(row);
            QStringList arguments;
            bool asked = false;
            for (const QString &words : misbehaviours) {
                if (words.section(u':', 0, 0) != item.text(Kind))
                    continue;
                asked = true;
                if (words.contains(u':'))
                    arguments += words.section(u':', 1);
            }
            item.setCheckState(Kind, asked ? Qt::Checked : Qt::Unchecked);
            item.setText(Argument, arguments.join(u", "_s));
        }
    }
    judge();
    Q_EMIT changed();
}

} // namespace pushbench::ui
