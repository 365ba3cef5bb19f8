#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check … --profile: what was agreed on reaches the wire, the verdicts and the reports."""

import http.server
import json
import threading

from foreign import free_port
from pushbench import CLI, TOKEN, TestCase, main, records_of, run

KEY = "an-api-key.of-the_tests~7"


class BatchOnly(http.server.BaseHTTPRequestHandler):
    """Takes lists from whoever shows its key; notes what it was asked."""

    protocol_version = "HTTP/1.1"
    seen = []

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((dict(self.headers), body))
        try:
            fine = "value" in json.loads(body) and self.headers.get("X-Api-Key") == KEY
        except (ValueError, TypeError):
            fine = False
        answer = b"{}" if fine else f"no, {self.headers.get('X-Api-Key')}".encode()
        self.send_response(200 if fine else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


class Profile(TestCase):
    def batch_only(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), BatchOnly)
        server.daemon_threads = True
        BatchOnly.seen = []
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/hooks"

    def profile(self, **members):
        return self.path("profile.json", json.dumps(members))

    def check(self, url, *arguments):
        result = run("check", "consumer", "--url", url, "--auth-token", TOKEN, "--output", "json",
                     "--timeout", "5", *arguments)
        return result, {r["id"]: r for r in records_of(result.stdout) if r["type"] == "check"}

    CHECKS = ("--only", "RCP028-R1.", "--only", "RCP028-R8.", "--only", "RCP028-R9.",
              "--only", "RCP028-R22.", "--only", "RCP025-R7.", "--only", "H-413.")

    def test_a_consumer_that_takes_lists_only(self):
        url = self.batch_only()
        result, checks = self.check(url, *self.CHECKS, "--rate", "1000")
        self.assertEqual(result.returncode, 1, "nothing was agreed on, so it fails")
        self.assertEqual(checks["RCP028-R8.multi"]["status"], "fail")

        BatchOnly.seen = []
        secret = self.path("key", KEY)
        files = {kind: self.path(f"report.{kind}") for kind in ("json", "html", "xml", "txt")}
        session = self.path("kept.pushbench")
        profile = self.profile(
            name="Lists & keys", labels=["Feed 7", "Feed 8"], form="batch",
            headers={"X-Api-Key": {"secret": f"@{secret}"}, "X-Tenant": "42", "X-Mine": "profile"},
            extensions={"EventTypes": ["Update"]},
            thresholds={"bodyBytes": 2_000_000, "requestsPerSecond": 500, "answerMs": 4321})
        result, checks = self.check(url, *self.CHECKS, "--profile", profile, "--session", session,
                                    "--header", "X-Mine: command line",
                                    *(w for path in files.values() for w in ("--report", path)))
        self.assertEqual(result.returncode, 0, result)
        self.assertEqual({i: c["status"] for i, c in checks.items() if c["status"] != "pass"},
                         {"RCP028-R1.single": "warn"})
        heads = [head for head, _ in BatchOnly.seen]
        self.assertEqual({(h["X-Api-Key"], h["X-Tenant"], h["X-Mine"]) for h in heads},
                         {(KEY, "42", "command line")})
        labels = [h.get("EntityEventSource") for h in heads]
        self.assertEqual(labels[0], "Feed 7", "the first label goes with every request")
        self.assertTrue({"Feed 8", None} <= set(labels), labels)
        bodies = [body for _, body in BatchOnly.seen]
        self.assertEqual(sum("value" not in json.loads(b) for b in bodies), 1)
        self.assertIn(2_000_000, [len(body) for body in bodies])
        self.assertTrue(any(b'"EventTypes":["Update"]' in body for body in bodies))
        told = {}
        for kind, path in files.items():
            with open(path, encoding="utf-8") as file:
                told[kind] = file.read()
        with open(session, "rb") as file:
            told["session"] = file.read().decode("latin-1")
        told["output"] = result.stdout + result.stderr
        for where, text in told.items():
            self.assertNotIn(KEY, text, where)
        environment = json.loads(told["json"])["environment"]
        self.assertIn("X-Api-Key: sha256:", environment["header fields"])
        for words in ("Lists &amp; keys", "Feed 7, Feed 8", "4321 ms", "2000000 bytes",
                      "lists only", "at most 500"):
            self.assertIn(words, told["html"])
            self.assertIn(words.replace("&amp;", "&"), told["txt"])
            self.assertIn(words, told["xml"])

    def test_options_win(self):
        url = self.batch_only()
        profile = self.profile(thresholds={"requestsPerSecond": 3, "timeoutMs": 2500})
        report = self.path("r.json")
        chosen = ("--only", "RCP028-R1.", "--profile", profile, "--report", report)
        for arguments, rate, wait in (((), "at most 3", "5 s"),
                                      (("--rate", "77"), "at most 77", "5 s")):
            self.check(url, *chosen, *arguments)
            with open(report, encoding="utf-8") as file:
                stated = json.load(file)["environment"]
            self.assertEqual((stated["requests per second"], stated["waits for an answer"]),
                             (rate, wait))
        run("check", "consumer", "--url", url, "--auth-token", TOKEN, *chosen)
        with open(report, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["environment"]["waits for an answer"], "2.5 s")

    def test_what_is_wrong_is_named(self):
        good = ("--url", "http://127.0.0.1:1/", "--auth-token", "t", "--profile")
        for content, words in (('{"lables": []}', "/lables is not known here"),
                               ('{"thresholds": {"answerMs": "5"}}', "/thresholds/answerMs"),
                               ('{"headers": {"X-Key": {"secret": "@/nowhere"}}}',
                                "/headers/X-Key/secret"),
                               ('{"form": ', "line 1 is not JSON")):
            with self.subTest(content):
                path = self.path("bad.json", content)
                for suite in ("consumer", "resource"):
                    self.assertUsage(run("check", suite, *good, path), path, words)
                self.assertUsage(run("check", "producer", "--profile", path), path, words)
        self.assertUsage(run("check", "consumer", *good, "/nowhere"), "--profile", "/nowhere")

    def lead(self, profile, resource_port, *more):
        trap = self.process(CLI, "check", "producer", "--listen", "127.0.0.1:0", "--auth-token",
                            TOKEN, "--patience", "20", "--profile", profile, "--output", "json",
                            "--slow", "1", "--too-slow", "3", "--next-token", "next", *more)
        url = json.loads(trap.line())["url"]
        self.process(CLI, "produce", "--url", url, "--auth-token", TOKEN, "--source", "IDX",
                     "--events", "5000", "--rate", "40", "--backoff", "0.1:2", "--max-attempts",
                     "50", "--header", "X-Tenant: 42", "--header", f"X-Api-Key: {KEY}",
                     "--resource-listen", f"127.0.0.1:{resource_port}", "--resource-token", "rt",
                     "--stay", "--timeout", "2", "--next-token", "next")
        status = trap.wait()
        records = records_of("\n".join(trap.lines))
        self.assertNotIn(KEY, "\n".join(trap.lines))
        return status, {r["id"]: r for r in records if r["type"] == "check"}

    def test_a_producer_that_is_called_to_go_on(self):
        port = free_port()
        session = self.path("kept.pushbench")
        profile = self.profile(
            labels=["IDX"], form="single",
            headers={"X-Tenant": "42", "X-Api-Key": {"secret": KEY}},
            resume={"url": f"http://127.0.0.1:{port}/resume", "haltStatus": 403,
                    "headers": {"Authorization": {"secret": "Bearer rt"}}, "withinMs": 15000})
        status, checks = self.lead(profile, port, "--session", session)
        self.assertEqual({i: (c["status"], c["sentence"]) for i, c in checks.items()
                          if c["status"] != "pass"}, {})
        self.assertEqual(status, 0)
        resume = checks["RCP028-R18.resume"]
        self.assertEqual([a["actual"] for a in resume["assertions"]][:1], ["200"])
        self.assertNotIn("had not stopped", json.dumps(resume))
        with open(session, "rb") as file:
            self.assertNotIn(KEY.encode(), file.read())

    def test_a_producer_that_keeps_no_agreement(self):
        port = free_port()
        profile = self.profile(
            labels=["Another"], form="batch", headers={"X-Tenant": "43", "X-More": "1"},
            thresholds={"stepMs": 3000},
            resume={"url": f"http://127.0.0.1:{port}/nowhere", "withinMs": 2000})
        status, checks = self.lead(profile, port)
        self.assertEqual(status, 1)
        self.assertEqual({i: checks[i]["status"] for i in (
            "RCP028-R18.resume", "RCP028-R20.label", "RCP028-R5.credential", "RCP025-R4.form")},
            {"RCP028-R18.resume": "fail", "RCP028-R20.label": "fail",
             "RCP028-R5.credential": "warn", "RCP025-R4.form": "warn"})


if __name__ == "__main__":
    main()
