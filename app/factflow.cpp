// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/factflow.h"

#include <QThread>

namespace pushbench::app {
namespace {

constexpr qint64 kMostBehind = 100'000;

} // namespace

void FactFlow::post(Facts facts)
{
    m_behind += weightOf(facts);
    m_inbox.post(std::move(facts));
}

void FactFlow::waitForRoom() const
{
    using namespace std::chrono_literals;
    while (m_behind > kMostBehind && !m_givenUp)
        QThread::usleep(500);
}

} // namespace pushbench::app
