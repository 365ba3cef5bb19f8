// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace pushbench::boundary {

/// One include directive, as written.
struct Include
{
    int line = 0;
    bool quoted = false;
    QString name;
};

/// C++ source with every comment blanked out. Line numbers stay, and so do strings.
[[nodiscard]] QString withoutComments(QByteArrayView source);

/// The include directives of a source that withoutComments() has been over.
[[nodiscard]] std::vector<Include> includesOf(const QString &code);

/// The words of a CMake file, comments left out: what stands between blanks, quotes and
/// parentheses.
[[nodiscard]] QStringList cmakeWords(QByteArrayView source);

} // namespace pushbench::boundary
