// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/protocol/event.h"

#include <memory>
#include <vector>

namespace pushbench::protocol {

/// No single text or number in a file may be longer: 16 MiB. It bounds what a reader holds at a
/// time.
inline constexpr qsizetype kLongestFileToken = qsizetype(16) * 1024 * 1024;

/// Reads files of events piece by piece, however large: JSON objects one behind the other, usually
/// one a line, blank lines allowed. An object is one of
/// - an event by the Data Dictionary's names, with or without @reso.context: NDJSON or the
///   single-valued RESO Common Format;
/// - an event record of ours, by the names sequence, resourceName, resourceRecordKey,
/// resourceRecordUrl;
/// - a multi-valued payload, whose "value" is read event by event;
/// - a record of another type ("summary", say), which is passed over.
/// Further members mean nothing. Holds one event and one token at a time.
class EventFileReader
{
public:
    /// `name` is the file's, for messages.
    explicit EventFileReader(QString name);
    ~EventFileReader();
    EventFileReader(EventFileReader &&) noexcept;
    EventFileReader &operator=(EventFileReader &&) noexcept;

    /// Appends the events that end within what came so far. A fault (Malformed, or Exhausted for
    /// kLongestFileToken) names file, line and member, and is final: the same is returned ever
    /// after. Events in front of it have been appended.
    [[nodiscard]] Result<> feed(QByteArrayView bytes, std::vector<EntityEvent> &events);

    /// The file is over.
    [[nodiscard]] Result<> finish(std::vector<EntityEvent> &events);

    /// Records of other types that were passed over so far.
    [[nodiscard]] qint64 skippedRecords() const noexcept;

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace pushbench::protocol
