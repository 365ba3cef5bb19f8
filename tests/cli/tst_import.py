#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""import: HAR and NDJSON become sessions; what we exported comes back with the same books."""

import base64
import json
import os
import resource
import sqlite3
import subprocess

from pushbench import (CLI, PATIENCE, TOKEN, TestCase, environment, flaws, main, multi, records_of,
                       run, single)

LAST = 2 ** 63 - 1
SECRET = "a-token.of_somebody~else"


def analysis(session):
    """What analyze says, but for the time at which it says it."""
    told = run("analyze", session, "--output", "json")
    assert told.returncode == 0, told
    return [{k: v for k, v in record.items() if k != "time"} for record in records_of(told.stdout)]


def entry(body=None, **more):
    """An entry as browsers and proxies write it."""
    headers = [{"name": "Host", "value": "feed.example"},
               {"name": "Content-Type", "value": "application/json"},
               {"name": "Cookie", "value": "sid=do-not-keep-me"},
               {"name": "Authorization", "value": f"Bearer {SECRET}"}]
    request = {"method": "POST", "url": "https://feed.example/hooks?a=1", "httpVersion": "http/1.1",
               "headers": headers, "cookies": [{"name": "sid", "value": "do-not-keep-me"}],
               "bodySize": -1}
    if body is not None:
        request["postData"] = {"mimeType": "application/json", "text": body}
    request.update(more.pop("request", {}))
    return {"startedDateTime": "2026-11-24T10:00:00.250+01:00", "time": 12.3456789,
            "request": request,
            "response": {"status": 200, "statusText": "OK", "httpVersion": "http/1.1",
                         "headers": [], "cookies": [],
                         "content": {"size": 2, "mimeType": "application/json", "text": "e30=",
                                     "encoding": "base64"}},
            "timings": {"blocked": -1, "dns": -1, "connect": 1.5, "send": 0.25, "wait": 9.1,
                        "receive": 1e-07}, "cache": {}, **more}


def har(*entries):
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "Browser", "version": "1"},
                               "pages": [{"id": "p", "title": "deep", "x": [[{}]]}],
                               "entries": list(entries)}})


class Import(TestCase):
    def imported(self, file, *arguments, session="imported.pushbench"):
        """Imports, and gives the record and stderr."""
        result = run("import", file, "--session", self.path(session), "--output", "json",
                     *arguments)
        self.assertEqual(result.returncode, 0, result)
        record, = records_of(result.stdout)
        self.assertEqual(flaws(record), [])
        return record, result.stderr

    def rows(self, sql, session="imported.pushbench"):
        base = sqlite3.connect(self.path(session))
        self.addCleanup(base.close)
        return base.execute(sql).fetchall()


class Ours(Import):
    def setUp(self):
        super().setUp()
        self.session = self.path("s.pushbench")
        policy = self.path("policy.json", json.dumps({"replies": [
            {"times": 3}, {"times": 1, "status": 429, "retryAfter": "1"},
            {"times": 1, "fault": "reset-after"}], "then": "accept"}))
        consumer = self.consumer("--session", self.session, "--policy", policy, "--source", "IDX",
                                 "--grace", "0.05")
        consumer.post(single(1, key='comma, "quote"\nline'))
        consumer.post("\ufeff" + multi((2, "Media", "ü\u2028\0"), (LAST, "Property", "k")),
                      {"EntityEventSource": "IDX"})
        consumer.post(b'{"broken": "\xff\x00"}', {"Authorization": "Bearer wrong-token-of-mine"})
        produced = run("produce", "--url", consumer.url, "--auth-token", TOKEN, "--events", "40",
                       "--batch", "4", "--source", "IDX", "--misbehave", "duplicate:1105",
                       "--misbehave", "drop:1110-1112", "--backoff", "0.01:0.1")
        self.assertEqual(produced.returncode, 0, produced)
        consumer.stop()
        # A second run, of the other side.
        other = self.consumer()
        run("produce", "--url", other.url, "--auth-token", TOKEN, "--events", "3", "--session",
            self.session, "--misbehave", "wrong-token:1102")

    def export(self, session, *arguments):
        result = run("export", session, *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result)
        return result.stdout

    def test_har_and_ndjson_give_the_same_books(self):
        before = analysis(self.session)
        self.assertTrue(any(r["type"] == "politeness" for r in before))
        self.assertTrue(any(r["type"] == "misbehaviour" for r in before))
        for form in ("har", "ndjson"):
            with self.subTest(form):
                arguments = ("--format", form, "--exchanges")
                text = self.export(self.session, *arguments)
                file = self.path(f"out.{form}", text)
                again = f"{form}.pushbench"
                record, warnings = self.imported(file, session=again)
                self.assertEqual((record["format"], warnings), (form, ""))
                self.assertEqual(analysis(self.path(again)), before)
                self.assertEqual(self.export(self.path(again), *arguments), text)
                self.assertEqual(self.rows("SELECT request_body FROM exchanges", again),
                                 self.rows("SELECT request_body FROM exchanges", "s.pushbench"))

    def test_what_was_filtered_keeps_what_was_agreed(self):
        file = self.path("some.ndjson", self.export(self.session, "--exchanges", "--filter",
                                                    "status:200 side:consumer"))
        self.imported(file)
        found = {r["finding"]["id"] for r in analysis(self.path("imported.pushbench"))
                 if r["type"] == "finding"}
        self.assertNotIn("RCP028-R5", found, "the token was right")

    def test_events_alone_become_a_session_with_these_events(self):
        events = self.export(self.session)
        record, _ = self.imported(self.path("events.ndjson", events))
        told = self.export(self.path("imported.pushbench"))
        keep = ("sequence", "resourceName", "resourceRecordKey", "state", "source", "side", "time")
        shorten = lambda text: [{k: r[k] for k in keep} for r in records_of(text)]
        self.assertEqual(shorten(told), shorten(events))
        self.assertEqual(record["events"], len(records_of(events)))
        findings = [r for r in analysis(self.path("imported.pushbench")) if r["type"] == "finding"]
        self.assertNotIn("header", json.dumps(findings), "nobody knows their heads")

    def test_it_is_replayed_like_any_session(self):
        self.imported(self.path("e.ndjson", self.export(self.session, "--filter", "-is:conflict")))
        other = self.consumer("--events")
        told = run("replay", self.path("imported.pushbench"), "--url", other.url, "--auth-token",
                   TOKEN)
        self.assertEqual(told.returncode, 0, told)
        _, received = other.stop()
        self.assertIn(LAST, [r["sequence"] for r in received if r["type"] == "event"])

    def test_behind_what_a_session_holds_already(self):
        file = self.path("out.ndjson", self.export(self.session, "--exchanges"))
        count = len(records_of(self.export(self.session, "--exchanges")))
        self.imported(file)
        self.imported(file)
        ids = [id for id, in self.rows("SELECT id FROM exchanges ORDER BY id")]
        self.assertEqual(ids, list(range(1, 2 * count + 1)))
        # Notes are about the exchange that moved up with them.
        about = self.rows("SELECT kind, exchange FROM notes WHERE exchange > 0 ORDER BY id")
        half = len(about) // 2
        self.assertEqual([(kind, number + count) for kind, number in about[:half]], about[half:])
        # Two exports one behind the other are the same.
        both = self.path("both.ndjson", open(file, encoding="utf-8").read() * 2)
        self.imported(both, session="both.pushbench")
        self.assertEqual(self.rows("SELECT id, kind, exchange FROM notes", "both.pushbench"),
                         self.rows("SELECT id, kind, exchange FROM notes"))


class Foreign(Import):
    def test_a_browsers_archive(self):
        page = entry(request={"method": "GET", "url": "https://feed.example/style.css"})
        login = entry("user=a&password=b", request={"url": "https://feed.example/login"})
        login["request"]["postData"]["mimeType"] = "application/x-www-form-urlencoded"
        packed = entry(request={"postData": {
            "mimeType": "application/json", "encoding": "base64",
            "text": base64.b64encode(single(LAST).encode()).decode()}})
        held = entry(single(7))
        held["response"] = {"status": 429, "headers": [{"name": "Retry-After", "value": "60"}]}
        silent = entry(single(8))
        silent["response"] = {"status": 0}
        record, warnings = self.imported(self.path("browser.har", "\ufeff" + har(
            page, entry(single(5)), login, packed, entry(), held, silent)))
        self.assertEqual({k: record[k] for k in ("format", "exchanges", "events", "passedOver",
                                                 "withoutBody", "withoutToken")},
                         {"format": "har", "exchanges": 5, "events": 4, "passedOver": 2,
                          "withoutBody": 1, "withoutToken": 0})
        self.assertIn("GET /style.css", warnings)
        self.assertIn("without their body", warnings)
        rows = self.rows("SELECT method, target, status, outcome, first_sequence, peer, began_us, "
                         "done_us FROM exchanges ORDER BY id")
        self.assertEqual(rows[0], ("POST", "/hooks?a=1", 200, "answered", 5, "feed.example:443",
                                   1795510800250000, 10850))
        self.assertEqual([row[4] for row in rows], [5, LAST, None, 7, 8])
        self.assertEqual([row[3] for row in rows],
                         ["answered", "answered", "failed", "answered", "failed"])
        with open(self.path("imported.pushbench"), "rb") as file:
            content = file.read()
        for secret in (SECRET, "do-not-keep-me", "password=b"):
            self.assertNotIn(secret.encode(), content)
        told = analysis(self.path("imported.pushbench"))
        found = {r["finding"]["id"] for r in told if r["type"] == "finding"}
        self.assertNotIn("RCP028-R5", found, "a token that was taken was the right one")
        self.assertNotIn("RCP028-R4", found, "a body that is not there is no broken one")
        summary, = (r for r in told if r["type"] == "summary")
        self.assertEqual((summary["accepted"], summary["events"]), (2, 3))
        hold, = (r for r in told if r["type"] == "politeness")
        self.assertEqual((hold["exchange"], hold["retryAfter"]), (4, "60"))

    def test_other_versions_and_sides(self):
        second = entry(single(1), connection="77", request={
            "httpVersion": "h2", "headers": [{"name": ":method", "value": "POST"},
                                             {"name": "content-type", "value": "application/json"},
                                             {"name": "EntityEventSource", "value": "IDX"}]})
        record, warnings = self.imported(self.path("h2.har", har(second)))
        self.assertEqual(record["withoutToken"], 1)
        self.assertIn("RCP028-R5 then tells of the file", warnings)
        self.assertEqual(self.rows("SELECT protocol, source, connection, substr(request_head,1,15) "
                                   "FROM exchanges"), [("HTTP/2", "IDX", 1, b":method: POST\r\n")])
        feed, = (r for r in analysis(self.path("imported.pushbench")) if r["type"] == "feed")
        self.assertEqual((feed["feed"], feed["received"]), ("IDX", 1))
        refused = entry(single(1))
        refused["response"]["status"] = 503
        self.imported(self.path("p.har", har(refused, entry(single(1)), entry(single(2)))),
                      "--side", "producer", session="p.pushbench")
        self.assertEqual(self.rows("SELECT side, outcome, attempt, delivery FROM exchanges",
                                   "p.pushbench"),
                         [("producer", "held", 1, 1), ("producer", "delivered", 2, 1),
                          ("producer", "delivered", 1, 2)])

    def test_events_of_others(self):
        lines = [f'{{"EntityEventSequence": {LAST}, "ResourceName": "Property", '
                 '"ResourceRecordKey": "k"}', "", single(4), multi((5, "Media", "a"),
                                                                   (6, "Media", "b")),
                 '{"type":"summary","events":4}']
        record, warnings = self.imported(self.path("e.ndjson", "\n".join(lines)))
        self.assertEqual((record["exchanges"], record["events"], record["passedOver"]), (3, 4, 1))
        self.assertIn("1 records are no events", warnings)
        bodies = [body.decode() for body, in self.rows("SELECT request_body FROM exchanges")]
        self.assertEqual(bodies[1:], lines[2:4], "payloads stay as they were written")
        self.assertIn(f'"EntityEventSequence":{LAST}', bodies[0])

    def test_a_large_file_needs_little_memory(self):
        file = self.path("large.har")
        text = json.dumps(entry(multi(*((n, "Property", "x" * 200) for n in range(1, 400)))))
        with open(file, "w", encoding="utf-8") as out:
            out.write('{"log":{"version":"1.2","entries":[')
            for number in range(900):
                out.write(("," if number else "") + text + "\n")
            out.write("]}}")
        self.assertGreater(os.path.getsize(file), 100e6)
        process = subprocess.Popen([CLI, "import", file, "--session", self.path("l.pushbench")],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environment(None))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0, process.stderr.read())
        process.stdout.close()
        process.stderr.close()
        self.assertLess(usage.ru_maxrss * 1024, 120e6)


class Refused(Import):
    def refused(self, content, *words, name="x.ndjson"):
        session = self.path("none.pushbench")
        self.assertUsage(run("import", self.path(name, content), "--session", session), *words)
        self.assertEqual([f for f in os.listdir(self.folder) if f.startswith("none")], [])

    def test_the_place_is_named(self):
        good = single(1)
        event = '{"sequence": %s, "resourceName": "A", "resourceRecordKey": "k"}'
        rows = {
            "no JSON": (f"{good}\n\n{{oops}}", "x.ndjson:3: "),
            "an array": ("[1]", "x.ndjson:1: ", "neither a HAR file nor NDJSON"),
            "nothing": ("\n", "nothing in it can be imported"),
            "other records": ('{"type":"summary"}', "nothing in it can be imported"),
            "cut off": (good + '\n{"EntityEv', "x.ndjson:2: "),
            "a fraction": (f"{good}\n" + event % "1.0", 'x.ndjson:2: "sequence" is 1.0', "integer"),
            "beyond int64": (event % (LAST + 1), "x.ndjson:1: ", str(LAST + 1)),
            "a text": (event % '"5"', '"sequence" is', "integer"),
            "no key": ('{"sequence": 5, "resourceName": "A"}', '"resourceRecordKey" is missing'),
            "a wrong side": ('{"type":"exchange","side":"left","requestHead":""}', '"side" is'),
            "a wrong time": ('{"type":"exchange","side":"consumer","outcome":"answered","id":1,'
                             '"requestHead":"","time":"now"}', '"time" is "now"'),
            "no Base64": ('{"type":"exchange","side":"consumer","outcome":"answered","id":1,'
                          '"requestHeadBase64":"*"}', '"requestHeadBase64" is no Base64'),
        }
        for name, (content, *words) in rows.items():
            with self.subTest(name):
                self.refused(content, *words)

    def test_archives(self):
        timeless = entry(single(1))
        del timeless["startedDateTime"]
        texted = entry(single(1))
        texted["response"]["status"] = "200"
        rows = {
            "no list": ('{"log":{"entries":{}}}', '"entries" is'),
            "no entry": ('{"log":{\n"entries":[5]}}', "x.har:2: ", '"entries" holds'),
            "no request": ('{"log":{"entries":[{}]}}', '"request" is missing'),
            "no time": (har(timeless), '"startedDateTime" is missing'),
            "a status in quotes": (har(texted), '"status" is'),
            "cut off": (har(entry(single(1)))[:-9], "x.har:1: "),
            "only pages": (har(entry(request={"method": "GET"})), "nothing in it"),
            "more behind it": (har(entry(single(1))) + "{}", "behind the end of the archive"),
        }
        for name, (content, *words) in rows.items():
            with self.subTest(name):
                self.refused(content, *words, name="x.har")

    def test_a_session_keeps_what_it_held(self):
        session = self.path("s.pushbench")
        self.imported(self.path("a.ndjson", single(1)), session="s.pushbench")
        before = analysis(session)
        bad = self.path("b.ndjson", "\n".join([single(2)] * 50) + "\n{")
        self.assertUsage(run("import", bad, "--session", session), "b.ndjson:51: ")
        self.assertEqual(analysis(session), before)

    def test_wrong_usage(self):
        file = self.path("a.ndjson", single(1))
        self.assertUsage(run("import", file), "--session", "name the session")
        self.assertUsage(run("import", file, "--session", file), "--session", "the file that is read")
        self.assertUsage(run("import", self.path("none.har"), "--session", self.path("s")),
                         "none.har", "cannot be read")
        self.assertUsage(run("import", self.folder, "--session", self.path("s")), "folder")
        self.assertUsage(run("import", file, "--session", self.path("no/where.pushbench")),
                         "folder does not exist")
        self.assertUsage(run("import", file, "--session", self.path("s"), "--side", "left"),
                         "neither consumer nor producer")
        self.assertFalse(os.path.exists(self.path("s")))


if __name__ == "__main__":
    main()
