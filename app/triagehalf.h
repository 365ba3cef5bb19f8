// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session.h"
#include "ui/bench.h"

namespace pushbench::app {

/// The window's triage: whom the books ask about missing numbers, how patiently, and why nothing
/// can be proved at present. On the window's thread.
class TriageHalf final : public QObject
{
    Q_OBJECT

public:
    explicit TriageHalf(const Clock &clock, QObject *parent = nullptr);

    /// In force at once for the session that is attached, and for live ones that follow.
    void set(const ui::TriageSettings &settings);

    /// For the session that is attached, without anybody's saying so; set() ends it.
    void setForNow(const ui::TriageSettings &settings);

    /// Whose books are asked about. A recording is asked about when set() is called for it: the
    /// resource that is named may be anybody's.
    void attach(Session &live);
    void attach(EngineThread<Books> &recording);
    /// Before that session goes.
    void detach();

    void ask(ledger::FeedNumber feed, ledger::NumberRange range);
    /// Takes over into the books what the resource has of these numbers and nobody pushed.
    void recover(const std::vector<ledger::FeedRange> &numbers);
    void poll();

Q_SIGNALS:
    void changed(const pushbench::ui::TriageState &state);
    void failed(const pushbench::Fault &fault);

private:
    void apply();
    void tell(const ui::TriageState &state);
    [[nodiscard]] EngineThread<Books> *books() const;

    const Clock &m_clock;
    ui::TriageSettings m_settings;
    std::optional<ui::TriageSettings> m_before; ///< What comes back after setForNow().
    ui::TriageState m_state;
    Session *m_live = nullptr;
    EngineThread<Books> *m_recording = nullptr;
    int m_recoveries = 0; ///< An answer from before the latest one says nothing of it.
};

} // namespace pushbench::app
