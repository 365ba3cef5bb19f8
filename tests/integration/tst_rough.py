#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce against servers that throttle, reset, stall, break off and refuse: by their own logs every event
is delivered exactly once, or counted as failed or unknown with its reason."""

import json
import os
import random
import re
import signal
import subprocess
import time
from collections import Counter

from foreign import Nginx, Rough, free_port
from pushbench import CLI, PATIENCE, TOKEN, TestCase, flaws, main, needs, records_of, run

# Every status of RFC 9110 and its registry that refuses.
REFUSALS = [*range(400, 418), 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, *range(500, 509), 510, 511]
WAITED_FOR = {429, 503}
TRIED_AGAIN = {408, 425, 500, 502, 504, 506, 507, 508, 510, 511}
LEFT_OUT = {400, 409, 413, 414, 422, 431}
BREAKS = ["reset-early", "reset-head", "reset", "close", "truncate", "truncate-head", "stall"]

LIMITED = """
    log_format bodies escape=json '{{"body":"$request_body","status":$status}}';
    client_body_in_single_buffer on;
    limit_req_zone $server_port zone=feed:1m rate=40r/s;
    limit_req_status {status};
    server {{
        listen 127.0.0.1:{port};
        location /webhooks {{
            limit_req zone=feed burst={burst} nodelay;
            access_log {folder}/access.log bodies;
            proxy_pass http://unix:{folder}/inner.sock;
        }}
    }}
    server {{
        listen unix:{folder}/inner.sock;
        location / {{ default_type application/json; return 200 '{{}}'; }}
    }}"""


class RoughServers(TestCase):
    def rough(self, *script, **more):
        server = Rough(script, **more)
        self.addCleanup(server.end)
        return server

    def command(self, url, events, *arguments):
        return ("produce", "--url", url, "--auth-token", TOKEN, "--events", str(events),
                "--first-sequence", "1", "--output", "json", "--backoff", "0.02:0.2", *arguments)

    def push(self, url, events, *arguments, expected=0):
        result = run(*self.command(url, events, *arguments))
        self.assertEqual((result.returncode, result.stderr), (expected, ""), result.stdout[-2000:])
        records = records_of(result.stdout)
        self.assertEqual([flaws(r) for r in records if flaws(r)], [])
        return records

    def exchanges(self, records):
        return [r for r in records if r["type"] == "exchange"]

    @needs("nginx")
    def test_nginx_that_limits_its_requests(self):
        for status, arguments in ((429, ()), (503, ()), (503, ("--batch", "3", "--in-flight", "6"))):
            with self.subTest(status=status, arguments=arguments):
                folder = self.path(f"{status}{len(arguments)}")
                os.mkdir(folder)
                port = free_port()
                nginx = Nginx(folder, port, LIMITED.format(status=status, port=port, folder=folder,
                                                           burst=3))
                self.addCleanup(nginx.end)
                records = self.push(nginx.url, 200, *arguments)
                nginx.stop()
                with open(os.path.join(folder, "access.log"), encoding="utf-8") as log:
                    requests = [json.loads(line) for line in log]
                told = Counter(r["status"] for r in self.exchanges(records))
                self.assertEqual(Counter(r["status"] for r in requests), told)
                self.assertGreater(told[status], 3, "it never said no")
                # nginx reads no body that it refuses, and logs none.
                taken = [int(s) for r in requests if r["status"] == 200 for s in
                         re.findall(r'"EntityEventSequence":(\d+)', r["body"])]
                self.assertEqual(sorted(taken), list(range(1, 201)), "each once")
                if not arguments:
                    self.assertEqual(taken, sorted(taken))
                refused = [r for r in self.exchanges(records) if r["status"] == status]
                self.assertEqual({(r["outcome"], r["retryAfter"]) for r in refused}, {("held", None)})
                self.assertEqual(records[-1]["outcome"], "every event was delivered")

    def test_every_refusal_in_turn(self):
        server = self.rough(*[way for status in REFUSALS for way in (200, status)])
        checkpoint = self.path("c.json")
        records = []
        halts = []
        while True:  # What halts a feed is mended by a person, who starts it again.
            result = run(*self.command(server.url, len(REFUSALS) + 10, "--checkpoint", checkpoint))
            self.assertEqual(result.stderr, "")
            records = records_of(result.stdout)
            halted = [r for r in records if r["type"] == "halted"]
            if not halted:
                break
            self.assertEqual(result.returncode, 1)
            halts.append(int(re.match(r"\d+", halted[0]["reason"])[0]))
        stops = [s for s in REFUSALS if s not in WAITED_FOR | TRIED_AGAIN | LEFT_OUT]
        self.assertEqual(halts, stops, result.stdout)
        refused = [(sequences, way[0]) for _, sequences, way, _ in server.requests()
                   if way[0] in LEFT_OUT]
        self.assertEqual({way for _, way in refused}, LEFT_OUT)
        left_out = [s for sequences, _ in refused for s in sequences]
        wanted = set(range(1, len(REFUSALS) + 11)) - set(left_out)
        self.assertEqual(Counter(server.taken()), Counter(wanted), "each exactly once")
        # The last run says what earlier ones lost for good.
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"{len(left_out)} events of earlier runs were refused", records[-1]["outcome"])

    def test_refusals_are_told_with_their_status(self):
        for status in sorted(LEFT_OUT):
            with self.subTest(status):
                server = self.rough(200, status)
                records = self.push(server.url, 4, expected=1)
                self.assertEqual(server.taken(), [1, 3, 4])
                self.assertIn(f"refused for good: 1 ({status}", records[-1]["outcome"])

    def test_what_breaks_is_unknown_or_failed_and_comes_again(self):
        for way in BREAKS:
            with self.subTest(way):
                server = self.rough(200, way, 200, way, way)
                records = self.push(server.url, 30, "--timeout", "0.4")
                broken = [r for r in self.exchanges(records) if r["outcome"] != "delivered"]
                self.assertEqual({r["outcome"] for r in broken} - {"unknown", "failed"}, set())
                self.assertEqual(len(broken), 3)
                self.assertTrue(all(r["fault"] for r in broken), broken)
                if not way.startswith("reset-"):  # The server read all of it.
                    self.assertEqual({r["outcome"] for r in broken}, {"unknown"})
                self.assertEqual(records[-1]["unknown"],
                                 sum(r["outcome"] == "unknown" for r in broken))
                self.assertEqual(server.taken(), list(range(1, 31)), "each once, in order")

    def rough_script(self, chance, size):
        return [chance.choice((200, 200, *BREAKS[:-1], 429, 500, 503)) for _ in range(size)]

    def test_all_of_it_over_many_connections(self):
        seed = int(os.environ.get("PUSHBENCH_SEED", random.randrange(2 ** 32)))
        print(f"PUSHBENCH_SEED={seed}", flush=True)
        server = self.rough(*self.rough_script(random.Random(seed), 150), "stall", "stall")
        records = self.push(server.url, 2000, "--batch", "5", "--in-flight", "8", "--timeout", "1",
                            "--max-attempts", "100")
        self.assertEqual(Counter(server.taken()), Counter(range(1, 2001)))
        # One for one: what the server says of an attempt is what the producer says.
        told = Counter(r["outcome"] for r in self.exchanges(records))
        ways = Counter(way[0] for _, _, way, _ in server.requests())
        self.assertEqual((told["delivered"], told["held"]), (ways[200], ways[429] + ways[503]))
        self.assertEqual(told["unknown"] + told["failed"], sum(ways[b] for b in BREAKS) + ways[500])
        self.assertEqual(records[-1]["unknown"], told["unknown"])

    def test_twenty_kills_on_rough_ground(self):
        seed = int(os.environ.get("PUSHBENCH_SEED", random.randrange(2 ** 32)))
        print(f"PUSHBENCH_SEED={seed}", flush=True)
        chance = random.Random(seed)
        server = self.rough(pace=0.001)
        events = 2000
        command = self.command(server.url, events, "--checkpoint", self.path("c.json"), "--in-flight",
                               "4", "--batch", "2", "--max-attempts", "100", "--timeout", "2")
        for kill in range(20):
            with server.lock:
                server.script = self.rough_script(chance, 20)
            before = len(server.requests())
            process = subprocess.Popen([CLI, *command], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE)
            wanted = before + chance.choice((0, 1, 5, 20, 40))
            deadline = time.monotonic() + PATIENCE
            while (len(server.requests()) < wanted and process.poll() is None
                   and time.monotonic() < deadline):
                time.sleep(0.001)
            process.kill()
            status = process.wait(PATIENCE)
            errors = process.stderr.read()
            process.stderr.close()
            self.assertEqual((status, errors), (-signal.SIGKILL, b""), f"kill {kill}")
        with server.lock:
            server.script = []
        records = self.push(server.url, events, *command[command.index("--checkpoint"):])
        self.assertIn("every event was delivered", records[-1]["outcome"])
        taken = Counter(server.taken())
        self.assertEqual(set(taken), set(range(1, events + 1)), "something was lost")
        # Again comes only what was under way at a kill: two events on each of four connections.
        again = sum(taken.values()) - len(taken)
        self.assertLessEqual(again, 20 * 4 * 2)


if __name__ == "__main__":
    main()
