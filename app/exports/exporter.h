// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exports/exchangemembers.h"
#include "core/ledger/records.h"

#include <memory>

namespace pushbench::app {

enum class ExportFormat : quint8 {
    Ndjson,
    Csv,
    Har, ///< HTTP Archive 1.2: exchanges only.
};

/// Writes a session in one format, record by record; pure, whoever calls it writes the text. What
/// it gives for events is what `produce --from` takes back.
class Exporter
{
public:
    Exporter() = default;
    Exporter(const Exporter &) = delete;
    Exporter &operator=(const Exporter &) = delete;
    virtual ~Exporter() = default;

    /// In front of everything, and behind it.
    [[nodiscard]] virtual QByteArray head(const Beside::Span &) { return {}; }
    [[nodiscard]] virtual QByteArray foot() { return {}; }

    [[nodiscard]] virtual QByteArray exchange(const ledger::ExchangeRecord &record,
                                              const Beside &beside) = 0;
    [[nodiscard]] virtual QByteArray event(const ledger::ExchangeRecord &record,
                                           const ledger::EventRecord &event) = 0;
};

/// `exchanges`: which of the two kinds of records will come.
[[nodiscard]] std::unique_ptr<Exporter> makeExporter(ExportFormat format, bool exchanges);

[[nodiscard]] std::unique_ptr<Exporter> makeHarExporter();

/// Valid UTF-8 can stand in a JSON text as it is; anything else travels as Base64.
[[nodiscard]] bool isText(QByteArrayView bytes);

} // namespace pushbench::app
