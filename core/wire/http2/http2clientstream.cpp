// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2clientstream.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr qsizetype kFieldOverhead = 32; ///< RFC 9113 section 6.5.2.
constexpr int kLeastFinalStatus = 200;

} // namespace

Http2ClientStream::Http2ClientStream(QByteArray message, qsizetype headSize, qsizetype mayLeave,
                                     const Limits &limits)
    : m_limits(limits)
    , m_message(std::move(message))
    , m_at(headSize)
    , m_stop(headSize)
{
    letLeave(mayLeave);
}

void Http2ClientStream::letLeave(qsizetype bytes)
{
    m_stop += qMin(bytes, m_message.size() - m_stop);
}

QByteArrayView Http2ClientStream::bodyPiece(qsizetype most)
{
    const qsizetype size = qMin(most, m_stop - m_at);
    const QByteArrayView piece = QByteArrayView(m_message).sliced(m_at, size);
    m_at += size;
    return piece;
}

bool Http2ClientStream::addField(QByteArrayView name, QByteArrayView value)
{
    m_listSize += name.size() + value.size() + kFieldOverhead;
    if (m_fields.fieldCount() >= m_limits.fields)
        blame(u"the answer has more than %1 fields"_s.arg(m_limits.fields));
    else if (m_listSize > m_limits.headBytes)
        blame(u"the answer's head is longer than %1 bytes"_s.arg(m_limits.headBytes));
    else if (!hasHead())
        m_fields.append(name, value);
    return m_flaw.isEmpty();
}

bool Http2ClientStream::addBody(QByteArrayView data)
{
    if (m_response.body.size() + data.size() > m_limits.bodyBytes)
        blame(u"the answer's body is longer than %1 bytes"_s.arg(m_limits.bodyBytes));
    else
        m_response.body.append(data);
    return m_flaw.isEmpty();
}

void Http2ClientStream::endFields()
{
    m_listSize = 0;
    if (hasHead())
        return;
    Head head = m_fields.finish();
    const int status = head.value(":status").value_or(QByteArrayView()).toByteArray().toInt();
    if (status < kLeastFinalStatus)
        return;
    m_response.head = std::move(head);
    m_response.status = status;
    m_response.version = kHttp2;
}

ReceivedResponse Http2ClientStream::takeResponse()
{
    return std::exchange(m_response, {});
}

} // namespace pushbench::wire
