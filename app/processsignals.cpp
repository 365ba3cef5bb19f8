// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/processsignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace pushbench::app {
namespace {

constexpr int kInterrupted = 130; ///< What shells expect of a process that SIGINT ended.

constexpr char kStop = 's';
constexpr char kReload = 'r';

volatile std::sig_atomic_t g_signals = 0;
volatile int g_writeEnd = -1;

/// Only async-signal-safe calls: it may run in the middle of anything.
extern "C" void onStopSignal(int)
{
    g_signals = g_signals + 1;
    if (g_signals > 1)
        ::_exit(kInterrupted);
    [[maybe_unused]] const ssize_t written = ::write(g_writeEnd, &kStop, 1);
}

extern "C" void onReloadSignal(int)
{
    [[maybe_unused]] const ssize_t written = ::write(g_writeEnd, &kReload, 1);
}

void install(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

ProcessSignals::ProcessSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    g_signals = 0;
    g_writeEnd = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = kStop;
        [[maybe_unused]] const ssize_t got = ::read(m_pipe[0], &byte, 1);
        if (byte == kReload)
            Q_EMIT reloadRequested();
        else
            Q_EMIT stopRequested();
    });
    install(SIGINT, onStopSignal);
    install(SIGTERM, onStopSignal);
}

void ProcessSignals::catchReload()
{
    install(SIGHUP, onReloadSignal);
}

ProcessSignals::~ProcessSignals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
    m_notifier.reset();
    for (const int end : m_pipe) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace pushbench::app
