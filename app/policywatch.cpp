// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/policywatch.h"

#include "app/options/optionvalues.h"
#include "core/consumer/policy/policyfile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

constexpr auto kSettle = 100ms;

} // namespace

Result<consumer::Policy> readPolicyFile(const QString &path)
{
    const Result<QByteArray> text = readFile(u"--policy"_s, path);
    if (!text)
        return text.fault();
    return consumer::parsePolicy(text.value(), path);
}

PolicyWatch::PolicyWatch(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &PolicyWatch::read);
    const auto settle = qOverload<>(&QTimer::start);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, settle);
    if (const Result<QByteArray> text = readFile(u"--policy"_s, path))
        m_text = text.value();
    watch();
}

/// A file that was replaced is another one, so it is named anew each time; its folder tells when it
/// comes back.
void PolicyWatch::watch()
{
    m_watcher.addPath(QFileInfo(m_path).absolutePath());
    if (QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
}

void PolicyWatch::read()
{
    watch();
    const Result<QByteArray> text = readFile(u"--policy"_s, m_path);
    if (!text) {
        Q_EMIT failed(text.fault());
        return;
    }
    if (text.value() == m_text)
        return; // Something else in its folder.
    m_text = text.value();
    const Result<consumer::Policy> policy = consumer::parsePolicy(m_text, m_path);
    if (policy)
        Q_EMIT changed(policy.value());
    else
        Q_EMIT failed(policy.fault());
}

} // namespace pushbench::app
