#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several endpoints of one consumer, by flags and by file, and the records of its load."""

import json
import os
import signal

from pushbench import CLI, TOKEN, TestCase, flaws, main, run, single

TOKENS = {"/hooks/a": "token-of-endpoint-a", "/hooks/b": "token-of-endpoint-b"}
WRONG = "a-token-of-somewhere-else"


class Endpoints(TestCase):
    def two(self, *more):
        return self.consumer(
            "--endpoint", f"/hooks/a,token={TOKENS['/hooks/a']},source=IDX A", "--endpoint",
            f"/hooks/b,token=@{self.path('b.token', TOKENS['/hooks/b'])},source=B1,source=B\\, 2",
            *more, token=None)

    @staticmethod
    def push(consumer, path, token, source=None, sequence=1, key="k"):
        headers = {"Authorization": f"Bearer {token}"}
        if source is not None:
            headers["EntityEventSource"] = source
        return consumer.post(single(sequence, key=key), headers, path=path)[0]

    def test_each_has_its_own_token_and_labels(self):
        consumer = self.two()
        a, b = TOKENS.values()
        self.assertEqual([self.push(consumer, *words) for words in [
            ("/hooks/a", a, "IDX A"), ("/hooks/b", b, "B, 2"), ("/hooks/a", b, "IDX A"),
            ("/hooks/b", WRONG, "B1"), ("/webhooks", a), ("/hooks/b", b, "C"), ("/hooks/b", b)]],
            [200, 200, 401, 401, 404, 200, 200])
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        for record in records:
            self.assertEqual(flaws(record), [], record)
        findings = [[(f["id"], f["verdict"]) for f in r["findings"]]
                    for r in records if r["type"] == "exchange"]
        self.assertEqual(findings, [
            [], [], [("RCP028-R5", "fail")], [("RCP028-R5", "fail")], [],
            [("RCP028-R20", "fail")], [("RCP028-R20", "warn")]])
        texts = [f["text"] for r in records if r["type"] == "exchange" for f in r["findings"]]
        self.assertIn("the one of /hooks/b", texts[0])
        self.assertNotIn("/hooks/", texts[1])
        self.assertIn('is "C"; expected "B1" or "B, 2"', texts[2])
        self.assertIn('missing; expected "B1" or "B, 2"', texts[3])

    def test_the_listening_record_names_each(self):
        consumer = self.two("--endpoint", "/hooks/c", "--path", "/first")
        told = consumer.listening
        self.assertEqual(flaws(told), [])
        self.assertEqual([(e["path"], e["sources"], "token" in e) for e in told["endpoints"]],
                         [("/first", [], False), ("/hooks/a", ["IDX A"], False),
                          ("/hooks/b", ["B1", "B, 2"], False), ("/hooks/c", [], True)])
        self.assertEqual(told["url"], told["endpoints"][0]["url"])
        made = told["endpoints"][3]["token"]
        self.assertNotEqual(made, told["token"])
        self.assertEqual(self.push(consumer, "/hooks/c", made), 200)
        self.assertEqual(self.push(consumer, "/hooks/c", told["token"]), 401)
        self.assertEqual(self.push(consumer, "/first", told["token"]), 200)
        consumer.stop()
        told = "\n".join(consumer.lines + consumer.errors)
        self.assertEqual([told.count(token) for token in (made, consumer.token)], [1, 1])

    def test_without_path_only_the_endpoints_are_open(self):
        consumer = self.two()
        self.assertTrue(consumer.url.endswith("/hooks/a"))
        self.assertNotIn("token", consumer.listening)
        self.assertEqual(len(consumer.listening["endpoints"]), 2)
        consumer.stop()

    def test_the_environments_token_is_the_first_ones(self):
        consumer = self.consumer("--endpoint", "/a", "--endpoint", "/b", token=None,
                                 env={"PUSHBENCH_AUTH_TOKEN": TOKEN})
        self.assertNotIn("token", consumer.listening)
        self.assertIn("token", consumer.listening["endpoints"][1])
        self.assertEqual(self.push(consumer, "/a", TOKEN), 200)
        self.assertEqual(self.push(consumer, "/b", TOKEN), 401)
        consumer.stop()

    def test_a_file_says_the_same(self):
        slow = self.path("busy.json", json.dumps({"rules": [{"when": {}, "reply": {"status": 503}}]}))
        config = self.path("config.json", json.dumps({
            "path": "/first", "auth-token": TOKEN, "endpoints": [
                {"path": "/hooks/b", "authToken": TOKENS["/hooks/b"], "sources": ["A, B", "C\\D"],
                 "policy": slow},
                {"path": "/hooks/c"}]}))
        consumer = self.consumer("--config", config, token=None)
        self.assertEqual([(e["path"], e["sources"]) for e in consumer.listening["endpoints"]],
                         [("/first", []), ("/hooks/b", ["A, B", "C\\D"]), ("/hooks/c", [])])
        self.assertEqual(self.push(consumer, "/first", TOKEN), 200)
        self.assertEqual(self.push(consumer, "/hooks/b", TOKENS["/hooks/b"], "A, B"), 503)
        consumer.stop()
        given = self.consumer("--config", config, "--endpoint", "/given", token=None)
        self.assertEqual([e["path"] for e in given.listening["endpoints"]], ["/first", "/given"])
        given.stop()

    def test_labels_join_endpoints_and_their_absence_parts_them(self):
        session = self.path("s.pushbench")
        consumer = self.consumer("--endpoint", f"/a,token={TOKEN}", "--endpoint",
                                 f"/b,token={TOKEN}", "--session", session, token=None)
        for path, source, sequence, key in [
                ("/a", "L", 1, "k1"), ("/b", "L", 2, "k2"), ("/a", "L", 3, "k3"),
                ("/a", None, 1, "x"), ("/b", None, 1, "y"), ("/b", None, 5, "z")]:
            self.assertEqual(self.push(consumer, path, TOKEN, source, sequence, key), 200)
        _, live = consumer.stop()
        self.assertEqual(live[-1]["conflicts"], 0)
        self.assertEqual([(r["feed"], r.get("path"), r["first"], r["last"])
                          for r in live if r["type"] == "gap"], [("", "/b", 2, 4)])
        records = [json.loads(line) for line in
                   run("analyze", session, "--output", "json").stdout.splitlines()]
        for record in records:
            self.assertEqual(flaws(record), [], record)
        self.assertEqual([(r["feed"], r.get("path"), r["received"]) for r in records
                          if r["type"] == "feed"], [("L", None, 3), ("", "/a", 1), ("", "/b", 2)])
        text = run("analyze", session).stdout
        self.assertIn("feed (no label) at /b: 1..5, 2 received", text)

    def test_no_token_reaches_any_file_or_record(self):
        session = self.path("s.pushbench")
        consumer = self.two("--session", session, "--events")
        for offered, echoed in [(TOKENS["/hooks/b"], TOKENS["/hooks/a"]), (WRONG, WRONG)]:
            consumer.post(single(7, key=echoed), {
                "Authorization": f"Bearer {offered}", "X-Echo": echoed,
                "EntityEventSource": echoed}, path=f"/hooks/b?access_token={WRONG}")
        status, _ = consumer.stop()
        self.assertEqual(status, 0)
        told = "\n".join(consumer.lines + consumer.errors)
        told += run("analyze", session).stdout + run("analyze", session, "--output", "json").stdout
        kept = b""
        for name in os.listdir(self.folder):
            if name.startswith("s.pushbench"):
                with open(self.path(name), "rb") as file:
                    kept += file.read()
        self.assertIn(b"X-Echo: sha256:", kept)
        for token in (*TOKENS.values(), WRONG):
            self.assertNotIn(token, told)
            self.assertNotIn(token.encode(), kept)


class Usage(TestCase):
    def test_crooked_endpoints_are_told_off(self):
        long = [f"--endpoint=/{n}" for n in range(65)]
        rows = {
            "no path": (["--endpoint", "hooks"], "--endpoint", "begins with its path"),
            "a slip": (["--endpoint", "/b,sorce=A"], "--endpoint", "/b", '"sorce="'),
            "no token": (["--endpoint", "/b,token="], "/b", "token= has no value"),
            "a token with a blank": (["--endpoint", "/b,token=secret word"], "--endpoint", "/b",
                                     "RFC 6750"),
            "no such file": (["--endpoint", "/b,token=@/no/such"], "/no/such"),
            "no such policy": (["--endpoint", "/b,policy=/no/such"], "/no/such"),
            "a path twice": (["--endpoint", "/b", "--endpoint", "/b"], "/b", "each its own"),
            "the usual path again": (["--path", "/b", "--endpoint", "/b"], "/b", "each its own"),
            "too many": (long, "65 endpoints"),
            "a query": (["--endpoint", "/b?x=1"], "/b?x=1", "no blanks, quotes, ? or #"),
        }
        for name, (arguments, *words) in rows.items():
            with self.subTest(name):
                result = run("consume", "--listen", "127.0.0.1:0", "--duration", "0.1", *arguments)
                self.assertUsage(result, *words)
                self.assertNotIn("secret", result.stderr)

    def test_crooked_files_are_told_off(self):
        rows = {
            "no list": ({"endpoints": {"path": "/b"}}, "must be a list"),
            "no object": ({"endpoints": ["/b"]}, "no object"),
            "no path": ({"endpoints": [{"authToken": "t"}]}, 'no "path"'),
            "unknown": ({"endpoints": [{"path": "/b", "token": "t"}]}, '"token"', "authToken"),
            "a number": ({"endpoints": [{"path": "/b", "authToken": 5}]}, '"authToken"', "text"),
            "two paths": ({"endpoints": [{"path": ["/b", "/c"]}]}, '"path"'),
        }
        for name, (content, *words) in rows.items():
            with self.subTest(name):
                config = self.path("config.json", json.dumps(content))
                self.assertUsage(run("consume", "--duration", "0.1", "--config", config), config,
                                 *words)


class Load(TestCase):
    def test_load_is_told_while_it_is_there_and_summed_up(self):
        consumer = self.consumer()
        for sequence in range(1, 6):
            self.assertEqual(consumer.post(single(sequence))[0], 200)
        first = consumer.record("load")
        self.assertGreaterEqual(first["acks"], 1)
        self.assertEqual(consumer.post(single(6))[0], 200)
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        loads = [r for r in records if r["type"] == "load"]
        for record in records:
            self.assertEqual(flaws(record), [], record)
        self.assertEqual(sum(r["acks"] for r in loads), 6)
        sums = records[-1]["load"]
        self.assertEqual(sums["acks"], 6)
        self.assertEqual(sums["ackMaxMs"], max(r["ackMaxMs"] for r in loads))
        self.assertGreater(sums["ackMedianMs"], 0)
        self.assertGreaterEqual(sums["queueMax"], 1)
        self.assertEqual(sums["queue"], 0)

    def test_people_read_it_at_the_end(self):
        told = run("consume", "--listen", "127.0.0.1:0", "--duration", "0.2")
        self.assertEqual(told.returncode, 0)
        self.assertIn("nothing was answered", told.stdout)
        consumer = self.process(CLI, "consume", "--listen", "127.0.0.1:0", "--auth-token", TOKEN)
        url = consumer.line_with("^Listening on ").split()[-1]
        self.assertEqual(run("produce", "--url", url, "--auth-token", TOKEN, "--events",
                             "3").returncode, 0)
        consumer.signal(signal.SIGTERM)
        self.assertEqual(consumer.wait(), 0)
        self.assertRegex("\n".join(consumer.lines),
                         r"answers left [\d.]+ ms \(median\), [\d.]+ ms \(p99\), [\d.]+ ms "
                         r"\(max\) after the request; journal queue at most [1-9]")

    def test_people_are_told_of_every_endpoint(self):
        consumer = self.process(CLI, "consume", "--listen", "127.0.0.1:0", "--endpoint",
                                f"/a,token={TOKEN},source=IDX", "--endpoint", "/b")
        url = consumer.line_with("^Listening on .*/a$").split()[-1]
        consumer.line_with("^Source +IDX$")
        consumer.line_with("^and on .*/b$")
        token = consumer.line_with("^Token ").split()[-1]
        self.assertEqual(run("produce", "--url", url[:-1] + "b", "--auth-token", token,
                             "--events", "1").returncode, 0)
        consumer.line_with(" in +POST /b  200 ")
        consumer.signal(signal.SIGTERM)
        self.assertEqual(consumer.wait(), 0)


if __name__ == "__main__":
    main()
