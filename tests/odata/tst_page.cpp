// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/page.h"
#include "tests/support/testcase.h"

#include <QSet>

#include <random>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::odata;

namespace {

/// Rows from a diagram: "1P 2M! 4P" are the numbers with the first letter of their resource, and
/// "!" hides one.
class Rows final : public EventRows
{
public:
    explicit Rows(const QByteArray &diagram = {})
    {
        for (const QByteArray &word : diagram.split(' ')) {
            if (word.isEmpty())
                continue;
            const qsizetype letter = word.endsWith('!') ? word.size() - 2 : word.size() - 1;
            add(word.first(letter).toLongLong(), word.sliced(letter, 1), word.endsWith('!'));
        }
    }

    void add(qint64 sequence, const QByteArray &name, bool hidden = false)
    {
        m_rows.push_back({{sequence}, name, "k" + QByteArray::number(sequence % 3), {}});
        if (sequence % 4 == 0)
            m_rows.back().resourceRecordUrl = "http://h/" + QByteArray::number(sequence % 8);
        m_hidden.push_back(hidden);
    }

    [[nodiscard]] qsizetype size() const override { return qsizetype(m_rows.size()); }
    [[nodiscard]] qsizetype rowFrom(qint64 sequence) const override
    {
        return std::ranges::lower_bound(m_rows, sequence, {},
                                        [](const auto &row) { return row.sequence.value; })
            - m_rows.begin();
    }
    [[nodiscard]] protocol::EntityEventView at(qsizetype row) const override
    {
        const protocol::EntityEvent &event = m_rows[size_t(row)];
        return {event.sequence, event.resourceName, event.resourceRecordKey,
                event.resourceRecordUrl};
    }
    [[nodiscard]] bool isVisible(qsizetype row) const override { return !m_hidden[size_t(row)]; }
    [[nodiscard]] bool areAllVisible() const override
    {
        return std::ranges::find(m_hidden, true) == m_hidden.end();
    }

private:
    std::vector<protocol::EntityEvent> m_rows;
    std::vector<bool> m_hidden;
};

Query queryOf(const QByteArray &text)
{
    QByteArray query = text;
    query.replace('~', "EntityEventSequence").replace(' ', "%20");
    Read<Query> read = parseQuery(query);
    if (!read)
        qFatal("%s: %s", text.constData(), read.flaw().message.constData());
    return std::move(read).value();
}

QByteArray numbersOf(const EventRows &rows, const Page &page)
{
    QByteArrayList numbers;
    for (const qsizetype row : page.rows)
        numbers.append(QByteArray::number(rows.at(row).sequence.value));
    return numbers.join(' ');
}

/// All pages of a walk, " | " between them.
QByteArray walk(const EventRows &rows, const QByteArray &text, qint64 pageSize)
{
    QByteArrayList pages;
    QByteArray query = text;
    while (true) {
        const Query parsed = queryOf(query);
        const Page page = collectPage(rows, parsed, pageSize);
        pages.append(numbersOf(rows, page));
        if (!page.next)
            return pages.join(" | ");
        if (pages.size() > 100)
            return "endless";
        query = parsed.repeated + "&$skiptoken=" + writeSkipToken(*page.next);
    }
}

} // namespace

class TestPage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void walks_data();
    void walks();
    void counts_data();
    void counts();
    void appendsDuringAWalk();
    void aTextOrderOverManyRows();
    void theLargestNumber();
};

void TestPage::walks_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *rows, const char *query,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(rows) << QByteArray(query) << QByteArray(expected);
    };
    row("nothing", "", "", "");
    row("one page", "1P 2M 4P", "", "1 2 4");
    row("two pages", "1P 2M 4P 5P", "", "1 2 4 | 5");
    row("full pages have no empty one behind them", "1P 2M 3P 5P 6P 7P", "", "1 2 3 | 5 6 7");
    row("a range", "1P 2M 3P 5P 6P 7P", "$filter=~ gt 2", "3 5 6 | 7");
    row("a range that begins in a hole", "1P 2M 9P", "$filter=~ ge 5", "9");
    row("a range that ends in a hole", "1P 2M 9P", "$filter=~ le 5", "1 2");
    row("a range beyond the end", "1P 2M 9P", "$filter=~ gt 9", "");
    row("a range beyond all numbers", "1P 2M 9P", "$filter=~ gt 9223372036854775807", "");
    row("something else", "1P 2M 3P 5P 6P 7P", "$filter=ResourceName eq 'P'", "1 3 5 | 6 7");
    row("a range and something else", "1P 2M 3P 5P 6P 7P", "$filter=~ gt 1 and ResourceName eq 'P'",
        "3 5 6 | 7");
    row("no match", "1P 2M 3P", "$filter=ResourceName eq 'X'", "");
    row("descending", "1P 2M 3P 5P", "$orderby=~ desc", "5 3 2 | 1");
    row("the newest", "1P 2M 3P 5P", "$orderby=~ desc&$top=1", "5");
    row("descending range", "1P 2M 3P 5P 6P", "$orderby=~ desc&$filter=~ lt 6", "5 3 2 | 1");
    row("top below the page", "1P 2M 3P 5P", "$top=2", "1 2");
    row("top as the page", "1P 2M 3P 5P", "$top=3", "1 2 3");
    row("top above the page", "1P 2M 3P 5P 6P 7P 8P", "$top=5", "1 2 3 | 5 6");
    row("top above the end", "1P 2M 3P 5P", "$top=50", "1 2 3 | 5");
    row("top 0", "1P 2M", "$top=0", "");
    row("skip", "1P 2M 3P 5P 6P", "$skip=1", "2 3 5 | 6");
    row("skip everything", "1P 2M", "$skip=5", "");
    row("skip matches only", "1P 2M 3P 5M 6P 7P", "$skip=1&$filter=ResourceName eq 'P'", "3 6 7");
    row("skip and descend", "1P 2M 3P 5M", "$skip=1&$orderby=~ desc", "3 2 1");
    row("skip and top", "1P 2M 3P 5P 6P 7P 8P", "$skip=1&$top=5", "2 3 5 | 6 7");
    row("hidden ones", "1P 2M! 3P 5P! 6P", "", "1 3 6");
    row("hidden ones at the end of a page", "1P 2M 3P 5P! 6P!", "", "1 2 3");
    row("hidden ones and skip", "1P! 2M 3P 5P", "$skip=1", "3 5");
    row("everything is hidden", "1P! 2M!", "", "");
    row("by a text", "1P 2M 3P 5M 6A", "$orderby=ResourceName", "6 2 5 | 1 3");
    row("by a text, descending", "1P 2M 3P 5M 6A", "$orderby=ResourceName desc", "1 3 2 | 5 6");
    row("by a text that is null, which is first", "1P 3P 4P 5P 8P", "$orderby=ResourceRecordUrl",
        "1 3 5 | 8 4");
    row("by a text that is null, descending", "1P 3P 4P 5P 8P", "$orderby=ResourceRecordUrl desc",
        "4 8 1 | 3 5");
    row("by a text, skip and top", "1P 2M 3P 5M 6A 7A 8A", "$orderby=ResourceName&$skip=1&$top=5",
        "7 8 2 | 5 1");
    row("by a text within a range", "1P 2M 3P 5M 6A", "$orderby=ResourceName&$filter=~ lt 6",
        "2 5 1 | 3");
}

void TestPage::walks()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QByteArray, query);
    QTEST(walk(Rows(rows), query, 3), "expected");
}

void TestPage::counts_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<qint64>("expected");

    QTest::newRow("all") << QByteArray() << qint64(5);
    QTest::newRow("a range") << QByteArray("$filter=~ gt 2") << qint64(3);
    QTest::newRow("whatever top says") << QByteArray("$filter=~ gt 2&$top=1") << qint64(3);
    QTest::newRow("whatever skip says") << QByteArray("$skip=4") << qint64(5);
    QTest::newRow("behind a token") << QByteArray("$skiptoken=6") << qint64(5);
    QTest::newRow("something else") << QByteArray("$filter=ResourceName eq 'M'") << qint64(2);
    QTest::newRow("nothing") << QByteArray("$filter=~ gt 9223372036854775807") << qint64(0);
}

void TestPage::counts()
{
    QFETCH(const QByteArray, query);
    QTEST(countMatches(Rows("1P 2M 3P 5M 6P"), queryOf(query)), "expected");
    if (query.isEmpty())
        QCOMPARE(countMatches(Rows("1P 2M! 3P"), queryOf(query)), 2);
}

void TestPage::appendsDuringAWalk()
{
    for (const QByteArray text : {"", "$filter=ResourceName ne 'X'", "$top=100000"}) {
        Rows rows;
        qint64 number = 0;
        std::mt19937 random(28);
        const auto append = [&](int count) {
            for (int i = 0; i < count; ++i)
                rows.add(number += 1 + qint64(random() % 3), random() % 2 ? "P" : "M");
        };
        append(1'000);
        QByteArray query = text;
        QSet<qint64> seen;
        int pages = 0;
        while (true) {
            const Query parsed = queryOf(query);
            const Page page = collectPage(rows, parsed, 37);
            for (const qsizetype row : page.rows) {
                const qint64 sequence = rows.at(row).sequence.value;
                QVERIFY2(!seen.contains(sequence), "told twice");
                seen.insert(sequence);
            }
            if (!page.next)
                break;
            query = parsed.repeated + "&$skiptoken=" + writeSkipToken(*page.next);
            if (++pages < 50)
                append(20);
        }
        QCOMPARE(seen.size(), rows.size());
    }
}

void TestPage::aTextOrderOverManyRows()
{
    Rows rows;
    std::mt19937 random(7);
    for (qint64 number = 1; number <= 3'000; ++number)
        rows.add(number, QByteArray(1, char('A' + random() % 20)));
    for (const QByteArray direction : {"asc", "desc"}) {
        QByteArray query = "$orderby=ResourceName " + direction;
        std::vector<std::pair<QByteArray, qint64>> seen;
        while (true) {
            const Query parsed = queryOf(query);
            const Page page = collectPage(rows, parsed, 100);
            for (const qsizetype row : page.rows)
                seen.emplace_back(rows.at(row).resourceName.toByteArray(),
                                  rows.at(row).sequence.value);
            if (!page.next)
                break;
            query = parsed.repeated + "&$skiptoken=" + writeSkipToken(*page.next);
        }
        QCOMPARE(seen.size(), size_t(3'000));
        QVERIFY(std::ranges::is_sorted(seen, [&direction](const auto &a, const auto &b) {
            if (a.first != b.first)
                return direction == "asc" ? a.first < b.first : a.first > b.first;
            return a.second < b.second;
        }));
    }
}

void TestPage::theLargestNumber()
{
    Rows rows;
    rows.add(9'007'199'254'740'992, "P");
    rows.add(9'007'199'254'740'993, "P");
    rows.add(std::numeric_limits<qint64>::max(), "P");
    QCOMPARE(walk(rows, "$filter=~ gt 9007199254740992", 1),
             "9007199254740993 | 9223372036854775807");
    QCOMPARE(walk(rows, "$filter=~ gt 9007199254740993", 5), "9223372036854775807");
    QCOMPARE(walk(rows, "$filter=~ gt 9223372036854775806", 5), "9223372036854775807");
    QCOMPARE(walk(rows, "$filter=~ gt 9223372036854775807", 5), "");
    QCOMPARE(walk(rows, "$orderby=~ desc", 1),
             "9223372036854775807 | 9007199254740993 | 9007199254740992");
    QCOMPARE(walk(rows, "$skiptoken=9223372036854775807", 5), "");
    QCOMPARE(walk(rows, "$orderby=~ desc&$skiptoken=-9223372036854775808", 5), "");
}

QTEST_GUILESS_MAIN(TestPage)
#include "tst_page.moc"
