#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: it ends well within its 20 seconds, and tells what the contract promises."""

import signal
import time

from pushbench import CLI, TestCase, flaws, main, records_of, run


class Demo(TestCase):
    LIMIT = 20

    def timed(self, *arguments):
        began = time.monotonic()
        result = run("demo", *arguments)
        self.assertLess(time.monotonic() - began, self.LIMIT)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        return result.stdout

    def test_text(self):
        told = self.timed()
        self.assertNotIn("NOT as told", told)
        for step in range(1, 7):
            self.assertIn(f"\n{step}. ", told)
        self.assertIn("Outcome: all as told", told)
        # A step's exchanges stand under its own headline.
        second = told[told.index("\n2. "):told.index("\n3. ")]
        self.assertEqual(second.count("1102..1107"), 2, second)

    def test_json(self):
        session = self.path("demo.pushbench")
        records = records_of(self.timed("--output", "json", "--session", session))
        for record in records:
            self.assertEqual(flaws(record), [], record)
        producer = [r for r in records if r["type"] == "exchange" and r["side"] == "producer"]
        self.assertEqual([r["outcome"] for r in producer].count("held"), 2)
        holds = [r for r in records if r["type"] == "hold"]
        self.assertEqual(len(holds), 2)
        self.assertTrue(all(hold["seconds"] >= 1 for hold in holds), holds)
        self.assertEqual(records[-1]["conflicts"], 1)
        self.assertEqual({state: count for state, count in records[-1]["gaps"].items() if count},
                         {"lost": 1, "hidden": 1})
        analyzed = records_of(run("analyze", session, "--output", "json").stdout)
        for name in ("exchanges", "events", "accepted", "conflicts", "gaps", "findings"):
            self.assertEqual(analyzed[-1][name], records[-1][name], name)

    def test_interrupted(self):
        demo = self.process(CLI, "demo", "--output", "json")
        demo.line_with('"type":"hold"')
        demo.signal(signal.SIGINT)
        self.assertEqual(demo.wait(), 1)
        self.assertIn("interrupted", demo.lines[-1])


if __name__ == "__main__":
    main()
