// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/transcript.h"

#include <QByteArrayList>

#include <algorithm>

namespace pushbench::wire {
namespace {

/// Nothing unread may be longer than the longest thing that is read in one go.
qsizetype mostUnread(const Limits &limits)
{
    return qMax(limits.headBytes, limits.chunkLineBytes) + 2;
}

QByteArray quoted(const QByteArray &bytes)
{
    if (bytes.size() > 200)
        return QByteArray::number(bytes.size()).append(" bytes");
    return QByteArray("\"").append(bytes.toPercentEncoding(" !'()*,/:;=?@[]{}&+$")).append('"');
}

QByteArray requestLine(const Request &request)
{
    QByteArray line;
    line.append(request.method).append(' ').append(request.target);
    line.append(' ').append(char('0' + request.version.major));
    line.append('.').append(char('0' + request.version.minor));
    line.append(request.keepAlive ? " keep" : " close");
    if (!request.body.isEmpty())
        line.append(' ').append(quoted(request.body));
    if (!request.trailers.isEmpty())
        line.append(" trailers ").append(quoted(request.trailers));
    return line;
}

QByteArray planLine(const BodyPlan &plan)
{
    if (plan.framing == Framing::Length)
        return QByteArray("head length ").append(QByteArray::number(plan.length));
    return plan.framing == Framing::Chunked ? "head chunked" : "head without a plan";
}

/// Shows a request parser one slice after the other, as a connection does.
class RequestFeed
{
public:
    RequestFeed(const Limits &limits, BodyRoad road)
        : m_limits(limits)
        , m_parser(limits)
        , m_road(road)
    {
    }

    void show(QByteArrayView slice)
    {
        while (!m_over && !slice.isEmpty()) {
            const std::span<char> target = m_road == BodyRoad::Direct && m_unread.isEmpty()
                ? m_parser.directTarget(slice.size())
                : std::span<char>();
            if (target.empty()) {
                m_unread.append(slice);
                break;
            }
            // The second half of what was offered stays empty, as after a short read.
            const qsizetype take = qMax<qsizetype>(1, qsizetype(target.size()) / 2);
            std::copy_n(slice.begin(), take, target.begin());
            slice = slice.sliced(take);
            note(m_parser.wrote(take, qsizetype(target.size())));
        }
        parseUnread();
    }

    [[nodiscard]] QByteArray transcript()
    {
        if (!m_over) {
            const bool nothing = m_parser.idle() && m_unread.isEmpty();
            m_lines.append(m_parser.inBody() ? "in body" : nothing ? "idle" : "in head");
        }
        return m_lines.join('\n');
    }

private:
    void parseUnread()
    {
        while (!m_over && !m_unread.isEmpty()) {
            const Parsed parsed = m_parser.advance(m_unread);
            if (parsed.consumed < 0 || parsed.consumed > m_unread.size())
                return bug("consumed what it was not shown");
            m_unread.remove(0, parsed.consumed);
            if (!note(parsed))
                break;
        }
        if (!m_over && m_unread.size() > mostUnread(m_limits))
            bug("holds more than the limits allow");
    }

    bool note(const Parsed &parsed)
    {
        switch (parsed.event) {
        case Parsed::Event::NeedMore:
            if (m_parser.bodySize() > m_limits.bodyBytes)
                bug("the body grows beyond its limit");
            return false;
        case Parsed::Event::Head:
            m_lines.append(
                planLine(m_parser.plan()).append(m_parser.expectsContinue() ? " expects 100" : ""));
            return true;
        case Parsed::Event::Complete: {
            const Request request = m_parser.take();
            if (request.body.size() > m_limits.bodyBytes)
                bug("the body is larger than its limit");
            if (!request.body.isEmpty()
                && request.body.capacity() < request.body.size() + kBodyPadding)
                bug("the body has no spare room behind it");
            m_lines.append(requestLine(request));
            return true;
        }
        case Parsed::Event::Refused:
            m_lines.append(
                QByteArray("refused ").append(QByteArray::number(m_parser.refusal().status)));
            if (m_parser.refusal().status < 400 || m_parser.refusal().reason.isEmpty())
                bug("a refusal without a status or a reason");
            m_over = true;
            return false;
        }
        Q_UNREACHABLE();
    }

    void bug(const char *what)
    {
        m_lines.append(QByteArray("bug: ").append(what));
        m_over = true;
    }

    const Limits &m_limits;
    RequestParser m_parser;
    BodyRoad m_road;
    QByteArray m_unread;
    QByteArrayList m_lines;
    bool m_over = false;
};

QByteArray responseLine(const ReceivedResponse &response)
{
    QByteArray line = QByteArray::number(response.status);
    line.append(' ').append(quoted(response.reason.toByteArray()));
    line.append(response.keepAlive ? " keep" : " close");
    if (!response.body.isEmpty())
        line.append(' ').append(quoted(response.body));
    return line;
}

template <typename Show>
void forEachSlice(QByteArrayView input, const Slicer &slicer, const Show &show)
{
    while (!input.isEmpty()) {
        const qsizetype size = std::clamp<qsizetype>(slicer(input.size()), 1, input.size());
        if (!show(input.first(size)))
            return;
        input = input.sliced(size);
    }
}

} // namespace

Slicer inOnePiece()
{
    return [](qsizetype left) { return left; };
}

Slicer inPiecesOf(qsizetype size)
{
    return [size](qsizetype) { return size; };
}

Slicer splitAt(qsizetype size)
{
    return [size, first = true](qsizetype left) mutable {
        return std::exchange(first, false) && size > 0 ? size : left;
    };
}

QByteArray requestTranscript(QByteArrayView input, const Limits &limits, const Slicer &slicer,
                             BodyRoad road)
{
    RequestFeed feed(limits, road);
    forEachSlice(input, slicer, [&feed](QByteArrayView slice) {
        feed.show(slice);
        return true;
    });
    return feed.transcript();
}

QByteArray responseTranscript(QByteArrayView input, const Limits &limits, const Slicer &slicer,
                              bool toHeadRequest)
{
    ResponseParser parser(limits);
    parser.begin(toHeadRequest);
    QByteArray unread;
    std::optional<QByteArray> result;
    qsizetype shown = 0;
    const auto note = [&](const Parsed &parsed) {
        if (parsed.consumed < 0 || parsed.consumed > unread.size())
            result = "bug: consumed what it was not shown";
        else
            unread.remove(0, parsed.consumed);
        if (parsed.event == Parsed::Event::Complete)
            result = responseLine(parser.take());
        else if (parsed.event == Parsed::Event::Refused)
            result = QByteArray("refused ").append(QByteArray::number(parser.refusal().status));
        return parsed.event == Parsed::Event::Head;
    };
    forEachSlice(input, slicer, [&](QByteArrayView slice) {
        unread.append(slice);
        shown += slice.size();
        while (!unread.isEmpty() && note(parser.advance(unread))) { }
        if (!result && unread.size() > mostUnread(limits))
            result = "bug: holds more than the limits allow";
        return !result;
    });
    if (!result)
        static_cast<void>(note(parser.close()));
    if (!result)
        return "more";
    const qsizetype left = unread.size() + input.size() - shown;
    if (left > 0 && !result->startsWith("refused"))
        result->append(" left ").append(QByteArray::number(left));
    return *result;
}

QByteArray fieldsText(const Head &head)
{
    QByteArrayList fields;
    for (qsizetype i = 0; i < head.fieldCount(); ++i) {
        const FieldView field = head.field(i);
        fields.append(field.name.toByteArray().append('=').append(field.value));
    }
    return fields.join(", ");
}

} // namespace pushbench::wire
