// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/views/card.h"

namespace pushbench::ui {

class GapsPage;
class TriageForm;

/// A whole window that shows gaps.
class GapsCase : public TestCase
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }
    [[nodiscard]] FakeBench &bench() const { return m_fixture->bench; }
    [[nodiscard]] GapsPage &page() const;
    [[nodiscard]] Card &card() const;
    [[nodiscard]] TriageForm &form() const;
    [[nodiscard]] QString cell(int row, const QString &title) const;
    /// What the row of these numbers says of their state.
    [[nodiscard]] QString stateOf(const QString &numbers) const;
    /// Fifty events from 1101 on, and these gaps, which open now.
    void play(std::vector<ledger::GapRecord> gaps) const;
    void choose(int row) const;

    std::unique_ptr<WindowFixture> m_fixture;
};

} // namespace pushbench::ui
