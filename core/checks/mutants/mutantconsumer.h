// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/wire/message.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace pushbench::checks {

/// A small consumer of its own, written apart from the bench's so that both may be wrong on their
/// own, that does everything right but for one thing: what the check of that id looks at. Without
/// an id it is right throughout. For `check self` and nothing else: it trusts its client not to be
/// hostile. Lives on the thread that started it.
class MutantConsumer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MutantConsumer)

public:
    MutantConsumer(QByteArray fault, Secret token, const Clock &clock, QObject *parent = nullptr);

    ~MutantConsumer() override;

    [[nodiscard]] Result<> start();
    [[nodiscard]] QUrl url() const;

private:
    struct Message
    {
        QByteArray method{};
        QByteArray target{};
        wire::Fields fields{};
        QByteArray body{};
        bool chunked = false;
        bool extended = false; ///< A chunk had an extension.
        qsizetype length = 0;  ///< Of all of it, in the buffer.
    };

    struct Answer
    {
        int status = 200;
        wire::Fields fields{};
        QByteArray body = "{}";
        bool closes = false;
        int delayMs = 0;
    };

    struct Peer
    {
        QByteArray buffer{};
        bool continued = false;
        bool answering = false;
        bool closing = false;
    };

    /// Whether this very thing is done wrong.
    [[nodiscard]] bool wrong(const char *id) const { return m_fault == id; }

    void accept();
    void read(QTcpSocket *socket);
    void left(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Answer &answer, bool headOnly);
    /// False: more must come. A framing that is refused gives its answer in `refusal`.
    [[nodiscard]] bool parse(QTcpSocket *socket, Peer &peer, Message &message,
                             std::optional<Answer> &refusal);
    [[nodiscard]] bool parseBody(QTcpSocket *socket, Peer &peer, Message &message, qsizetype bodyAt,
                                 std::optional<Answer> &refusal);
    [[nodiscard]] bool parseChunks(const Peer &peer, Message &message, qsizetype at);
    [[nodiscard]] std::vector<QByteArray> valuesOf(const Message &message, const char *name) const;
    [[nodiscard]] QByteArray valueOf(const Message &message, const char *name) const;
    [[nodiscard]] Answer decide(const Message &message);
    [[nodiscard]] std::optional<Answer> refuseCredentials(const Message &message) const;
    [[nodiscard]] std::optional<Answer> refuseType(const Message &message) const;
    [[nodiscard]] std::optional<Answer> refuseLabel(const Message &message) const;
    [[nodiscard]] Answer takeBody(const Message &message);

    QByteArray m_fault;
    Secret m_token;
    const Clock &m_clock;
    QTcpServer m_server;
    QHash<QTcpSocket *, Peer> m_peers;
    QSet<QByteArray> m_bodies;
    int m_taken = 0;
    int m_inRow = 0;         ///< Single events with nothing else between them.
    bool m_poisoned = false; ///< By a request that broke off.
};

} // namespace pushbench::checks
