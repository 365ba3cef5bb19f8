// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "tests/gui/fakebench.h"

namespace pushbench::ui {

class MainWindow;

/// Fills a window with an afternoon's work: a feed with everything that can go wrong in it, a held
/// producer, a listening consumer, a conflict under the eye.
void playScene(FakeBench &bench, MainWindow &window, WallTime now);

/// What the producer of the same session did: attempts, a hold, and its resource.
void playProducerScene(FakeBench &bench, MainWindow &window, WallTime now);

/// The options of the checks unfolded: a profile with a slip, or what a producer has.
void playAgreementScene(FakeBench &bench, MainWindow &window, bool producer);

/// A producer that follows a foreign resource.
void playReadingScene(FakeBench &bench, MainWindow &window);
/// A run of all checks of a consumer that has some defects, against one before it.
void playCheckScene(FakeBench &bench, MainWindow &window);
/// A producer that is waited for.
void playWaitingScene(FakeBench &bench, MainWindow &window, WallTime now);

} // namespace pushbench::ui
