// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace pushbench::app {

enum class OutputFormat : quint8 {
    Text,
    Json,
};

struct CommonOptions
{
    OutputFormat output = OutputFormat::Text;
    QString session{}; ///< Empty: a temporary file that goes with the run.
};

} // namespace pushbench::app
