// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace pushbench::checks {

/// Where the text of a clause stands: the standard's own page, at the version that the catalogue
/// was taken from. `clause` is the id, such as that of a CheckSpec. Empty for rules of this bench,
/// which no text has.
[[nodiscard]] QByteArray permalinkOf(QByteArrayView clause);

} // namespace pushbench::checks
