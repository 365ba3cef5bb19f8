#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Told by one connection to wait for three seconds, produce stays away on all of them, by the server's own
clock; told so in a way that is none, it says so and waits as it would by itself."""

import math
import time

from foreign import Rough
from pushbench import TOKEN, TestCase, flaws, main, records_of, run

WAIT = 3
UNDER_WAY = 0.15  # seconds in which an answer is on its way and is heard, on a busy machine
FLIGHT = 4

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def date(form, seconds):
    """That time, in one of the notations of HTTP, whatever the locale is."""
    t = time.gmtime(seconds)
    day, month, clock = DAYS[t.tm_wday], MONTHS[t.tm_mon - 1], time.strftime("%H:%M:%S", t)
    if form == "imf":
        return f"{day[:3]}, {t.tm_mday:02} {month} {t.tm_year} {clock} GMT"
    if form == "rfc850":
        return f"{day}, {t.tm_mday:02}-{month}-{t.tm_year % 100:02} {clock} GMT"
    return f"{day[:3]} {month} {t.tm_mday:2} {clock} {t.tm_year}"


ILLEGAL = ["-3", "3.0", "soon", "3s", "1, 3", "+3", "0x3", "", "Mon, 31 Feb 2026 00:00:00 GMT",
           "2036-01-01T00:00:00Z"]


class ThreeSeconds(TestCase):
    def push(self, way, *arguments, events=400):
        server = Rough([200, 200, way], pace=0.01)
        self.addCleanup(server.end)
        result = run("produce", "--url", server.url, "--auth-token", TOKEN, "--events", str(events),
                     "--first-sequence", "1", "--output", "json", "--backoff", "0.3:1",
                     "--in-flight", str(FLIGHT), *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout[-2000:])
        records = records_of(result.stdout)
        self.assertEqual([flaws(r) for r in records if flaws(r)], [])
        self.assertEqual(sorted(server.taken()), list(range(1, events + 1)))
        return server.requests(), records

    def away(self, requests, told):
        """From when the refusal left: the first request that came back, in seconds, and its way there."""
        since = [(began - told, number) for began, _, _, number in requests if began > told]
        stragglers = [at for at, _ in since if at <= UNDER_WAY]
        self.assertLessEqual(len(stragglers), FLIGHT, "under way, and no more")
        return min(at for at, _ in since if at > UNDER_WAY)

    def test_every_legal_form(self):
        for form in ("seconds", "imf", "rfc850", "asctime"):
            for status in (429, 503):
                with self.subTest(form=form, status=status):
                    told = []

                    def field(form=form, told=told):
                        now = time.time()
                        instant = math.ceil(now) + WAIT
                        told.append((now, instant))
                        return f"Retry-After: {WAIT if form == 'seconds' else date(form, instant)}"

                    requests, records = self.push((status, field))
                    (now, instant), = told
                    back = self.away(requests, now)
                    if form == "seconds":
                        self.assertGreaterEqual(back, WAIT)
                        self.assertLessEqual(back, WAIT + 0.5)
                    else:
                        self.assertGreaterEqual(now + back, instant)
                        self.assertLessEqual(now + back, instant + 1.5)
                    self.assertEqual([r["reason"].split(",")[0] for r in records
                                      if r["type"] == "hold"], [str(status)])

    def test_what_is_none_is_told_and_waited_out_by_oneself(self):
        for value in ILLEGAL:
            with self.subTest(value):
                told = []

                def field(value=value, told=told):
                    told.append(time.time())
                    return f"Retry-After: {value}"

                requests, records = self.push((429, field), events=100)
                back = self.away(requests, told[0])
                self.assertGreaterEqual(back, 0.3, "its own backoff")
                self.assertLessEqual(back, 0.3 * 1.25 + 0.5)
                hold, = [r for r in records if r["type"] == "hold"]
                self.assertIn(f"with an unreadable Retry-After: {value}", hold["reason"])
                held, = [r for r in records if r.get("outcome") == "held"]
                self.assertIn("fail", [f["verdict"] for f in held["findings"]
                                       if f["id"] in ("H-RA1", "H-RA7")], held)

    def test_several_lines_of_it(self):
        told = []

        def first():
            told.append(time.time())
            return "Retry-After: soon\r\nRetry-After: 1\r\nRetry-After: 2"

        requests, _ = self.push((429, first), events=200)
        back = self.away(requests, told[0])
        self.assertGreaterEqual(back, 2, "the longest")
        self.assertLessEqual(back, 2.5)


if __name__ == "__main__":
    main()
