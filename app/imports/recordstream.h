// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/imports/jsonnode.h"

#include <functional>

namespace pushbench::app {

/// What a file of exchanges turns out to be by what stands in it, whatever its name.
enum class RecordForm : quint8 {
    Unknown, ///< Nothing but blanks so far.
    Har,     ///< One object with "log".
    Ndjson,  ///< JSON objects one behind the other.
};

/// Reads a HAR or NDJSON file piece by piece, however large, and hands out one record at a time: an
/// entry of "log.entries", the member "_pushbench" of "log", or an object of NDJSON with its bytes.
/// Holds one record; everything else of a HAR is passed over.
class RecordStream
{
public:
    /// One record may be that large, with everything that is read of it.
    static constexpr qsizetype kLargestRecord = qsizetype(256) * 1024 * 1024;

    struct Record
    {
        bool ofLog = false; ///< HAR: what "log" itself says in "_pushbench".
        JsonNode node{};
        QByteArray bytes{}; ///< NDJSON: the object as it is written.
    };
    using Visit = std::function<Result<>(Record)>;

    /// `name` is the file's, for messages.
    RecordStream(QString name, Visit visit);

    /// A fault names file and line, and is final.
    [[nodiscard]] Result<> feed(QByteArrayView bytes, bool last);

    [[nodiscard]] RecordForm form() const noexcept { return m_form; }
    /// Bytes that wait for the end of a token: reading as many at a time as that keeps long texts
    /// from being looked at again and again.
    [[nodiscard]] qsizetype waiting() const noexcept { return m_pending.size(); }

private:
    enum class Room : quint8 {
        File,
        Object, ///< Builds a record.
        Har,    ///< In the outermost object of a HAR, behind "log".
        Log,
        Entries,
    };

    Result<> take(protocol::JsonToken token);
    Result<> takeInFile(protocol::JsonToken token);
    Result<> takeInLog(protocol::JsonToken token);
    Result<> takeInEntries(protocol::JsonToken token);
    Result<> takeInObject(protocol::JsonToken token);
    [[nodiscard]] bool beginsLog(protocol::JsonToken token) const;
    void begin(Room back, bool ofLog);
    [[nodiscard]] JsonNode leaf(protocol::JsonToken token);
    void close();
    Result<> complete();
    void passOver(protocol::JsonToken token);
    qint64 line();
    Result<> fail(FaultKind kind, const QString &text);
    void dropConsumed();

    QString m_name;
    Visit m_visit;
    QByteArray m_pending;
    protocol::JsonReader m_reader;
    std::optional<Fault> m_fault;
    RecordForm m_form = RecordForm::Unknown;
    Room m_room = Room::File;
    Room m_back = Room::File; ///< Where a record that is being built belongs.
    bool m_ofLog = false;
    QByteArray m_member;          ///< Its value comes next.
    std::vector<JsonNode> m_open; ///< Objects and arrays of the record, outermost first.
    QByteArray m_bytes;           ///< Of the record, as far as they were dropped.
    qsizetype m_from = 0;         ///< Of the record's bytes that are still pending.
    qsizetype m_held = 0;         ///< Texts in m_open.
    qsizetype m_passing = -1;     ///< In a value that means nothing, until that depth again.
    qint64 m_line = 1;            ///< At m_lineAt.
    qsizetype m_lineAt = 0;       ///< In m_pending.
};

} // namespace pushbench::app
