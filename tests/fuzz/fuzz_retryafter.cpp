// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/retryafter.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace pushbench;
using namespace pushbench::protocol;
using namespace std::chrono_literals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView value = viewOf(data, size);
    // Any instant will do; the value's own length moves it about in the century.
    const WallTime now = WallTime(1'800'000'000s) + std::chrono::days(size % 40'000) + 123'456us;

    const std::optional<RetryAfter> read = parseRetryAfter(value, now);
    require(judgeRetryAfter(value, now).empty()
                == (read
                    && (read->form == RetryAfterForm::Seconds
                        || read->form == RetryAfterForm::ImfFixdate)),
            "digits and IMF-fixdate are the only values without a finding");
    const bool digits = !value.isEmpty()
        && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    require(digits == (read && read->form == RetryAfterForm::Seconds), "digits are seconds");
    if (!read)
        return 0;

    const std::chrono::milliseconds wait = read->waitFrom(now);
    require(wait >= 0ms, "a wait is never negative");
    require(wait % 1s == 0ms, "a wait is whole seconds");
    if (read->form == RetryAfterForm::Seconds) {
        require(wait <= kLongestDelay, "a delay is bounded");
    } else {
        require(wait <= kLongestDelay, "the wait for a date is bounded");
        require(now + wait >= read->date || wait == kLongestDelay,
                "nobody comes back before the date");
        require(read->form != RetryAfterForm::Rfc850 || read->date <= now + std::chrono::years(50),
                "a two-digit year is not far ahead");
    }
    const QByteArray written = writeRetryAfter(read->form, wait, now);
    const std::optional<RetryAfter> again = parseRetryAfter(written, now);
    require(again.has_value() && again->form == read->form, "what is written can be read");
    require(again->waitFrom(now) >= std::min<std::chrono::milliseconds>(wait, kLongestDelay)
                || read->form == RetryAfterForm::Rfc850,
            "writing rounds up");
    return 0;
}
