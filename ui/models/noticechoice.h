// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace pushbench::ui {

/// What a person wants to be told of while they look elsewhere.
struct NoticeChoice
{
    bool gapLost = true;
    bool producerHalted = true;
    bool firstEvent = false;
};

} // namespace pushbench::ui
