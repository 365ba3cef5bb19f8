// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QStringList>
#include <QUrl>

namespace pushbench::ui {

/// Where the events of a push come from.
enum class EventOrigin : quint8 {
    Generated,
    File,
    Session,
    Resource, ///< A foreign EntityEvent resource, which is followed.
};

/// A foreign EntityEvent resource as a feed.
struct ReadingSettings
{
    QString root{};     ///< The service root.
    QString token{};    ///< Its own, or @FILE.
    QString ca{};       ///< https: PEM; empty: the system\'s authorities.
    qint64 after = 0;   ///< Only what comes behind that number.
    double poll = 2;    ///< Seconds between two looks.
    bool once = false;  ///< The push ends where it ends.
    double settle = 60; ///< Seconds for which what it left out is looked for again.

    friend bool operator==(const ReadingSettings &, const ReadingSettings &) = default;
};

/// How patient a push is, how its rate changes, and where it goes on. Texts are as the command line
/// takes them.
struct AdvancedSettings
{
    double timeout = 30;                        ///< Seconds for one attempt.
    int maxAttempts = 10;                       ///< Of one batch, before it halts.
    QString backoff = QStringLiteral("0.5:60"); ///< BASE:MAX in seconds.
    QString ramp{};                             ///< RATE:SECONDS; empty: the rate stays.
    int burst = 0;                              ///< Events that leave at once; 0: evenly.
    QString checkpoint{};                       ///< File; empty: every push begins anew.

    friend bool operator==(const AdvancedSettings &, const AdvancedSettings &) = default;
};

/// How a producer gets to its consumer. Texts are as the command line takes them: a secret may be
/// @FILE.
struct ConnectionSettings
{
    bool http2 = false;
    QString ca{};          ///< https: PEM; empty: the system's authorities.
    QString certificate{}; ///< https: to show when asked, PEM.
    QString key{};         ///< Of the certificate, PEM.
    bool insecure = false; ///< https: takes any certificate.
    QString proxy{};       ///< "http://host:port" or "socks5://…"; empty: none.
    QStringList headers{}; ///< "Name: value".

    friend bool operator==(const ConnectionSettings &, const ConnectionSettings &) = default;
};

/// What comes in the place of a token, or after it: another one, or those of OAuth 2.0 client
/// credentials.
struct SignInSettings
{
    QString nextToken{}; ///< Once the given one is answered 401; or @FILE.
    QString tokenUrl{};  ///< Empty: the token is given.
    QString clientId{};
    QString clientSecret{};
    QString scope{};

    friend bool operator==(const SignInSettings &, const SignInSettings &) = default;
};

/// Where a push goes, and by which tokens it is let in.
struct PushAim
{
    QString target{};
    QString token{};
    QString nextToken{}; ///< Once the first one is answered 401.

    friend bool operator==(const PushAim &, const PushAim &) = default;
};

struct ProducerSettings
{
    QUrl target{};
    QString token{};
    QString source{}; ///< EntityEventSource; empty: no such field.
    EventOrigin origin = EventOrigin::Generated;
    QString file{};            ///< EventOrigin::File: NDJSON, CSV or RCF.
    QString session{};         ///< EventOrigin::Session.
    ReadingSettings reading{}; ///< EventOrigin::Resource.
    qint64 events = 1000;      ///< Generated ones.
    QString resources{};       ///< "Property=60,Media=30"; empty: the generator's own.
    quint32 seed = 42;
    qint64 firstSequence = 1101;
    double holeRate = 0; ///< Share of numbers that never exist, 0 to 1.
    int batch = 100;
    bool multi = false; ///< "value" form even for one event.
    double rate = 500;  ///< Events per second; 0: as fast as it goes.
    int inFlight = 1;
    ConnectionSettings connection{};
    SignInSettings signIn{};
    QStringList misbehaviours{}; ///< "drop:1107", in the words of `--misbehave`.
    AdvancedSettings advanced{};
};

enum class ProducerPhase : quint8 {
    Idle,
    Pushing,
    Holding,    ///< The consumer said 429 or 503.
    BackingOff, ///< Something failed; it tries again.
    Paused,     ///< The person at the window said hold.
    Halted,     ///< It gave up; resume starts it again.
    Done,
};

struct ProducerState
{
    ProducerPhase phase = ProducerPhase::Idle;
    QUrl target{};                ///< Where it pushes to; empty while it never did.
    QString reason{};             ///< Always says why: "429, Retry-After 60 from exchange 118".
    bool follows = false;         ///< Pushing: all that there was is read, and more is waited for.
    WallTime until{};             ///< Holding, BackingOff: when it goes on.
    std::chrono::seconds whole{}; ///< Of that wait.
    qint64 waiting = 0;           ///< Events that are not delivered yet.
    qint64 delivered = 0;
    double perSecond = 0;
    QStringList warnings{}; ///< What is unsafe about this push.
};

} // namespace pushbench::ui
