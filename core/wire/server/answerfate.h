// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <memory>

namespace pushbench::wire {

/// What became of an answer, as far as this side can know it.
enum class AnswerFate : quint8 {
    HandedOver, ///< The kernel took its last byte.
    Lost,       ///< The connection ended before that.
};

/// Whatever the answering side wants to have back when its answer is settled.
using Cookie = std::shared_ptr<const void>;

} // namespace pushbench::wire
