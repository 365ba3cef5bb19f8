// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/headreader.h"

#include <memory>
#include <optional>
#include <span>
#include <variant>

namespace pushbench::wire {

/// How the end of a body is known (RFC 9112 section 6.3).
enum class Framing : quint8 {
    None,
    Length,
    Chunked,
    UntilClose, ///< Responses only.
};

struct BodyPlan
{
    Framing framing = Framing::None;
    qint64 length = 0; ///< Framing::Length only.

    friend bool operator==(const BodyPlan &, const BodyPlan &) = default;
};

/// The plan of a request, or why it is refused (H-FRAME): both Content-Length and
/// Transfer-Encoding, several or unreadable lengths, a coding that is not a single final "chunked",
/// a length above the limit.
[[nodiscard]] std::variant<BodyPlan, Refusal> planRequestBody(const Head &, Version,
                                                              const Limits &);

/// The plan of a response; a HEAD request's has no body, whatever its fields say.
[[nodiscard]] std::variant<BodyPlan, Refusal> planResponseBody(const Head &, int status,
                                                               bool toHeadRequest, const Limits &);

/// Takes a body out of its framing. The body grows only by bytes that really came.
class BodyReader
{
public:
    enum class Step : quint8 {
        NeedMore,
        Complete,
        Refused,
    };

    /// The limits are looked at, not copied: they must outlive the reader.
    explicit BodyReader(const Limits &limits);
    explicit BodyReader(Limits &&limits) = delete;

    void begin(BodyPlan plan);

    /// Reads from data; consumed tells how much of it is used up and must not be shown again.
    [[nodiscard]] Step read(QByteArrayView data, qsizetype &consumed);

    /// While a body of known length is read: where its next bytes may be written directly, at most
    /// `available` of them. Empty in every other state. Follow it by wrote().
    [[nodiscard]] std::span<char> directTarget(qsizetype available);
    [[nodiscard]] Step wrote(qsizetype bytes, qsizetype offered);

    /// The peer closed: completes a body that lasts until then.
    [[nodiscard]] Step close();

    [[nodiscard]] const QByteArray &body() const noexcept { return m_body; }
    [[nodiscard]] QByteArray takeBody();
    [[nodiscard]] QByteArray takeTrailers() { return std::exchange(m_trailers, {}); }
    [[nodiscard]] const Refusal &refusal() const noexcept { return m_refusal; }

private:
    enum class ChunkState : quint8 {
        Size,
        Data,
        DataEnd,
        Trailers,
    };

    [[nodiscard]] Step readChunks(QByteArrayView data, qsizetype &consumed);
    [[nodiscard]] Step readChunkSize(QByteArrayView data, qsizetype &consumed);
    [[nodiscard]] Step readTrailers(QByteArrayView data, qsizetype &consumed);
    [[nodiscard]] std::optional<qint64> parseChunkLine(QByteArrayView line) const;
    Step refuse(const Refusal &refusal);

    const Limits &m_limits;
    BodyPlan m_plan;
    ChunkState m_chunk = ChunkState::Size;
    qint64 m_left = 0;       ///< Bytes still to come of the body, or of the chunk.
    qsizetype m_scanned = 0; ///< Part of an unfinished chunk line that was searched already.
    std::unique_ptr<HeadReader> m_trailerReader; ///< Few bodies have any use for it.
    QByteArray m_body;
    QByteArray m_trailers;
    Refusal m_refusal;
};

} // namespace pushbench::wire
