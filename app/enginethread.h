// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QThread>

#include <memory>

namespace pushbench::app {

/// A thread with one object living on it: the owner of an engine. Calls from other threads go
/// through it and nowhere else.
template <typename Engine>
class EngineThread
{
public:
    EngineThread(const QString &name, std::unique_ptr<Engine> engine)
        : m_engine(std::move(engine))
    {
        m_thread.setObjectName(name);
        m_engine->moveToThread(&m_thread);
        m_anchor.moveToThread(&m_thread);
        m_thread.start();
    }
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    ~EngineThread()
    {
        // The engine ends on its own thread, because its timers and sockets live there.
        call([this] { m_engine.reset(); });
        m_thread.quit();
        m_thread.wait();
    }

    /// The engine, for connecting its signals.
    [[nodiscard]] Engine *engine() const noexcept { return m_engine.get(); }

    /// Runs on the engine's thread, and waits for the result.
    template <typename Function>
    auto call(Function function)
    {
        using Value = std::invoke_result_t<Function>;
        if constexpr (std::is_void_v<Value>) {
            QMetaObject::invokeMethod(&m_anchor, function, Qt::BlockingQueuedConnection);
        } else {
            Value value{};
            QMetaObject::invokeMethod(
                &m_anchor, [&value, &function] { value = function(); },
                Qt::BlockingQueuedConnection);
            return value;
        }
    }

    /// Runs on the engine's thread some time later.
    template <typename Function>
    void post(Function function)
    {
        QMetaObject::invokeMethod(m_engine.get(), function, Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    std::unique_ptr<Engine> m_engine;
    QObject m_anchor; ///< Receives calls on the engine's thread, and outlives the engine.
};

} // namespace pushbench::app
