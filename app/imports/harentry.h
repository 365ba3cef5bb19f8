// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/imports/importedexchange.h"
#include "app/imports/jsonnode.h"

#include <QHash>

#include <variant>

namespace pushbench::app {

/// Reads the entries of HTTP Archives, ours and those of browsers, proxies and other tools.
class HarReader
{
public:
    /// `side`: whose view an archive of others is taken for.
    HarReader(QString file, Side side);

    /// An entry is one of these.
    struct NoPush ///< Something else that a browser asked for; "GET /style.css".
    {
        QByteArray what;
    };
    struct Push
    {
        ImportedExchange imported{};
        bool ours = false;         ///< Pushbench wrote it, to the byte.
        bool withoutBody = false;  ///< There was one, and the archive has left it out.
        bool withoutToken = false; ///< The archive has no Authorization, as tools like to do.
    };
    using Entry = std::variant<NoPush, Push>;

    [[nodiscard]] Result<Entry> read(const JsonNode &entry);

private:
    [[nodiscard]] Result<Entry> readOurs(const JsonNode &entry, const JsonNode &own);
    [[nodiscard]] Result<Entry> readForeign(const JsonNode &entry);
    void tellTries(journal::Exchange &exchange);

    QString m_file;
    Side m_side;
    QHash<QByteArray, qint64> m_connections; ///< By the archive's name for them.
    qint64 m_delivery = 0;
    int m_attempt = 0;
    QByteArray m_open{}; ///< Producer: the body that was not delivered yet.
};

} // namespace pushbench::app
