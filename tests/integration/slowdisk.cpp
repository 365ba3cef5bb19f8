// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <chrono>
#include <thread>

/// Preloaded into a program it makes every commit of SQLite take as long as on a very slow disk.
extern "C" __attribute__((visibility("default"))) int fdatasync(int)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    return 0;
}
