// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"
#include "core/odata/reader/walk.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QSslCertificate>
#include <QTimer>

#include <memory>

class QNetworkReply;

namespace pushbench::odata {

/// How a foreign resource is read.
struct ReaderConfig
{
    QUrl root{};                          ///< The service root, with or without its closing slash.
    Secret token{};                       ///< Empty: no Authorization field is sent.
    QList<QSslCertificate> authorities{}; ///< https: whom to trust; empty: the system's.
    int pageSize = 0;                     ///< A preference (O-2); 0: none.
    std::chrono::milliseconds timeout{30'000}; ///< Of silence within one answer.
    qint64 mostBytes = 64 * 1024 * 1024;       ///< Of one answer.
    WalkLimits walk{};
};

/// One GET with what came back, for whoever keeps a record. The heads are put together from their
/// fields, in their order; the token stands in them.
struct ReadExchange
{
    QUrl url{};
    QByteArray protocol{}; ///< "HTTP/1.1".
    QByteArray tls{};      ///< Version and cipher; empty without.
    QByteArray requestHead{};
    int status = 0; ///< 0: no answer.
    QByteArray responseHead{};
    QByteArray body{};
    int attempt = 1; ///< Of this page.
    WallTime began{};
    std::optional<std::chrono::microseconds> firstByte{};
    std::chrono::microseconds done{};
    QString trouble{}; ///< Why it is no whole answer; empty when it is one.
};

/// Reads a foreign EntityEvent resource: one walk at a time, page by page, by GETs of
/// QNetworkAccessManager that follow no redirect, keep no cookie and end in time. Lives on the
/// thread that made it.
class Reader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Reader)

public:
    Reader(ReaderConfig config, const Clock &clock, QObject *parent = nullptr);
    ~Reader() override;

    /// The URL of the events from first to last, ascending, with the members that tell an event.
    [[nodiscard]] static QUrl rangeUrl(const QUrl &root, qint64 first, qint64 last);
    /// The URL of everything behind that event, ascending, with all its members.
    [[nodiscard]] static QUrl behindUrl(const QUrl &root, qint64 sequence);
    /// The URL of the newest event.
    [[nodiscard]] static QUrl headUrl(const QUrl &root);

    /// Walks from there to the end; pageRead() for each page, then finished(). A walk under way is
    /// given up.
    void walk(const QUrl &first);
    void cancel();

    /// The next page is not asked for before proceed(); for readers slower than the resource.
    void hold() noexcept { m_held = true; }
    void proceed();

Q_SIGNALS:
    /// A page could not be had, and is asked for again.
    void delayed(const QString &why, std::chrono::milliseconds wait);
    /// Every answer, and every failure to get one; before what it brings is told.
    void exchanged(const pushbench::odata::ReadExchange &exchange);
    void pageRead(const std::shared_ptr<const pushbench::odata::PageBody> &page);
    void finished(const pushbench::odata::WalkEvidence &evidence);

private:
    void pump();
    void send(const WalkRequest &request);
    void landed(QNetworkReply *reply);
    void tell(const QNetworkReply &reply, const WalkAnswer &answer, Moment now);

    /// The request under way.
    struct Sent
    {
        Moment at{};
        std::optional<SteadyTime> answered{};
        QByteArray head{};
        int attempt = 1;
    };

    ReaderConfig m_config;
    const Clock &m_clock;
    QNetworkAccessManager m_network;
    QTimer m_wake;
    std::optional<Walk> m_walk;
    QPointer<QNetworkReply> m_reply;
    Sent m_sent;
    bool m_held = false;
    bool m_tooLarge = false; ///< What comes is given up.
};

} // namespace pushbench::odata
