// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "core/consumer/judge/politeness.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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
    return word;
}

/// Plays a story and tells what was judged. A story is a list of exchanges, "AT CONNECTION STATUS",
/// with further words: `ra=VALUE` (Retry-After), `label=L`, `body=B`, `date=+N` (the producer's
/// Date), `lost`, `host=H`, `to=URL` (Location), `get`. AT is in milliseconds; each takes 1 ms, and
/// its answer has left after another.
class Story
{
public:
    QByteArray play(const QByteArray &text)
    {
        for (const QByteArray &line : text.split('|'))
            exchange(line.simplified().split(' '));
        return m_told.join("; ");
    }

    QByteArray wait(std::chrono::milliseconds until)
    {
        PolitenessChanges changes;
        m_judge.tick(kStart + until, changes);
        tell(changes);
        return m_told.join("; ");
    }

    [[nodiscard]] std::vector<PolitenessFigure> figures() const { return m_judge.figures(); }

private:
    void exchange(const QByteArrayList &words)
    {
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->number = {++m_number};
        exchange->began = kStart + std::chrono::milliseconds(words.at(0).toInt());
        exchange->timings.done = 1ms;
        exchange->connection = words.at(1).at(0);
        exchange->status = words.at(2).toInt();
        exchange->method = "POST";
        exchange->target = "/webhooks";
        exchange->requestBody = "body " + QByteArray::number(m_number);
        QByteArray host = "here:8028", fields, location;
        bool lost = false;
        for (const QByteArray &word : words.sliced(3)) {
            const QByteArray value = word.sliced(word.indexOf('=') + 1);
            if (word.startsWith("ra="))
                exchange->retryAfter = retryAfterOf(value);
            else if (word.startsWith("label="))
                exchange->source = value;
            else if (word.startsWith("body="))
                exchange->requestBody = value;
            else if (word.startsWith("date="))
                fields += "Date: "
                    + datetext::imfFixdate(exchange->began + std::chrono::seconds(value.toInt()))
                    + "\r\n";
            else if (word.startsWith("token="))
                fields += "Authorization: Bearer sha256:" + value + "\r\n";
            else if (word.startsWith("host="))
                host = value;
            else if (word.startsWith("to="))
                location = value;
            else if (word == "get")
                exchange->method = "GET";
            else if (word == "lost")
                lost = true;
        }
        if (!fields.contains("Authorization") && exchange->method == "POST")
            fields += "Authorization: Bearer sha256:0a1b2c3d\r\n";
        exchange->requestHead =
            exchange->method + " /webhooks HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
        exchange->responseHead = "HTTP/1.1 " + QByteArray::number(exchange->status) + " X\r\n"
            + (location.isEmpty() ? QByteArray() : "Location: " + location + "\r\n") + "\r\n";
        apply(exchange);
        if (lost)
            apply(journal::Note{.kind = journal::Note::Kind::AnswerLost,
                                .exchange = exchange->number,
                                .about = exchange});
        else if (asksToStop(*exchange))
            apply(journal::Note{.kind = journal::Note::Kind::AnswerSent,
                                .exchange = exchange->number,
                                .text = "2000"});
    }

    void apply(const journal::Committed &item)
    {
        PolitenessChanges changes;
        m_judge.apply(item, changes);
        tell(changes);
    }

    void tell(const PolitenessChanges &changes)
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
            m_told += QByteArray("! ") + finding.id + ' ' + protocol::verdictName(finding.verdict);
    }

    Politeness m_judge;
    QByteArrayList m_told;
    qint64 m_number = 0;
};

} // namespace

class TestPoliteness final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void nobodyComesBack();
    void figuresAreKeptPerFeed();
    void memoryIsBounded();
};

void TestPoliteness::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const char *story, const char *told) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(told);
    };
    // The announced instant of `ra=2` at 0 is 2,002: the answer left at 2.
    row("no trouble", "0 a 200 | 5 a 200", "");
    row("obeys seconds", "0 a 429 ra=2 | 2010 a 200", "1 pass RCP028-R15 8");
    row("within the tolerance", "0 a 429 ra=2 | 1010 a 200", "1 pass RCP028-R15 -992");
    row("early", "0 a 429 ra=2 | 500 a 200", "1 fail RCP028-R15 -1502; ! RCP028-R15 fail");
    row("another worker goes on", "0 a 429 ra=5 | 1000 b 200",
        "1 fail RCP028-R13 -4002; ! RCP028-R13 fail");
    row("another worker was under way", "0 a 429 ra=2 | 1 b 200 | 40 b 200 | 2100 b 200",
        "1 pass RCP028-R15 98 inflight 2");
    row("only the first contact counts", "0 a 429 ra=2 | 2100 a 200 | 2101 a 200",
        "1 pass RCP028-R15 98");
    row("early, and told again", "0 a 429 ra=2 | 100 a 429 ra=2 | 2200 a 200",
        "1 fail RCP028-R15 -1902; ! RCP028-R15 fail; 2 pass RCP028-R15 98");
    row("a pool told to wait breaks it once", "0 a 429 ra=3 | 1 b 429 ra=3 | 900 a 200",
        "1 fail RCP028-R15 -2102 inflight 1; 2 fail RCP028-R13 -2103; ! RCP028-R13 fail");
    row("other feeds go on", "0 a 429 ra=9 label=x | 100 b 200 label=y", "");
    row("IMF-fixdate", "0 a 429 ra=imf+3 | 3000 a 200", "1 pass RCP028-R15 0");
    row("ignores dates", "0 a 429 ra=imf+3 | 1000 a 200",
        "1 fail RCP028-R15 -2000; ! RCP028-R15 fail");
    row("RFC 850", "0 a 429 ra=rfc850+3 | 2500 a 200", "1 pass H-RA2 -500");
    row("ignores RFC 850", "0 a 429 ra=rfc850+3 | 100 a 200", "1 fail H-RA2 -2900; ! H-RA2 fail");
    row("asctime", "0 a 429 ra=asctime+3 | 2999 a 200", "1 pass H-RA2 -1");
    row("ignores asctime", "0 a 429 ra=asctime+3 | 9 a 200", "1 fail H-RA2 -2991; ! H-RA2 fail");
    row("zero seconds", "0 a 429 ra=0 | 60 a 200", "1 pass RCP028-R15 58");
    row("a past date asks for nothing", "0 a 429 ra=imf-50 | 30 a 200", "1 pass RCP028-R15 28");
    row("its clock is ahead, by its own Date", "0 a 429 ra=imf+9 | 7000 a 200 date=+2",
        "1 pass RCP028-R15 -2000");
    row("503 with Retry-After", "0 a 503 ra=2 | 100 a 200", "1 warn H-RA5 -1902; ! H-RA5 warn");
    row("503 obeyed", "0 a 503 ra=2 | 3000 a 200", "1 pass H-RA5 998");
    row("413 for a while", "0 a 413 ra=2 | 3000 a 200", "1 pass H-RA5 998");
    row("413 for good is no hold", "0 a 413 | 3000 a 200", "");
    row("nothing announced", "0 a 429 | 30 a 200", "1 info H-RA1");
    row("illegal value", "0 a 429 ra=soon | 30 a 200", "1 info H-RA1");
    row("negative value", "0 a 429 ra=-5 | 30 a 200", "1 info H-RA1");
    row("leading zeros are digits", "0 a 429 ra=0002 | 2100 a 200", "1 pass RCP028-R15 98");
    row("the answer never left", "0 a 429 ra=9 lost | 30 a 200", "1 info RCP028-R15");
    row("a stranger at the door", "0 a 429 ra=2 | 500 z 401 | 2100 a 200", "1 pass RCP028-R15 98");
    row("its own bad token on the same connection", "0 a 429 ra=2 | 500 a 401 | 2100 a 200",
        "1 fail RCP028-R15 -1502; ! RCP028-R15 fail");

    row("a storm",
        "0 a 500 body=x | 1 a 500 body=x | 2 a 500 body=x | 3 a 500 body=x | 4 a 500 body=x"
        "| 5 a 500 body=x | 6 a 500 body=x | 7 a 500 body=x | 8 a 500 body=x | 9 a 500 body=x"
        "| 10 a 500 body=x | 11 a 500 body=x",
        "! RCP028-R16 warn");
    row("patient repeats are no storm",
        "0 a 500 body=x | 1000 a 500 body=x | 3000 a 500 body=x | 7000 a 500 body=x | 9000 a 500 "
        "body=x"
        "| 11000 a 500 body=x | 12000 a 500 body=x | 13000 a 500 body=x | 14000 a 500 body=x"
        "| 15000 a 500 body=x | 16000 a 500 body=x | 17000 a 500 body=x",
        "");
    row("a refused body again", "0 a 400 body=x | 900 a 400 body=x | 1900 a 200 body=y",
        "! RCP028-R16 warn");
    row("another token is another try", "0 a 401 body=x token=aa | 900 a 200 body=x token=bb", "");

    row("token follows a redirect elsewhere",
        "0 a 307 to=http://there:8028/webhooks | 10 b 200 host=there:8028", "! H-REDIR fail");
    row("elsewhere without the token",
        "0 a 307 to=http://there:8028/webhooks | 10 b 401 host=there:8028 get", "! H-REDIR warn");
    row("same host, same method", "0 a 308 to=/webhooks | 10 a 200", "! H-REDIR info");
    row("POST turned into GET", "0 a 302 to=/webhooks | 10 a 405 get", "! H-REDIR warn");
}

void TestPoliteness::stories()
{
    QFETCH(QByteArray, story);
    QFETCH(QByteArray, told);
    QCOMPARE(Story().play(story), told);
}

void TestPoliteness::nobodyComesBack()
{
    Story story;
    QCOMPARE(story.play("0 a 429 ra=2"), "");
    QCOMPARE(story.wait(10min), "");
    QCOMPARE(story.wait(10min + 3s), "1 warn RCP028-R15");
    QCOMPARE(story.wait(20min), "1 warn RCP028-R15");
    QCOMPARE(story.figures().at(0).notReturned, 1);
    QCOMPARE(story.figures().at(0).waiting, 0);

    Story patient; // A long wait is given twice its length.
    QCOMPARE(patient.play("0 a 429 ra=3600"), "");
    QCOMPARE(patient.wait(2h), "");
    QCOMPARE(patient.wait(3h + 1s), "1 warn RCP028-R15");
}

void TestPoliteness::figuresAreKeptPerFeed()
{
    Story story;
    story.play("0 a 429 ra=2 label=x | 2100 a 429 ra=2 label=x | 2200 a 200 label=x"
               "| 2300 b 200 label=y | 2400 c 429 ra=9 label=z");
    const std::vector<PolitenessFigure> figures = story.figures();
    QCOMPARE(figures.size(), size_t(2));
    QCOMPARE(figures.at(0).feed, "x");
    QCOMPARE(figures.at(0).holds, 2);
    QCOMPARE(figures.at(0).obeyed, 1);
    QCOMPARE(figures.at(0).early, 1);
    QCOMPARE(figures.at(0).smallestMargin, -1902ms);
    QCOMPARE(figures.at(1).feed, "z");
    QCOMPARE(figures.at(1).waiting, 1);
}

/// A producer that opens hold after hold and a peer that never repeats a body both stay small.
void TestPoliteness::memoryIsBounded()
{
    Politeness judge;
    PolitenessChanges changes;
    for (int i = 0; i < 20'000; ++i) {
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->number = {i + 1};
        exchange->connection = i;
        exchange->status = 429;
        exchange->retryAfter = "9999";
        exchange->began = kStart;
        exchange->requestBody = QByteArray::number(i);
        judge.apply(std::shared_ptr<const journal::Exchange>(exchange), changes);
        changes = {};
    }
    QCOMPARE(judge.figures().at(0).holds, 20'000);
    QVERIFY(judge.figures().at(0).waiting <= 256);
}

QTEST_GUILESS_MAIN(TestPoliteness)
#include "tst_politeness.moc"
