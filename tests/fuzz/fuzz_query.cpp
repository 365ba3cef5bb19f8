// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/page.h"
#include "core/odata/query/path.h"
#include "tests/fuzz/fuzz.h"

#include <QStringBuilder>

#include <array>

using namespace pushbench;
using namespace pushbench::odata;

namespace {

constexpr qint64 kMost = std::numeric_limits<qint64>::max();

/// A few events that filters of the corpus tell apart.
class FewRows final : public EventRows
{
public:
    [[nodiscard]] qsizetype size() const override { return qsizetype(kEvents.size()); }
    [[nodiscard]] qsizetype rowFrom(qint64 sequence) const override
    {
        qsizetype row = 0;
        while (row < size() && kEvents[size_t(row)].sequence.value < sequence)
            ++row;
        return row;
    }
    [[nodiscard]] protocol::EntityEventView at(qsizetype row) const override
    {
        require(row >= 0 && row < size(), "a row that is there");
        return kEvents[size_t(row)];
    }
    [[nodiscard]] bool isVisible(qsizetype) const override { return true; }
    [[nodiscard]] bool areAllVisible() const override { return true; }

private:
    static constexpr std::array<protocol::EntityEventView, 6> kEvents{{
        {{1}, "Property", "3yd-1", {}},
        {{1101}, "Media", "O'Hara", "http://h/1"},
        {{1102}, "Property", "", {}},
        {{9'007'199'254'740'992}, "Member", "k", {}},
        {{9'007'199'254'740'993}, "Member", "l", "x"},
        {{kMost}, "Office", "\xC3\xA4", {}},
    }};
};

void checkFlaw(const Flaw &flaw, qsizetype size)
{
    require(!flaw.message.isEmpty() && flaw.message.size() < 400, "a sentence for people");
    require(flaw.at >= -1 && flaw.at <= size, "a place inside of what was read");
    const int status = statusOf(flaw.kind);
    require(status >= 400 && status <= 501, "a status of refusal");
}

void checkFilter(const Filter &filter, const EventRows &rows)
{
    const SequenceRange &range = filter.range();
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const protocol::EntityEventView event = rows.at(row);
        const bool inside =
            event.sequence.value >= range.first && event.sequence.value <= range.last;
        const bool holds = filter.matches(event);
        require(inside || !holds, "a range hides no match");
        require(!inside || !filter.isRange() || holds, "a whole range holds everywhere");
    }
    require(filter.expression().size() <= FilterParser::kMostNodes, "parts are bounded");
    require(filter.expression().back().depth <= FilterParser::kDeepest, "depth is bounded");
}

/// A walk by two, against the one page that holds everything.
void checkPages(const Query &query, const EventRows &rows)
{
    Query all = query;
    const Page whole = collectPage(rows, all, 100);
    require(!whole.next, "everything fits on a large page");
    require(qint64(whole.rows.size()) <= countMatches(rows, query), "no more than there are");
    std::vector<qsizetype> walked;
    while (true) {
        const Page page = collectPage(rows, all, 2);
        walked.insert(walked.end(), page.rows.begin(), page.rows.end());
        if (!page.next)
            break;
        require(page.rows.size() == 2, "a page with a link is full");
        const QByteArray text = writeSkipToken(*page.next);
        const Read<SkipToken> token = parseSkipToken(text);
        require(token.ok(), "the token that was written can be read");
        all.skipToken = token.value();
        require(walked.size() <= size_t(rows.size()), "a walk ends");
    }
    require(walked == whole.rows, "a walk tells what the one page does");
}

QByteArray keyField(QByteArrayView resource)
{
    return resource.toByteArray() + "Key";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView text = viewOf(data, size);
    const FewRows rows;
    for (const bool caseBlind : {false, true}) {
        const Read<Filter> filter = Filter::parse(text, {.caseBlind = caseBlind});
        if (filter)
            checkFilter(filter.value(), rows);
        else
            checkFlaw(filter.flaw(), text.size());
    }
    for (const Version version : {Version::V40, Version::V401}) {
        const Read<Query> query = parseQuery(text, {.version = version});
        if (!query) {
            checkFlaw(query.flaw(), text.size());
            continue;
        }
        require(query.value().repeated.size() <= text.size(), "a link repeats, and adds nothing");
        checkPages(query.value(), rows);
    }
    const Read<KeyPath> key = parseKeyPath(text, keyField);
    require(!key || key.value().number.has_value() != key.value().text.has_value(),
            "a key is a number or a text");
    return 0;
}
