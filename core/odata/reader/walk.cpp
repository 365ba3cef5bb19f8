// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/reader/walk.h"

#include "core/protocol/retryafter.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::odata {
namespace {

/// Scheme, host and port (RFC 6454), whatever stands for the default port.
bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) {
        return url.port(url.scheme() == u"https"_s ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

bool isWeb(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == u"http"_s || url.scheme() == u"https"_s);
}

QByteArray hashOf(const QUrl &url)
{
    return QCryptographicHash::hash(url.toEncoded(), QCryptographicHash::Sha1);
}

bool isPassing(int status)
{
    return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500;
}

} // namespace

Walk::Walk(const QUrl &first, const WalkLimits &limits)
    : m_limits(limits)
    , m_first(first)
    , m_url(first)
{
    m_visited.insert(hashOf(first));
    if (!isWeb(first))
        breakOff(u"%1 is no http or https URL"_s.arg(first.toString()));
}

std::optional<WalkRequest> Walk::next(SteadyTime now)
{
    if (m_ended || m_underWay || now < m_notBefore)
        return std::nullopt;
    m_underWay = true;
    ++m_attempts;
    return WalkRequest{
        .url = m_url, .withToken = isSameOrigin(m_url, m_first), .attempt = m_attempts};
}

SteadyTime Walk::wakeAt() const noexcept
{
    return m_ended || m_underWay ? SteadyTime::max() : m_notBefore;
}

std::optional<PageBody> Walk::answered(const WalkAnswer &answer, Moment now)
{
    m_underWay = false;
    if (m_ended)
        return std::nullopt;
    const QString what = answer.status == 0 ? answer.trouble : u"status %1"_s.arg(answer.status);
    if (answer.status == 200)
        return takePage(answer);
    if (answer.status >= 300 && answer.status < 400)
        redirect(answer);
    else if (isPassing(answer.status) && !answer.final)
        retry(answer, what, now);
    else
        breakOff(what);
    return std::nullopt;
}

std::optional<PageBody> Walk::takePage(const WalkAnswer &answer)
{
    PageBody page = parsePageBody(answer.body);
    if (!page.flaw.isEmpty()) {
        breakOff(page.flaw);
        return std::nullopt;
    }
    m_attempts = 0;
    m_redirects = 0;
    if (++m_evidence.pages == 1)
        m_evidence.count = page.count;
    for (const protocol::EntityEventView &event : page.payload.events()) {
        if (m_last && event.sequence.value <= *m_last)
            m_evidence.ascending = false;
        m_last = event.sequence.value;
        ++m_evidence.events;
    }
    if (page.nextLink.isEmpty()) {
        m_evidence.complete = true;
        m_ended = true;
    } else {
        follow(page.nextLink);
    }
    return page;
}

/// It may be relative to the page that it stands on (RFC 3986); else nothing of it is touched.
void Walk::follow(const QByteArray &link)
{
    const QUrl url = m_url.resolved(QUrl::fromEncoded(link, QUrl::StrictMode));
    if (!isWeb(url))
        return breakOff(u"@odata.nextLink is no URL of http or https"_s);
    if (m_evidence.pages >= m_limits.pages)
        return breakOff(u"there are more than %1 pages"_s.arg(m_limits.pages));
    if (m_visited.contains(hashOf(url)))
        return breakOff(u"@odata.nextLink leads back to a page that was read already"_s);
    m_visited.insert(hashOf(url));
    m_url = url;
}

void Walk::redirect(const WalkAnswer &answer)
{
    const QUrl url =
        m_url.resolved(QUrl::fromEncoded(answer.location.value_or(QByteArray()), QUrl::StrictMode));
    if (!answer.location || !isWeb(url))
        return breakOff(u"status %1 without a Location to follow"_s.arg(answer.status));
    if (!isSameOrigin(url, m_first))
        return breakOff(u"status %1 leads to %2, where the token does not go"_s.arg(answer.status)
                            .arg(url.host()));
    if (++m_redirects > m_limits.redirects)
        return breakOff(u"there are more than %1 redirects"_s.arg(m_limits.redirects));
    m_url = url;
}

void Walk::retry(const WalkAnswer &answer, const QString &what, Moment now)
{
    ++m_evidence.refusals;
    if (m_attempts >= m_limits.attempts)
        return breakOff(u"%1, %2 times"_s.arg(what).arg(m_attempts));
    std::chrono::milliseconds wait = m_limits.backoffBase;
    for (int i = 1; i < m_attempts && wait < m_limits.backoffMost; ++i)
        wait *= 2;
    wait = std::min(wait, m_limits.backoffMost);
    if (answer.retryAfter) {
        const auto asked = protocol::parseRetryAfter(*answer.retryAfter, now.wall);
        if (asked)
            wait = std::max(wait, asked->waitFrom(now.wall));
    }
    if (wait > m_limits.longestHold)
        return breakOff(u"%1, and it is to be asked again in %2 seconds only"_s.arg(what).arg(
            std::chrono::ceil<std::chrono::seconds>(wait).count()));
    m_notBefore = now.steady + wait;
}

void Walk::breakOff(const QString &why)
{
    m_ended = true;
    m_evidence.complete = false;
    m_evidence.flaw = why;
}

} // namespace pushbench::odata
