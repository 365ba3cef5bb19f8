#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bundle: a session as evidence in one zip, verified whenever it is opened."""

import hashlib
import json
import os
import sqlite3
import time
import zipfile

from pushbench import TOKEN, TestCase, flaws, main, multi, records_of, run, single
from tst_import import analysis

LAST = 2 ** 63 - 1
KEYS = ("Listing-4711", "ü-umlaut-key", "Media-99001", "Listing-0815")


class Bundle(TestCase):
    def setUp(self):
        super().setUp()
        self.session = self.path("s.pushbench")
        consumer = self.consumer("--session", self.session, "--grace", "0.05")
        event = json.loads(single(1, key=KEYS[0]))
        event["ResourceRecordUrl"] = f"https://feed.example/odata/Property('{KEYS[0]}')"
        consumer.post(json.dumps(event, indent=2))
        consumer.post(multi((2, "Media", KEYS[1]), (LAST, "Property", KEYS[2])))
        consumer.post(single(1, key=KEYS[0]))                      # the same again
        consumer.post(single(1, key=KEYS[3]))                      # for another record
        consumer.post(single(5).replace('"235021"', "990017"))     # a key that is a number
        consumer.post('{"ResourceRecordKey": "' + KEYS[3] + '", broken')
        consumer.post(f"<ResourceRecordKey>{KEYS[0]}</ResourceRecordKey>")
        consumer.stop()
        time.sleep(0.1)  # Then no hole is too young any more.
        self.bundle = self.path("e.pushbundle")

    def make(self, *arguments, session=None):
        result = run("bundle", session or self.session, "--to", self.bundle, "--output", "json",
                     *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result)
        record, = records_of(result.stdout)
        self.assertEqual(flaws(record), [])
        with open(self.bundle, "rb") as file:
            self.assertEqual(record["sha256"], hashlib.sha256(file.read()).hexdigest())
        return record

    def test_what_is_in_it(self):
        self.make()
        with zipfile.ZipFile(self.bundle) as parts:
            self.assertIsNone(parts.testzip())
            manifest = json.loads(parts.read("manifest.json"))
            self.assertEqual((manifest["format"], manifest["version"], manifest["keys"]),
                             ("pushbench-bundle", 1, "as recorded"))
            self.assertEqual([part["name"] for part in manifest["parts"]],
                             ["session.pushbench", "report.txt", "report.json", "README.txt"])
            for part in manifest["parts"]:
                content = parts.read(part["name"])
                self.assertEqual((part["bytes"], part["sha256"]),
                                 (len(content), hashlib.sha256(content).hexdigest()))
            sums = parts.read("SHA256SUMS").decode()
            self.assertEqual(sums, "".join(f'{part["sha256"]}  {part["name"]}\n'
                                           for part in manifest["parts"]))
            report = records_of(parts.read("report.json").decode())
            self.assertEqual([{k: v for k, v in r.items() if k != "time"} for r in report],
                             analysis(self.session))
            self.assertIn("7 exchanges", parts.read("report.txt").decode())
            self.assertEqual(set(manifest["environment"]), {"system", "kernel", "architecture",
                                                            "qt", "clock"})
            self.assertEqual((manifest["limits"]["exchanges"], manifest["limits"]["runs"],
                              manifest["limits"]["runsThatDidNotEnd"]), (7, 1, 0))
            everything = b"".join(parts.read(name) for name in parts.namelist())
        self.assertNotIn(TOKEN.encode(), everything)
        self.assertIn(b"sha256:", everything)

    def test_every_verb_opens_it(self):
        self.make()
        self.assertEqual(analysis(self.bundle), analysis(self.session))
        for arguments in ((), ("--exchanges",), ("--format", "har")):
            self.assertEqual(run("export", self.bundle, *arguments).stdout,
                             run("export", self.session, *arguments).stdout)
        for verb in (["replay", self.bundle], ["produce", "--from-session", self.bundle]):
            other = self.consumer("--events")
            told = run(*verb, "--url", other.url, "--auth-token", TOKEN)
            self.assertEqual(told.returncode, 0, told)
            _, received = other.stop()
            self.assertIn(LAST, [r["sequence"] for r in received if r["type"] == "event"])
        again = self.path("again.pushbundle")
        self.assertEqual(run("bundle", self.bundle, "--to", again).returncode, 0)
        self.assertEqual(analysis(again), analysis(self.session))

    def test_a_live_session(self):
        live = self.consumer("--session", self.path("live.pushbench"))
        live.post(single(1))
        self.make(session=self.path("live.pushbench"))
        live.post(single(2))
        feed, = (r for r in analysis(self.bundle) if r["type"] == "feed")
        self.assertEqual((feed["received"], feed["last"]), (1, 1))

    def test_hashed_keys(self):
        self.make("--hash-keys")
        with zipfile.ZipFile(self.bundle) as parts:
            manifest = json.loads(parts.read("manifest.json"))
            everything = b"".join(parts.read(name) for name in parts.namelist())
            parts.extract("session.pushbench", self.folder)
        self.assertEqual(manifest["keys"], "hashed")
        self.assertIn("bodies differ", " ".join(manifest["remarks"]))
        self.assertIn("2 bodies are no JSON", " ".join(manifest["remarks"]))
        for key in (*KEYS, "990017"):
            for spelled in {key, json.dumps(key)[1:-1]}:
                self.assertNotIn(spelled.encode(), everything, spelled)
        base = sqlite3.connect(self.path("session.pushbench"))
        self.addCleanup(base.close)
        bodies = [body for body, in base.execute("SELECT request_body FROM exchanges ORDER BY id")]
        first, batch, same, other, number = (json.loads(body) for body in bodies[:5])
        self.assertEqual(first["ResourceRecordKey"], same["ResourceRecordKey"])
        self.assertNotEqual(first["ResourceRecordKey"], other["ResourceRecordKey"])
        self.assertEqual(first["ResourceRecordUrl"],
                         f"https://feed.example/odata/Property('{first['ResourceRecordKey']}')")
        self.assertEqual(batch["value"][1]["EntityEventSequence"], LAST)
        self.assertIsInstance(number["ResourceRecordKey"], int)
        self.assertEqual(bodies[5], ('{"ResourceRecordKey": "%s", broken'
                                     % other["ResourceRecordKey"]).encode())
        self.assertEqual(bodies[6].decode(), f"<ResourceRecordKey>{first['ResourceRecordKey']}"
                                             "</ResourceRecordKey>")
        self.assertIn(b'{\n  "@reso.context"', bodies[0], "the rest stays as it was")
        # The books say the same: duplicates are duplicates, conflicts are conflicts.
        summary, = (r for r in analysis(self.bundle) if r["type"] == "summary")
        expected, = (r for r in analysis(self.session) if r["type"] == "summary")
        self.assertEqual((summary["duplicates"], summary["conflicts"]), (1, 1))
        self.assertEqual(summary, expected)

    def test_every_bundle_has_a_salt_of_its_own(self):
        hashes = set()
        for _ in range(2):
            self.make("--hash-keys")
            hashes.add(records_of(run("export", self.bundle).stdout)[0]["resourceRecordKey"])
        self.assertEqual(len(hashes), 2)

    def rewritten(self, change):
        """The bundle with its parts changed, as somebody with a zip program does it."""
        self.make()
        with zipfile.ZipFile(self.bundle) as parts:
            content = {name: parts.read(name) for name in parts.namelist()}
        change(content)
        path = self.path("changed.pushbundle")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in content.items():
                out.writestr(name, data)
        return path

    def test_a_changed_part_is_named(self):
        def flip(content):
            middle = len(content["session.pushbench"]) // 2
            content["session.pushbench"] = (content["session.pushbench"][:middle] + b"\x7f"
                                            + content["session.pushbench"][middle + 1:])

        def newer(content):
            content["manifest.json"] = content["manifest.json"].replace(b'"version": 1',
                                                                        b'"version": 2')
        rows = {
            "the session": (flip, "session.pushbench was changed after the bundle was made"),
            "the report": (lambda c: c.update({"report.txt": b"All is well.\n"}),
                           "report.txt was changed"),
            "a part less": (lambda c: c.pop("report.json"), "report.json was taken out"),
            "a part more": (lambda c: c.update({"extra.txt": b"x"}), "extra.txt was added"),
            "no manifest": (lambda c: c.pop("manifest.json"), "no Pushbench bundle"),
            "no JSON": (lambda c: c.update({"manifest.json": b"{"}), "it is no JSON"),
            "another's": (lambda c: c.update({"manifest.json": b"{}"}), "does not speak of"),
            "a newer one": (newer, "a newer Pushbench made this bundle"),
        }
        for name, (change, words) in rows.items():
            path = self.rewritten(change)
            for verb in (["analyze", path], ["export", path],
                         ["replay", path, "--url", "http://127.0.0.1:9/", "--auth-token", TOKEN],
                         ["bundle", path, "--to", self.path("y.pushbundle")]):
                with self.subTest(name, verb=verb[0]):
                    self.assertUsage(run(*verb), path, words)

    def test_a_torn_bundle(self):
        self.make()
        with open(self.bundle, "rb") as file:
            content = file.read()
        for size in (4, 30, len(content) // 2, len(content) - 1):
            with self.subTest(size):
                path = self.path("torn.pushbundle", content[:size])
                self.assertUsage(run("analyze", path), path, "no whole bundle")

    def test_wrong_usage(self):
        self.assertUsage(run("bundle", self.session), "--to")
        self.assertUsage(run("bundle", self.path("none"), "--to", self.bundle), "no such file")
        self.assertUsage(run("bundle", self.session, "--to", self.session), "--to",
                         "the file that is read")
        self.assertUsage(run("bundle", self.session, "--to", self.path("no/where")), "no/where")
        before = analysis(self.session)
        text = self.path("text", "hello")
        self.assertUsage(run("bundle", text, "--to", self.bundle), "not a Pushbench session")
        self.assertFalse(os.path.exists(self.bundle))
        self.assertUsage(run("consume", "--listen", "127.0.0.1:0", "--session",
                             self.make() and self.bundle), "not a Pushbench session")
        self.assertEqual(analysis(self.session), before)


if __name__ == "__main__":
    main()
