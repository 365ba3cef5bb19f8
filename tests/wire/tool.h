// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTest>

/// A foreign client at work; what it prints ends up in one text.
class Tool final : public QProcess
{
public:
    static constexpr int kPatience = 60'000;

    Tool(const QString &program, const QStringList &arguments)
    {
        setProcessChannelMode(MergedChannels);
        start(program, arguments);
    }

    ~Tool() override
    {
        kill();
        waitForFinished(kPatience);
    }

    /// Runs the event loop meanwhile.
    [[nodiscard]] bool ends()
    {
        return QTest::qWaitFor([this] { return state() == NotRunning; }, kPatience);
    }

    [[nodiscard]] const QByteArray &output() { return m_output.append(readAll()); }

private:
    QByteArray m_output;
};
