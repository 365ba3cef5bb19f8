// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/reader/reader.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCipher>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::odata {
namespace {

QUrl entityEvents(const QUrl &root, const QByteArray &query)
{
    QByteArray url = root.toEncoded();
    if (!url.endsWith('/'))
        url.append('/');
    return QUrl::fromEncoded(url.append("EntityEvent?").append(query));
}

/// The target of a request for it.
QByteArray targetOf(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target.append('?').append(url.query(QUrl::FullyEncoded).toLatin1());
    return target;
}

QByteArray hostOf(const QUrl &url)
{
    return url.authority(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toLatin1();
}

/// As it leaves, but for what the HTTP client adds on its own.
QByteArray headOf(const QNetworkRequest &request)
{
    QByteArray head =
        "GET " + targetOf(request.url()) + " HTTP/1.1\r\nHost: " + hostOf(request.url()) + "\r\n";
    for (const QByteArray &name : request.rawHeaderList())
        head.append(name).append(": ").append(request.rawHeader(name)).append("\r\n");
    return head.append("\r\n");
}

QByteArray headOf(const QNetworkReply &reply, int status, const QByteArray &protocol)
{
    const QByteArray reason =
        reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    QByteArray head = protocol + ' ' + QByteArray::number(status) + ' ' + reason + "\r\n";
    for (const auto &[name, value] : reply.rawHeaderPairs())
        head.append(name).append(": ").append(value).append("\r\n");
    return head.append("\r\n");
}

QByteArray tlsOf(const QNetworkReply &reply)
{
    const QSslCipher cipher = reply.sslConfiguration().sessionCipher();
    if (reply.url().scheme() != u"https"_s || cipher.isNull())
        return {};
    return QString(cipher.protocolString() + u", "_s + cipher.name()).toLatin1();
}

std::optional<QByteArray> fieldOf(const QNetworkReply &reply, const QByteArray &name)
{
    return reply.hasRawHeader(name) ? std::optional(reply.rawHeader(name)) : std::nullopt;
}

} // namespace

Reader::Reader(ReaderConfig config, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
{
    // What the environment says about proxies is for people's browsers, not for measurements.
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setTransferTimeout(int(m_config.timeout.count()));
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &Reader::pump);
}

Reader::~Reader()
{
    cancel();
}

QUrl Reader::rangeUrl(const QUrl &root, qint64 first, qint64 last)
{
    return entityEvents(root,
                        "$filter=EntityEventSequence%20ge%20" + QByteArray::number(first)
                            + "%20and%20EntityEventSequence%20le%20" + QByteArray::number(last)
                            + "&$orderby=EntityEventSequence%20asc"
                              "&$select=EntityEventSequence,ResourceName,ResourceRecordKey"
                              "&$count=true");
}

QUrl Reader::behindUrl(const QUrl &root, qint64 sequence)
{
    return entityEvents(root,
                        "$filter=EntityEventSequence%20gt%20" + QByteArray::number(sequence)
                            + "&$orderby=EntityEventSequence%20asc");
}

QUrl Reader::headUrl(const QUrl &root)
{
    return entityEvents(root, "$orderby=EntityEventSequence%20desc&$top=1");
}

void Reader::walk(const QUrl &first)
{
    cancel();
    m_walk.emplace(first, m_config.walk);
    pump();
}

void Reader::proceed()
{
    // By the event loop: whoever calls may be in the middle of something.
    if (std::exchange(m_held, false))
        QMetaObject::invokeMethod(this, &Reader::pump, Qt::QueuedConnection);
}

void Reader::cancel()
{
    m_held = false;
    m_walk.reset();
    m_wake.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
}

void Reader::pump()
{
    if (!m_walk || m_held)
        return;
    if (m_walk->ended()) {
        const WalkEvidence evidence = m_walk->evidence();
        m_walk.reset();
        Q_EMIT finished(evidence);
        return;
    }
    const SteadyTime now = m_clock.now().steady;
    if (const std::optional<WalkRequest> request = m_walk->next(now)) {
        send(*request);
        return;
    }
    const SteadyTime wake = m_walk->wakeAt();
    if (wake != SteadyTime::max())
        m_wake.start(std::chrono::ceil<std::chrono::milliseconds>(
            std::max(wake - now, SteadyTime::duration(0))));
}

void Reader::send(const WalkRequest &walkRequest)
{
    QNetworkRequest request(walkRequest.url);
    // When a peer closes a connection of HTTP/2, its replies never finish.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    if (!m_config.authorities.isEmpty()) {
        QSslConfiguration tls = request.sslConfiguration();
        tls.setCaCertificates(m_config.authorities);
        request.setSslConfiguration(tls);
    }
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("OData-MaxVersion", "4.01");
    if (m_config.pageSize > 0)
        request.setRawHeader("Prefer",
                             "odata.maxpagesize=" + QByteArray::number(m_config.pageSize));
    if (walkRequest.withToken && !m_config.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_config.token.reveal());
    m_sent = {.at = m_clock.now(), .head = headOf(request), .attempt = walkRequest.attempt};
    QNetworkReply *reply = m_network.get(request);
    m_reply = reply;
    m_tooLarge = false;
    connect(reply, &QNetworkReply::downloadProgress, this, [this, reply](qint64 received, qint64) {
        if (received > m_config.mostBytes) {
            m_tooLarge = true;
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::metaDataChanged, this,
            [this] { m_sent.answered = m_clock.now().steady; });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { landed(reply); });
}

void Reader::landed(QNetworkReply *reply)
{
    reply->deleteLater();
    m_reply.clear();
    if (!m_walk)
        return;
    WalkAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool whole = reply->error() == QNetworkReply::NoError || answer.status >= 300;
    if (!whole) {
        answer.status = 0;
        answer.trouble = reply->errorString();
    }
    if (reply->isReadable()) // An aborted one is closed.
        answer.body = reply->readAll();
    if (std::exchange(m_tooLarge, false) || answer.body.size() > m_config.mostBytes) {
        answer = {.trouble = u"an answer is larger than %1 bytes"_s.arg(m_config.mostBytes),
                  .final = true};
    }
    answer.retryAfter = fieldOf(*reply, "Retry-After");
    answer.location = fieldOf(*reply, "Location");
    const Moment now = m_clock.now();
    tell(*reply, answer, now);
    const int refusals = m_walk->evidence().refusals;
    std::optional<PageBody> page = m_walk->answered(answer, now);
    const QPointer<Reader> self(this);
    if (!m_walk->ended() && m_walk->evidence().refusals > refusals)
        Q_EMIT delayed(answer.status == 0 ? answer.trouble : u"status %1"_s.arg(answer.status),
                       std::chrono::ceil<std::chrono::milliseconds>(m_walk->wakeAt() - now.steady));
    if (page)
        Q_EMIT pageRead(std::make_shared<const PageBody>(std::move(*page)));
    if (self)
        pump();
}

void Reader::tell(const QNetworkReply &reply, const WalkAnswer &answer, Moment now)
{
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    ReadExchange exchange{.url = reply.request().url(),
                          .protocol = QByteArray("HTTP/1.1"),
                          .tls = tlsOf(reply),
                          .requestHead = m_sent.head,
                          .status = status,
                          .body = answer.body,
                          .attempt = m_sent.attempt,
                          .began = m_sent.at.wall,
                          .done = duration_cast<microseconds>(now.steady - m_sent.at.steady),
                          .trouble = answer.trouble};
    if (status > 0)
        exchange.responseHead = headOf(reply, status, exchange.protocol);
    if (m_sent.answered)
        exchange.firstByte = duration_cast<microseconds>(*m_sent.answered - m_sent.at.steady);
    Q_EMIT exchanged(exchange);
}

} // namespace pushbench::odata
