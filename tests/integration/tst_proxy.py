#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""consume behind nginx, with connections to it that are kept alive."""

import os

from foreign import Nginx, free_port
from pushbench import TOKEN, TestCase, main, needs, records_of, run

EVENTS = 10_000


@needs("nginx")
class BehindAProxy(TestCase):
    def proxy(self, upstream):
        folder = self.path("nginx")
        os.mkdir(folder)
        port = free_port()
        nginx = Nginx(folder, port, f"""
            upstream consumer {{ server 127.0.0.1:{upstream}; keepalive 16; }}
            server {{
                listen 127.0.0.1:{port};
                location / {{
                    proxy_pass http://consumer;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                }}
            }}""")
        self.addCleanup(nginx.end)
        return nginx

    def test_every_event_comes_through_once(self):
        consumer = self.consumer()
        nginx = self.proxy(consumer.port)
        result = run("produce", "--url", nginx.url, "--auth-token", TOKEN, "--events",
                     str(EVENTS), "--batch", "10", "--in-flight", "8", "--source", "Feed 1",
                     "--output", "json")
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout[-2000:])
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        summary = records[-1]
        self.assertEqual((summary["accepted"], summary["duplicates"], summary["conflicts"],
                          summary["gaps"]["open"]), (EVENTS, 0, 0, 0))
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertEqual({r["source"] for r in exchanges}, {"Feed 1"})
        self.assertLessEqual(len({r["peer"] for r in exchanges}), 100,
                             "connections are kept, not made anew for each request")
        nginx.stop()
        self.assertEqual(nginx.error_log(), "")

    def test_refusals_come_through(self):
        policy = self.path("policy.json",
                           '{"replies": [{"status": 429, "retryAfter": "date:+1"}]}')
        consumer = self.consumer("--policy", policy)
        nginx = self.proxy(consumer.port)
        result = run("produce", "--url", nginx.url, "--auth-token", TOKEN, "--events", "5",
                     "--output", "json", "--backoff", "0.02:0.1")
        self.assertEqual(result.returncode, 0, result)
        records = records_of(result.stdout)
        self.assertEqual([r["outcome"] for r in records if r["type"] == "exchange"],
                         ["held"] + ["delivered"] * 5)

    def test_a_consumer_that_is_gone(self):
        consumer = self.consumer()
        nginx = self.proxy(consumer.port)
        consumer.stop()
        result = run("produce", "--url", nginx.url, "--auth-token", TOKEN, "--events", "5",
                     "--output", "json", "--backoff", "0.02:0.1", "--max-attempts", "2")
        self.assertEqual(result.returncode, 1, result)
        records = records_of(result.stdout)
        self.assertEqual([r["status"] for r in records if r["type"] == "exchange"], [502, 502])
        self.assertIn("502", records[-1]["outcome"])


if __name__ == "__main__":
    main()
