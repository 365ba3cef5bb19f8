#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""export: a session for other programs, filtered, and taken back by produce."""

import base64
import csv
import io
import json
import os

from pushbench import TOKEN, TestCase, main, multi, records_of, run, single

LAST = 2 ** 63 - 1


class Export(TestCase):
    def setUp(self):
        super().setUp()
        self.session = self.path("s.pushbench")
        consumer = self.consumer("--session", self.session)
        consumer.post(single(1, key='comma, "quote"\nline'))
        consumer.post(multi((2, "Media", "ü"), (LAST, "Property", "k")),
                      {"EntityEventSource": "IDX"})
        consumer.post(single(1, key='comma, "quote"\nline'))
        consumer.post(b'{"broken": "\xff"}')
        consumer.stop()

    def export(self, *arguments):
        result = run("export", self.session, *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result)
        return result.stdout

    def test_events_as_ndjson_go_back_into_a_producer(self):
        records = records_of(self.export())
        self.assertEqual([(r["sequence"], r["resourceName"], r["resourceRecordKey"], r["state"],
                           r["source"], r["exchange"]) for r in records],
                         [(1, "Property", 'comma, "quote"\nline', "received", "", 1),
                          (2, "Media", "ü", "received", "IDX", 2),
                          (LAST, "Property", "k", "received", "IDX", 2),
                          (1, "Property", 'comma, "quote"\nline', "duplicate", "", 3)])
        file = self.path("events.ndjson")
        self.assertEqual(self.export("--to", file, "--filter", "-is:duplicate"), "")
        other = self.consumer("--events")
        told = run("produce", "--url", other.url, "--auth-token", TOKEN, "--from", file)
        self.assertEqual(told.returncode, 0, told)
        _, received = other.stop()
        self.assertEqual([r["sequence"] for r in received if r["type"] == "event"], [1, 2, LAST])

    def test_events_as_csv(self):
        rows = list(csv.DictReader(io.StringIO(self.export("--format", "csv"), newline="")))
        self.assertEqual([(r["sequence"], r["resourceRecordKey"]) for r in rows],
                         [("1", 'comma, "quote"\nline'), ("2", "ü"), (str(LAST), "k"),
                          ("1", 'comma, "quote"\nline')])

    def test_csv_goes_back_into_a_producer(self):
        file = self.path("events.csv")
        self.export("--format", "csv", "--to", file, "--filter", "-is:duplicate")
        other = self.consumer("--events")
        told = run("produce", "--url", other.url, "--auth-token", TOKEN, "--from", file)
        self.assertEqual(told.returncode, 0, told)
        _, received = other.stop()
        self.assertEqual([(r["sequence"], r["resourceRecordKey"]) for r in received
                          if r["type"] == "event"],
                         [(1, 'comma, "quote"\nline'), (2, "ü"), (LAST, "k")])
        bad = self.path("bad.csv", "sequence,resourceName,resourceRecordKey\n1.5,A,k\n")
        told = run("produce", "--url", other.url, "--auth-token", TOKEN, "--from", bad)
        self.assertEqual(told.returncode, 2)
        self.assertIn("bad.csv:2: column sequence", told.stderr)

    def test_exchanges_with_their_bodies(self):
        records = records_of(self.export("--exchanges"))
        self.assertEqual([r["status"] for r in records], [200, 200, 200, 400])
        self.assertTrue(records[0]["requestHead"].startswith("POST /webhooks HTTP/1.1\r\n"))
        self.assertEqual(json.loads(records[1]["requestBody"])["value"][1]["EntityEventSequence"],
                         LAST)
        self.assertEqual(base64.b64decode(records[3]["requestBodyBase64"]), b'{"broken": "\xff"}')
        self.assertNotIn(TOKEN, json.dumps(records))
        rows = list(csv.DictReader(io.StringIO(self.export("--exchanges", "--format", "csv",
                                                           "--filter", "status:200"),
                                               newline="")))
        self.assertEqual([r["events"] for r in rows], ["1", "2", "1"])
        self.assertEqual(rows[1]["lastSequence"], str(LAST))

    def test_har(self):
        log = json.loads(self.export("--format", "har"))["log"]
        self.assertEqual((log["version"], log["creator"]["name"]), ("1.2", "Pushbench"))
        self.assertEqual(len(log["entries"]), 4)
        for entry in log["entries"]:
            self.assertEqual(entry["request"]["method"], "POST")
            self.assertRegex(entry["request"]["url"], r"^http://127\.0\.0\.1:\d+/webhooks$")
            self.assertEqual(entry["request"]["bodySize"],
                             len(base64.b64decode(entry["request"]["postData"]["text"]))
                             if "_encoding" in entry["request"]["postData"]
                             else len(entry["request"]["postData"]["text"].encode()))
            parts = entry["timings"]
            self.assertAlmostEqual(sum(v for v in parts.values() if v >= 0), entry["time"], 2)
        self.assertIn({"name": "EntityEventSource", "value": "IDX"},
                      log["entries"][1]["request"]["headers"])
        self.assertEqual(log["entries"][3]["response"]["statusText"], "Bad Request")

    def test_filters(self):
        rows = {"resource:media": [2], "seq:2..": [2, LAST], "is:duplicate": [1],
                "source:idx -key:k": [2], "exchange:1": [1], "status:400": [], "IDX": [2, LAST]}
        for text, wanted in rows.items():
            with self.subTest(text):
                records = records_of(self.export("--filter", text))
                self.assertEqual([r["sequence"] for r in records], wanted)

    def test_both_halves_in_one_session(self):
        # A producer of its own adds to the consumer's session; its events are the same ones.
        other = self.consumer()
        run("produce", "--url", other.url, "--auth-token", TOKEN, "--events", "2", "--session",
            self.session)
        self.assertEqual([r["sequence"] for r in records_of(self.export())], [1, 2, LAST, 1])
        self.assertEqual([r["sequence"] for r in
                          records_of(self.export("--filter", "side:producer"))], [1101, 1102])

    def test_wrong_usage(self):
        self.assertUsage(run("export", self.session, "--format", "xml"), "neither ndjson")
        self.assertUsage(run("export", self.session, "--filter", "seq:x"), "--filter", "range")
        self.assertUsage(run("export", self.path("none")), "no such file")
        target = self.path("no/where")
        self.assertUsage(run("export", self.session, "--to", target), target)
        self.assertFalse(os.path.exists(target))


if __name__ == "__main__":
    main()
