// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <functional>

namespace pushbench::ui {

/// One token of a laid-out JSON text.
struct JsonPiece
{
    qsizetype source = 0; ///< First byte of the token.
    qsizetype length = 0;
    int level = 0;            ///< Indentation of its line.
    bool breakBefore = false; ///< It begins a line.
    bool blankBehind = false; ///< A colon.
};

/// Walks over JSON token by token and says how to lay it out. Not a judge: it wants only strings to
/// be told from the rest, so whatever a peer sent can be shown, and it recurses nowhere. Stops when
/// the visitor returns false; returns whether it reached the end.
bool layOutJson(QByteArrayView json,
                const std::function<bool(const JsonPiece &, QByteArrayView)> &visit);

/// Indentation stops here, so that a hostile nest cannot multiply itself.
inline constexpr int kDeepestIndent = 40;

} // namespace pushbench::ui
