#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real clients that give up, come back, go on too fast or speak a vendor's dialect: what is found,
and that a session opened again says the same."""

import http.client
import json
import os
import socket
import subprocess
import unittest

from pushbench import (PATIENCE, TOKEN, TestCase, find_program, flaws, main, needs, records_of, run,
                       single)

SLOW = {"replies": [{"times": 1, "latencyMs": 2500}], "then": "accept"}
SILENT = {"replies": [{"times": 1, "fault": "never"}], "then": "accept"}
FAILING = {"replies": [{"times": 2, "status": 500}], "then": "accept"}
FIELDS = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}


class Findings(TestCase):
    def trap(self, policy=None):
        self.session = self.path("s.pushbench")
        more = ["--policy", self.path("p.json", json.dumps(policy))] if policy else []
        return self.consumer("--session", self.session, *more)

    def found(self, consumer):
        """"CLAUSE VERDICT xCOUNT" of everything found, and the records; the same when the session
        is opened again."""
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        again = records_of(run("analyze", self.session, "--output", "json").stdout)
        for record in records + again:
            self.assertEqual(flaws(record), [], record)
        live = {}
        for record in records:
            findings = record["findings"] if record["type"] == "exchange" else \
                [record["finding"]] if record["type"] == "finding" else []
            for finding in findings:
                key = (finding["id"], finding["verdict"])
                live[key] = live.get(key, 0) + 1
        opened = {(r["finding"]["id"], r["finding"]["verdict"]): r["count"]
                  for r in again if r["type"] == "finding"}
        self.assertEqual(opened, live)
        self.assertEqual(again[-1]["findings"], records[-1]["findings"])
        return sorted(f"{id} {verdict} x{count}" for (id, verdict), count in live.items()), records

    def assertGaveUp(self, consumer):
        """One batch, given up and pushed again: no duplicate that nobody asked for, and no gap."""
        told, records = self.found(consumer)
        self.assertEqual(told, ["RCP028-R10 info x1"])
        self.assertRegex(json.dumps(records), r"gave up waiting for the answer to exchange \d+ after "
                                              r"(\d\d\d ms|[12]\.\d s)")
        self.assertEqual(set(records[-1]["gaps"].values()), {0})
        self.assertEqual((records[-1]["exchanges"], records[-1]["accepted"]), (2, 1))

    def python_post(self, consumer, sequence, patience):
        connection = http.client.HTTPConnection("127.0.0.1", consumer.port, timeout=patience)
        try:
            connection.request("POST", "/webhooks", single(sequence), FIELDS)
            return connection.getresponse().status
        except socket.timeout:
            return 0
        finally:
            connection.close()

    def test_python_gives_up_on_an_answer_that_is_long_in_coming(self):
        consumer = self.trap(SLOW)
        self.assertEqual(self.python_post(consumer, 5, 1), 0)
        consumer.record("exchange")
        self.assertEqual(self.python_post(consumer, 5, PATIENCE), 200)
        self.assertGaveUp(consumer)

    def test_python_comes_back_before_the_late_answer_is_due(self):
        consumer = self.trap({"replies": [{"times": 1, "latencyMs": 6000}], "then": "accept"})
        self.assertEqual(self.python_post(consumer, 5, 1), 0)
        self.assertEqual(self.python_post(consumer, 5, PATIENCE), 200)
        consumer.record("exchange")
        consumer.record("exchange")
        told, records = self.found(consumer)
        self.assertEqual(told, ["RCP028-R10 info x1"])
        self.assertEqual(records[-1]["duplicates"], 0)

    def test_python_gives_up_where_no_answer_comes(self):
        consumer = self.trap(SILENT)
        self.assertEqual(self.python_post(consumer, 5, 1), 0)
        self.assertEqual(self.python_post(consumer, 5, PATIENCE), 200)
        self.assertGaveUp(consumer)

    def test_a_half_closed_connection_is_no_departure(self):
        consumer = self.trap()
        body = single(5).encode()
        with socket.create_connection(("127.0.0.1", consumer.port), PATIENCE) as peer:
            head = "".join(f"{name}: {value}\r\n" for name, value in FIELDS.items())
            peer.sendall(f"POST /webhooks HTTP/1.1\r\nHost: x\r\n{head}Content-Length: "
                         f"{len(body)}\r\n\r\n".encode() + body)
            peer.shutdown(socket.SHUT_WR)
            answer = b""
            while part := peer.recv(65536):
                answer += part
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "), answer)
        told, records = self.found(consumer)
        self.assertEqual(told, [])
        self.assertEqual(records[-1]["accepted"], 1)

    @needs("curl")
    def test_curl_gives_up_and_comes_back(self):
        consumer = self.trap(SLOW)

        def curl(*more):
            return subprocess.run(
                ["curl", "-sS", "-o", self.path("body"), "-w", "%{http_code}", "-H",
                 "Content-Type: application/json", "-H", f"Authorization: Bearer {TOKEN}", "-d",
                 single(5), *more, consumer.url], capture_output=True, text=True,
                timeout=PATIENCE, check=False).stdout

        self.assertEqual(curl("--max-time", "1"), "000")
        consumer.record("exchange")
        self.assertEqual(curl("--max-time", str(PATIENCE)), "200")
        self.assertGaveUp(consumer)

    @needs("curl")
    def test_curl_over_http2_gives_up_and_comes_back(self):
        consumer = self.trap(SLOW)
        for patience, status in (("1", "000"), (str(PATIENCE), "200")):
            told = subprocess.run(
                ["curl", "-sS", "--http2-prior-knowledge", "-o", self.path("body"), "-w",
                 "%{http_code}", "--max-time", patience, "-H", "Content-Type: application/json",
                 "-H", f"Authorization: Bearer {TOKEN}", "-d", single(5), consumer.url],
                capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
            self.assertEqual(told, status)
            consumer.record("exchange")
        told, records = self.found(consumer)
        self.assertEqual(told, ["RCP028-R10 info x1", "RCP028-R27 info x1"])
        self.assertEqual(records[-1]["duplicates"], 0)

    @unittest.skipUnless(find_program("node"), "node is not installed")
    def test_node_gives_up_and_comes_back(self):
        consumer = self.trap(SILENT)
        script = self.path("push.mjs", """
            const [url, token, body] = process.argv.slice(2);
            const post = patience => fetch(url, { method: 'POST', body,
                signal: AbortSignal.timeout(patience), headers: {
                    'Content-Type': 'application/json', Authorization: `Bearer ${token}` } })
                .then(answer => answer.status, error => error.name);
            console.log(await post(1000), await post(60000));
        """)
        told = subprocess.run([find_program("node"), script, consumer.url, TOKEN, single(5)],
                              capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
        self.assertEqual(told, "TimeoutError 200\n")
        self.assertGaveUp(consumer)

    def test_a_patient_retry_is_counted_and_one_that_never_comes_is_open(self):
        consumer = self.trap(FAILING)
        for sequence, status in ((5, 500), (6, 500), (5, 200)):
            self.assertEqual(consumer.post(single(sequence))[0], status)
        told, records = self.found(consumer)
        self.assertEqual(told, ["RCP028-R16 info x2"])
        late = [r for r in records if r["type"] == "finding"]
        self.assertEqual([(r["exchanges"], r["level"]) for r in late], [([2], "MAY")])
        self.assertIn("had not come again when the session ended", late[0]["finding"]["text"])

    def test_a_refused_token_is_replaced(self):
        consumer = self.trap({"replies": [{"times": 1}, {"times": 1, "status": 401}],
                              "then": "accept"})
        for sequence, status in ((1, 200), (2, 401), (2, 200)):
            self.assertEqual(consumer.post(single(sequence))[0], status)
        told, records = self.found(consumer)
        self.assertIn("RCP028-R23 info x1", told)
        self.assertIn("it went on with the same one", json.dumps(records))

    def test_what_is_worth_a_word_of_vendors_is_info_only(self):
        consumer = self.trap()
        event = json.loads(single(1))
        event.update({"Data": {"ListPrice": 1}, "EventTypes": ["Insert"], "BulkYN": False,
                      "EntityEventKey": "k", "RequestItemId": 7})
        status, _, _ = consumer.post(json.dumps(event), {
            "X-SourceRe-Application-Name": "hub", "X-SourceRe-Hmac-Timestamp": "1"})
        self.assertEqual(status, 200)
        told, records = self.found(consumer)
        self.assertEqual({line.split()[1] for line in told}, {"info"}, told)
        self.assertEqual([line.split()[0] for line in told], ["V-1", "V-2", "V-3", "V-4"])
        texts = " ".join(f["text"] for r in records if r["type"] == "exchange"
                         for f in r["findings"])
        for profile in ("CDATA Labs", "SourceRE hub", "RCP-49 EventTypes", "Centris"):
            self.assertIn(f'profile "{profile}"', texts)


class Golden(TestCase):
    """Sessions without times in their findings print the same to the letter."""

    def test_analyze_prints_findings_grouped_with_level_and_evidence(self):
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session, "--source", "IDX Feed 123")
        label = {"EntityEventSource": "IDX Feed 123"}
        numeric = json.dumps({**json.loads(single(7)), "ResourceRecordKey": 12})
        for body, headers in (
                (single(1, "Media"), label), (single(2), label), (single(2), label),
                (single(2, key="other"), label), (numeric, label), (numeric, label),
                (single(8, "Parcel"), label), (single(9), {}),
                (single(10), {**label, "Content-Type": "text/json"}),
                (single(11), {**label, "Authorization": "Bearer wrong"})):
            consumer.post(body, headers)
        consumer.stop()
        text = run("analyze", session).stdout
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", "analyze.txt")
        if os.environ.get("PUSHBENCH_BLESS") == "1":
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            self.fail("blessed; run again without PUSHBENCH_BLESS")
        with open(path, encoding="utf-8") as file:
            self.assertEqual(text, file.read())


if __name__ == "__main__":
    main()
