// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When the mutant sends, and what it makes of answers; mutantrequests.cpp says what it sends.

#include "core/checks/mutants/mutantproducer.h"

#include "core/protocol/retryafter.h"

#include <QTcpSocket>

using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

constexpr auto kPace = 25ms;    // Between requests, when all is well.
constexpr auto kBackoff = 60ms; // After a failure.
constexpr auto kBeside = 150ms; // Until a second connection goes on.
constexpr auto kHasty = 500ms;  // What somebody waits who does not wait.
constexpr int kStorm = 60;      // Tries with a token that is refused.

} // namespace

MutantProducer::MutantProducer(Config config, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
{
    m_pause.setParent(this);
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, &MutantProducer::send);
    m_patience.setParent(this);
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    connect(&m_patience, &QTimer::timeout, this, &MutantProducer::giveUp);
    if (wrong("RCP027-R11.parents"))
        m_next = 1;
}

MutantProducer::~MutantProducer()
{
    const QList<QTcpSocket *> sockets = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
    }
}

void MutantProducer::start()
{
    later(0ms);
}

void MutantProducer::later(std::chrono::milliseconds wait)
{
    m_pause.start(wait);
}

void MutantProducer::send()
{
    if (m_body.isEmpty())
        m_body = nextBody();
    m_waiting = true;
    m_unread.clear();
    const bool hasty = wrong("RCP028-R10.slow") || wrong("H-POST.once");
    m_patience.start(hasty && !m_erred ? kHasty : m_config.givingUp);
    if (!m_socket) {
        m_socket = new QTcpSocket(this);
        connect(m_socket, &QTcpSocket::readyRead, this, &MutantProducer::read);
        connect(m_socket, &QTcpSocket::disconnected, this, &MutantProducer::ended);
        connect(m_socket, &QTcpSocket::errorOccurred, this, &MutantProducer::ended);
        m_socket->connectToHost(m_config.target.host(), quint16(m_config.target.port()));
        if (!m_socket)
            return; // It failed at once, for want of descriptors say, and is tried again.
    }
    m_socket->write(bytesOf(requestOf(m_body)));
}

void MutantProducer::read()
{
    m_unread += m_socket->readAll();
    const qsizetype end = m_unread.indexOf("\r\n\r\n");
    if (!m_waiting || end < 0)
        return;
    QList<QByteArray> lines = m_unread.first(end).split('\n');
    Answer answer{.status = lines.takeFirst().split(' ').value(1).toInt()};
    qsizetype length = 0;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(colon, 0)).toLower();
        const QByteArray value = line.sliced(colon + 1).trimmed();
        if (name == "content-length")
            length = value.toLongLong();
        else if (name == "retry-after")
            answer.retryAfter = value;
        else if (name == "connection")
            answer.closes = value.toLower() == "close";
    }
    if (m_unread.size() < end + 4 + length)
        return;
    m_waiting = false;
    if (answer.closes)
        ended();
    decide(answer);
}

/// The connection is over; a request that waits for its answer gets none.
void MutantProducer::ended()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
    if (std::exchange(m_waiting, false))
        decide({});
}

/// An answer that is that late is no longer waited for, and what it is about comes again.
void MutantProducer::giveUp()
{
    if (!m_waiting)
        return;
    const bool hasty = wrong("RCP028-R10.slow") || wrong("H-POST.once");
    m_erred = m_erred || hasty;
    if (wrong("H-POST.once")) {
        sendBeside(m_body);
        m_patience.start(m_config.givingUp);
        return;
    }
    if (wrong("RCP028-R10.too-slow"))
        m_body.clear();
    ended();
}

/// The token may have been replaced; else it was the request, and is mended: see requestOf().
void MutantProducer::beRefused()
{
    ++m_refused;
    if (wrong("RCP028-R23.next-token"))
        return; // It stands still.
    if (!wrong("RCP028-R23.storm") || m_refused > kStorm)
        m_config.token = m_config.nextToken;
    later(wrong("RCP028-R23.storm") ? kPace / 5 : kPace);
}

void MutantProducer::decide(const Answer &answer)
{
    m_patience.stop();
    if (answer.status >= 200 && answer.status < 300) {
        m_taken = std::exchange(m_body, {});
        return later(kPace);
    }
    switch (answer.status) {
    case 0:
        dropUnanswered();
        return later(kBackoff);
    case 429:
    case 503:
        if (wrong("RCP028-R13.all") && !std::exchange(m_erred, true))
            QTimer::singleShot(kBeside, this, [this] { sendBeside(nextBody()); });
        return later(holdOf(answer));
    case 401:
        return beRefused();
    case 405:
    case 415:
        return later(kPace); // It was the request, and is mended: see requestOf().
    case 500:
        if (wrong("RCP028-R16.error"))
            m_body.clear();
        return later(kBackoff);
    default:
        break;
    }
    // Refused for what it is: there are others.
    if (wrong("RCP028-R17.recovery"))
        return;
    if (wrong("RCP028-R16.refused") && !std::exchange(m_erred, true))
        return later(kBackoff);
    m_body.clear();
    later(kPace);
}

/// What was not answered comes again, unless that is the fault. A trap closes first, and resets
/// then; the socket tells one like the other.
void MutantProducer::dropUnanswered()
{
    ++m_unanswered;
    if ((m_unanswered == 1 && wrong("RCP028-R16.close"))
        || (m_unanswered == 2 && wrong("RCP028-R16.reset")))
        m_body.clear();
}

std::chrono::milliseconds MutantProducer::holdOf(const Answer &answer)
{
    const WallTime now = m_clock.now().wall;
    const auto asked = protocol::parseRetryAfter(answer.retryAfter, now);
    if (!asked)
        return kBackoff;
    using Form = protocol::RetryAfterForm;
    const bool seconds = asked->form == Form::Seconds;
    if (wrong("RCP028-R15.zero") && seconds && asked->delay == 0s)
        return m_config.absence;
    const bool deaf = (wrong("H-RA2.imf-fixdate") && asked->form == Form::ImfFixdate)
        || (wrong("H-RA2.rfc850") && asked->form == Form::Rfc850)
        || (wrong("H-RA2.asctime") && asked->form == Form::Asctime)
        || (answer.status == 503 && wrong("H-RA5.unavailable"))
        || (answer.status == 429 && seconds && wrong("RCP028-R15.seconds"));
    return deaf ? std::chrono::milliseconds(kBackoff) : asked->waitFrom(now) + kBackoff;
}

/// Over a connection of its own, whatever becomes of the first one.
void MutantProducer::sendBeside(const QByteArray &body)
{
    auto *socket = new QTcpSocket(this);
    connect(socket, &QTcpSocket::readyRead, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::errorOccurred, socket, &QObject::deleteLater);
    socket->connectToHost(m_config.target.host(), quint16(m_config.target.port()));
    socket->write(bytesOf(requestOf(body)));
}

} // namespace pushbench::checks
