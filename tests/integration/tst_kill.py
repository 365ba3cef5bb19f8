#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a consumer at any instant and looks what its session file still knows.

Acknowledged means recorded: whatever was answered 2xx before SIGKILL must stand in the file, for
SQLite and for `analyze` alike, and the file must take the next run. Several kills hit one file.

usage: tst_kill.py [ROUNDS]; PUSHBENCH_SEED repeats a run.
"""

import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from pushbench import CLI

CONNECTIONS = 4
KILLS_PER_FILE = 10
TOKEN = "kill-test-token"
CONTEXT = "urn:reso:metadata:2.0:resource:entityevent"
PATIENCE = 30  # seconds for anything that should take milliseconds


class Failure(Exception):
    pass


class Consumer:
    def __init__(self, program, session, log, **options):
        self.log = open(log, "w+")
        self.process = subprocess.Popen(
            [program, "consume", "--session", str(session), "--listen", "127.0.0.1:0",
             "--output", "json", "--auth-token", TOKEN],
            stdout=subprocess.PIPE, stderr=self.log, text=True, **options)
        line = self.process.stdout.readline()
        if not line:
            self.process.wait(PATIENCE)
            self.log.seek(0)
            raise Failure(f"the consumer did not start: {self.log.read().strip()}")
        self.url = urlsplit(json.loads(line)["url"])
        # Nobody may block because nobody reads.
        self.reader = threading.Thread(target=self.process.stdout.read, daemon=True)
        self.reader.start()

    def kill(self):
        self.process.kill()
        self.ended()

    def stop(self):
        self.process.terminate()
        return self.ended()

    def ended(self):
        """Waits for the end; the exit status and what stood on stderr."""
        status = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        with self.log:
            self.log.seek(0)
            return status, self.log.read()


class Pusher(threading.Thread):
    """One connection that pushes until it breaks; remembers what was answered."""

    def __init__(self, url, numbers, seed):
        super().__init__(daemon=True)
        self.url = url
        self.numbers = numbers
        self.random = random.Random(seed)
        self.accepted = []
        self.wrong = None

    def body(self):
        first = next(self.numbers)
        events = [{"EntityEventSequence": sequence, "ResourceName": "Property",
                   "ResourceRecordKey": f"key-{sequence}"} for sequence in first]
        if len(events) == 1:
            return first, json.dumps({"@reso.context": CONTEXT, **events[0]})
        return first, json.dumps({"@reso.context": CONTEXT, "value": events})

    def run(self):
        try:
            with socket.create_connection((self.url.hostname, self.url.port), PATIENCE) as peer:
                answers = peer.makefile("rb")
                while self.wrong is None and self.push(peer, answers):
                    pass
        except OSError:
            pass  # The consumer was killed.

    def push(self, peer, answers):
        sequences, body = self.body()
        peer.sendall((f"POST {self.url.path} HTTP/1.1\r\nHost: {self.url.netloc}\r\n"
                      f"Authorization: Bearer {TOKEN}\r\nEntityEventSource: Kill\r\n"
                      f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                      f"{body}").encode())
        status = answers.readline()
        if not status.endswith(b"\n"):
            return False
        # The status line alone is the promise, whatever becomes of the rest.
        if status.split()[1][:1] == b"2":
            self.accepted += sequences
        else:
            self.wrong = f"answered {status!r}"
        length = 0
        while (line := answers.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return len(answers.read(length)) == length


class Numbers:
    """Hands out ranges of sequences, each to one connection."""

    def __init__(self, seed):
        self.lock = threading.Lock()
        self.random = random.Random(seed)
        self.last = 0

    def __next__(self):
        with self.lock:
            count = self.random.choice([1, 1, 1, 5, 40])
            first = self.last + 1
            self.last += count
            return range(first, first + count)


def recorded(session):
    """Every sequence of an accepted exchange, through SQLite alone."""
    with sqlite3.connect(session) as database:
        (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise Failure(f"integrity_check says {verdict}")
        sequences = set()
        for (body,) in database.execute(
                "SELECT request_body FROM exchanges WHERE status BETWEEN 200 AND 299"):
            payload = json.loads(body)
            for event in payload.get("value", [payload]):
                sequences.add(event["EntityEventSequence"])
        (unended,) = database.execute("SELECT count(*) FROM runs WHERE ended_us IS NULL").fetchone()
    database.close()
    return sequences, unended


def analyze(program, session):
    run = subprocess.run([program, "analyze", str(session), "--output", "json"],
                         capture_output=True, text=True, timeout=PATIENCE)
    if run.returncode != 0:
        raise Failure(f"analyze exits with {run.returncode}: {run.stderr.strip()}")
    summary = [json.loads(line) for line in run.stdout.splitlines()][-1]
    return summary["accepted"]


def push_and_kill(program, session, numbers, rng, log):
    consumer = Consumer(program, session, log)
    pushers = [Pusher(consumer.url, numbers, rng.random()) for _ in range(CONNECTIONS)]
    for pusher in pushers:
        pusher.start()
    # Not a wait for anything: the instant is the very thing that is varied.
    time.sleep(rng.uniform(0, 0.15))
    consumer.kill()
    for pusher in pushers:
        pusher.join(PATIENCE)
    wrong = [pusher.wrong for pusher in pushers if pusher.wrong]
    if wrong:
        raise Failure(wrong[0])
    return {sequence for pusher in pushers for sequence in pusher.accepted}


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(os.environ.get("PUSHBENCH_SEED") or random.SystemRandom().randrange(2**32))
    print(f"PUSHBENCH_SEED={seed}", flush=True)
    rng = random.Random(seed)
    promised = set()
    began = time.monotonic()
    total = 0
    with tempfile.TemporaryDirectory(prefix="pushbench-kill-") as folder:
        for number in range(rounds):
            kills = number % KILLS_PER_FILE
            if kills == 0:
                session = Path(folder) / f"{number}.pushbench"
                numbers = Numbers(rng.random())
                promised = set()
            try:
                answered = push_and_kill(CLI, session, numbers, rng,
                                         Path(folder) / "consumer.log")
                promised |= answered
                total += len(answered)
                # Alternately first: whoever opens a killed file first has to recover it.
                if number % 2:
                    accepted = analyze(CLI, session)
                    found, unended = recorded(session)
                else:
                    found, unended = recorded(session)
                    accepted = analyze(CLI, session)
                lost = promised - found
                if lost:
                    raise Failure(f"{len(lost)} events were answered 2xx and are not in the file, "
                                  f"the first {min(lost)}")
                if accepted != len(found):
                    raise Failure(f"analyze counts {accepted} events, SQLite {len(found)}")
                if unended != kills + 1:
                    raise Failure(f"{unended} runs have no end after {kills + 1} kills")
            except Failure as failure:
                print(f"kill {number + 1} of {rounds}: {failure}", flush=True)
                return 1
    if total == 0:
        print("nothing was ever answered before a kill: this run proves nothing")
        return 1
    print(f"{rounds} kills, {total} events answered 2xx, none lost, "
          f"{time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
