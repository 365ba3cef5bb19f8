#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""NDJSON records by the contract, tokens, sessions, and how runs end."""

import json
import os
import signal
import socket
import subprocess
import time

from pushbench import (CLI, PATIENCE, TOKEN, Consumer, TestCase, environment, flaws, is_time, main,
                       multi, records_of, run, single)

LARGEST = 9223372036854775807


class Records(TestCase):
    def assertSound(self, records):
        for record in records:
            self.assertEqual(flaws(record), [], record)
        self.assertEqual([r["type"] for r in records].count("summary"), 1)
        self.assertEqual(records[-1]["type"], "summary")

    def test_the_check_itself_sees_flaws(self):
        good = {"type": "halted", "time": "2026-01-01T00:00:00.000Z", "reason": "x"}
        self.assertEqual(flaws(good), [])
        for name, change in {"time": {"time": "2026-01-01 00:00:00"}, "type": {"type": "x"},
                             "stranger": {"more": 1}, "value": {"reason": 1}}.items():
            with self.subTest(name):
                self.assertNotEqual(flaws({**good, **change}), [])

    def test_consumer_records_field_by_field(self):
        consumer = self.consumer("--events", "--source", "IDX Feed 123")
        consumer.post(single(1, key='quote " and \u2028 and \U0001f600'),
                      {"EntityEventSource": "IDX Feed 123"})
        consumer.post(multi((5, "Media", "a"), (3, "Property", "b"), (LARGEST, "Member", "c")),
                      {"EntityEventSource": "IDX Feed 123"})
        consumer.post(single(3, "Property", "other"), {"EntityEventSource": "IDX Feed 123"})
        consumer.post("{", {"EntityEventSource": "IDX Feed 123"})
        consumer.post(single(9), {"Authorization": "Bearer wrong"})
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        self.assertSound(records)
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertEqual([r["id"] for r in exchanges], [1, 2, 3, 4, 5])
        self.assertEqual([r["status"] for r in exchanges], [200, 200, 200, 400, 401])
        first = exchanges[0]
        self.assertEqual((first["side"], first["protocol"], first["method"], first["target"]),
                         ("consumer", "HTTP/1.1", "POST", "/webhooks"))
        self.assertEqual(first["source"], "IDX Feed 123")
        self.assertIsNone(first["fault"])
        self.assertEqual((exchanges[1]["firstSequence"], exchanges[1]["lastSequence"]),
                         (5, LARGEST))
        self.assertIsNone(exchanges[3]["firstSequence"])
        events = [r for r in records if r["type"] == "event"]
        self.assertEqual([(e["exchange"], e["sequence"], e["state"]) for e in events[:5]],
                         [(1, 1, "received"), (2, 5, "received"), (2, 3, "late"),
                          (2, LARGEST, "received"), (3, 3, "conflict")])
        self.assertEqual(events[0]["resourceRecordKey"], 'quote " and \u2028 and \U0001f600')
        gaps = [(r["first"], r["last"], r["state"]) for r in records if r["type"] == "gap"]
        self.assertEqual(gaps, [(2, 2, "open"), (4, 4, "open"), (6, LARGEST - 1, "open")])
        summary = records[-1]
        self.assertEqual((summary["exchanges"], summary["events"], summary["accepted"],
                          summary["conflicts"]), (5, 6, 5, 1))
        self.assertTrue(any(f'"sequence":{LARGEST},' in line for line in consumer.lines),
                        "exact, and in no other notation")

    def test_times_are_when_it_happened(self):
        before = utc_now()
        consumer = self.consumer("--events")
        consumer.post(single(1))
        consumer.post(single(3))
        between = utc_now()
        consumer.post(single(2))
        _, records = consumer.stop()
        after = utc_now()
        self.assertTrue(is_time(between))
        opened, filled = [r for r in records if r["type"] == "gap"]
        self.assertTrue(before <= opened["time"] <= between <= filled["time"] <= after,
                        (before, opened, between, filled, after))
        self.assertEqual([opened["state"], filled["state"]], ["open", "filled"])

    def test_no_events_without_the_flag(self):
        consumer = self.consumer()
        consumer.post(single(1))
        _, records = consumer.stop()
        self.assertEqual([r["type"] for r in records], ["listening", "exchange", "load", "summary"])

    def test_producer_records(self):
        policy = self.path("policy.json", '{"replies": [{"status": 429, "retryAfter": "1"}]}')
        consumer = self.consumer("--policy", policy)
        result = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--events", "5",
                     "--batch", "2", "--first-sequence", str(LARGEST - 4), "--source", "Feed",
                     "--output", "json", "--backoff", "0.05:1")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        records = records_of(result.stdout)
        self.assertSound(records)
        self.assertEqual([r["type"] for r in records],
                         ["exchange", "hold", "exchange", "exchange", "exchange", "summary"])
        held, hold, again = records[:3]
        self.assertEqual((held["outcome"], held["status"], held["retryAfter"]),
                         ("held", 429, "1"))
        self.assertEqual((again["outcome"], again["attempt"]), ("delivered", 2))
        self.assertGreaterEqual(hold["seconds"], 1)
        self.assertGreaterEqual(again["time"], hold["until"])
        self.assertIn("429", hold["reason"])
        self.assertEqual(records[4]["lastSequence"], LARGEST)
        summary = records[-1]
        self.assertEqual((summary["delivered"], summary["failed"], summary["unknown"]), (5, 0, 0))

    def test_a_refused_token_halts(self):
        consumer = self.consumer()
        result = run("produce", "--url", consumer.url, "--auth-token", "wrong", "--events", "5",
                     "--output", "json")
        self.assertEqual(result.returncode, 1, result)
        records = records_of(result.stdout)
        self.assertSound(records)
        self.assertEqual([r["type"] for r in records], ["exchange", "halted", "summary"])
        self.assertEqual(records[0]["outcome"], "refused")
        self.assertIn("401", records[1]["reason"])
        self.assertEqual((records[2]["delivered"], records[2]["failed"]), (0, 5))
        self.assertIn("halted", records[2]["outcome"])


def utc_now():
    now = time.time()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03}Z"


class Endings(TestCase):
    def test_stop_after(self):
        consumer = self.consumer("--stop-after", "2")
        consumer.post(single(1))
        consumer.post(single(2))
        self.assertEqual(consumer.wait(), 0)
        self.assertEqual(json.loads(consumer.lines[-1])["exchanges"], 2)

    def test_duration(self):
        consumer = self.consumer("--duration", "0.2")
        self.assertEqual(consumer.wait(), 0)
        self.assertEqual(json.loads(consumer.lines[-1])["type"], "summary")

    def test_signals_stop_cleanly(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number.name):
                consumer = self.consumer()
                consumer.post(single(1))
                consumer.record("exchange")
                consumer.signal(number)
                self.assertEqual(consumer.wait(), 0)
                self.assertEqual(json.loads(consumer.lines[-1])["accepted"], 1)
                self.assertEqual(consumer.errors, [])

    def test_a_stop_waits_for_what_is_under_way_and_a_second_one_does_not(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            silent.settimeout(PATIENCE)
            producer = self.process(CLI, "produce", "--url",
                                    f"http://127.0.0.1:{silent.getsockname()[1]}/", "--auth-token",
                                    TOKEN, "--events", "1", "--timeout", "3600")
            peer, _ = silent.accept()
            with peer:
                peer.settimeout(PATIENCE)
                self.assertTrue(peer.recv(1))
                producer.signal(signal.SIGINT)
                with self.assertRaises(subprocess.TimeoutExpired):
                    producer.process.wait(timeout=0.3)
                producer.signal(signal.SIGINT)
                self.assertEqual(producer.wait(), 130)

    def test_a_stopped_consumer_waits_for_nobody(self):
        policy = self.path("policy.json", '{"latency": {"ms": 600000}}')
        consumer = self.consumer("--policy", policy)
        asked = self.process("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--max-time",
                             str(PATIENCE), "-d", single(1), "-H", "Content-Type: application/json",
                             "-H", f"Authorization: Bearer {TOKEN}", consumer.url)
        consumer.line_with('"type":"load".*"waiting":1,')  # It is read, and waits out its latency.
        consumer.signal(signal.SIGINT)
        self.assertEqual(consumer.wait(), 0)
        self.assertEqual(asked.wait(), 0)
        self.assertEqual(asked.lines, ["200"])

    def test_a_stopped_producer_says_what_is_left(self):
        consumer = self.consumer()
        events = self.path("events.ndjson", "".join(single(n) + "\n" for n in range(1, 1001)))
        for source in (("--events", "1000"), ("--from", events)):
            with self.subTest(source=source[0]):
                producer = self.process(CLI, "produce", "--url", consumer.url, "--auth-token",
                                        TOKEN, *source, "--rate", "20", "--output", "json")
                producer.line_with('"type":"exchange"')
                producer.signal(signal.SIGTERM)
                self.assertEqual(producer.wait(), 1)
                summary = json.loads(producer.lines[-1])
                self.assertEqual(summary["type"], "summary")
                self.assertIn("stopped", summary["outcome"])
                self.assertLess(summary["delivered"], 1000)

    def test_a_reader_that_leaves_ends_nothing(self):
        consumer = Consumer("--stop-after", "3", "--session", self.path("s.pushbench"))
        self.addCleanup(consumer.end)
        # The reading thread holds the pipe; a pipe of our own is closed instead.
        own = subprocess.Popen([CLI, "consume", "--listen", "127.0.0.1:0", "--output", "json",
                                "--auth-token", TOKEN, "--stop-after", "3"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        self.addCleanup(own.stderr.close)
        self.addCleanup(own.kill)
        consumer.port = int(json.loads(own.stdout.readline())["url"].split(":")[2].split("/")[0])
        own.stdout.close()
        for sequence in (1, 2, 3):
            self.assertEqual(consumer.post(single(sequence))[0], 200)
        self.assertEqual(own.wait(timeout=PATIENCE), 0)
        self.assertEqual(own.stderr.read(), "")

    def test_head(self):
        for command in ("demo --output json", "--help", "demo"):
            with self.subTest(command):
                told = subprocess.run(["bash", "-c",
                                       f'"$0" {command} | head -1; exit "${{PIPESTATUS[0]}}"', CLI],
                                      capture_output=True, text=True, timeout=PATIENCE,
                                      env=environment())
                self.assertEqual((told.returncode, told.stderr), (0, ""))
                self.assertEqual(len(told.stdout.splitlines()), 1)

    def test_a_full_disk_under_stdout(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            told = subprocess.run([CLI, "consume", "--listen", "127.0.0.1:0", "--duration", "0.1"],
                                  stdout=full, stderr=subprocess.PIPE, text=True,
                                  timeout=PATIENCE, env=environment())
        self.assertEqual(told.returncode, 2)
        self.assertRegex(told.stderr, r"\Apushbench-cli: standard output: [^\n]+\n\Z")


class Tokens(TestCase):
    def test_value_file_and_environment(self):
        file = self.path("token", TOKEN + "\n")
        ways = {"value": (["--auth-token", TOKEN], {}), "file": (["--auth-token", f"@{file}"], {}),
                "environment": ([], {"PUSHBENCH_AUTH_TOKEN": TOKEN}),
                "value over environment": (["--auth-token", TOKEN],
                                           {"PUSHBENCH_AUTH_TOKEN": "another"})}
        for name, (arguments, env) in ways.items():
            with self.subTest(name):
                consumer = self.consumer(*arguments, token=None, env=env)
                self.assertNotIn("token", consumer.listening)
                consumer.token = TOKEN
                self.assertEqual(consumer.post(single(1))[0], 200)
                result = run("produce", "--url", consumer.url, "--events", "2", *arguments,
                             env=env)
                self.assertEqual(result.returncode, 0, result)
                consumer.stop()

    def test_a_generated_token_is_told_once(self):
        for output in ("text", "json"):
            with self.subTest(output):
                session = self.path(f"{output}.pushbench")
                result = run("consume", "--listen", "127.0.0.1:0", "--duration", "0.1",
                             "--output", output, "--session", session)
                token = json.loads(result.stdout.splitlines()[0])["token"] if output == "json" \
                    else next(line.split()[-1] for line in result.stdout.splitlines()
                              if line.startswith("Token"))
                self.assertGreaterEqual(len(token), 32)
                self.assertEqual((result.stdout + result.stderr).count(token), 1)
                self.assertNotIn(token.encode(), everything_in(self.folder))

    def test_no_token_is_ever_written(self):
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session, "--events")
        wrong = "quite-another-token"
        consumer.post(single(1))
        consumer.post(single(2), {"Authorization": f"Bearer {wrong}"})
        consumer.post(single(3), {"Authorization": f"bearer   {TOKEN}"})
        consumer.post(json.dumps({"token": TOKEN}))
        produced = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--events", "2",
                       "--session", self.path("p.pushbench"), "--output", "json")
        told = self.process(CLI, "produce", "--url", consumer.url, "--auth-token", wrong,
                            "--events", "2", "--session", self.path("q.pushbench"))
        self.assertEqual(told.wait(), 1)
        status, _ = consumer.stop()
        self.assertEqual((status, produced.returncode), (0, 0))
        output = "\n".join(consumer.lines + consumer.errors + told.lines + told.errors)
        output += produced.stdout + produced.stderr
        output += run("analyze", session).stdout + run("analyze", session, "--output",
                                                      "json").stdout
        stored = everything_in(self.folder)
        for token in (TOKEN, wrong):
            self.assertNotIn(token, output)
            self.assertNotIn(token.encode(), stored)
        self.assertIn(b"sha256:", stored)

    def test_a_wider_address_warns(self):
        result = run("consume", "--listen", "0.0.0.0:0", "--duration", "0.1", "--output", "json")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stderr, r"\Awarning: [^\n]*port \d+[^\n]*other machines[^\n]*\n\Z")
        result = run("consume", "--listen", "127.0.0.1:0", "--duration", "0.1")
        self.assertEqual(result.stderr, "")


def everything_in(folder):
    content = b""
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            content += file.read()
    return content


class Sessions(TestCase):
    BOOKS = ("exchanges", "events", "unknown", "failed", "duplicates", "late", "conflicts", "gaps",
             "findings")

    def analyzed(self, session):
        result = run("analyze", session, "--output", "json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        records = records_of(result.stdout)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        return records

    def test_created_appended_and_read_again(self):
        session = self.path("s.pushbench")
        for round_, expected in ((0, 1), (1, 2)):
            consumer = self.consumer("--session", session)
            consumer.post(single(1 + 2 * round_))
            consumer.stop()
            self.assertEqual(self.analyzed(session)[-1]["exchanges"], expected)
        gaps = [(r["first"], r["last"], r["state"]) for r in self.analyzed(session)
                if r["type"] == "gap"]
        self.assertEqual(gaps, [(2, 2, "open")])

    def test_analyze_gives_the_same_books_as_live(self):
        session = self.path("s.pushbench")
        consumer = self.consumer("--session", session, "--source", "A")
        for sequence, key in ((1, "a"), (4, "b"), (2, "c"), (4, "b"), (1, "other")):
            consumer.post(single(sequence, key=key), {"EntityEventSource": "A"})
        consumer.post(single(7), {"EntityEventSource": "B"})
        consumer.post("[]")
        consumer.post(single(8), {"Authorization": "Basic x"})
        _, records = consumer.stop()
        live, read = records[-1], self.analyzed(session)
        for name in (*self.BOOKS, "accepted"):
            self.assertEqual(read[-1][name], live[name], name)
        self.assertEqual(live["conflicts"], 1)
        self.assertEqual(live["late"], 1)
        feeds = {r["feed"]: (r["first"], r["last"], r["received"], r["openGaps"])
                 for r in read if r["type"] == "feed"}
        self.assertEqual(feeds["A"], (1, 4, 3, 1))
        self.assertEqual(feeds["B"], (7, 7, 1, 0))
        text = run("analyze", session)
        self.assertEqual(text.returncode, 0)
        self.assertIn("feed A: 1..4, 3 received, 1 open gap with 1 number", text.stdout)

    def test_analyze_of_a_producer(self):
        session = self.path("p.pushbench")
        policy = self.path("policy.json", '{"replies": [{}, {"status": 400}, {"status": 500}]}')
        consumer = self.consumer("--policy", policy)
        result = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--events", "40",
                     "--batch", "10", "--session", session, "--output", "json", "--backoff",
                     "0.01:1")
        self.assertEqual(result.returncode, 1, result)
        live, read = records_of(result.stdout)[-1], self.analyzed(session)[-1]
        for name in (*self.BOOKS, "delivered"):
            self.assertEqual(read[name], live[name], name)
        self.assertEqual((live["delivered"], live["failed"], live["exchanges"]), (30, 10, 5))


if __name__ == "__main__":
    main()
