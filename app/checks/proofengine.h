// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/checks/checkengine.h"

namespace pushbench::app {

/// Proves the checks of all suites by mocks and mutants on the loopback interface. Blocks its
/// thread until the end.
class ProofEngine final : public CheckEngine
{
    Q_OBJECT

public:
    using CheckEngine::CheckEngine;

    void run() override;
    void cancel() override { m_cancelled = true; }

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace pushbench::app
