// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/limits.h"
#include "core/wire/message.h"

#include <QString>

#include <optional>

namespace pushbench::wire {

/// One request of ours on an HTTP/2 connection, and the answer to it as it comes in.
class Http2ClientStream
{
public:
    /// Of the body `mayLeave` bytes at the most leave before letLeave().
    Http2ClientStream(QByteArray message, qsizetype headSize, qsizetype mayLeave,
                      const Limits &limits);

    /// The next part of the request's body; empty when it is spent, or no more may leave.
    [[nodiscard]] QByteArrayView bodyPiece(qsizetype most);
    [[nodiscard]] bool bodySpent() const noexcept { return m_at == m_message.size(); }
    void letLeave(qsizetype bytes);

    /// What left the session of the request, head included.
    [[nodiscard]] qint64 taken() const noexcept { return m_at; }

    /// The output position behind the request's last byte, once that has been taken.
    std::optional<qint64> endsAt{};
    bool handedOver = false; ///< The kernel has its last byte.

    /// What comes of the answer. False: it is more than we hold, and flaw() says so.
    [[nodiscard]] bool addField(QByteArrayView name, QByteArrayView value);
    [[nodiscard]] bool addBody(QByteArrayView data);

    /// A list of fields is complete: interim answers and trailers are passed over.
    void endFields();
    [[nodiscard]] bool hasHead() const noexcept { return m_response.status != 0; }
    [[nodiscard]] ReceivedResponse takeResponse();

    [[nodiscard]] const QString &flaw() const noexcept { return m_flaw; }
    void blame(const QString &flaw)
    {
        if (m_flaw.isEmpty())
            m_flaw = flaw;
    }

    bool began = false;     ///< Something of the answer has come.
    bool answered = false;  ///< All of it.
    bool resetCame = false; ///< The peer has ended the stream by its own will.

private:
    const Limits &m_limits;
    QByteArray m_message; ///< The head is sent from elsewhere.
    qsizetype m_at;
    qsizetype m_stop; ///< So far it may leave.
    HeadBuilder m_fields;
    qsizetype m_listSize = 0; ///< As SETTINGS_MAX_HEADER_LIST_SIZE counts it.
    ReceivedResponse m_response;
    QString m_flaw; ///< Why the answer cannot be taken.
};

} // namespace pushbench::wire
