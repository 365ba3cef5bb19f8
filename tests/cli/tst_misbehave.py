#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce --misbehave against consume: what the consumer sees, and that it is told as intended."""

import json
import os

from pushbench import TOKEN, TestCase, flaws, main, records_of, run

WRONG_REQUESTS = {
    "no-token": (401, "refused"), "wrong-token": (401, "refused"),
    "wrong-media-type": (415, "refused"), "legacy-names": (400, "refused"),
    "string-sequence": (400, "refused"), "wrong-context": (400, "refused"),
    "abort-head": (0, "failed"), "abort-body": (0, "failed"), "abort-answer": (0, "unknown"),
    "wrong-length": (0, "failed"), "slow-body": (200, "delivered")}


class Misbehave(TestCase):
    def push(self, *arguments, events=10, policy=None, expected=0):
        """Pushes to a consumer of ours; gives the producer's records and the consumer's."""
        session = self.path("s.pushbench")
        if os.path.exists(session):
            os.remove(session)
        given = ["--policy", self.path("policy.json", json.dumps(policy))] if policy else []
        consumer = self.consumer("--events", *given)
        result = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--events",
                     str(events), "--first-sequence", "1", "--output", "json", "--backoff",
                     "0.01:0.05", "--session", session, *arguments)
        self.assertEqual((result.returncode, result.stderr), (expected, ""), result.stdout)
        _, received = consumer.stop()
        records = records_of(result.stdout)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        return records, received

    def pushed(self, received):
        """What was accepted, in its order."""
        return [r["sequence"] for r in received if r["type"] == "event" and r["state"] != "seen"]

    def states(self, received, sequence):
        return [r["state"] for r in received if r["type"] == "event"
                and r["sequence"] == sequence]

    def test_dropped_events_are_not_pushed_and_hidden_ones_are(self):
        records, received = self.push("--misbehave", "drop:3,5-6", "--misbehave", "hide:8")
        self.assertEqual(self.pushed(received), [1, 2, 4, 7, 8, 9, 10])
        self.assertEqual(records[-1]["outcome"],
                         "every event was delivered; 3 withheld on purpose")
        self.assertEqual((records[-1]["delivered"], records[-1]["failed"]), (7, 0))
        told = records_of(run("analyze", self.path("s.pushbench"), "--output", "json").stdout)
        self.assertEqual([(r["first"], r["last"], r["evidence"]) for r in told
                          if r["type"] == "gap"],
                         [(3, 3, "on purpose: drop"), (5, 6, "on purpose: drop")])
        self.assertEqual([(r["kind"], r["exchanges"], r["events"]) for r in told
                          if r["type"] == "misbehaviour"], [("drop", 0, 3), ("hide", 1, 1)])

    def test_duplicates_conflicts_and_order(self):
        records, received = self.push("--misbehave", "duplicate:2", "--misbehave", "conflict:4",
                                      "--misbehave", "reorder:6")
        self.assertEqual(self.pushed(received), [1, 2, 2, 3, 4, 4, 5, 7, 6, 8, 9, 10])
        self.assertEqual(self.states(received, 2), ["received", "duplicate"])
        self.assertEqual(self.states(received, 4), ["received", "conflict"])
        self.assertEqual(self.states(received, 6), ["late"])
        intended = {r["firstSequence"]: r["intended"] for r in records
                    if r["type"] == "exchange" and r["intended"]}
        self.assertEqual(intended, {2: ["duplicate"], 4: ["conflict"], 6: ["reorder"]})
        self.assertEqual(records[-1]["outcome"], "every event was delivered")

    def test_numbers_begin_again_or_grow_beyond_doubles(self):
        _, received = self.push("--misbehave", "regress:6")
        self.assertEqual(self.pushed(received), [*range(1, 6), *range(1, 6)])
        _, received = self.push("--misbehave", "huge-sequence:6")
        self.assertEqual(self.pushed(received),
                         [*range(1, 6), *(2 ** 53 + n for n in range(6, 11))])

    def test_a_request_is_sent_wrong_once_and_then_properly(self):
        for kind, (status, outcome) in WRONG_REQUESTS.items():
            with self.subTest(kind):
                records, received = self.push("--misbehave", f"{kind}:4")
                exchanges = [r for r in records if r["type"] == "exchange"]
                wrong = [r for r in exchanges if r["intended"]]
                self.assertEqual([(r["status"], r["outcome"], r["intended"], r["attempt"])
                                  for r in wrong], [(status, outcome, [kind], 1)])
                accepted = self.pushed(received)
                if kind == "abort-answer":  # Both may have been accepted, or the first was not.
                    accepted = list(dict.fromkeys(accepted))
                self.assertEqual(accepted, list(range(1, 11)))
                self.assertEqual(records[-1]["delivered"], 10)
                self.assertEqual(records[-1]["outcome"], "every event was delivered")
                self.assertNotIn("halted", [r["type"] for r in records])
                shown = records_of(run("analyze", self.path("s.pushbench"), "--output",
                                       "json").stdout)
                self.assertIn((kind, 1), [(r["kind"], r["exchanges"]) for r in shown
                                          if r["type"] == "misbehaviour"])

    def test_the_same_over_http_2(self):
        for kind, (status, outcome) in WRONG_REQUESTS.items():
            if kind == "abort-head":
                continue
            with self.subTest(kind):
                records, received = self.push("--misbehave", f"{kind}:4", "--http", "2", "--in-flight",
                                              "3")
                exchanges = [r for r in records if r["type"] == "exchange"]
                self.assertEqual({r["protocol"] for r in exchanges}, {"HTTP/2"})
                wrong = [r for r in exchanges if r["intended"]]
                self.assertEqual([(r["outcome"], r["intended"], r["attempt"]) for r in wrong],
                                 [(outcome, [kind], 1)])
                self.assertIn(wrong[0]["status"], {status, 400} if kind == "wrong-length" else {status})
                if kind.startswith("abort"):
                    self.assertIn("on purpose", wrong[0]["fault"])
                # The connection goes on: it is that request alone which goes wrong.
                self.assertEqual([r["outcome"] for r in exchanges if not r["intended"]],
                                 ["delivered"] * (9 if outcome == "delivered" else 10))
                accepted = set(self.pushed(received))
                self.assertEqual(accepted, set(range(1, 11)))
                self.assertEqual(records[-1]["outcome"], "every event was delivered")

    def test_what_http_2_cannot_express(self):
        self.assertUsage(run("produce", "--url", "http://127.0.0.1:9/", "--events", "1", "--http", "2",
                             "--misbehave", "abort-head:1"),
                         "--misbehave", "HTTP/2 cannot express abort-head", "--http 1.1")

    def test_a_float_is_a_sequence_that_nobody_should_send(self):
        records, received = self.push("--misbehave", "float-sequence:4")
        self.assertEqual(self.pushed(received), list(range(1, 11)))
        self.assertEqual([r["intended"] for r in records if r.get("intended")],
                         [["float-sequence"]])

    def test_who_ignores_a_hold_is_caught(self):
        policy = {"replies": [{"times": 2}, {"status": 429, "retryAfter": "3"}], "then": "accept"}
        rows = {"ignore-retry-after": ("fail", -3000, -2000),
                "early:1600": ("fail", -1700, -1200), "early:500": ("pass", -600, -100)}
        for kind, (verdict, least, most) in rows.items():
            with self.subTest(kind):
                records, received = self.push("--misbehave", kind, policy=policy)
                held = [r for r in records if r.get("outcome") == "held"]
                self.assertEqual([r["intended"] for r in held], [[kind.split(":")[0]]])
                margin = [r for r in received if r["type"] == "politeness"]
                self.assertEqual([r["verdict"] for r in margin], [verdict], margin)
                self.assertTrue(least <= margin[0]["marginMs"] <= most, margin)

    def test_a_hold_that_one_connection_keeps_alone(self):
        policy = {"replies": [{"times": 4}, {"status": 429, "retryAfter": "3"}], "then": "accept"}
        records, received = self.push("--misbehave", "hold-alone", "--in-flight", "3",
                                      "--rate", "20", policy=policy, events=30)
        margin = [r for r in received if r["type"] == "politeness"]
        self.assertEqual([r["verdict"] for r in margin], ["fail"], margin)
        self.assertFalse(margin[0]["sameConnection"], margin)
        self.assertEqual(sorted(self.pushed(received)), list(range(1, 31)))

    def test_a_rate_is_the_same_again(self):
        runs = []
        for batch in ("1", "7"):
            _, received = self.push("--misbehave", "drop:20%", "--batch", batch, events=100)
            runs.append(self.pushed(received))
        self.assertEqual(runs[0], runs[1])
        self.assertTrue(60 < len(runs[0]) < 95, len(runs[0]))

    def test_no_token_that_was_sent_is_shown(self):
        self.push("--misbehave", "wrong-token:4")
        with open(self.path("s.pushbench"), "rb") as file:
            content = file.read()
        self.assertNotIn(b"this-is-not-the-token", content)
        self.assertNotIn(TOKEN.encode(), content)

    def test_wrong_usage(self):
        for asked, words in {"lie": ('"lie" is no misbehaviour', "drop, hide"),
                             "drop": ("drop:1107",), "early:soon": ("milliseconds",)}.items():
            self.assertUsage(run("produce", "--url", "http://127.0.0.1:9/", "--events", "1",
                                 "--misbehave", asked), "--misbehave", *words)

    def test_config_takes_a_list(self):
        config = self.path("c.json", json.dumps({"misbehave": ["drop:2", "duplicate:3"]}))
        _, received = self.push("--config", config, events=4)
        self.assertEqual(self.pushed(received), [1, 3, 3, 4])


if __name__ == "__main__":
    main()
