// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QVarLengthArray>

#include <optional>
#include <vector>

namespace pushbench::wire {

/// ASCII case-insensitive equality, as field names and most of their tokens want it.
[[nodiscard]] bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) noexcept;

/// One field as it was on the wire: the name in its own case, the value without the blanks around
/// it.
struct FieldView
{
    QByteArrayView name;
    QByteArrayView value;
};

/// A field that we write.
struct Field
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const Field &, const Field &) = default;
};

using Fields = std::vector<Field>;

/// The start line and the fields of a message: the very bytes, their order and case, with an index.
class Head
{
public:
    using Values = QVarLengthArray<QByteArrayView, 4>;

    Head() = default;

    /// Everything from the first byte of the start line to the blank line, included.
    [[nodiscard]] const QByteArray &raw() const noexcept { return m_raw; }

    [[nodiscard]] qsizetype fieldCount() const noexcept { return m_fields.size(); }
    [[nodiscard]] FieldView field(qsizetype index) const;

    /// The value of the first field of that name, compared case-blind (H-HDR).
    [[nodiscard]] std::optional<QByteArrayView> value(QByteArrayView name) const;

    /// The values of all fields of that name, in wire order.
    [[nodiscard]] Values values(QByteArrayView name) const;

    /// True when a list-valued field names the token, case-blind ("Connection: keep-alive, close").
    [[nodiscard]] bool lists(QByteArrayView name, QByteArrayView token) const;

private:
    friend class HeadReader;
    friend class HeadBuilder;

    struct Span
    {
        quint32 nameAt = 0;
        quint32 nameSize = 0;
        quint32 valueAt = 0;
        quint32 valueSize = 0;
    };

    [[nodiscard]] QByteArrayView view(quint32 at, quint32 size) const
    {
        return QByteArrayView(m_raw.constData() + at, qsizetype(size));
    }

    QByteArray m_raw;
    QVarLengthArray<Span, 16> m_fields;
};

/// Puts a head together field by field, for messages that come without a text of their own:
/// HTTP/2's are kept as ":method: POST\r\n:path: /x\r\ncontent-type: text/plain\r\n\r\n", pseudo
/// fields and all, in the order in which they came.
class HeadBuilder
{
public:
    /// Neither part may hold a line break.
    void append(QByteArrayView name, QByteArrayView value);

    [[nodiscard]] qsizetype size() const noexcept { return m_head.m_raw.size(); }
    [[nodiscard]] qsizetype fieldCount() const noexcept { return m_head.fieldCount(); }

    /// With the blank line at its end. The builder is empty again.
    [[nodiscard]] Head finish();

private:
    Head m_head;
};

/// HTTP/major.minor as the peer wrote it.
struct Version
{
    quint8 major = 1;
    quint8 minor = 1;

    friend constexpr auto operator<=>(const Version &, const Version &) = default;
};

inline constexpr Version kHttp10{1, 0};
inline constexpr Version kHttp11{1, 1};
inline constexpr Version kHttp2{2, 0};

/// A request target up to its query; of an absolute target ("http://host/path") only what follows
/// the host.
[[nodiscard]] QByteArrayView pathOf(QByteArrayView target) noexcept;

/// A whole request, framing taken off.
struct Request
{
    Head head;
    QByteArrayView method; ///< Views into head.raw().
    QByteArrayView target;
    Version version;
    QByteArray body;       ///< Decoded; has spare capacity of kBodyPadding bytes behind its end.
    QByteArray trailers;   ///< Raw trailer lines of a chunked body; empty when there were none.
    bool keepAlive = true; ///< The connection may carry another request after this one.

    [[nodiscard]] QByteArrayView path() const { return pathOf(target); }
    [[nodiscard]] QByteArrayView query() const; ///< Behind the "?", without it.
};

/// Spare bytes behind a body, for vectorised readers.
inline constexpr qsizetype kBodyPadding = 64;

/// A whole response, framing taken off.
struct ReceivedResponse
{
    Head head;
    int status = 0;
    QByteArrayView reason; ///< View into head.raw().
    Version version;
    QByteArray body;
    bool keepAlive = true;
};

/// A response that we compose: what the codec adds is Date, Content-Length and Connection.
struct Response
{
    int status = 200;
    Fields fields{};
    QByteArray body{};
};

/// The phrase of RFC 9110's registry; "Unknown" for a status that it does not hold.
[[nodiscard]] QByteArrayView reasonPhrase(int status) noexcept;

} // namespace pushbench::wire
