#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""consume --resource and analyze --resource: what is missing is hidden, lost, or a question."""

import json

from pushbench import CLI, TOKEN, flaws, main, multi, records_of, run
from triagecase import QUICK, TriageCase, records_for

LARGEST = 2**63 - 1


class Triage(TriageCase):
    def test_hidden_lost_and_superseded(self):
        shown = records_for(n for n in range(1, 13) if n not in (4, 10))
        shown[6] = shown[9]  # An event of a record that was pushed again later.
        resource = self.resource(shown)
        consumer = self.asking(resource)
        self.push(consumer, {n: shown[n] for n in (1, 2, 3, 5, 7, 9, 12)})
        self.gap(consumer, 10, "hidden")
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        self.assertEqual([flaw for r in records for flaw in flaws(r)], [])
        self.assertEqual(self.told(records, 4), ["open", "unexplained", "checking", "hidden"])
        self.assertEqual(self.told(records, 6)[-1], "lost-superseded")
        self.assertEqual(self.told(records, 8)[-1], "lost")
        self.assertNotIn("lost", self.told(records, 6))
        gaps = records[-1]["gaps"]
        self.assertEqual((gaps["hidden"], gaps["lost"], gaps["lost-superseded"], gaps["open"]),
                         (2, 2, 1, 0))
        self.assertTrue(all(token == "Bearer resource-token" for _, _, token in resource.asked))
        self.assertNotIn("resource-token", "\n".join(consumer.lines + [str(consumer.errors)]))

    def test_late_within_and_beyond_grace(self):
        events = records_for(range(1, 6))
        consumer = self.asking(self.resource(events), "--grace", "1", "--settle", "30")
        self.push(consumer, {n: events[n] for n in (1, 3, 5)})
        self.push(consumer, {2: events[2]})
        self.gap(consumer, 4, "checking")
        self.push(consumer, {4: events[4]})
        self.gap(consumer, 4, "filled")
        _, records = consumer.stop()
        self.assertEqual(self.told(records, 2), ["open", "filled"])
        self.assertNotIn("lost", self.told(records, 4))
        self.assertEqual(records[-1]["gaps"]["filled"], 2)

    def test_what_is_above_the_last_push(self):
        events = records_for(range(1, 9))
        consumer = self.asking(self.resource(events))
        self.push(consumer, {n: events[n] for n in range(1, 6)})
        lost = self.gap(consumer, 6, "lost")
        self.assertEqual(lost["last"], 8)

    def test_numbers_that_no_double_holds(self):
        shown = records_for((2**53 - 1, 2**53 + 1, LARGEST - 1, LARGEST))
        resource = self.resource(shown)
        consumer = self.asking(resource)
        self.push(consumer, {n: shown[n] for n in (2**53 - 1, LARGEST)})
        self.gap(consumer, LARGEST - 1, "lost")
        self.gap(consumer, 2**53 + 2, "hidden")
        _, records = consumer.stop()
        self.assertEqual(self.told(records, 2**53 + 1)[-1], "lost")
        self.assertEqual(self.told(records, 2**53)[-1], "hidden")

    def test_a_resource_that_is_unwell_proves_nothing(self):
        events = records_for(n for n in range(1, 120) if n != 60)
        for ill, words in (("broken", "500"), ("cut", "@odata.count"), ("loop", "nextLink"),
                           ("denied", "401"), ("prose", "JSON")):
            with self.subTest(ill=ill):
                resource = self.resource(events)
                resource.ill = ill
                consumer = self.asking(resource)
                self.push(consumer, {n: events[n] for n in events if n != 70})
                self.assertTrue(consumer.error_with(words))
                resource.ill = None
                self.gap(consumer, 70, "lost")
                _, records = consumer.stop()
                self.assertEqual(self.told(records, 60)[:2], ["open", "unexplained"])
                self.assertNotIn("lost", self.told(records, 60))

    def test_a_resource_that_is_not_there(self):
        consumer = self.consumer("--resource", "http://127.0.0.1:9/", *QUICK)
        self.push(consumer, records_for((1, 3)))
        self.assertTrue(consumer.error_with("refused"))
        self.gap(consumer, 2, "unexplained")
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        self.assertEqual(self.told(records, 2), ["open", "unexplained"])

    def test_retry_after_is_obeyed(self):
        events = records_for(range(1, 5))
        resource = self.resource(events)
        resource.ill = "busy"
        consumer = self.asking(resource)
        self.push(consumer, {n: events[n] for n in (1, 2, 4)})
        self.gap(consumer, 3, "unexplained")
        self.assertLess(len(resource.asked), 6)
        resource.ill = None
        self.gap(consumer, 3, "lost")

    def test_two_labels_that_reuse_numbers(self):
        shown = records_for(range(1, 31))
        consumer = self.asking(self.resource(shown))
        self.push(consumer, {n: shown[n] for n in shown if n != 7})
        others = multi(*[(n, "Member", f"M{n}") for n in range(1, 31) if n != 9])
        consumer.post(others, headers={"EntityEventSource": "Members"})
        self.assertTrue(consumer.error_with("other records"))
        self.gap(consumer, 7, "lost")
        _, records = consumer.stop()
        self.assertNotIn("lost", self.told(records, 9))
        self.assertNotIn("hidden", self.told(records, 9))

    def test_the_session_says_the_same_and_can_be_asked_later(self):
        shown = records_for(n for n in range(1, 10) if n != 4)
        resource = self.resource(shown)
        session = self.path("s.pushbench")
        consumer = self.asking(resource, *QUICK, "--session", session)
        self.push(consumer, {n: shown[n] for n in (1, 2, 3, 5, 7, 9)})
        self.gap(consumer, 8, "lost")
        self.gap(consumer, 4, "hidden")
        _, live = consumer.stop()
        again = records_of(run("analyze", session, "--output", "json").stdout)
        self.assertEqual(again[-1]["gaps"], live[-1]["gaps"])

        other = self.path("t.pushbench")
        consumer = self.consumer("--session", other)
        self.push(consumer, {n: shown[n] for n in (1, 2, 3, 5, 7)})
        consumer.stop()
        asked = run("analyze", other, "--resource", resource.url, "--resource-token",
                    resource.token, "--settle", "0.5", "--output", "json")
        self.assertEqual(asked.returncode, 0, asked)
        records = records_of(asked.stdout)
        self.assertEqual([flaw for r in records for flaw in flaws(r)], [])
        self.assertEqual([(r["first"], r["last"], r["state"]) for r in records
                          if r["type"] == "gap"], [(4, 4, "hidden"), (6, 6, "lost")])

    def test_analysis_compares_what_was_received(self):
        shown = records_for(range(1, 10))
        shown[3] = ("Property", "other")
        del shown[5]
        resource = self.resource(shown)
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session)
        self.push(consumer, records_for(range(1, 10)))
        consumer.stop()
        asked = run("analyze", session, "--resource", resource.url, "--resource-token",
                    resource.token, "--settle", "0.2", "--output", "json")
        records = records_of(asked.stdout)
        self.assertEqual({r["condition"]: r["numbers"] for r in records
                          if r["type"] == "condition"}, {"contradicted": "3", "phantom": "5"})
        self.assertEqual({r["finding"]["id"] for r in records if r["type"] == "finding"},
                         {"RCP027-R10", "RCP028-R6"})

    def test_analysis_of_a_resource_that_cannot_be_read(self):
        resource = self.resource(records_for(range(1, 5)))
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session)
        self.push(consumer, records_for((1, 2, 4)))
        consumer.stop()
        asked = run("analyze", session, "--resource", resource.url, "--resource-token",
                    "wrong", "--output", "json")
        self.assertEqual(asked.returncode, 1, asked)
        self.assertIn("401", asked.stderr)
        self.assertEqual([(r["first"], r["state"]) for r in records_of(asked.stdout)
                          if r["type"] == "gap"], [(3, "unexplained")])

    def test_our_own_producer_drops_and_hides(self):
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session)
        producer = self.process(CLI, "produce", "--url", consumer.url, "--auth-token", TOKEN,
                                "--events", "40", "--first-sequence", "1", "--output", "json",
                                "--hole-rate", "0.1", "--resource-listen", "127.0.0.1:0",
                                "--resource-token", "rt", "--stay", "--misbehave", "drop:10,20-22",
                                "--batch", "5")
        hosted = json.loads(producer.line())
        producer.line_with('"type":"exchange".*"lastSequence":4')
        root = hosted["url"].rsplit("/", 1)[0]
        while not any('"lastSequence":4' in line for line in consumer.lines):
            consumer.line()
        consumer.stop()
        asked = run("analyze", session, "--resource", root, "--resource-token", "rt",
                    "--settle", "0.3", "--output", "json")
        self.assertEqual(asked.returncode, 0, asked)
        states = {}
        for record in records_of(asked.stdout):
            if record["type"] == "gap":
                for n in range(record["first"], record["last"] + 1):
                    states[n] = record["state"]
        lost = {n for n, state in states.items() if state.startswith("lost")}
        self.assertTrue(lost <= {10, 20, 21, 22}, states)
        self.assertGreaterEqual(len(lost), 2)
        self.assertTrue(all(state == "hidden" for n, state in states.items() if n not in lost))

    def test_options_that_make_no_sense(self):
        for arguments, words in ((("--settle", "1"), ("--settle", "--resource")),
                                 (("--resource-token", "x"), ("--resource-token", "--resource")),
                                 (("--recover",), ("--recover", "--resource")),
                                 (("--resource", "ftp://x/"), ("--resource", "http")),
                                 (("--resource", "http://u:p@h/"), ("--resource-token",)),
                                 (("--resource", "http://h/?a=b"), ("query",)),
                                 (("--grace", "soon"), ("--grace", "soon"))):
            with self.subTest(arguments=arguments):
                self.assertUsage(run("consume", "--listen", "127.0.0.1:0", *arguments), *words)


if __name__ == "__main__":
    main()
