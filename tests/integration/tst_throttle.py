#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rate limiter under a load that does not care: what gets in, second by second, and what a refusal says."""

import collections
import itertools
import json
import sqlite3
import subprocess
import time

from pushbench import PATIENCE, TOKEN, TestCase, find_program, main, needs, single

LIMIT = 500    # events a second
SECONDS = 8    # of load
TOLERANCE = 2  # per cent of a second's worth

LOAD = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer TOKEN"
local sequence = 0
function request()
    sequence = sequence + 1
    return wrk.format(nil, nil, nil, string.format(
        '{"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":%d,' ..
        '"ResourceName":"Property","ResourceRecordKey":"%d"}', sequence, sequence))
end
"""


class RateLimit(TestCase):
    def limited(self):
        policy = {"rateLimit": {"events": LIMIT, "perSeconds": 1, "retryAfter": "seconds"}, "then": "accept"}
        return self.consumer("--policy", self.path("policy.json", json.dumps(policy)),
                             "--session", self.path("session.pushbench"))

    def load(self, url, seconds):
        """wrk as fast as it can, on 16 connections; what it printed."""
        script = self.path("load.lua", LOAD.replace("TOKEN", TOKEN))
        return subprocess.run([find_program("wrk"), "-t1", "-c16", f"-d{seconds}s", "-s", script, url],
                              capture_output=True, text=True, timeout=PATIENCE, check=True).stdout

    def decided(self):
        """When each request was whole, in seconds, its status, and the head of the answer."""
        with sqlite3.connect(self.path("session.pushbench")) as session:
            return session.execute("SELECT (began_us + request_done_us) / 1e6, status, response_head "
                                   "FROM exchanges WHERE method = 'POST' ORDER BY 1").fetchall()

    @needs("wrk")
    def test_every_second_takes_what_the_limit_says(self):
        consumer = self.limited()
        told = self.load(consumer.url, SECONDS)
        self.assertNotIn("Socket errors", told)
        self.assertEqual(consumer.stop()[0], 0)
        exchanges = self.decided()
        self.assertGreater(len(exchanges), 4 * LIMIT * SECONDS, f"that was no load:\n{told}")

        # The bucket is full at first: a second's worth gets in at once, and then what drips in.
        begin = exchanges[0][0]
        taken = collections.Counter(int(at - begin) for at, status, _ in exchanges if status == 200)
        self.assertAlmostEqual(taken[0], 2 * LIMIT, delta=2 * LIMIT * TOLERANCE / 100, msg=taken)
        for second in range(1, SECONDS - 1):
            self.assertAlmostEqual(taken[second], LIMIT, delta=LIMIT * TOLERANCE / 100, msg=taken)
        for _, status, head in exchanges:
            if status != 200:
                self.assertEqual(status, 429)
                # One event is there within 2 ms, and a second is the least that the field can say.
                self.assertIn(b"\r\nRetry-After: 1\r\n", head)

    @needs("wrk")
    def test_a_wait_that_is_obeyed_is_let_in(self):
        consumer = self.limited()
        numbers = itertools.count(10_000_000)
        for _ in range(3):
            self.load(consumer.url, 2)
            status = 200
            while status == 200:  # What dripped in since wrk ended.
                status, headers, _ = consumer.post(single(next(numbers)))
            self.assertEqual(status, 429)
            time.sleep(int(headers["Retry-After"]))  # This is what is tested, no synchronisation.
            status, _, body = consumer.post(single(next(numbers)))
            self.assertEqual(status, 200, body)


if __name__ == "__main__":
    main()
