// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace pushbench::wire {

/// What a peer may make us hold, and for how long. Each has an answer: 431, 413, 414, 408 or a
/// close.
struct Limits
{
    qsizetype headBytes =
        64 * 1024; ///< Start line and fields of one head, or of one trailer section.
    qsizetype targetBytes = 16 * 1024;   ///< Longer request targets get 414.
    qsizetype fields = 100;              ///< Fields of a head, and again of its trailers.
    qint64 bodyBytes = 16 * 1024 * 1024; ///< One decoded body.
    qsizetype chunkLineBytes = 4 * 1024; ///< One chunk-size line with its extensions.
    std::chrono::milliseconds handshakeTime{
        10'000}; ///< From a connection's first byte to the end of its TLS handshake.
    std::chrono::milliseconds headTime{
        10'000}; ///< From a request's first byte to the end of its head.
    std::chrono::milliseconds bodyTime{
        30'000};                 ///< For a body, and 1 s more for every bodyRate bytes of it.
    qint64 bodyRate = 16 * 1024; ///< Bytes per second that a long body must at least keep up.
    std::chrono::milliseconds idleTime{60'000}; ///< Silence before the first byte of a request.
    std::chrono::milliseconds drainTime{
        1'000}; ///< After a refusal: how long the peer may still send.
    std::chrono::milliseconds writeTime{30'000}; ///< An answer that the peer does not read.
    int pipeline = 64;   ///< Requests of one connection that may await their answers.
    int connections = 0; ///< 0: as many as the descriptor limit allows, less a reserve.
    qint64 heldBytes =
        48 * 1024 * 1024; ///< Bodies in memory over all connections; beyond it, reading waits.
};

} // namespace pushbench::wire
