// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/message.h"

#include <QString>

#include <functional>
#include <memory>

namespace pushbench::wire {

/// Finds the handler of a request by its path: QtHttpServer's rules behind the gate. They see a
/// request line that is composed anew for them and nothing else of what a peer wrote; the handler
/// gets the request as the gate took it, and its answer goes back untouched. So none of what
/// QtHttpServer does to heads, bodies and connections reaches the wire
/// (packaging/notes/0009-router.md).
///
/// Handlers answer at once. Made and used on the thread of its server; opens no port.
class Router
{
public:
    using Handler = std::function<Response(const Request &request)>;

    /// Answers what no handler takes: 404; 405 with the methods that the path knows, for the Allow
    /// field; 501 for a method that HTTP's registry does not hold.
    using Refuser =
        std::function<Response(const Request &request, int status, const QByteArray &allow)>;

    explicit Router(Refuser refuse);
    ~Router();
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;

    /// Takes requests whose percent-decoded path is the whole of what the pattern, a regular
    /// expression, matches, by the methods that are named ("GET, HEAD"). Of several patterns that
    /// match, the one that was added first decides.
    void route(const QString &pathPattern, const QByteArray &methods, Handler handler);

    [[nodiscard]] Response answer(const Request &request);

private:
    class Bridge;
    std::unique_ptr<Bridge> m_bridge;
};

} // namespace pushbench::wire
