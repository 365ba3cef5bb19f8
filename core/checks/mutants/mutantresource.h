// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace pushbench::checks {

/// A small EntityEvent resource of its own, written apart from the bench's so that both may be
/// wrong on their own, that does everything right but for one thing: what the check of that id
/// looks at. Without an id it is right throughout. It knows as much of OData as the checks ask for.
/// For `check self` and nothing else: it trusts its client not to be hostile. Lives on the thread
/// that started it.
class MutantResource final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MutantResource)

public:
    MutantResource(QByteArray fault, Secret token, QObject *parent = nullptr);
    ~MutantResource() override;

    [[nodiscard]] Result<> start();
    /// The service root.
    [[nodiscard]] QUrl url() const;

private:
    struct Event
    {
        qint64 sequence = 0;
        QByteArray name{};
        QByteArray key{};
    };

    struct Message
    {
        QByteArray method{};
        QByteArray path{};  ///< Below the root, decoded.
        QByteArray query{}; ///< As it came.
        QByteArray authorization{};
        int pageSize = 0; ///< What is preferred; 0: nothing.
    };

    struct Answer
    {
        int status = 200;
        QByteArray body{};
        QByteArray type = "application/json";
        QByteArray further{}; ///< Raw lines.
    };

    /// The options of a query, decoded.
    struct Options
    {
        QHash<QByteArray, QByteArray> values{};

        [[nodiscard]] bool has(const char *name) const { return values.contains(name); }
        [[nodiscard]] QByteArray value(const char *name) const { return values.value(name); }
    };

    using Predicate = std::function<bool(const Event &)>;

    /// Whether this very thing is done wrong.
    [[nodiscard]] bool wrong(const char *id) const { return m_fault == id; }

    void accept();
    void read(QTcpSocket *socket);
    [[nodiscard]] QByteArray bytesOf(const Answer &answer) const;

    // mutantentities.cpp
    [[nodiscard]] Answer decide(const Message &message) const;
    [[nodiscard]] Answer service() const;
    [[nodiscard]] Answer metadata() const;
    [[nodiscard]] Answer list(const Message &message) const;
    [[nodiscard]] Answer byKey(QByteArray key) const;
    [[nodiscard]] Answer record(const Message &message) const;
    [[nodiscard]] Answer refusal(int status, const QByteArray &message) const;
    [[nodiscard]] std::vector<Event> ordered(const Options &options) const;
    [[nodiscard]] QByteArray entity(const Event &event, const QByteArray &selected) const;

    // mutantfilter.cpp
    /// Nothing when it is no filter.
    [[nodiscard]] std::optional<Predicate> filterOf(const QByteArray &text) const;
    [[nodiscard]] std::optional<Predicate> comparison(const QByteArrayList &words) const;
    [[nodiscard]] std::optional<Predicate> byNumber(const QByteArray &word,
                                                    const QByteArray &number) const;

    QByteArray m_fault;
    Secret m_token;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_peers; ///< What was not read yet.
    std::vector<Event> m_log;
};

} // namespace pushbench::checks
