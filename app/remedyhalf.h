// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/resourcehost.h"
#include "app/session.h"
#include "app/sieve.h"
#include "ui/remedies.h"

namespace pushbench::app {

/// Finds out what can be done about numbers that the window's consumer misses: whether our own
/// producer has them, and which events those are. On the window's thread; the books and the files
/// are read on theirs.
class RemedyHalf final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The producer of this window.
    struct OurProducer
    {
        bool ready = false; ///< It pushed, and may push again.
        std::shared_ptr<ResourceHost> host{};
        QString session{}; ///< The file that has its pushes.
    };

    /// The files are read on that thread, which ends before this.
    void attach(Session &live, EngineThread<Sieve> &files);
    /// Before that session goes.
    void detach();

    /// Answered by found() until the next call.
    void find(const std::vector<ledger::FeedRange> &numbers, const OurProducer &ours);
    /// The events of what is missing of these numbers; answered by eventsFound() or failed().
    void findEvents(const std::vector<ledger::FeedRange> &numbers, const OurProducer &ours);

Q_SIGNALS:
    void found(const pushbench::ui::Remedies &remedies);
    void eventsFound(const std::vector<pushbench::protocol::EntityEvent> &events);
    void failed(const pushbench::Fault &fault);

private:
    EngineThread<Sieve> *m_files = nullptr;
    Session *m_live = nullptr;
    int m_session = 0; ///< Counts them; answers for an earlier one are dropped.
    int m_wish = 0;
};

} // namespace pushbench::app
