// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/limits.h"
#include "core/wire/message.h"

#include <QString>

namespace pushbench::wire {

/// Why the gate does not pass a message on: the status that goes back, and one sentence for people.
struct Refusal
{
    int status = 400;
    QString reason;
};

/// Reads heads line by line, strictly by RFC 9112: CRLF only, no folding, no blank before the
/// colon, no control characters. A line is judged as soon as it is complete, so a broken one is
/// refused at once and nothing is scanned twice however slowly it comes. Both roles and trailer
/// sections use it.
class HeadReader
{
public:
    enum class Kind : quint8 {
        Request,
        Response,
        Trailers,
    };
    enum class Step : quint8 {
        NeedMore,
        Complete,
        Refused,
    };

    /// The limits are looked at, not copied: they must outlive the reader.
    HeadReader(Kind kind, const Limits &limits);
    HeadReader(Kind kind, Limits &&limits) = delete;

    /// data always starts at the head's first byte; each call sees at least what the one before
    /// saw.
    [[nodiscard]] Step read(QByteArrayView data);

    /// After Complete: how many bytes of data the head took, and the head itself. Taken once.
    [[nodiscard]] qsizetype size() const noexcept { return m_at; }
    [[nodiscard]] Head take(QByteArrayView data);

    [[nodiscard]] const Refusal &refusal() const noexcept { return m_refusal; }

    /// The start line's parts, as positions into the head.
    struct Part
    {
        qsizetype at = 0;
        qsizetype size = 0;
    };
    [[nodiscard]] Part method() const noexcept { return m_first; }
    [[nodiscard]] Part target() const noexcept { return m_second; }
    [[nodiscard]] Part reason() const noexcept { return m_second; }
    [[nodiscard]] Version version() const noexcept { return m_version; }
    [[nodiscard]] int status() const noexcept { return m_status; }

    void reset();

private:
    [[nodiscard]] Step refuseLength();
    [[nodiscard]] bool readLine(QByteArrayView data, qsizetype end);
    [[nodiscard]] bool readRequestLine(QByteArrayView line, qsizetype at);
    [[nodiscard]] bool readTarget(QByteArrayView method, QByteArrayView target);
    [[nodiscard]] bool readVersion(QByteArrayView text);
    [[nodiscard]] bool readStatusLine(QByteArrayView line, qsizetype at);
    [[nodiscard]] bool readField(QByteArrayView line, qsizetype at);
    bool refuse(int status, const QString &reason);

    Kind m_kind;
    const Limits &m_limits;
    qsizetype m_at = 0;      ///< Start of the first line that is not read yet.
    qsizetype m_scanned = 0; ///< Everything before it holds no further line end.
    bool m_started = false;  ///< The start line is read.
    Part m_first;
    Part m_second;
    Version m_version;
    int m_status = 0;
    Head m_head; ///< Its fields so far; the bytes join them in take().
    Refusal m_refusal;
};

/// RFC 9110 section 5.6.2.
[[nodiscard]] bool isTokenCharacter(char c) noexcept;
[[nodiscard]] bool isToken(QByteArrayView text) noexcept;

} // namespace pushbench::wire
