#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real clients as producers against a consumer that says 429: who waits passes, who does not fails."""

import datetime
import json
import os
import subprocess
import unittest

from pushbench import (PATIENCE, SOURCE, TOKEN, TestCase, find_program, flaws, main, needs,
                       records_of, run, single)

try:
    import urllib3
except ImportError:
    urllib3 = None

TEMPERS = ("obeys", "dateless", "pool")

# Notation to Retry-After: one that is worth waiting for, and one that is long enough to be early.
DATES = {"an IMF-fixdate": ("date:+1", "date:+60"), "an RFC 850 date": ("rfc850:+1", "rfc850:+60"),
         "an asctime date": ("asctime:+1", "asctime:+60")}
SECONDS = {"seconds": ("1", "60"), "leading zeros": ("0001", "0060")}
NOTHING_TO_WAIT_FOR = {"zero": "0", "a past date": "date:-3600"}
ILLEGAL = {"negative": {"retryAfter": "-5"}, "a fraction": {"retryAfter": "2.5"},
           "a word": {"retryAfter": "soon"}, "a unit": {"retryAfter": "60s"},
           "empty": {"retryAfter": ""}, "two values": {"retryAfter": "1, 60"},
           "a mangled name": {"headers": {"Retry_After": "60"}}, "absent": {}}


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")


class Manners(TestCase):
    def refusing(self, name, reply):
        """A consumer that answers its first request so."""
        policy = {"replies": [{"status": 429, **reply}], "then": "accept"}
        path = self.path(name.replace(" ", "-") + ".json", json.dumps(policy))
        return self.consumer("--policy", path, "--session", path + ".pushbench")

    def judged(self, consumer):
        """The one politeness record of a consumer's run, checked against everything beside it."""
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        holds = [record for record in records if record["type"] == "politeness"]
        self.assertEqual(len(holds), 1, records)
        hold = holds[0]
        exchanges = {record["id"]: record for record in records if record["type"] == "exchange"}
        self.assertEqual(exchanges[hold["exchange"]]["status"], 429)
        self.assertLess(hold["exchange"], hold["returnedBy"])
        # A failure is a finding of the request that came too early, and of no other.
        for number, exchange in exchanges.items():
            early = [f for f in exchange["findings"] if f["id"] == hold["id"]
                     and f["verdict"] == "fail"]
            failed = hold["verdict"] == "fail" and number == hold["returnedBy"]
            self.assertEqual(len(early), 1 if failed else 0, exchange)
        if hold["announced"]:
            between = instant(hold["returned"]) - instant(hold["announced"])
            told = between / datetime.timedelta(milliseconds=1)
            self.assertAlmostEqual(hold["marginMs"], told, delta=2)
        figure = records[-1]["politeness"][0]
        self.assertEqual((figure["holds"], figure["early"], figure["smallestMarginMs"]),
                         (1, 1 if hold["verdict"] == "fail" else 0, hold["marginMs"]))
        return hold

    def assertPass(self, hold):
        self.assertEqual(hold["verdict"], "pass", hold)
        self.assertGreaterEqual(hold["marginMs"], -1000, hold)

    def assertEarly(self, hold):
        self.assertEqual(hold["verdict"], "fail", hold)
        self.assertTrue(-61_100 < hold["marginMs"] < -1000, hold)
        self.assertIn(f"{-hold['marginMs']} ms before", hold["text"])


@needs("node")
class Node(Manners):
    def push(self, cases):
        """Runs (name, reply, temper) cases all at once; gives the holds in their order."""
        consumers = [self.refusing(f"{name} {temper}", reply) for name, reply, temper in cases]
        jobs = [{"url": consumer.url, "token": TOKEN, "temper": case[2]}
                for consumer, case in zip(consumers, cases)]
        script = os.path.join(SOURCE, "tests", "integration", "pusher.mjs")
        done = subprocess.run([find_program("node"), script, json.dumps(jobs)], text=True,
                              capture_output=True, timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for told in records_of(done.stdout):
            self.assertEqual(told["statuses"], [429, 200], told)
        self.consumers = consumers
        return [self.judged(consumer) for consumer in consumers]

    def test_who_obeys_passes(self):
        values = {**{name: wait for name, (wait, _) in {**SECONDS, **DATES}.items()},
                  **NOTHING_TO_WAIT_FOR}
        cases = [(name, {"retryAfter": value}, "obeys") for name, value in values.items()]
        for case, hold in zip(cases, self.push(cases)):
            with self.subTest(case):
                self.assertPass(hold)
                self.assertTrue(hold["sameConnection"])

    def test_who_ignores_dates_is_caught_by_them_alone(self):
        cases = [(name, {"retryAfter": late}, "dateless") for name, (_, late) in DATES.items()]
        cases += [(name, {"retryAfter": wait}, "dateless") for name, (wait, _) in SECONDS.items()]
        cases += [(name, {"retryAfter": value}, "dateless")
                  for name, value in NOTHING_TO_WAIT_FOR.items()]
        for case, hold in zip(cases, self.push(cases)):
            with self.subTest(case):
                if case[0] not in DATES:
                    self.assertPass(hold)
                    continue
                self.assertEarly(hold)
                fixdate = case[0] == "an IMF-fixdate"
                self.assertEqual(hold["id"], "RCP028-R15" if fixdate else "H-RA2")

    def test_a_second_worker_that_goes_on_breaks_the_halt(self):
        values = {name: late for name, (_, late) in {**SECONDS, **DATES}.items()}
        cases = [(name, {"retryAfter": value}, "pool") for name, value in values.items()]
        for case, hold in zip(cases, self.push(cases)):
            with self.subTest(case):
                self.assertEarly(hold)
                self.assertEqual((hold["id"], hold["sameConnection"]), ("RCP028-R13", False))

    def test_what_is_no_retry_after_binds_nobody(self):
        cases = [(name, reply, temper) for name, reply in ILLEGAL.items() for temper in TEMPERS]
        for case, hold in zip(cases, self.push(cases)):
            with self.subTest(case):
                clause = "H-RA7" if case[0] == "two values" else "H-RA1"
                self.assertEqual((hold["verdict"], hold["id"]), ("info", clause), hold)
                self.assertEqual((hold["announced"], hold["marginMs"]), (None, None))

    def test_on_200_it_asks_for_nothing(self):
        consumer = self.refusing("on 200", {"status": 200, "retryAfter": "60"})
        for sequence in (1, 2):
            status, fields, _ = consumer.post(single(sequence))
            self.assertEqual(status, 200)
            self.assertEqual(fields["Retry-After"], "60" if sequence == 1 else None)
        _, records = consumer.stop()
        self.assertEqual([r for r in records if r["type"] == "politeness"], [])
        self.assertEqual(records[-1]["politeness"], [])

    def test_a_reopened_session_says_the_same(self):
        self.assertEarly(self.push([("again", {"retryAfter": "60"}, "pool")])[0])
        live = records_of("\n".join(self.consumers[0].lines))
        path = os.path.join(self.folder, "again-pool.json.pushbench")
        again = records_of(run("analyze", path, "--output", "json").stdout)
        self.assertEqual([r for r in again if r["type"] == "politeness"],
                         [r for r in live if r["type"] == "politeness"])
        self.assertEqual(again[-1]["politeness"], live[-1]["politeness"])
        self.assertEqual(again[-1]["findings"], live[-1]["findings"])
        for record in again:
            self.assertEqual(flaws(record), [], record)
        text = run("analyze", path).stdout
        self.assertRegex(text, r"politeness: fail RCP028-R13, 429 in exchange 1: back \d+ ms before")
        self.assertRegex(text, r"politeness of \(no label\): 1 hold, 0 obeyed, 1 early, .*"
                               r"smallest margin -\d+ ms")


@needs("curl")
class Curl(Manners):
    """curl --retry knows seconds and dates of every notation, and rounds dates up."""

    def test_curl_waits(self):
        values = {name: wait for name, (wait, _) in {**SECONDS, **DATES}.items()}
        cases = {name: self.refusing(name, {"retryAfter": value}) for name, value in values.items()}
        running = {name: self.process(
            "curl", "-sS", "--retry", "2", "--max-time", str(PATIENCE), "-o",
            self.path(name.replace(" ", "-") + ".body"), "-w", "%{http_code}\n", "-H", "Content-Type: application/json", "-H",
            f"Authorization: Bearer {TOKEN}", "-d", single(1), consumer.url)
            for name, consumer in cases.items()}
        for name, consumer in cases.items():
            with self.subTest(name):
                self.assertEqual(running[name].wait(), 0)
                self.assertEqual(running[name].lines[-1], "200", running[name].errors)
                self.assertPass(self.judged(consumer))


@unittest.skipIf(urllib3 is None, "urllib3 is not installed")
class Urllib3(Manners):
    def push(self, reply, **habits):
        consumer = self.refusing("urllib3", reply)
        retry = urllib3.Retry(total=2, status_forcelist=[429], allowed_methods={"POST"}, **habits)
        with urllib3.PoolManager() as pool:
            answer = pool.request("POST", consumer.url, body=single(1), retries=retry, headers={
                "Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"})
        self.assertEqual(answer.status, 200)
        return self.judged(consumer)

    def test_it_waits(self):
        for name, (value, _) in {**SECONDS, **DATES}.items():
            with self.subTest(name):
                self.assertPass(self.push({"retryAfter": value}))

    def test_told_to_ignore_the_field_it_is_early(self):
        for name, (_, value) in {**SECONDS, **DATES}.items():
            with self.subTest(name):
                self.assertEarly(self.push({"retryAfter": value},
                                           respect_retry_after_header=False))


if __name__ == "__main__":
    main()
