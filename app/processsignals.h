// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <array>
#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

namespace pushbench::app {

/// Turns SIGINT and SIGTERM into a signal of the event loop, and SIGHUP where somebody has a use
/// for it. The second stop ends the process at once. One instance at a time.
class ProcessSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProcessSignals)

public:
    explicit ProcessSignals(QObject *parent = nullptr);

    /// From here on SIGHUP asks to read settings again; until then it ends the process.
    void catchReload();

    ~ProcessSignals() override;

Q_SIGNALS:
    void stopRequested();
    void reloadRequested();

private:
    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace pushbench::app
