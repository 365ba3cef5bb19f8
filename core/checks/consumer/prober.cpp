// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a probe goes over a connection, and what comes back; proberbytes.cpp says what is sent and
// what is kept of it.

#include "core/checks/consumer/prober.h"

#include "core/wire/http1/http1parser.h"
#include "core/wire/tls/tlssettings.h"

#include <QSslSocket>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

constexpr auto kWaitForContinue = 2s;
/// How long a second answer, which should not be, is waited for.
constexpr auto kAfterwards = 150ms;
constexpr auto kSlice = 50ms;
constexpr auto kBetweenBytes = 200ms;
constexpr qsizetype kPiece = 64 * 1024; ///< Of what is sent, between two looks at what came.
constexpr qint64 kMostAnswer = 4 * 1024 * 1024;

wire::Limits answerLimits()
{
    wire::Limits limits;
    limits.bodyBytes = kMostAnswer;
    return limits;
}

std::vector<Secret> everySecret(const ProberConfig &config)
{
    std::vector<Secret> all = config.secrets;
    all.push_back(config.token);
    return all;
}

} // namespace

struct Prober::Wire
{
    QSslSocket socket;
    QByteArray unread;
    QByteArray raw; ///< Everything that came.
};

Prober::Prober(ProberConfig config, const Clock &clock, journal::Journal &journal,
               const std::atomic<bool> &cancelled)
    : m_config(std::move(config))
    , m_clock(clock)
    , m_journal(journal)
    , m_cancelled(cancelled)
    , m_redactor(everySecret(m_config))
    , m_receipts(std::make_shared<Inbox<journal::Receipt>>([] {}))
{
}

Prober::~Prober()
{
    m_receipts->close();
}

void Prober::pause(std::chrono::milliseconds time) const
{
    const SteadyTime until = m_clock.now().steady + time;
    while (!m_cancelled && m_clock.now().steady < until)
        QThread::msleep(10);
}

void Prober::keepPace()
{
    const auto gap = std::chrono::duration_cast<SteadyTime::duration>(
        std::chrono::duration<double>(1 / std::max(m_config.perSecond, 0.01)));
    const SteadyTime now = m_clock.now().steady;
    if (m_requests > 0 && now < m_last + gap)
        pause(std::chrono::ceil<std::chrono::milliseconds>(m_last + gap - now));
    m_last = m_clock.now().steady;
}

Seen Prober::send(const Probe &probe)
{
    Seen seen{.what = probe.what};
    once(probe, seen);
    if (probe.again) {
        Probe whole = probe;
        whole.manner = Manner::Whole;
        whole.again = false;
        Seen second{.what = probe.what};
        once(whole, second);
        seen.after = second.status();
        seen.exchanges.insert(seen.exchanges.end(), second.exchanges.begin(),
                              second.exchanges.end());
    }
    return seen;
}

void Prober::once(const Probe &probe, Seen &seen)
{
    keepPace();
    Wire wire;
    const bool tls = m_config.target.scheme() == u"https"_s;
    if (tls) {
        QSslConfiguration ssl = wire.socket.sslConfiguration();
        if (!m_config.caPem.isEmpty())
            ssl.setCaCertificates(QSslCertificate::fromData(m_config.caPem));
        if (m_config.insecure)
            ssl.setPeerVerifyMode(QSslSocket::VerifyNone);
        wire.socket.setSslConfiguration(ssl);
    }
    const Moment began = m_clock.now();
    const quint16 port = quint16(m_config.target.port(tls ? 443 : 80));
    const int patience = int(m_config.timeout.count());
    if (tls) {
        wire.socket.connectToHostEncrypted(m_config.target.host(), port);
        seen.connected = wire.socket.waitForEncrypted(patience);
    } else {
        wire.socket.connectToHost(m_config.target.host(), port);
        seen.connected = wire.socket.waitForConnected(patience);
    }
    if (tls && seen.connected)
        seen.tls = wire::describe(wire::factsOf(wire.socket)).toUtf8();
    const QByteArray peer = (m_config.target.host() + u':' + QString::number(port)).toUtf8();
    const QByteArray body = bodyOf(probe);
    const QByteArray head = headOf(probe, probe.body.size());
    if (!seen.connected) {
        seen.trouble = wire.socket.errorString();
        record(probe, head, began, peer, seen);
        return;
    }
    wire.socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_requests += probe.repeats;
    if (probe.manner == Manner::Dribble)
        dribble(wire, head, seen);
    else
        write(wire, probe, head, body, seen);
    seen.latency =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now().steady - began.steady);
    record(probe, head, began, peer, seen);
    wire.socket.abort();
}

void Prober::write(Wire &wire, const Probe &probe, const QByteArray &head, const QByteArray &body,
                   Seen &seen)
{
    // Whoever refuses a body while it is sent may close at once; its answer must not be missed.
    const auto send = [&wire, this](const QByteArray &bytes) {
        for (qsizetype at = 0; at < bytes.size() && wire.socket.bytesAvailable() == 0;
             at += kPiece) {
            wire.socket.write(bytes.sliced(at, std::min(kPiece, bytes.size() - at)));
            while (wire.socket.bytesToWrite() > 0 && !m_cancelled
                   && wire.socket.waitForBytesWritten(int(m_config.timeout.count()))) { }
        }
    };
    switch (probe.manner) {
    case Manner::CutAfterHead:
        return send(head);
    case Manner::CutInBody:
        return send(head + body.first(body.size() / 2));
    case Manner::CutBeforeAnswer:
        return send(head + body);
    case Manner::AwaitContinue: {
        send(head);
        const SteadyTime until = m_clock.now().steady + kWaitForContinue;
        while (!seen.continued && m_clock.now().steady < until && !m_cancelled
               && wire.raw.isEmpty()) {
            wire.socket.waitForReadyRead(int(kSlice.count()));
            wire.raw += wire.socket.readAll();
            wire.unread = wire.raw;
            seen.continued = wire.raw.startsWith("HTTP/1.1 100");
        }
        if (wire.raw.isEmpty() || seen.continued)
            send(body);
        return read(wire, probe, 1, seen);
    }
    case Manner::Dribble:
    case Manner::Whole:
        break;
    }
    if (probe.pipelined) {
        QByteArray all;
        for (int i = 0; i < probe.repeats; ++i)
            all += head + body;
        send(all);
        return read(wire, probe, size_t(probe.repeats), seen);
    }
    for (int i = 0; i < probe.repeats; ++i) {
        send(head + body);
        read(wire, probe, size_t(i) + 1, seen);
        if (seen.answers.size() < size_t(i) + 1 || seen.closed)
            return;
    }
}

/// Until there are so many answers, the other side closes, or time is up.
void Prober::read(Wire &wire, const Probe &probe, size_t answers, Seen &seen)
{
    SteadyTime until = m_clock.now().steady + m_config.timeout;
    wire::ResponseParser parser(answerLimits());
    parser.begin(probe.method == "HEAD");
    const auto take = [&] {
        seen.answers.push_back(parser.take());
        parser.begin(probe.method == "HEAD");
        // Only a body whose end was unclear may hold a second request.
        if (seen.answers.size() >= answers)
            until = std::min(until,
                             m_clock.now().steady
                                 + (probe.framingFields ? SteadyTime::duration(kAfterwards)
                                                        : SteadyTime::duration(0)));
    };
    while (!m_cancelled) {
        while (true) {
            const wire::Parsed parsed = parser.advance(wire.unread);
            wire.unread.remove(0, parsed.consumed);
            if (parsed.event == wire::Parsed::Event::Refused) {
                seen.trouble = u"its answer is no HTTP"_s;
                return;
            }
            if (parsed.event == wire::Parsed::Event::Complete)
                take();
            else if (parsed.event == wire::Parsed::Event::NeedMore)
                break;
        }
        if (seen.closed || m_clock.now().steady >= until)
            break;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - m_clock.now().steady);
        wire.socket.waitForReadyRead(
            int(std::min<std::chrono::milliseconds>(left, kSlice).count()));
        const QByteArray bytes = wire.socket.readAll();
        wire.raw += bytes;
        wire.unread += bytes;
        if (bytes.isEmpty() && wire.socket.state() != QAbstractSocket::ConnectedState) {
            seen.closed = true;
            if (parser.close().event == wire::Parsed::Event::Complete)
                take();
        }
    }
    if (seen.answers.empty() && !seen.closed && seen.trouble.isEmpty())
        seen.trouble = u"no answer within %1 s"_s.arg(m_config.timeout.count() / 1000);
    seen.continued = seen.continued || wire.raw.startsWith("HTTP/1.1 100");
}

void Prober::dribble(Wire &wire, const QByteArray &head, Seen &seen)
{
    const SteadyTime until = m_clock.now().steady + m_config.dribble;
    qsizetype at = 0;
    while (!m_cancelled && m_clock.now().steady < until && !seen.closed) {
        if (at < head.size() - 4) // The end never comes.
            wire.socket.write(head.constData() + at++, 1);
        wire.socket.waitForReadyRead(int(kBetweenBytes.count()));
        wire.raw += wire.socket.readAll();
        seen.closed = wire.socket.state() != QAbstractSocket::ConnectedState;
    }
    wire::ResponseParser parser(answerLimits());
    parser.begin();
    qsizetype consumed = 0;
    while (consumed < wire.raw.size()) {
        const wire::Parsed parsed = parser.advance(QByteArrayView(wire.raw).sliced(consumed));
        consumed += parsed.consumed;
        if (parsed.event == wire::Parsed::Event::Complete)
            seen.answers.push_back(parser.take());
        if (parsed.event != wire::Parsed::Event::Head)
            break;
    }
}

} // namespace pushbench::checks
