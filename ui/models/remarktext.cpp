// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/remarktext.h"

#include "ui/models/texts.h"

#include <QCoreApplication>
#include <QStringBuilder>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

QString remarkText(const ledger::Remark *remark)
{
    if (!remark)
        return {};
    const QString line = QString::fromUtf8(remark->text).section(u'\n', 0, 0);
    if (!remark->marked)
        return line;
    return line.isEmpty() ? u"\u2691"_s : QString(u"\u2691 " % line);
}

QString remarkToolTip(const ledger::Remark *remark)
{
    if (!remark)
        return {};
    QString tip = remark->marked ? QCoreApplication::translate("Remarks", "Marked")
                                 : QCoreApplication::translate("Remarks", "Note");
    tip += u' ' % timeOfDay(remark->at);
    return remark->text.isEmpty() ? tip : QString(tip % u'\n' % QString::fromUtf8(remark->text));
}

RemarkKind remarkKind(const ledger::Remark *remark)
{
    if (!remark)
        return RemarkKind::None;
    return remark->marked ? RemarkKind::Mark : RemarkKind::Note;
}

void tellRemarks(QAbstractTableModel &table)
{
    if (const int rows = table.rowCount(); rows > 0)
        Q_EMIT table.dataChanged(table.index(0, 0), table.index(rows - 1, table.columnCount() - 1));
}

} // namespace pushbench::ui
