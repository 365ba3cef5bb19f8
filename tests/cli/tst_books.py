#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the books know beside gaps: who asked, what was taken over, new epochs, and down times."""

import json
import signal

from pushbench import TOKEN, flaws, main, records_of, run
from triagecase import QUICK, TriageCase, records_for


class Books(TriageCase):
    def test_what_asked_is_in_the_session(self):
        shown = records_for(n for n in range(1, 10) if n != 4)
        resource = self.resource(shown)
        session = self.path("s.pushbench")
        consumer = self.asking(resource, *QUICK, "--session", session, "--stop-after", "1000")
        self.push(consumer, {n: shown[n] for n in (1, 2, 3, 5, 7, 9)})
        lost = self.gap(consumer, 8, "lost")
        hidden = self.gap(consumer, 4, "hidden")
        _, live = consumer.stop()
        reads = {r["id"]: r for r in live if r["type"] == "exchange" and r["side"] == "reader"}
        self.assertEqual(live[-1]["exchanges"], 1)
        self.assertEqual(live[-1]["events"], 6)
        self.assertEqual(live[-1]["reads"], len(reads))
        # The last one may have been cut off by the end.
        self.assertIn(len(resource.asked) - len(reads), (0, 1))
        for record in (lost, hidden):
            self.assertTrue(record["exchanges"])
            self.assertLessEqual(set(record["exchanges"]), set(reads))
        self.assertEqual([f for r in live for f in flaws(r)], [])

        again = records_of(run("analyze", session, "--output", "json").stdout)
        self.assertEqual({r["id"] for r in again if r["type"] == "exchange"}, set(reads))
        self.assertEqual({r["first"]: r["exchanges"] for r in again if r["type"] == "gap"
                          and r["first"] in (4, 8)}, {8: lost["exchanges"], 4: hidden["exchanges"]})
        told = records_of(run("export", session, "--exchanges", "--filter", "side:reader").stdout)
        self.assertEqual({r["id"] for r in told}, set(reads))
        self.assertTrue(all(r["method"] == "GET" and r["status"] == 200 for r in told))
        shows = {r["id"]: r["responseBody"] for r in told}
        self.assertTrue(any('"EntityEventSequence": 8' in shows[i] for i in lost["exchanges"]))
        with open(session, "rb") as file:
            self.assertNotIn(b"resource-token", file.read())
        self.assertIn("Bearer sha256:", told[0]["requestHead"])
        self.assertEqual(len(records_of(run("export", session).stdout)), 6)

    def test_what_is_lost_is_taken_over(self):
        shown = records_for(n for n in range(1, 10) if n != 4)
        resource = self.resource(shown)
        session = self.path("s.pushbench")
        consumer = self.asking(resource, *QUICK, "--session", session, "--recover")
        self.push(consumer, {n: shown[n] for n in (1, 2, 3, 5, 7, 9)})
        taken = self.gap(consumer, 8, "recovered")
        self.assertTrue(taken["exchanges"])
        self.gap(consumer, 4, "hidden")
        _, live = consumer.stop()
        self.assertEqual(self.told(live, 6)[-2:], ["lost", "recovered"])
        self.assertEqual(live[-1]["events"], 6)
        again = records_of(run("analyze", session, "--output", "json").stdout)
        self.assertEqual(again[-1]["gaps"], live[-1]["gaps"])
        self.assertEqual(again[-1]["gaps"]["recovered"], 2)
        events = records_of(run("export", session).stdout)
        self.assertEqual(sorted(e["sequence"] for e in events), sorted(shown))
        self.assertEqual({e["sequence"]: (e["side"], e["state"], e["resourceRecordKey"])
                          for e in events if e["side"] == "reader"},
                         {n: ("reader", "recovered", shown[n][1]) for n in (6, 8)})

    def test_analysis_takes_over_into_the_session(self):
        shown = records_for(range(1, 8))
        resource = self.resource(shown)
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session)
        self.push(consumer, {n: shown[n] for n in (1, 2, 4, 7)})
        consumer.stop()
        asked = run("analyze", session, "--resource", resource.url, "--resource-token",
                    resource.token, "--settle", "0.2", "--recover", "--output", "json")
        self.assertEqual(asked.returncode, 0, asked)
        records = records_of(asked.stdout)
        self.assertEqual([f for r in records for f in flaws(r)], [])
        gaps = [(r["first"], r["last"], r["state"]) for r in records if r["type"] == "gap"]
        self.assertEqual(gaps, [(3, 3, "recovered"), (5, 6, "recovered")])
        again = records_of(run("analyze", session, "--output", "json").stdout)
        self.assertEqual([(r["first"], r["last"], r["state"]) for r in again
                          if r["type"] == "gap"], gaps)
        self.assertEqual(sorted(e["sequence"] for e in records_of(run("export", session).stdout)),
                         list(range(1, 8)))
        # The missing ones can be pushed again, and nothing else.
        consumer = self.consumer("--session", session)
        pushed = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--from-resource",
                     resource.url, "--from-token", resource.token, "--only", "3,5-6,99", "--once",
                     "--source", "IDX")
        self.assertEqual(pushed.returncode, 0, pushed)
        self.assertIn("--only: 1 of these numbers", pushed.stderr)
        _, records = consumer.stop()
        self.assertEqual([r["firstSequence"] for r in records if r["type"] == "exchange"],
                         [3, 5, 6])
        self.assertEqual(records[-1]["gaps"]["recovered"], 2)
        self.assertEqual(records[-1]["duplicates"], 3)

    def test_numbers_that_begin_anew(self):
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session)
        self.push(consumer, records_for(range(1, 41)))
        self.push(consumer, {n: ("Property", f"new-{n}") for n in range(1, 13) if n != 11})
        told = json.loads(consumer.line_with('"condition":"epoch-break"'))
        self.assertEqual(told["numbers"], "1")
        self.assertIn("epoch 2", told["evidence"])
        _, live = consumer.stop()
        again = records_of(run("analyze", session, "--output", "json").stdout)
        for records in (live, again):
            self.assertEqual([f for r in records for f in flaws(r)], [])
            self.assertEqual([r["condition"] for r in records if r["type"] == "condition"],
                             ["epoch-break"])
            self.assertEqual([(r["first"], r["epoch"]) for r in records if r["type"] == "gap"],
                             [(11, 2)])
        self.assertEqual([(r["epoch"], r["first"], r["last"], r["received"]) for r in again
                          if r["type"] == "feed"], [(1, 1, 40, 40), (2, 1, 12, 11)])
        text = run("analyze", session).stdout
        self.assertIn("epoch 2: 1..12", text)
        self.assertIn("its numbers began anew", text)
        breaks = [r for r in again if r["type"] == "finding"
                  and "began anew" in r["finding"]["text"]]
        self.assertLessEqual(len(breaks), 1)

    def test_nobody_listened_for_a_while(self):
        for kill in (False, True):
            with self.subTest(kill=kill):
                session = self.path(f"{kill}.pushbench")
                consumer = self.consumer("--session", session)
                self.push(consumer, records_for(range(1, 4)))
                if kill:
                    consumer.signal(signal.SIGKILL)
                    consumer.wait()
                else:
                    consumer.stop()
                consumer = self.consumer("--session", session)
                down = json.loads(consumer.line_with('"condition":"receiver-down"'))
                self.assertEqual("500 ms" in down["evidence"], kill)
                self.push(consumer, records_for((3, 8)))
                gap = self.gap(consumer, 4, "open")
                self.assertEqual(gap["last"], 7)
                self.assertIn("opened while receiver was down", gap["evidence"])
                _, live = consumer.stop()
                self.assertEqual((live[-1]["exchanges"], live[-1]["duplicates"]), (1, 1))
                again = records_of(run("analyze", session, "--output", "json").stdout)
                self.assertEqual([r["condition"] for r in again if r["type"] == "condition"],
                                 ["receiver-down"])
                gaps = [r for r in again if r["type"] == "gap"]
                self.assertEqual([(r["first"], r["last"]) for r in gaps], [(4, 7)])
                self.assertEqual(gaps[0]["evidence"], gap["evidence"])


if __name__ == "__main__":
    main()
