// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/remark.h"

#include "core/ledger/feedkeyjson.h"
#include "core/ledger/verdict.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pushbench::ledger {
namespace {

QByteArray cut(QByteArray text)
{
    if (text.size() <= Remark::kMostBytes)
        return text;
    qsizetype end = Remark::kMostBytes;
    while (end > 0 && (static_cast<uchar>(text[end]) & 0xc0) == 0x80)
        --end; // Within a character.
    text.truncate(end);
    return text;
}

Fault unreadable(const QString &why)
{
    return {FaultKind::Malformed, u"a note of the session"_s, why};
}

} // namespace

journal::Note noteOf(const Remark &remark)
{
    QJsonObject object{{u"at"_s, QString::number(remark.at.time_since_epoch().count())},
                       {u"marked"_s, remark.marked},
                       {u"text"_s, QString::fromUtf8(cut(remark.text))}};
    journal::Note note{.kind = journal::Note::Kind::Remark};
    if (const auto *numbers = std::get_if<Remark::Numbers>(&remark.about)) {
        object[u"feed"_s] = feedObject(numbers->feed);
        object[u"numbers"_s] = QString::fromLatin1(rangesText({&numbers->range, 1}));
    } else {
        note.exchange = std::get<ExchangeNumber>(remark.about);
    }
    note.text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return note;
}

Result<Remark> readRemark(const journal::Note &note)
{
    const QJsonObject object = QJsonDocument::fromJson(note.text).object();
    bool good = false;
    const qint64 at = object[u"at"_s].toString().toLongLong(&good);
    if (!good)
        return unreadable(u"its time cannot be read"_s);
    Remark remark{.about = note.exchange,
                  .marked = object[u"marked"_s].toBool(),
                  .text = cut(object[u"text"_s].toString().toUtf8()),
                  .at = WallTime(std::chrono::microseconds(at))};
    if (note.exchange.value > 0)
        return remark;
    const auto ranges = rangesFrom(object[u"numbers"_s].toString().toLatin1());
    if (!ranges || ranges->size() != 1)
        return unreadable(u"it is about neither an exchange nor numbers"_s);
    remark.about = Remark::Numbers{feedFrom(object[u"feed"_s].toObject()), ranges->front()};
    return remark;
}

} // namespace pushbench::ledger
