// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bundle/sessionplace.h"
#include "app/enginethread.h"
#include "core/base/clock.h"

#include <QObject>

#include <atomic>

namespace pushbench::app {

/// A session that the window can read.
struct OpenedSession
{
    QString session{}; ///< Its file.
    QString named{};   ///< What the person named or, of an import, what was made of it.
    QString said{};    ///< What there is to say about it; empty for a plain session.
    std::shared_ptr<const SessionPlace> place{}; ///< Of a bundle: keeps it unpacked.
};

/// Makes a session of whatever somebody wants to open: a bundle is verified and unpacked, a HAR or
/// NDJSON file becomes a session beside it. That may take a while, and so has a thread of its own;
/// the window's goes on. A newer wish replaces one that is under way.
class SessionOpening final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionOpening)

public:
    /// The clock outlives this.
    explicit SessionOpening(const Clock &clock);
    ~SessionOpening() override;

    /// Answered by opened() or failed(); a session file at once.
    void begin(const QString &path);

Q_SIGNALS:
    void opened(const pushbench::app::OpenedSession &session);
    void failed(const pushbench::Fault &fault);

private:
    void tell(const Result<OpenedSession> &outcome);

    const Clock &m_clock;
    std::shared_ptr<std::atomic<bool>> m_given; ///< Up: the one that is under way.
    EngineThread<QObject> m_worker;
};

} // namespace pushbench::app
