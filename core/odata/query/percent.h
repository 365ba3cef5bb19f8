// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/flaw.h"

namespace pushbench::odata {

/// A part of a URL as text.
struct DecodedText
{
    QByteArray text;
    bool plus = false; ///< A bare "+" was taken for a blank, as forms mean it and URLs do not.
};

enum class Plus : quint8 {
    IsBlank, ///< In a query.
    IsPlus,  ///< In a path.
};

/// Takes percent-encoding off. A "%" without two hex digits, and bytes that are no UTF-8, are a
/// flaw; `at` counts the bytes of the encoded text.
[[nodiscard]] Read<DecodedText> decodePercent(QByteArrayView encoded, Plus plus);

} // namespace pushbench::odata
