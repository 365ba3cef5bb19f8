// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/consumer/judgestory.h"

#include "core/base/datetext.h"
#include "core/protocol/payload/payloadwriter.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

using std::chrono::milliseconds;

constexpr WallTime kStart{std::chrono::seconds(1'800'000'000)};

/// "imf+3" and the like become a date that many seconds after the story's start.
QByteArray retryAfterOf(const QByteArray &word)
{
    const qsizetype sign = std::max(word.indexOf('+'), word.indexOf('-'));
    const QByteArray notation = sign > 0 ? word.first(sign) : QByteArray();
    const WallTime date = kStart + std::chrono::seconds(sign > 0 ? word.sliced(sign).toInt() : 0);
    if (notation == "imf")
        return datetext::imfFixdate(date);
    if (notation == "rfc850")
        return datetext::rfc850(date);
    if (notation == "asctime")
        return datetext::asctime(date);
    return QByteArray(word).replace('_', ' ');
}

/// What a word says: `word=VALUE`, or nothing.
class Words
{
public:
    explicit Words(QByteArrayList words)
        : m_words(std::move(words))
    {
    }

    [[nodiscard]] bool has(QByteArrayView word) const { return m_words.contains(word); }

    [[nodiscard]] QByteArray value(const QByteArray &name, const QByteArray &otherwise = {}) const
    {
        for (const QByteArray &word : m_words) {
            if (word.startsWith(name) && word.mid(name.size(), 1) == "=")
                return word.sliced(name.size() + 1);
        }
        return otherwise;
    }

private:
    QByteArrayList m_words;
};

QByteArray payloadOf(const Words &words)
{
    const QByteArrayList ends = words.value("seq").split('-');
    std::vector<protocol::EntityEvent> events;
    for (qint64 n = ends.front().toLongLong(); n <= ends.back().toLongLong(); ++n)
        events.push_back({.sequence = {n},
                          .resourceName = words.value("name", "Property"),
                          .resourceRecordKey = "k"});
    return events.size() == 1 ? protocol::writeSingle(events.front())
                              : protocol::writeMulti(events);
}

QByteArray headOf(const Words &words, const journal::Exchange &exchange)
{
    QByteArray head = exchange.method
        + " /webhooks HTTP/1.1\r\nHost: " + words.value("host", "here:8028") + "\r\n";
    if (const QByteArray date = words.value("date"); !date.isEmpty())
        head += "Date: " + datetext::imfFixdate(exchange.began + std::chrono::seconds(date.toInt()))
            + "\r\n";
    const QByteArray token = words.value("token", exchange.method == "POST" ? "0a1b2c3d" : "none");
    if (token != "none")
        head += "Authorization: Bearer sha256:" + token + "\r\n";
    if (const QByteArray field = words.value("field"); !field.isEmpty())
        head += QByteArray(field).replace(":", ": ") + "\r\n";
    return head + "\r\n";
}

} // namespace

QByteArray JudgeStory::play(const QByteArray &story)
{
    for (const QByteArray &line : story.split('|'))
        act(line.simplified().split(' '));
    return m_told.join("; ");
}

void JudgeStory::act(const QByteArrayList &words)
{
    if (words.front() == "wait") {
        tick(kStart + milliseconds(words.at(1).toLongLong()));
    } else if (words.front() == "end") {
        JudgeChanges changes;
        m_judge.conclude(changes);
        tell(changes);
    } else {
        exchange(words);
    }
}

void JudgeStory::exchange(const QByteArrayList &list)
{
    const Words words(list.sliced(3));
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = {++m_number};
    exchange->began = kStart + milliseconds(list.at(0).toLongLong());
    exchange->timings.requestDone = 1ms;
    exchange->timings.done = milliseconds(words.value("takes", "1").toLongLong());
    exchange->connection = list.at(1).at(0);
    exchange->status = list.at(2).toInt();
    exchange->protocol = words.value("proto", "HTTP/1.1");
    exchange->peer = words.value("peer", "127.0.0.1:50123");
    exchange->tls = words.has("tls") ? "TLS 1.3" : "";
    exchange->fault = words.value("fault").replace('_', ' ');
    if (words.has("broken"))
        exchange->outcome = journal::Outcome::Failed;
    exchange->method = words.has("get") ? "GET" : words.value("method", "POST");
    exchange->target = "/webhooks";
    exchange->requestBody = words.value("body", "body " + QByteArray::number(m_number));
    if (!words.value("seq").isEmpty()) {
        exchange->requestBody = payloadOf(words);
        exchange->payload = std::make_shared<const protocol::Payload>(
            protocol::parsePayload(exchange->requestBody));
    }
    if (const QByteArray value = words.value("ra"); !value.isEmpty())
        exchange->retryAfter = retryAfterOf(value);
    if (const QByteArray label = words.value("label"); !label.isEmpty())
        exchange->source = label;
    exchange->requestHead = headOf(words, *exchange);
    exchange->responseHead = "HTTP/1.1 " + QByteArray::number(exchange->status) + " X\r\n";
    if (const QByteArray location = words.value("to"); !location.isEmpty())
        exchange->responseHead += "Location: " + location + "\r\n";
    exchange->responseHead += "\r\n";
    tick(exchange->began);
    apply(exchange);
    if (const QByteArray left = words.value("left"); !left.isEmpty())
        apply(journal::Note{.kind = journal::Note::Kind::PeerLeft,
                            .exchange = exchange->number,
                            .text = left + "000",
                            .about = exchange});
    if (words.has("lost"))
        apply(journal::Note{.kind = journal::Note::Kind::AnswerLost,
                            .exchange = exchange->number,
                            .about = exchange});
    else if (asksToStop(*exchange))
        apply(journal::Note{
            .kind = journal::Note::Kind::AnswerSent, .exchange = exchange->number, .text = "2000"});
}

void JudgeStory::apply(const journal::Committed &item)
{
    JudgeChanges changes;
    m_judge.apply(item, changes);
    tell(changes);
}

void JudgeStory::tick(WallTime now)
{
    JudgeChanges changes;
    m_judge.tick(now, changes);
    tell(changes);
}

void JudgeStory::tell(const JudgeChanges &changes)
{
    for (const PolitenessRecord &record : changes.records) {
        if (record.manner == Manner::Waiting)
            continue;
        QByteArray told = QByteArray::number(record.exchange.value) + ' '
            + mannerVerdict(record.manner, record.status) + ' ' + record.id;
        if (record.margin)
            told += ' ' + QByteArray::number(qint64(record.margin->count()));
        if (record.inFlight > 0)
            told += " inflight " + QByteArray::number(record.inFlight);
        m_told += told;
    }
    for (const protocol::Finding &finding : changes.findings)
        m_told += "! " + word(finding);
    for (const LateFinding &late : changes.later)
        m_told += '!' + QByteArray::number(late.exchange.value) + ' ' + word(late.finding);
}

QByteArray JudgeStory::word(const protocol::Finding &finding)
{
    m_sentences += finding.text.toUtf8();
    return QByteArray(finding.id) + ' ' + protocol::verdictName(finding.verdict);
}

} // namespace pushbench::consumer
