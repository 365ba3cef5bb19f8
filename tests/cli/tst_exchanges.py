#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The four exchanges that RCP-028 shows, sent by curl; answers and records are the contract's."""

import json
import subprocess

from pushbench import PATIENCE, TOKEN, TestCase, flaws, main, needs

SINGLE = """{
"@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
"EntityEventSequence": 1101,
"ResourceName": "Showing",
"ResourceRecordKey": "235021"
}"""
BATCH = """{
"@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
"value": [{
"EntityEventSequence": 1101,
"ResourceName": "Property",
"ResourceRecordKey": "235021"
}, {
"EntityEventSequence": 1111,
"ResourceName": "Media",
"ResourceRecordKey": "ABC123"
}]
}"""
POLICY = '{"replies": [{"times": 2}, {"status": 429, "retryAfter": "60"}], "then": "accept"}'


def curl(url, body, *more):
    """Status, fields in lower case, and the answer's body."""
    told = subprocess.run(["curl", "-sS", "-i", "--max-time", str(PATIENCE), "-X", "POST", "-H",
                           "Content-Type: application/json", "-H",
                           f"Authorization: Bearer {TOKEN}", "--data-binary", body, *more, url],
                          capture_output=True, text=True, timeout=PATIENCE, check=True)
    head, _, content = told.stdout.partition("\n\n")
    line, *fields = head.splitlines()
    named = {name.lower(): value.strip()
             for name, _, value in (field.partition(":") for field in fields)}
    return int(line.split()[1]), named, content


@needs("curl")
class StandardExchanges(TestCase):
    def test_the_four_exchanges(self):
        consumer = self.consumer("--policy", self.path("policy.json", POLICY), "--events")
        answers = [curl(consumer.url, SINGLE), curl(consumer.url, BATCH),
                   curl(consumer.url, BATCH),
                   curl(consumer.url, BATCH, "-H", "EntityEventSource: IDX Feed 123")]
        status, records = consumer.stop()

        self.assertEqual([answer[0] for answer in answers], [200, 200, 429, 200])
        for _, fields, content in answers:
            self.assertEqual(fields["content-type"], "application/json")
            self.assertIsInstance(json.loads(content), dict)
        self.assertEqual([fields.get("retry-after") for _, fields, _ in answers],
                         [None, None, "60", None])
        self.assertEqual(json.loads(answers[2][2])["error"]["code"], "429")

        self.assertEqual(status, 0)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertEqual([e["status"] for e in exchanges], [200, 200, 429, 200])
        self.assertEqual([e["retryAfter"] for e in exchanges], [None, None, "60", None])
        self.assertEqual([e["source"] for e in exchanges], [None, None, None, "IDX Feed 123"])
        self.assertEqual([e["events"] for e in exchanges], [1, 2, 2, 2])
        self.assertEqual([(e["firstSequence"], e["lastSequence"]) for e in exchanges],
                         [(1101, 1101), (1101, 1111), (1101, 1111), (1101, 1111)])

        # The second one reuses 1101 for another record: taken, and a conflict in the books.
        self.assertEqual([(f["id"], f["verdict"], f["where"]) for f in exchanges[1]["findings"]],
                         [("RCP027-R6", "fail", "/value/0/EntityEventSequence")])
        events = [(r["exchange"], r["sequence"], r["state"]) for r in records
                  if r["type"] == "event" and r["exchange"] in (1, 2)]
        self.assertEqual(events, [(1, 1101, "received"), (2, 1101, "conflict"),
                                  (2, 1111, "received")])
        summary = records[-1]
        self.assertEqual((summary["exchanges"], summary["events"], summary["accepted"],
                          summary["conflicts"], summary["gaps"]["open"]), (4, 7, 5, 1, 2))


@needs("curl")
class Refusals(TestCase):
    def test_what_is_no_push(self):
        consumer = self.consumer("--max-body", "1000")
        url = consumer.url
        rows = {
            "another path": (404, [url.replace("webhooks", "hooks")], None),
            "GET": (405, ["-X", "GET", url], ("allow", "POST")),
            "PUT": (405, ["-X", "PUT", "-d", SINGLE, url], ("allow", "POST")),
            "no token": (401, ["-H", "Authorization:", "-d", SINGLE, url],
                         ("www-authenticate", "Bearer")),
            "wrong token": (401, ["-H", "Authorization: Bearer wrong", "-d", SINGLE, url],
                            ("www-authenticate", 'error="invalid_token"')),
            "another scheme": (401, ["-H", "Authorization: Basic eDp5", "-d", SINGLE, url],
                               ("www-authenticate", "Bearer")),
            "another media type": (415, ["-H", "Content-Type: text/plain", "-d", SINGLE, url],
                                   ("accept", "application/json")),
            "a coding": (415, ["-H", "Content-Encoding: gzip", "-d", SINGLE, url],
                         ("accept-encoding", "identity")),
            "too much": (413, ["-d", SINGLE + " " * 1000, url], None),
            "too large a head": (431, ["-H", "X: " + "x" * 100_000, "-d", SINGLE, url], None),
        }
        for name, (expected, arguments, field) in rows.items():
            with self.subTest(name):
                own = [] if "-H" in arguments and any(
                    a.startswith("Authorization") for a in arguments) \
                    else ["-H", f"Authorization: Bearer {TOKEN}"]
                kind = [] if any(a.startswith("Content-Type") for a in arguments) \
                    else ["-H", "Content-Type: application/json"]
                told = subprocess.run(["curl", "-sS", "-i", "--max-time", str(PATIENCE), *own,
                                       *kind, *arguments], capture_output=True, text=True,
                                      timeout=PATIENCE, check=False)
                head, _, content = told.stdout.partition("\n\n")
                self.assertEqual(int(head.split()[1]), expected, told)
                error = json.loads(content)["error"]
                self.assertEqual(set(error), {"code", "message", "details"})
                self.assertEqual(error["code"], str(expected))
                if field:
                    lines = [line.partition(":") for line in head.splitlines()[1:]]
                    values = {n.lower(): v.strip() for n, _, v in lines}
                    self.assertIn(field[1], values[field[0]])
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        self.assertEqual([r["status"] for r in records if r["type"] == "exchange"],
                         [row[0] for row in rows.values()])


if __name__ == "__main__":
    main()
