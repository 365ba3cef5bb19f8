// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/boundary/rules.h"

/// Made-up sources to try the rules on.
namespace pushbench::boundary {

/// The two lines on top of a C++ source.
[[nodiscard]] QByteArray spdxLines();

/// A file that goes against one rule, planted into a house in which all is well.
struct Planting
{
    const char *name;
    Rule rule;
    const char *path;
    const char *code;    ///< Stands below the SPDX lines and one empty line.
    const char *message; ///< Behind the path.
};

[[nodiscard]] const std::vector<Planting> &plantings();

/// Replaces the file at path, or adds it, SPDX lines on top; code of nullptr takes it away.
void plant(Tree &, const QString &path, const char *code);

/// A house in which all is well: every room with a header, a source, a README and its
/// CMakeLists.txt, and the files that have a licence of their own.
[[nodiscard]] Tree soundHouse();

} // namespace pushbench::boundary
