#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions outlive everything: torn, missing, locked, foreign and read-only files, and full disks.

For every verb that reads or writes one: exit status 2, one line that says what and how to mend it,
the file as it was, and nothing left beside it.
"""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess

from pushbench import (CLI, PATIENCE, TOKEN, TestCase, environment, main, records_of, run, single)

URL = ("--url", "http://127.0.0.1:9/", "--auth-token", TOKEN, "--max-attempts", "1")
READING = {
    "analyze": lambda s: ["analyze", s],
    "export": lambda s: ["export", s],
    "replay": lambda s: ["replay", s, *URL],
    "produce --from-session": lambda s: ["produce", "--from-session", s, *URL],
    "bundle": lambda s: ["bundle", s, "--to", s + ".pushbundle"],
}
WRITING = {
    "consume": lambda s: ["consume", "--listen", "127.0.0.1:0", "--duration", "0.2", "--session", s],
    "produce": lambda s: ["produce", "--events", "1", *URL, "--session", s],
    "import": lambda s: ["import", s + ".ndjson", "--session", s],
}
SECONDS = 20  # for a verb that has to refuse: none of them may hang


def told(arguments, **more):
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, timeout=SECONDS,
                          env=environment(None), **more)


def content(path):
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return file.read()


class Sessions(TestCase):
    def session(self, name="s.pushbench", events=3):
        """A session that ended cleanly."""
        path = self.path(name)
        consumer = self.consumer("--session", path)
        for number in range(1, events + 1):
            self.assertEqual(consumer.post(single(number))[0], 200)
        self.assertEqual(consumer.stop()[0], 0)
        return path

    def killed(self, name="k.pushbench", events=40):
        """A session whose consumer was killed: what is in it stands in its log."""
        path = self.path(name)
        consumer = self.consumer("--session", path)
        for number in range(1, events + 1):
            self.assertEqual(consumer.post(single(number))[0], 200)
        consumer.signal(signal.SIGKILL)
        consumer.wait()
        self.assertGreater(os.path.getsize(path + "-wal"), 0)
        return path

    def numbers(self, path):
        result = run("export", path)
        self.assertEqual(result.returncode, 0, result)
        return [record["sequence"] for record in records_of(result.stdout)]

    def refusedBy(self, verbs, path, *words, **more):
        with open(path + ".ndjson", "w", encoding="utf-8") as file:
            file.write(single(1))
        beside = sorted(os.listdir(self.folder))
        before = content(path)
        for name, arguments in verbs.items():
            with self.subTest(os.path.basename(path), verb=name):
                result = told(arguments(path), **more)
                self.assertUsage(result, path, *words)
                self.assertEqual(content(path), before, "the file is as it was")
                self.assertEqual(sorted(os.listdir(self.folder)), beside, "nothing is left")


class Table(Sessions):
    def test_what_is_no_session(self):
        foreign = self.path("foreign.pushbench")
        base = sqlite3.connect(foreign)
        base.execute("CREATE TABLE t(x)")
        base.close()
        rng = random.Random(5)
        rows = {
            "a text": (self.path("text.pushbench", "EntityEventSequence,ResourceName\n" * 50),
                       "this is not a Pushbench session; choose another file"),
            "noise": (self.path("noise.pushbench", rng.randbytes(50_000)),
                      "this is not a Pushbench session"),
            "a magic alone": (self.path("magic.pushbench", b"SQLite format 3\0"),
                              "this is not a Pushbench session"),
            "another program's": (foreign, "this is not a Pushbench session"),
        }
        for name, (path, words) in rows.items():
            with self.subTest(name):
                self.refusedBy({**READING, **WRITING}, path, words)

    def test_an_empty_file(self):
        self.refusedBy(READING, self.path("empty.pushbench", b""),
                       "this is not a Pushbench session")
        # For whoever writes it is a new one.
        path = self.path("new.pushbench", b"")
        self.assertEqual(told(WRITING["consume"](path)).returncode, 0)
        self.assertEqual(self.numbers(path), [])

    def test_what_is_not_there(self):
        self.refusedBy(READING, self.path("none.pushbench"), "there is no such file")
        path = self.path("x")
        os.mkdir(path)
        self.refusedBy(READING | WRITING, path, "this is a folder; name a file in it")
        for name, arguments in WRITING.items():
            with self.subTest(name):
                where = self.path("no.ndjson", single(1)).replace("no.ndjson", "no/where.pushbench")
                result = told(["import", self.path("no.ndjson"), "--session", where]
                              if name == "import" else arguments(where))
                self.assertUsage(result, where, "its folder does not exist; create it first")

    def test_no_ordinary_file(self):
        path = self.path("fifo.pushbench")
        os.mkfifo(path)
        self.refusedBy(READING | WRITING, path, "no ordinary file; choose another one")

    def test_a_newer_version(self):
        path = self.session()
        base = sqlite3.connect(path)
        version, = base.execute("PRAGMA user_version").fetchone()
        base.execute(f"PRAGMA user_version={version + 1}")
        base.close()
        self.refusedBy(READING | WRITING, path, "a newer Pushbench wrote this session",
                       "update Pushbench")

    def test_torn_anywhere(self):
        """A part of a file is refused, or its exchanges are those of the whole one; never others."""
        whole = self.session(events=60)
        data = content(whole)
        expected = self.numbers(whole)
        rng = random.Random(7)
        page = 16384
        sizes = {1, 15, 99, 100, 101, page - 1, page, page + 1, len(data) - page, len(data) - 1}
        sizes |= {rng.randrange(len(data)) for _ in range(12)}
        for size in sorted(sizes):
            path = self.path("torn.pushbench", data[:size])
            for name, arguments in {**READING, **WRITING}.items():
                if name == "import":
                    continue
                with self.subTest(size=size, verb=name):
                    for file in ("torn.pushbench.pushbundle",):
                        if os.path.exists(self.path(file)):
                            os.remove(self.path(file))
                    result = told(arguments(path))
                    self.assertUsage(result, path)
                    self.assertRegex(result.stderr, "damaged|not a Pushbench session")
                    self.assertEqual(content(path), data[:size])
        self.assertEqual(self.numbers(whole), expected)

    def test_damage_in_the_middle(self):
        """Whatever is destroyed: it is told of, or it was no part of what was asked for."""
        whole = self.session(events=60)
        data = content(whole)
        rng = random.Random(11)
        for _ in range(15):
            at = rng.randrange(100, len(data) - 4096)
            path = self.path("bad.pushbench", data[:at] + rng.randbytes(4096) + data[at + 4096:])
            for name, arguments in READING.items():
                with self.subTest(at=at, verb=name):
                    result = told(arguments(path))
                    self.assertIn(result.returncode, (0, 1, 2), result)
                    if result.returncode == 2:
                        self.assertRegex(result.stderr.splitlines()[-1], r"\Apushbench-cli: ")

    def test_a_log_that_is_gone_or_torn(self):
        path = self.killed()
        self.assertEqual(self.numbers(path), list(range(1, 41)), "all that was answered 2xx")
        path = self.killed("t.pushbench")
        log = content(path + "-wal")
        main_file = content(path)
        rng = random.Random(3)
        known = []
        for size in sorted({0, 31, 32, 33, len(log) - 1, *(rng.randrange(len(log))
                                                           for _ in range(10))}):
            for suffix in ("-shm", "-wal", "-lock"):
                if os.path.exists(path + suffix):
                    os.remove(path + suffix)
            self.path("t.pushbench", main_file)
            self.path("t.pushbench-wal", log[:size])
            with self.subTest(size=size):
                result = told(READING["export"](path))
                if result.returncode == 2:
                    self.assertUsage(result, path, "not a Pushbench session")
                    continue
                found = [record["sequence"] for record in records_of(result.stdout)]
                self.assertEqual(found, list(range(1, len(found) + 1)), "the beginning, in order")
                self.assertGreaterEqual(len(found), len(known), "more log, more of it")
                known = found
        self.assertGreaterEqual(len(known), 39)

    def test_one_writer_at_a_time(self):
        path = self.path("s.pushbench")
        consumer = self.consumer("--session", path)
        consumer.post(single(1))
        with open(path + ".ndjson", "w", encoding="utf-8") as file:
            file.write(single(9))
        for name, arguments in WRITING.items():
            with self.subTest(name):
                self.assertUsage(told(arguments(path)), path,
                                 f"another Pushbench (process {consumer.process.pid}) writes")
        self.assertEqual(self.numbers(path), [1], "readers are welcome")
        self.assertEqual(consumer.post(single(2))[0], 200)
        self.assertEqual(consumer.stop()[0], 0)
        self.assertEqual(self.numbers(path), [1, 2])

    def test_another_program_holds_it(self):
        path = self.session()
        base = sqlite3.connect(path, isolation_level=None)
        self.addCleanup(base.close)
        base.execute("BEGIN EXCLUSIVE")
        with open(path + ".ndjson", "w", encoding="utf-8") as file:
            file.write(single(9))
        for name, arguments in {**READING, **WRITING}.items():
            with self.subTest(name):
                self.assertUsage(told(arguments(path)), path, "another program holds the file")
        base.execute("ROLLBACK")
        self.assertEqual(self.numbers(path), [1, 2, 3])


class ReadOnly(Sessions):
    """As somebody who may not: root may everything."""

    def setUp(self):
        super().setUp()
        self.person = {}
        os.chmod(self.folder, 0o755)
        if os.geteuid() == 0:
            self.person = {"user": 65534, "group": 65534, "extra_groups": []}
            shutil.copy(CLI, self.path("cli"))
            os.chmod(self.path("cli"), 0o755)
            if subprocess.run([self.path("cli"), "--version"], capture_output=True,
                              **self.person, check=False).returncode != 0:
                self.skipTest("another user cannot run the program from here")

    def told(self, arguments):
        program = self.path("cli") if self.person else CLI
        return subprocess.run([program, *arguments], capture_output=True, text=True,
                              timeout=SECONDS, env=environment({"TMPDIR": "/tmp"}), **self.person)

    def test_file_and_folder(self):
        os.makedirs(self.path("d"))
        path = os.path.join(self.path("d"), "s.pushbench")
        os.rename(self.session(), path)
        shutil.copy(self.path("x.ndjson", single(1)), path + ".ndjson")
        before = content(path)
        for file, hidden in ((0o444, False), (0o000, True)):
            os.chmod(path, file)
            os.chmod(self.path("d"), 0o555)
            for name, arguments in {**READING, **WRITING}.items():
                with self.subTest(name, file=oct(file)):
                    arguments = ["bundle", path, "--to", self.path("b.pushbundle")] \
                        if name == "bundle" else arguments(path)
                    result = self.told(arguments)
                    if name in WRITING:
                        self.assertUsage(result, path, "folder cannot be written")
                    elif hidden:
                        self.assertUsage(result, path, "cannot be opened")
                    elif name in ("analyze", "export"):
                        self.assertEqual(result.returncode, 0, result)
                    elif name == "bundle":
                        self.assertUsage(result, "b.pushbundle", "cannot be opened")
            os.chmod(self.path("d"), 0o755)
            os.chmod(path, 0o644)
            self.assertEqual(content(path), before)
            self.assertEqual(sorted(os.listdir(self.path("d"))),
                             ["s.pushbench", "s.pushbench.ndjson"])

    def test_a_file_that_may_only_be_read(self):
        path = self.session()
        os.chmod(self.folder, 0o777)
        os.chmod(path, 0o444)
        shutil.copy(self.path("x.ndjson", single(1)), path + ".ndjson")
        before = content(path)
        for name, arguments in WRITING.items():
            with self.subTest(name):
                self.assertUsage(self.told(arguments(path)), path, "cannot be written")
        self.assertEqual(self.told(READING["analyze"](path)).returncode, 0)
        self.assertEqual(content(path), before)


class FullDisk(Sessions):
    """No file of a process may grow beyond a limit, which is what a full disk looks like to it."""

    @staticmethod
    def limit(process, size):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def test_a_consumer_goes_on_when_there_is_room_again(self):
        path = self.path("s.pushbench")
        consumer = self.consumer("--session", path)
        pid = consumer.process.pid
        accepted = []
        sequence = 0
        for _ in range(2):
            for limit, wanted in ((resource.RLIM_INFINITY, 200), (100_000, 503)):
                self.limit(pid, limit)
                answers = []
                for _ in range(40):
                    sequence += 1
                    status, _, body = consumer.post(single(sequence, key="x" * 9000))
                    answers.append(status)
                    self.assertIn(status, (200, 503))
                    if status == 200:
                        accepted.append(sequence)
                    else:
                        self.assertIn(b"cannot record", body)
                self.assertEqual(answers[-1], wanted)
        self.limit(pid, resource.RLIM_INFINITY)
        self.assertEqual(consumer.post(single(sequence + 1))[0], 200)
        accepted.append(sequence + 1)
        self.assertTrue(consumer.error_with("can be written again"))
        status, records = consumer.stop()
        self.assertEqual(status, 2, "not everything could be recorded")
        full, again, once_more, again2, last = consumer.errors
        for line in (full, once_more):
            self.assertRegex(line, r"pushbench-cli: .*s\.pushbench: the disk .*answered 503")
        for line in (again, again2):
            self.assertIn("it can be written again", line)
        self.assertIn("not every request could be recorded", last)
        summary, = (record for record in records if record["type"] == "summary")
        self.assertEqual(summary["accepted"], len(accepted))
        self.assertEqual(self.numbers(path), accepted)

    def test_a_producer_stops_and_loses_nothing(self):
        other = self.consumer()
        path = self.path("s.pushbench")
        # Paced: without it a slow disk gathers all in one commit, and that one does not fit.
        result = told(["produce", "--url", other.url, "--auth-token", TOKEN, "--events", "20000",
                       "--batch", "100", "--rate", "4000", "--session", path],
                      preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                                            (300_000, resource.RLIM_INFINITY)))
        self.assertEqual(result.returncode, 2, result)
        self.assertRegex(result.stderr, r"(?m)^pushbench-cli: .*s\.pushbench: the disk ")
        recorded = self.numbers(path)
        _, received = other.stop()
        summary, = (record for record in received if record["type"] == "summary")
        self.assertGreater(len(recorded), 0)
        self.assertLessEqual(len(recorded), summary["accepted"])

    def test_nothing_is_half_made(self):
        path = self.session(events=200)
        big = self.path("big.ndjson", "\n".join(single(n, key="k" * 500) for n in range(2000)))
        full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                                         (60_000, resource.RLIM_INFINITY))}
        rows = {
            "export": (["export", path, "--exchanges", "--to", self.path("out.ndjson")], "out.ndjson"),
            "bundle": (["bundle", path, "--to", self.path("out.pushbundle")], "out.pushbundle"),
            "import": (["import", big, "--session", self.path("out.pushbench")], "out.pushbench"),
        }
        for name, (arguments, made) in rows.items():
            with self.subTest(name):
                result = told(arguments, **full)
                self.assertUsage(result)
                self.assertRegex(result.stderr, "the disk|cannot be written|File too large")
                self.assertFalse([f for f in os.listdir(self.folder) if f.startswith(made)])
        result = told(["import", big, "--session", path], **full)
        self.assertUsage(result, path, "the disk")
        self.assertEqual(self.numbers(path), list(range(1, 201)))
        for name in ("consume", "produce"):
            with self.subTest(name):
                new = self.path("new.pushbench")
                result = told(WRITING[name](new), preexec_fn=lambda: resource.setrlimit(
                    resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY)))
                self.assertUsage(result, new, "the disk")


if __name__ == "__main__":
    main()
