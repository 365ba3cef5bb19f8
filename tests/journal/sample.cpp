// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journal/sample.h"

#include <QDir>
#include <QFile>

using namespace std::chrono_literals;

namespace pushbench::journal {
namespace {

constexpr WallTime kBegan{std::chrono::seconds(1'800'000'000)};

} // namespace

QStringList SessionFolder::files() const
{
    return QDir(m_folder.path()).entryList(QDir::Files, QDir::Name);
}

RunInfo testRun(QByteArray program)
{
    return {.began = kBegan, .program = std::move(program)};
}

std::shared_ptr<Exchange> sampleExchange(qint64 sequence)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->side = Side::Consumer;
    exchange->connection = 1;
    exchange->peer = "127.0.0.1:50123";
    exchange->protocol = "HTTP/1.1";
    exchange->method = "POST";
    exchange->target = "/webhooks";
    exchange->source = "IDX Feed 123";
    exchange->began = kBegan;
    exchange->timings = {.requestDone = 10us, .done = 20us};
    exchange->requestHead = "POST /webhooks HTTP/1.1\r\nHost: localhost\r\n\r\n";
    exchange->requestBody =
        QByteArray("{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\","
                   "\"EntityEventSequence\":")
            .append(QByteArray::number(sequence))
            .append(",\"ResourceName\":\"Property\",\"ResourceRecordKey\":\"a\"}");
    exchange->status = 200;
    exchange->responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    exchange->responseBody = "{}";
    return exchange;
}

QString writeSession(const QString &path, int count, bool closed)
{
    Result<SessionWriter> file = SessionWriter::open(path, testRun(), Durability::PowerLoss);
    if (!file)
        return file.fault().message();
    Result<> done = file->begin();
    ExchangeNumber number = file->last();
    for (int sequence = 1; done && sequence <= count; ++sequence) {
        const std::shared_ptr<Exchange> exchange = sampleExchange(sequence);
        exchange->number = number = next(number);
        done = file->insert(*exchange);
    }
    if (done)
        done = file->commit();
    if (done && closed)
        done = file->close(kBegan + 1s);
    return done ? QString() : done.fault().message();
}

Replayed replayed(const QString &path)
{
    Replayed all;
    const Result<SessionReader> reader = SessionReader::open(path);
    if (!reader) {
        all.fault = reader.fault().message();
        return all;
    }
    const auto told = [&all](const QByteArray &word) {
        all.order.append(all.order.isEmpty() ? "" : " ").append(word);
        return true;
    };
    const auto takeExchange = [&](Exchange exchange) {
        const QByteArray word = QByteArray::number(exchange.number.value);
        all.exchanges.push_back(std::move(exchange));
        return told(word);
    };
    const auto takeNote = [&](Note note) {
        all.notes.push_back(std::move(note));
        return told("note");
    };
    const Result<> done = reader.value().replay({.exchange = takeExchange, .note = takeNote});
    if (!done)
        all.fault = done.fault().message();
    return all;
}

QByteArray orderOf(const QString &path)
{
    const Replayed all = replayed(path);
    return all.fault.isEmpty() ? all.order : all.fault.toUtf8();
}

QString execute(const QString &path, const char *sql)
{
    Result<Database> database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database.fault().message();
    const Result<> done = database->execute(sql);
    return done ? QString() : done.fault().message();
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace pushbench::journal
