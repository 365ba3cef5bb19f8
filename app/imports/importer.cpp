// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/importer.h"

#include "app/imports/harentry.h"
#include "app/imports/harheads.h"
#include "app/imports/importredactor.h"
#include "app/imports/ndjsonrecords.h"
#include "app/imports/ownrecord.h"
#include "app/imports/sessionmaker.h"
#include "core/consumer/endpoint.h"
#include "core/journal/headfields.h"
#include "core/journal/sessionformat.h"
#include "core/protocol/bearer.h"
#include "core/protocol/payload/payload.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

using journal::Note;

constexpr qint64 kReadSize = 256 * 1024;
constexpr size_t kMostStrangers = 3;

/// What the consumer of an archive of others agreed on, as far as its answers show it: a path that
/// was pushed to, and the tokens that were answered 2xx there. Otherwise every path and every token
/// of theirs would be a wrong one.
class Agreements
{
public:
    /// The note that must stand in front of this exchange; nothing when all of it was known.
    [[nodiscard]] std::optional<Note> learn(const journal::Exchange &exchange)
    {
        const QByteArray path = upTo(exchange.target, '?');
        auto endpoint = std::ranges::find(m_config.endpoints, path, &consumer::Endpoint::path);
        bool news = endpoint == m_config.endpoints.end();
        if (news) {
            if (m_config.endpoints.size() >= consumer::IntakeConfig::kMostEndpoints)
                return std::nullopt;
            m_config.endpoints.push_back({.path = path});
            endpoint = std::prev(m_config.endpoints.end());
        }
        const QByteArrayView value =
            journal::headerValue(exchange.requestHead, "Authorization").value_or(QByteArrayView());
        const QByteArray token = protocol::credentialOf(value).toByteArray();
        const bool known = std::ranges::find(endpoint->tokens, token, &Secret::fingerprint)
            != endpoint->tokens.end();
        if (exchange.accepted() && !token.isEmpty() && !known
            && endpoint->tokens.size() < consumer::IntakeConfig::kMostTokens) {
            endpoint->tokens.push_back(Secret::known(token));
            news = true;
        }
        if (!news)
            return std::nullopt;
        return Note{.kind = Note::Kind::Consumer, .text = consumer::writeExpectations(m_config)};
    }

private:
    consumer::IntakeConfig m_config{.endpoints = {}};
};

/// A "slow down" counts from when its answer left, which an archive tells by its end.
std::optional<Note> whenAnswered(const journal::Exchange &exchange)
{
    const bool asksToStop =
        exchange.status == 429 || exchange.status == 503 || exchange.status == 413;
    if (exchange.side != Side::Consumer || !asksToStop || !exchange.timings.done)
        return std::nullopt;
    return Note{.kind = Note::Kind::AnswerSent,
                .text = QByteArray::number(qint64(exchange.timings.done->count()))};
}

class Importer
{
public:
    Importer(const ImportConfig &config, WallTime now)
        : m_config(config)
        , m_maker(config.session, config.program)
        , m_har(config.file, config.side)
        , m_ndjson(config.file, config.side, now)
        , m_stream(config.file,
                   [this](RecordStream::Record record) { return take(std::move(record)); })
    {
    }

    Result<ImportReport> run(const std::atomic<bool> *cancelled);

private:
    Result<> take(RecordStream::Record record);
    Result<> takeEntry(const JsonNode &entry);
    Result<> keep(ImportedExchange imported);
    Result<> keepMade();
    void passOver(QByteArray what);

    const ImportConfig &m_config;
    SessionMaker m_maker;
    HarReader m_har;
    NdjsonReader m_ndjson;
    Agreements m_agreements;
    RecordStream m_stream;
    std::vector<ImportedExchange> m_made;
    ImportReport m_report;
};

Result<ImportReport> Importer::run(const std::atomic<bool> *cancelled)
{
    QFile file(m_config.file);
    if (const Result<> placed = journal::checkPlace(m_config.file); !placed)
        return placed.fault();
    if (!file.open(QIODevice::ReadOnly))
        return Fault{FaultKind::NotFound, m_config.file,
                     u"it cannot be read (%1); choose a file that can"_s.arg(file.errorString())};
    bool ended = false;
    while (!ended) {
        const QByteArray bytes = file.read(std::max<qint64>(kReadSize, m_stream.waiting()));
        if (file.error() != QFileDevice::NoError)
            return Fault{FaultKind::Broken, m_config.file, file.errorString()};
        if (cancelled && *cancelled)
            return Fault{FaultKind::Broken, m_config.file, u"the import was given up"_s};
        ended = bytes.isEmpty();
        if (const Result<> fed = m_stream.feed(bytes, ended); !fed)
            return fed.fault();
    }
    m_ndjson.finish(m_made);
    if (const Result<> kept = keepMade(); !kept)
        return kept.fault();
    m_report.form = m_stream.form();
    m_report.passedOver += m_ndjson.passedOver();
    m_report.exchanges = m_maker.exchanges();
    m_report.events = m_maker.events();
    if (m_report.exchanges == 0)
        return Fault{FaultKind::Malformed, m_config.file,
                     u"nothing in it can be imported; it takes HAR files with pushes, NDJSON of "
                     "events, and what export --exchanges writes"_s};
    if (const Result<> finished = m_maker.finish(); !finished)
        return finished.fault();
    return m_report;
}

Result<> Importer::take(RecordStream::Record record)
{
    if (record.ofLog) {
        const Result<OwnSession> span = readOwnSession(record.node, m_config.file);
        if (!span)
            return span.fault();
        if (span->began)
            m_maker.began(*span->began);
        if (span->ended)
            m_maker.lasted(*span->ended);
        return {};
    }
    if (m_stream.form() == RecordForm::Har)
        return takeEntry(record.node);
    if (const Result<> read = m_ndjson.read(record.node, record.bytes, m_made); !read)
        return read;
    return keepMade();
}

Result<> Importer::takeEntry(const JsonNode &node)
{
    Result<HarReader::Entry> entry = m_har.read(node);
    if (!entry)
        return entry.fault();
    if (const auto *other = std::get_if<HarReader::NoPush>(&entry.value())) {
        passOver(other->what);
        return {};
    }
    auto &push = std::get<HarReader::Push>(entry.value());
    if (push.ours)
        return keep(std::move(push.imported));
    m_report.withoutBody += push.withoutBody ? 1 : 0;
    m_report.withoutToken += push.withoutToken ? 1 : 0;
    journal::Exchange &exchange = push.imported.exchange;
    redactImported(exchange);
    if (exchange.side == Side::Consumer) {
        if (std::optional<Note> note = m_agreements.learn(exchange))
            push.imported.before.push_back(*std::move(note));
    }
    if (std::optional<Note> note = whenAnswered(exchange))
        push.imported.behind.push_back(*std::move(note));
    return keep(std::move(push.imported));
}

Result<> Importer::keepMade()
{
    for (ImportedExchange &imported : std::exchange(m_made, {})) {
        if (const Result<> kept = keep(std::move(imported)); !kept)
            return kept;
    }
    return {};
}

Result<> Importer::keep(ImportedExchange imported)
{
    redactImported(imported.exchange);
    m_maker.began(imported.sessionBegan.value_or(imported.exchange.began));
    for (Note &note : imported.before) {
        if (const Result<> added = m_maker.add(std::move(note)); !added)
            return added;
    }
    imported.exchange.payload = std::make_shared<const protocol::Payload>(
        protocol::parsePayload(imported.exchange.requestBody));
    if (const Result<> added = m_maker.add(std::move(imported.exchange), imported.number); !added)
        return added;
    for (Note &note : imported.behind) {
        const bool aboutIt = note.exchange.value == 0 && note.kind == Note::Kind::AnswerSent;
        const Result<> added =
            aboutIt ? m_maker.addAboutLast(std::move(note)) : m_maker.add(std::move(note));
        if (!added)
            return added;
    }
    if (imported.sessionEnded)
        m_maker.lasted(*imported.sessionEnded);
    return {};
}

void Importer::passOver(QByteArray what)
{
    ++m_report.passedOver;
    std::vector<QByteArray> &told = m_report.strangers;
    if (told.size() < kMostStrangers && std::ranges::find(told, what) == told.end())
        told.push_back(std::move(what));
}

} // namespace

QString ImportReport::sentence() const
{
    const QString source = form == RecordForm::Har ? u"a HAR file"_s : u"NDJSON"_s;
    return u"%1 became %2 exchanges with %3 events"_s.arg(source).arg(exchanges).arg(events);
}

QStringList ImportReport::warnings() const
{
    QStringList lines;
    if (passedOver > 0) {
        QStringList examples;
        for (const QByteArray &stranger : strangers)
            examples.append(QString::fromUtf8(stranger));
        const QString such =
            examples.isEmpty() ? QString() : u", such as "_s + examples.join(u", "_s);
        lines.append(
            form == RecordForm::Har
                ? u"%1 entries are no pushes and were left out%2"_s.arg(passedOver).arg(such)
                : u"%1 records are no events or have no bodies, and were left out"_s.arg(
                    passedOver));
    }
    if (withoutBody > 0)
        lines.append(u"%1 pushes stand there without their body; what they said is unknown"_s.arg(
            withoutBody));
    if (withoutToken > 0)
        lines.append(
            u"%1 pushes stand there without Authorization, which many tools leave out; "
            "RCP028-R5 then tells of the file and not of the producer"_s.arg(withoutToken));
    return lines;
}

Result<ImportReport> importFile(const ImportConfig &config, const Clock &clock,
                                const std::atomic<bool> *cancelled)
{
    return Importer(config, clock.now().wall).run(cancelled);
}

QByteArray importedBy(QByteArrayView program, const QString &file)
{
    return program.toByteArray() + ", import of " + QFileInfo(file).fileName().toUtf8();
}

bool looksImportable(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray start = file.read(64);
    const bool marked = start.startsWith("\xEF\xBB\xBF");
    return start.sliced(marked ? 3 : 0).trimmed().startsWith('{');
}

} // namespace pushbench::app
