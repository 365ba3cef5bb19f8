#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce --checkpoint, killed at any instant: nothing is lost, and nothing comes again but what was
under way when it died.

What was under way is what a connection carried last: a request that another one follows on the same
connection had its answer, and must not be repeated by any later run. PUSHBENCH_SEED repeats a run.
"""

import json
import os
import random
import signal
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pushbench import CLI, PATIENCE, TOKEN, TestCase, main, records_of, run

KILLS = 20


class Receiver(ThreadingHTTPServer):
    """Answers 200 after a moment, and remembers what came on which connection."""

    daemon_threads = True

    def __init__(self, pace=0.002):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pace = pace
        self.lock = threading.Lock()
        self.run = 0
        self.connections = []  # The run, and its requests, each of them a list of sequences.
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/webhooks"

    def requests(self):
        with self.lock:
            return sum(len(requests) for _, requests in self.connections)

    def repeated(self):
        """Sequences that came again in a later run although their answer had been taken."""
        known = {}
        came = {}
        with self.lock:
            for number, requests in self.connections:
                for i, request in enumerate(requests):
                    for sequence in request:
                        came.setdefault(sequence, []).append(number)
                        if i + 1 < len(requests):
                            known.setdefault(sequence, number)
        return {s: came[s] for s, number in known.items() if max(came[s]) > number}

    def arrived(self):
        with self.lock:
            return {sequence for _, requests in self.connections for request in requests
                    for sequence in request}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.mine = []
        with self.server.lock:
            self.server.connections.append((self.server.run, self.mine))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) < int(self.headers["Content-Length"]):
            self.close_connection = True
            return
        payload = json.loads(body)
        with self.server.lock:
            self.mine.append([event["EntityEventSequence"]
                              for event in payload.get("value", [payload])])
        time.sleep(self.server.pace)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, OSError):
            pass  # The other end was killed.

    def log_message(self, *_):
        pass


class Resume(TestCase):
    def receiver(self, **more):
        receiver = Receiver(**more)
        self.addCleanup(receiver.server_close)
        self.addCleanup(receiver.shutdown)
        return receiver

    def killed_again_and_again(self, events, *arguments):
        seed = int(os.environ.get("PUSHBENCH_SEED", random.randrange(2 ** 32)))
        print(f"PUSHBENCH_SEED={seed}", flush=True)
        chance = random.Random(seed)
        receiver = self.receiver()
        checkpoint = self.path("c.json")
        if os.path.exists(checkpoint):
            os.remove(checkpoint)
        command = [CLI, "produce", "--url", receiver.url, "--auth-token", TOKEN, "--checkpoint",
                   checkpoint, "--output", "json", "--backoff", "0.01:0.05", *arguments]
        kills = 0
        while kills < KILLS:
            before = receiver.requests()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE)
            # Now and then before the first request, mostly in the middle of some.
            wanted = before + chance.choice((0, 1, 3, 10, 30))
            deadline = time.monotonic() + PATIENCE
            while (receiver.requests() < wanted and process.poll() is None
                   and time.monotonic() < deadline):
                time.sleep(0.001)
            time.sleep(chance.random() * 0.01)
            process.kill()
            status = process.wait(PATIENCE)
            errors = process.stderr.read()
            process.stderr.close()
            self.assertEqual((status, errors), (-signal.SIGKILL, b""), "it did not live that long")
            kills += 1
            receiver.run = kills
        result = run(*command[1:])
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        self.assertEqual(receiver.arrived(), set(range(1, events + 1)), "something was lost")
        self.assertEqual(receiver.repeated(), {}, "repeated although its answer was taken")
        summary = records_of(result.stdout)[-1]
        self.assertIn("settled by earlier runs", summary["outcome"])
        self.assertLess(summary["delivered"], events)
        # There is nothing left to do.
        again = run(*command[1:])
        self.assertEqual(again.returncode, 0, again)
        summary = records_of(again.stdout)[-1]
        self.assertEqual((summary["delivered"], summary["exchanges"]), (0, 0))
        self.assertEqual(summary["outcome"],
                         f"every event was delivered; {events} settled by earlier runs")

    def test_twenty_kills_in_strict_order(self):
        self.killed_again_and_again(1200, "--events", "1200", "--first-sequence", "1")

    def test_twenty_kills_of_four_connections(self):
        self.killed_again_and_again(6000, "--events", "6000", "--first-sequence", "1", "--batch",
                                    "5", "--in-flight", "4")

    def test_twenty_kills_of_a_file(self):
        lines = [json.dumps({"EntityEventSequence": s, "ResourceName": "Property",
                             "ResourceRecordKey": str(s)}) for s in range(1, 1201)]
        self.killed_again_and_again(1200, "--from", self.path("events.ndjson", "\n".join(lines)),
                                    "--in-flight", "2")

    def test_a_stop_repeats_nothing(self):
        receiver = self.receiver(pace=0.01)
        checkpoint = self.path("c.json")
        command = ["produce", "--url", receiver.url, "--auth-token", TOKEN, "--checkpoint",
                   checkpoint, "--events", "60", "--first-sequence", "1", "--in-flight", "3",
                   "--output", "json"]
        for _ in range(3):
            before = receiver.requests()
            process = self.process(CLI, *command)
            while receiver.requests() < before + 8:
                time.sleep(0.005)
            process.signal(signal.SIGTERM)
            self.assertEqual(process.wait(), 1)
        self.assertEqual(run(*command).returncode, 0)
        came = [s for _, requests in receiver.connections for request in requests
                for s in request]
        self.assertEqual(sorted(came), list(range(1, 61)))

    def test_what_cannot_be_gone_on_with_is_told(self):
        receiver = self.receiver()
        command = ["produce", "--url", receiver.url, "--auth-token", TOKEN, "--events", "5"]
        checkpoint = self.path("c.json")
        self.assertEqual(run(*command, "--checkpoint", checkpoint).returncode, 0)
        self.assertUsage(run(*command, "--checkpoint", checkpoint, "--seed", "9"), checkpoint,
                         "another feed", "seed 42", "seed 9")
        with open(checkpoint, "rb") as file:
            whole = file.read()
        self.path("c.json", whole[:-20])
        self.assertUsage(run(*command, "--checkpoint", checkpoint), checkpoint, "torn or damaged",
                         "remove it")
        foreign = self.path("mine.json", "{\"my\": \"notes\"}")
        self.assertUsage(run(*command, "--checkpoint", foreign), foreign, "no checkpoint",
                         "name another file")
        self.assertUsage(run(*command, "--checkpoint", self.path("none/c.json")), "folder")

    def test_a_refused_event_is_remembered(self):
        consumer = self.consumer("--policy", self.path("p.json", json.dumps(
            {"replies": [{"times": 1}, {"times": 1, "status": 422}], "then": "accept"})))
        command = ["produce", "--url", consumer.url, "--auth-token", TOKEN, "--events", "5",
                   "--checkpoint", self.path("c.json"), "--output", "json"]
        first = run(*command)
        self.assertEqual(first.returncode, 1, first)
        again = run(*command)
        self.assertEqual(again.returncode, 1, "not every event was answered 2xx")
        self.assertEqual(records_of(again.stdout)[-1]["outcome"],
                         "1 event of earlier runs was refused; 5 settled by earlier runs")


if __name__ == "__main__":
    main()
