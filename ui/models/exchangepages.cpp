// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/exchangepages.h"

#include "core/journal/headfields.h"
#include "ui/models/texts.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

/// Characters of a body on a page: what is made and laid out in a few milliseconds.
constexpr qsizetype kPageLimit = 64 * 1024;

QString word(const char *text)
{
    return QCoreApplication::translate("ExchangePages", text);
}

void appendBody(ShownText &page, Part part, QByteArrayView body, qsizetype from, bool pretty)
{
    const ShownWindow window{.from = body.size() > kPageLimit ? from : 0, .limit = kPageLimit};
    ShownText probe;
    if (pretty)
        probe.appendPretty(part, body, window);
    else
        probe.appendVerbatim(part, body, window);
    const ShownText::Hidden hidden = probe.hidden(part);
    if (hidden.before > 0)
        page.appendNote(word(QT_TRANSLATE_NOOP("ExchangePages", "[%1 before this not shown]"))
                            .arg(byteCount(hidden.before))
                        % u'\n');
    page.append(probe);
    if (hidden.behind > 0)
        page.appendNote(u'\n'
                        % word(QT_TRANSLATE_NOOP("ExchangePages", "[%1 behind this not shown]"))
                              .arg(byteCount(hidden.behind)));
}

void appendResponse(ShownText &page, const journal::Exchange &exchange, bool pretty)
{
    if (exchange.responseHead.isEmpty()) {
        page.appendNote(word(QT_TRANSLATE_NOOP("ExchangePages", "[no answer]")));
    } else {
        page.appendVerbatim(Part::ResponseHead, exchange.responseHead);
        appendBody(page, Part::ResponseBody, exchange.responseBody, 0, pretty);
    }
    if (!exchange.fault.isEmpty())
        page.appendNote(u"\n["_s % QString::fromUtf8(exchange.fault) % u']');
}

void appendRequest(ShownText &page, const journal::Exchange &exchange, qsizetype from, bool pretty)
{
    page.appendVerbatim(Part::RequestHead, exchange.requestHead);
    appendBody(page, Part::RequestBody, exchange.requestBody, from, pretty);
    if (!exchange.requestTrailers.isEmpty()) {
        page.appendNote(u"\n"_s);
        page.appendVerbatim(Part::RequestTrailers, exchange.requestTrailers);
    }
}

} // namespace

ShownText requestPage(const journal::Exchange &exchange, qsizetype from)
{
    ShownText page;
    appendRequest(page, exchange, from, true);
    return page;
}

ShownText responsePage(const journal::Exchange &exchange)
{
    ShownText page;
    appendResponse(page, exchange, true);
    return page;
}

ShownText rawPage(const journal::Exchange &exchange, qsizetype from)
{
    ShownText page;
    appendRequest(page, exchange, from, false);
    page.appendNote(u"\n\n"_s);
    appendResponse(page, exchange, false);
    return page;
}

namespace {

/// Where the key of an event stands; it leads the eye to the event.
std::optional<protocol::ByteRange> bytesOf(const protocol::Payload &payload,
                                           const protocol::EntityEventView &event)
{
    // A key that carried escapes lies in the payload's side buffer, not in the body.
    const QByteArrayView body = payload.body();
    const QByteArrayView key = event.resourceRecordKey;
    const std::less<const char *> before;
    if (key.isEmpty() || before(key.data(), body.begin()) || !before(key.data(), body.end()))
        return std::nullopt;
    return protocol::ByteRange{key.data() - body.data(), key.size()};
}

/// The event that "/value/2/EntityEventSequence" or "/EntityEventSequence" is about. The books name
/// events only; they have not seen the bytes.
std::optional<protocol::ByteRange> bytesOfEventAt(const journal::Exchange &exchange,
                                                  const QByteArray &pointer)
{
    constexpr QByteArrayView kValue = "/value/";
    if (!exchange.payload || !pointer.startsWith('/'))
        return std::nullopt;
    size_t index = 0;
    if (pointer.startsWith(kValue)) {
        const qsizetype from = kValue.size();
        bool ok = false;
        index = pointer.mid(from, pointer.indexOf('/', from) - from).toUInt(&ok);
        if (!ok)
            return std::nullopt;
    }
    const auto &events = exchange.payload->events();
    return index < events.size() ? bytesOf(*exchange.payload, events[index]) : std::nullopt;
}

} // namespace

std::optional<protocol::ByteRange> bytesOf(const journal::Exchange &exchange,
                                           protocol::Sequence sequence)
{
    if (!exchange.payload)
        return std::nullopt;
    const auto &events = exchange.payload->events();
    const auto found = std::ranges::find(events, sequence, &protocol::EntityEventView::sequence);
    return found == events.end() ? std::nullopt : bytesOf(*exchange.payload, *found);
}

std::optional<FindingPlace> placeOf(const journal::Exchange &exchange,
                                    const protocol::Finding &finding)
{
    if (finding.bytes)
        return FindingPlace{Part::RequestBody, *finding.bytes};
    if (const auto bytes = bytesOfEventAt(exchange, finding.where))
        return FindingPlace{Part::RequestBody, *bytes};
    constexpr QByteArrayView kHeader = "header:";
    if (!finding.where.startsWith(kHeader))
        return std::nullopt;
    const QByteArrayView name = QByteArrayView(finding.where).sliced(kHeader.size());
    if (const auto line = journal::headerLine(exchange.requestHead, name))
        return FindingPlace{Part::RequestHead, *line};
    if (const auto line = journal::headerLine(exchange.responseHead, name))
        return FindingPlace{Part::ResponseHead, *line};
    return std::nullopt;
}

} // namespace pushbench::ui
