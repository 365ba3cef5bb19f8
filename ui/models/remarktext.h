// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/remark.h"
#include "ui/models/meaning.h"

#include <QAbstractTableModel>

namespace pushbench::ui {

/// What a table shows of a remark in its last column: a flag when it is marked, and the first line
/// of its text. Empty without one.
[[nodiscard]] QString remarkText(const ledger::Remark *remark);

/// The whole of it, for whoever points there: its text and when it was written. Empty without one.
[[nodiscard]] QString remarkToolTip(const ledger::Remark *remark);

/// For RemarkRole.
[[nodiscard]] RemarkKind remarkKind(const ledger::Remark *remark);

/// The remarks of a table's rows changed.
void tellRemarks(QAbstractTableModel &table);

} // namespace pushbench::ui
