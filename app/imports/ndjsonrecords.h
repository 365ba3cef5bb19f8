// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/imports/importedexchange.h"
#include "app/imports/jsonnode.h"
#include "core/protocol/event.h"

#include <vector>

namespace pushbench::app {

/// Makes exchanges of the objects of an NDJSON file: records of `export --exchanges`; event records
/// and plain events, such as `produce --from` takes; RESO Common Format payloads, which are kept
/// byte by byte. Of events alone nobody knows a head: such an exchange has none.
class NdjsonReader
{
public:
    /// `now` dates what has no time of its own.
    NdjsonReader(QString file, Side side, WallTime now);

    /// Appends what the record completes. `bytes` is the object as it is written.
    [[nodiscard]] Result<> read(const JsonNode &record, const QByteArray &bytes,
                                std::vector<ImportedExchange> &out);
    void finish(std::vector<ImportedExchange> &out);

    /// Records of another type, or without bodies.
    [[nodiscard]] qint64 passedOver() const noexcept { return m_passedOver; }

private:
    /// Event records of one exchange, which stand one behind the other.
    struct Group
    {
        qint64 exchange = 0; ///< In the session that they come from; 0: unknown, so it is alone.
        Side side = Side::Consumer;
        std::optional<QByteArray> source{};
        std::optional<WallTime> at{};
        bool accepted = true;
        std::vector<protocol::EntityEvent> events{};
    };

    [[nodiscard]] Result<> readEvent(const JsonNode &record, std::vector<ImportedExchange> &out);
    [[nodiscard]] ImportedExchange unheaded(Side side, WallTime at, QByteArray body) const;
    void flush(std::vector<ImportedExchange> &out);

    QString m_file;
    Side m_side;
    WallTime m_now;
    Group m_group;
    bool m_exchanges = false; ///< There were some with bodies: events only repeat them.
    qint64 m_passedOver = 0;
};

} // namespace pushbench::app
