#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""note: what people say of exchanges and numbers stays with the session, and judges nothing."""

import json
import os
import sqlite3

from pushbench import TestCase, flaws, main, multi, records_of, run, single

BIG = 9007199254740993


class Notes(TestCase):
    def setUp(self):
        super().setUp()
        self.session = self.path("s.pushbench")
        consumer = self.consumer("--session", self.session)
        consumer.post(single(1101))
        consumer.post(multi((1102, "Media", "a"), (1103, "Media", "b")))
        consumer.post(single(1107))
        consumer.stop()

    def note(self, *arguments, session=None):
        return run("note", session or self.session, *arguments, "--output", "json")

    def noted(self, *arguments, session=None):
        result = self.note(*arguments, session=session)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result)
        records = records_of(result.stdout)
        self.assertEqual([flaw for record in records for flaw in flaws(record)], [])
        return records

    def exported(self, filter_, *arguments, session=None):
        result = run("export", session or self.session, "--filter", filter_, *arguments)
        self.assertEqual(result.returncode, 0, result)
        return [record.get("sequence", record.get("id")) for record in records_of(result.stdout)]

    def analysis(self, session=None):
        result = run("analyze", session or self.session, "--output", "json")
        self.assertEqual(result.returncode, 0, result)
        return records_of(result.stdout)

    def test_is_written_replaced_and_taken_back(self):
        self.assertEqual(self.noted(), [])
        first, = self.noted("--exchange", "2", "--text", "see ticket 4711")
        self.assertEqual((first["exchange"], first["marked"], first["text"]),
                         (2, False, "see ticket 4711"))
        again, = self.noted("--exchange", "2", "--mark", "--text", "settled\nby é")
        self.assertEqual((again["marked"], again["text"]), (True, "settled\nby é"))
        both = self.noted("--numbers", "1104..1106", "--text", "asked")
        self.assertEqual([(note.get("exchange"), note.get("first"), note.get("last"))
                          for note in both], [(2, None, None), (None, 1104, 1106)])
        left, = self.noted("--exchange", "2", "--remove")
        self.assertEqual((left["path"], left["side"], left["text"]),
                         ("/webhooks", "consumer", "asked"))
        self.assertEqual(self.noted("--numbers", "1104..1106", "--remove"), [])

    def test_filters_find_it(self):
        self.noted("--exchange", "2", "--text", "see ticket 4711")
        self.noted("--numbers", "1107", "--mark")
        self.assertEqual(self.exported("is:marked"), [1107])
        self.assertEqual(self.exported("-is:marked"), [1101, 1102, 1103])
        self.assertEqual(self.exported("note:TICKET"), [1102, 1103])
        self.assertEqual(self.exported("note:ticket", "--exchanges"), [2])
        self.assertEqual(self.exported("is:marked", "--exchanges"), [3])

    def test_judges_nothing(self):
        before = self.analysis()
        self.noted("--numbers", "1104..1106", "--mark", "--text", "ours")
        after = self.analysis()
        told = [record for record in after if record["type"] == "note"]
        self.assertEqual([note["text"] for note in told], ["ours"])
        timeless = lambda records: [{**record, "time": ""} for record in records
                                    if record["type"] != "note"]
        self.assertEqual(timeless(before), timeless(after))
        # A run that only wrote a note is no time in which somebody listened.
        consumer = self.consumer("--session", self.session)
        consumer.post(single(1108))
        consumer.stop()
        with sqlite3.connect(self.session) as database:
            down, = database.execute("SELECT text FROM notes WHERE kind='down'").fetchall()
            runs = database.execute("SELECT ended_us FROM runs ORDER BY id").fetchall()
        self.assertEqual(int(json.loads(down[0])["from"]), runs[0][0])

    def test_goes_where_the_session_goes(self):
        self.noted("--exchange", "2", "--mark", "--text", "é <b>")
        self.noted("--numbers", "1104..1106", "--text", "asked")
        said = [{**note, "time": ""} for note in self.noted()]
        bundle = self.path("b.pushbundle")
        hashed = self.path("h.pushbundle")
        moved = self.path("moved.pushbench")
        copy = self.path("copy.ndjson")
        self.assertEqual(run("bundle", self.session, "--to", bundle).returncode, 0)
        self.assertEqual(run("bundle", self.session, "--to", hashed, "--hash-keys").returncode, 0)
        self.assertEqual(run("export", self.session, "--exchanges", "--to", copy).returncode, 0)
        self.assertEqual(run("import", copy, "--session", moved).returncode, 0)
        for place in (bundle, hashed, moved):
            with self.subTest(os.path.basename(place)):
                self.assertEqual([{**note, "time": ""} for note in self.noted(session=place)], said)

    def test_bad_input_is_told_and_nothing_is_written(self):
        bundle = self.path("b.pushbundle")
        run("bundle", self.session, "--to", bundle)
        with open(self.session, "rb") as file:
            before = file.read()
        rows = (
            (("--exchange", "9", "--mark"), "--exchange", "no exchange 9"),
            (("--exchange", "0", "--mark"), "--exchange"),
            (("--numbers", "5..3", "--mark"), "--numbers", "write 1105 or 1105..1110"),
            (("--numbers", "0", "--mark"), "--numbers"),
            (("--numbers", str(2 ** 63), "--mark"), "--numbers"),
            (("--numbers", "5", "--feed", "x", "--mark"), "--feed", '"/webhooks"'),
            (("--numbers", "5", "--exchange", "1", "--mark"), "--exchange", "--numbers"),
            (("--numbers", "5", "--remove", "--mark"), "--remove"),
            (("--numbers", "5"), "--text"),
            (("--mark",), "--exchange or --numbers"),
            (("--numbers", "5", "--text", "x" * 4097), "--text", "4096"),
        )
        for arguments, *words in rows:
            with self.subTest(arguments):
                self.assertUsage(self.note(*arguments), *words)
        self.assertUsage(self.note("--exchange", "1", "--mark", session=bundle), "bundle", "unzip")
        self.assertUsage(self.note("--exchange", "1", "--mark", session=self.path("none")),
                         "no such file")
        with open(self.session, "rb") as file:
            self.assertEqual(file.read(), before)
        self.assertFalse(os.path.exists(self.path("none")))

    def test_a_session_that_is_recorded_to_keeps_its_writer(self):
        consumer = self.consumer("--session", self.session)
        self.assertUsage(self.note("--exchange", "1", "--mark"), self.session)
        consumer.stop()
        self.assertEqual(len(self.noted("--exchange", "1", "--mark")), 1)

    def test_large_numbers_stay_exact(self):
        session = self.path("big.pushbench")
        consumer = self.consumer("--session", session)
        consumer.post(single(BIG))
        consumer.stop()
        note, = self.noted("--numbers", f"{BIG}..{2 ** 63 - 1}", "--mark", session=session)
        self.assertEqual((note["first"], note["last"]), (BIG, 2 ** 63 - 1))
        self.assertEqual(self.exported("is:marked", session=session), [BIG])


if __name__ == "__main__":
    main()
