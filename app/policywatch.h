// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/consumer/policy/policy.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace pushbench::app {

/// The policy that a file holds; absent policies come from an empty path.
[[nodiscard]] Result<consumer::Policy> readPolicyFile(const QString &path);

/// Reads a policy file again whenever it changes, however its editor replaces it, or when it is
/// asked to. A file that cannot be used is told, and changes nothing. On the thread of its event
/// loop.
class PolicyWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PolicyWatch)

public:
    explicit PolicyWatch(const QString &path, QObject *parent = nullptr);

    void read();

Q_SIGNALS:
    void changed(const pushbench::consumer::Policy &policy);
    void failed(const pushbench::Fault &fault);

private:
    void watch();

    const QString m_path;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;   ///< Editors write in several steps.
    QByteArray m_text; ///< As last read.
};

} // namespace pushbench::app
