// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/sessionplace.h"
#include "app/exports/sessionexport.h"
#include "app/records/standardoutput.h"
#include "app/remarks.h"
#include "app/verbs/verbs.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Standard output, or a file that appears when it is whole.
class Destination
{
public:
    explicit Destination(const QString &path)
        : m_file(path)
        , m_toFile(!path.isEmpty())
    {
    }

    [[nodiscard]] Result<> open()
    {
        if (m_toFile && !m_file.open(QIODevice::WriteOnly))
            return fault();
        return {};
    }
    void write(const QByteArray &text)
    {
        if (text.isEmpty())
            return;
        if (m_toFile)
            m_file.write(text); // commit() tells what went wrong.
        else
            m_out.write(text);
    }
    [[nodiscard]] Result<> finish()
    {
        if (m_toFile)
            return m_file.commit() ? Result<>() : fault();
        m_out.flush();
        return m_out.fault() ? Result<>(*m_out.fault()) : Result<>();
    }

private:
    [[nodiscard]] Fault fault() const
    {
        return {
            FaultKind::Denied, m_file.fileName(),
            u"it cannot be written (%1); name another file by --to"_s.arg(m_file.errorString())};
    }

    QSaveFile m_file;
    StandardOutput m_out;
    bool m_toFile;
};

/// Where both halves of the bench recorded, the producer's events are the consumer's, and what was
/// refused came again; unless somebody asks for them.
class Selection
{
public:
    /// The filter outlives it.
    Selection(const ledger::Filter &filter, const ExportOptions &options, bool consumer)
        : m_filter(filter)
        , m_onlyConsumer(consumer && !options.filterText.contains(u"side:"_s))
        , m_onlyAccepted(!options.filterText.contains(u"is:"_s))
    {
    }

    [[nodiscard]] bool takes(const ledger::ExchangeRecord &exchange,
                             const ledger::EventRecord &event) const
    {
        if (m_onlyConsumer && exchange.exchange->side == Side::Producer)
            return false;
        if (m_onlyAccepted && event.state == ledger::EventState::Seen)
            return false;
        return m_filter.passes(exchange, event);
    }

private:
    const ledger::Filter &m_filter;
    bool m_onlyConsumer;
    bool m_onlyAccepted;
};

} // namespace

ExitStatus runExport(const ExportOptions &options)
{
    Destination destination(options.to);
    const Result<SessionPlace> place = SessionPlace::find(options.path);
    if (!place)
        return trouble(place.fault());
    const Result<journal::SessionReader> session = journal::SessionReader::open(place->path());
    if (!session)
        return trouble(session.fault());
    const Result<bool> consumer = session->has(Side::Consumer);
    if (!consumer)
        return trouble(consumer.fault());
    if (const Result<> opened = destination.open(); !opened)
        return trouble(opened.fault());
    ledger::Filter filter = options.filter;
    std::shared_ptr<ledger::RemarkIndex> remarks;
    if (filter.asksForRemarks()) {
        const auto read = readRemarks(session.value());
        if (!read)
            return trouble(read.fault());
        filter.lookAt(remarks = read.value());
    }
    const Selection selection(filter, options, consumer.value());
    const ExportRules rules{
        .exchanges = options.exchanges,
        .takesExchange =
            [&filter](const ledger::ExchangeRecord &exchange,
                      std::span<const ledger::EventRecord> events) {
                return filter.passes(exchange, events);
            },
        .takesEvent =
            [&selection](const ledger::ExchangeRecord &exchange, const ledger::EventRecord &event) {
                return selection.takes(exchange, event);
            },
        .hear =
            [&remarks](const ledger::Records &records) {
                if (remarks)
                    remarks->learn(records.feeds);
            }};
    const Result<qint64> written =
        exportSession(place->path(), options.format, rules,
                      [&destination](const QByteArray &text) { destination.write(text); });
    if (!written)
        return trouble(written.fault());
    if (const Result<> finished = destination.finish(); !finished)
        return trouble(finished.fault());
    return ExitStatus::Good;
}

} // namespace pushbench::app
