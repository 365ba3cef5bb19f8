// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <array>

namespace pushbench::ui {

/// A payload to begin with.
struct ExamplePayload
{
    const char *title; ///< In the translation context "Examples".
    QByteArrayView body;
    QByteArrayView source; ///< EntityEventSource that goes with it; empty: none.
};

/// The three requests that RCP-028 itself shows: one event, a batch, a batch with its source.
[[nodiscard]] const std::array<ExamplePayload, 3> &examplePayloads();

} // namespace pushbench::ui
