#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce against nginx and Node: every sequence exactly once, by the server's own log."""

import json
import os
import re
from collections import Counter

from foreign import Nginx, Node, free_port
from pushbench import TOKEN, TestCase, flaws, main, needs, records_of, run

EVENTS = 10_000
FIRST = 9_007_199_254_740_000  # crosses 2^53, where doubles lose count
WAYS = {"singly": ["--batch", "1", "--in-flight", "4"],
        "singly in strict order": ["--batch", "1"],
        "in batches": ["--batch", "100"],
        "in batches over several connections": ["--batch", "7", "--in-flight", "8"]}


class ForeignServers(TestCase):
    def push(self, url, *arguments):
        result = run("produce", "--url", url, "--auth-token", TOKEN, "--events", str(EVENTS),
                     "--first-sequence", str(FIRST), "--source", "Feed 1", "--output", "json",
                     *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout[-2000:])
        records = records_of(result.stdout)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        summary = records[-1]
        self.assertEqual((summary["delivered"], summary["failed"], summary["unknown"]),
                         (EVENTS, 0, 0))
        self.assertEqual(sum(r["events"] for r in records if r["type"] == "exchange"), EVENTS)

    def assertOnce(self, sequences, ordered):
        self.assertEqual(Counter(sequences), Counter(range(FIRST, FIRST + EVENTS)))
        if ordered:
            self.assertEqual(sequences, sorted(sequences))

    @needs("node")
    def test_node(self):
        for name, arguments in WAYS.items():
            with self.subTest(name):
                node = Node()
                self.addCleanup(node.end)
                self.push(node.url, *arguments)
                log = node.log()
                self.assertOnce([int(s) for request in log for s in request["sequences"]],
                                "--in-flight" not in arguments)
                self.assertEqual({(r["method"], r["token"], r["source"]) for r in log},
                                 {("POST", f"Bearer {TOKEN}", "Feed 1")})

    @needs("nginx")
    def test_nginx(self):
        for name, arguments in WAYS.items():
            with self.subTest(name):
                folder = self.path(name.replace(" ", "-"))
                os.mkdir(folder)
                port = free_port()
                # nginx reads a body only to pass it on; so it passes it on to itself.
                nginx = Nginx(folder, port, f"""
                    log_format bodies escape=json '{{"body":"$request_body","status":$status}}';
                    client_body_in_single_buffer on;
                    server {{
                        listen 127.0.0.1:{port};
                        location /webhooks {{
                            access_log {folder}/access.log bodies;
                            proxy_pass http://unix:{folder}/inner.sock;
                        }}
                    }}
                    server {{
                        listen unix:{folder}/inner.sock;
                        location / {{ default_type application/json; return 200 '{{}}'; }}
                    }}""")
                self.addCleanup(nginx.end)
                self.push(nginx.url, *arguments)
                nginx.stop()
                sequences = []
                with open(os.path.join(folder, "access.log"), encoding="utf-8") as log:
                    for line in log:
                        request = json.loads(line)
                        self.assertEqual(request["status"], 200)
                        sequences += [int(s) for s in re.findall(
                            r'"EntityEventSequence":(\d+)', request["body"])]
                self.assertOnce(sequences, "--in-flight" not in arguments)


if __name__ == "__main__":
    main()
