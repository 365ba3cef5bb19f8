#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a producer's events come from: generated ones, and recorded sessions, anew or body by body."""

import json
import sqlite3

from pushbench import TOKEN, TestCase, main, multi, records_of, run, single


class Sources(TestCase):
    def recorded(self):
        """A session with a single event, a batch with a label, a refused body and an odd one."""
        session = self.path("recorded.pushbench")
        consumer = self.consumer("--session", session)
        odd = single(9, key="k").replace(", ", " ,\n\t")
        self.bodies = [(single(1), {}), (multi((2, "Media", "a"), (3, "Media", "ü")),
                                         {"EntityEventSource": "IDX Feed 123"}), (odd, {})]
        for body, headers in self.bodies[:2]:
            self.assertEqual(consumer.post(body, headers)[0], 200)
        self.assertEqual(consumer.post('{"broken":')[0], 400)
        self.assertEqual(consumer.post(*self.bodies[2])[0], 200)
        consumer.stop()
        return session

    def pushed(self, verb, *arguments, expected=0):
        """What arrived elsewhere: sequences, bodies and labels; and the producer's summary."""
        self.pushes = getattr(self, "pushes", 0) + 1
        session = self.path(f"pushed{self.pushes}.pushbench")
        consumer = self.consumer("--events", "--session", session)
        result = run(*verb, "--url", consumer.url, "--auth-token", TOKEN, "--output", "json",
                     *arguments)
        self.assertEqual((result.returncode, result.stderr), (expected, ""), result.stdout)
        _, received = consumer.stop()
        with sqlite3.connect(session) as file:
            rows = file.execute("SELECT request_body, source FROM exchanges ORDER BY id").fetchall()
        sequences = [r["sequence"] for r in received if r["type"] == "event"]
        return sequences, rows, records_of(result.stdout)[-1]

    def test_the_events_of_a_session_are_batched_anew(self):
        sequences, rows, summary = self.pushed(("produce", "--from-session", self.recorded()),
                                               "--batch", "10", "--source", "another")
        self.assertEqual(sequences, [1, 2, 3, 9])
        self.assertEqual([source for _, source in rows], ["another"])
        keys = [event["ResourceRecordKey"] for event in json.loads(rows[0][0])["value"]]
        self.assertEqual(keys, ["235021", "a", "ü", "k"])
        self.assertEqual(summary["outcome"], "every event was delivered")

    def test_a_replay_sends_the_very_bytes(self):
        sequences, rows, summary = self.pushed(("replay", self.recorded()))
        self.assertEqual(sequences, [1, 2, 3, 9])
        self.assertEqual([body.decode() for body, _ in rows], [body for body, _ in self.bodies])
        self.assertEqual([source for _, source in rows], [None, "IDX Feed 123", None])
        self.assertEqual((summary["exchanges"], summary["delivered"]), (3, 4))

    def test_a_replay_of_everything(self):
        sequences, rows, summary = self.pushed(("replay", self.recorded(), "--all"), "--source",
                                               "mine", expected=1)
        self.assertEqual(sequences, [1, 2, 3, 9])
        self.assertEqual(rows[2][0], b'{"broken":')
        self.assertEqual({source for _, source in rows}, {"mine"})
        self.assertIn("bodies without an event were refused", summary["outcome"])

    def test_a_producers_own_session(self):
        session = self.path("own.pushbench")
        policy = self.path("p.json", json.dumps({"replies": [
            {"times": 1}, {"times": 1, "status": 500}], "then": "accept"}))
        consumer = self.consumer("--policy", policy)
        result = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--events", "4",
                     "--session", session, "--backoff", "0.01:0.02")
        self.assertEqual(result.returncode, 0, result)
        for verb in (("produce", "--from-session", session), ("replay", session)):
            with self.subTest(verb[0]):
                sequences, rows, _ = self.pushed(verb)
                self.assertEqual(sequences, [1101, 1102, 1103, 1104], "each once")
                self.assertEqual(len(rows), 4)

    def test_what_is_no_session(self):
        for verb in (("replay", self.path("x")), ("produce", "--from-session", self.path("x"))):
            self.assertUsage(run(*verb, "--url", "http://127.0.0.1:9/"), "no such file")
        text = self.path("text", "hello")
        self.assertUsage(run("replay", text, "--url", "http://127.0.0.1:9/"), text)

    def test_weights_and_parents(self):
        _, rows, _ = self.pushed(("produce", "--events", "400"), "--batch", "400", "--resources",
                                 "Media=8,Property=1,Member=1")
        events = json.loads(rows[0][0])["value"]
        media = [e for e in events if e["ResourceName"] == "Media"]
        self.assertTrue(250 < len(media) < 350, len(media))
        self.assertEqual(events[0]["ResourceName"], "Property", "the first parent")


if __name__ == "__main__":
    main()
