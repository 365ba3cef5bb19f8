// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSsl>
#include <QString>

#include <optional>

namespace pushbench::wire {

/// What is known when a handshake comes to nothing.
struct HandshakeTrouble
{
    std::optional<QSsl::AlertType> alertReceived{}; ///< The peer's own reason.
    std::optional<QSsl::AlertType> alertSent{};     ///< Ours.
    QString verification{};                         ///< What was wrong with the peer's certificate.
    QString libraryText{};                          ///< As Qt and OpenSSL put it.
    bool peerLeft = false;                          ///< The peer closed without a reason.
};

/// One sentence for a server's record: what happened, and how to mend it where that is known.
[[nodiscard]] QString describe(const HandshakeTrouble &trouble);

} // namespace pushbench::wire
