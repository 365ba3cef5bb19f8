// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/consumerpanel.h"
#include "ui/views/card.h"

namespace pushbench::ui {

/// The consumer's dock, driven as a person would, in a whole window: what its tests begin with.
class ConsumerPanelCase : public TestCase
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    [[nodiscard]] ConsumerPanel &panel() const { return m_fixture->window->consumerPanel(); }
    [[nodiscard]] Card &card(int index) const { return *panel().findChildren<Card *>().at(index); }
    [[nodiscard]] static ConsumerState listening();

    /// What the panel's own button of that name copies; the first page has some of the same name.
    [[nodiscard]] QString copied(const QString &button) const;
    void tell(const ConsumerState &state) { Q_EMIT m_fixture->bench.consumerChanged(state); }

    std::unique_ptr<WindowFixture> m_fixture;
};

} // namespace pushbench::ui
