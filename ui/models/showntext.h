// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

#include <QString>

#include <optional>
#include <vector>

namespace pushbench::ui {

/// Which bytes of an exchange a piece of shown text comes from.
enum class Part : quint8 {
    None, ///< Ours: blank lines, notes.
    RequestHead,
    RequestBody,
    RequestTrailers,
    ResponseHead,
    ResponseBody,
};

/// A stretch of a shown text, in UTF-16 units as text documents count.
struct TextRange
{
    qsizetype position = 0;
    qsizetype length = 0;

    friend bool operator==(const TextRange &, const TextRange &) = default;
};

/// How much of a part is shown, so that a body of many megabytes costs no more than a page.
struct ShownWindow
{
    qsizetype from = 0;           ///< Nothing before the token or line that holds this byte.
    qsizetype limit = 128 * 1024; ///< At most so many characters of text, rounded up to a token.
};

/// Bytes made readable, which remembers where every byte went: a finding names bytes, the inspector
/// marks text. Bytes that are no UTF-8 are shown as \xNN.
class ShownText
{
public:
    [[nodiscard]] const QString &text() const noexcept { return m_text; }

    /// The bytes as they are; CR is left out in front of LF.
    void appendVerbatim(Part part, QByteArrayView bytes, const ShownWindow &window = {});

    /// JSON laid out with two blanks a level, every token byte for byte as it was sent: numbers
    /// keep their spelling, members their order. What is not JSON is passed through.
    void appendPretty(Part part, QByteArrayView json, const ShownWindow &window = {});

    /// Another text behind this one.
    void append(const ShownText &other);

    /// Text of our own.
    void appendNote(const QString &text);

    /// The text that shows these bytes; nullopt when none of them is shown.
    [[nodiscard]] std::optional<TextRange> find(Part part, protocol::ByteRange bytes) const;

    /// Bytes of the part that are not shown, before and behind the window.
    struct Hidden
    {
        qsizetype before = 0;
        qsizetype behind = 0;
    };
    [[nodiscard]] Hidden hidden(Part part) const;

private:
    struct Piece
    {
        Part part = Part::None;
        qsizetype source = 0;
        qsizetype length = 0;
        qsizetype text = 0;
        qsizetype textLength = 0;
    };
    struct Extent
    {
        Part part = Part::None;
        Hidden hidden;
    };

    friend class PrettyWriter;
    void appendToken(Part part, QByteArrayView bytes, qsizetype source);
    void addPiece(Part part, qsizetype source, qsizetype length, const QString &shown);
    [[nodiscard]] qsizetype textAt(const Piece &piece, qsizetype byte) const;

    QString m_text;
    std::vector<Piece> m_pieces; ///< In the order of the text; the bytes of one part ascend.
    std::vector<Extent> m_extents;
};

} // namespace pushbench::ui
