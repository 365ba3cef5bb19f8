#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a consumer does with its session file when things are not as they should be.

A preloaded library makes the disk slow.
"""

import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pushbench import CLI
from tst_kill import CONTEXT, PATIENCE, TOKEN, Consumer, Failure, Numbers, Pusher, analyze, recorded


def expect(condition, text):
    if not condition:
        raise Failure(text)


def push_some(consumer, enough):
    """Pushes over one connection until that many events are answered, or it is refused."""
    pusher = Pusher(consumer.url, Numbers(1), 1)
    with socket.create_connection((consumer.url.hostname, consumer.url.port), PATIENCE) as peer:
        answers = peer.makefile("rb")
        while len(pusher.accepted) < enough and pusher.wrong is None:
            if not pusher.push(peer, answers):
                break
    return pusher


def a_second_process(program, _, folder):
    session = folder / "s.pushbench"
    consumer = Consumer(program, session, folder / "log")
    try:
        first = push_some(consumer, 20)
        second = subprocess.run([program, "consume", "--session", str(session), "--listen",
                                 "127.0.0.1:0"], capture_output=True, text=True, timeout=PATIENCE)
        expect(second.returncode == 2, f"the second one exits with {second.returncode}")
        expect(second.stderr == f"pushbench-cli: {session}: another Pushbench (process "
               f"{consumer.process.pid}) writes to this file; end it first, or choose another "
               "file\n", f"the second one says {second.stderr!r}")
        expect(second.stdout == "", "the second one listened")
        expect(analyze(program, session) == len(first.accepted), "a live session cannot be read")
        expect(push_some(consumer, 20).wrong is None, "the first one is disturbed")
        status, told = consumer.stop()
        expect(status == 0, f"the first one exits with {status}: {told}")
        expect([entry.name for entry in folder.glob("s.*")] == ["s.pushbench"],
               "more than one file is left of a session that ended cleanly")
        again = Consumer(program, session, folder / "log")
        expect(again.stop()[0] == 0, "the file cannot be opened again")
    finally:
        consumer.process.kill()


def a_full_disk(program, _, folder):
    session = folder / "s.pushbench"
    limit = 600_000
    consumer = Consumer(
        program, session, folder / "log",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    try:
        pusher = push_some(consumer, 1_000_000)
        expect(pusher.wrong is None or " 503 " in pusher.wrong, f"it {pusher.wrong}")
        expect(consumer.process.poll() is None, "it ends, although there may be room again")
        status, told = consumer.stop()
        expect(status == 2, f"exits with {status}")
        first, last, *more = told.splitlines()
        expect(first.startswith(f"pushbench-cli: {session}: the disk") and not more
               and last.startswith(f"pushbench-cli: {session}: not every request"),
               f"says {told!r}")
        found, _ = recorded(session)
        lost = set(pusher.accepted) - found
        expect(pusher.accepted and not lost, f"{len(lost)} accepted events are not in the file")
    finally:
        consumer.process.kill()


def resident(process, field):
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    raise Failure(f"no {field} in /proc")


def a_slow_disk(program, slow, folder):
    """Senders that do not wait for answers are held back, and memory stays where it is."""
    session = folder / "s.pushbench"
    consumer = Consumer(program, session, folder / "log",
                        env={**os.environ, "LD_PRELOAD": slow})
    sent = [0] * 8
    enough = threading.Event()

    def flood(index):
        body = (f'{{"@reso.context":"{CONTEXT}","EntityEventSequence":{index + 1},'
                '"ResourceName":"Property","ResourceRecordKey":"a"}').encode()
        body += b" " * 500_000
        request = (f"POST {consumer.url.path} HTTP/1.1\r\nHost: x\r\n"
                   f"Authorization: Bearer {TOKEN}\r\nEntityEventSource: Slow\r\n"
                   f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                   ).encode() + body
        with socket.create_connection((consumer.url.hostname, consumer.url.port), PATIENCE) as peer:
            # Answers are small and few: the kernel keeps them for nobody.
            peer.settimeout(0.2)
            while not enough.is_set():
                left = memoryview(request)
                while left and not enough.is_set():
                    try:
                        count = peer.send(left)
                    except TimeoutError:
                        continue
                    sent[index] += count
                    left = left[count:]

    senders = [threading.Thread(target=flood, args=(index,), daemon=True) for index in range(8)]
    try:
        before = resident(consumer.process, "VmRSS")
        for sender in senders:
            sender.start()
        # Not a wait for anything: the load lasts that long.
        time.sleep(4)
        peak = resident(consumer.process, "VmHWM")
        enough.set()
        for sender in senders:
            sender.join(PATIENCE)
        grown = (peak - before) / 1e6
        print(f"  {sum(sent) / 1e6:.0f} MB pushed, {grown:.0f} MB more in memory")
        expect(sum(sent) > 20e6, "too little was pushed to prove anything")
        expect(grown < 120, f"memory grew by {grown:.0f} MB, the budget is 48 MiB")
        consumer.stop()
    finally:
        enough.set()
        consumer.process.kill()


def a_producer_that_stops_behind_a_slow_disk(program, slow, folder):
    consumer = Consumer(program, folder / "received.pushbench", folder / "log")
    producer = subprocess.Popen(
        [program, "produce", "--url", consumer.url.geturl(), "--auth-token", TOKEN, "--events",
         "100000000", "--batch", "1000", "--in-flight", "4", "--session",
         str(folder / "s.pushbench")],
        env={**os.environ, "LD_PRELOAD": slow}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        # Not a wait for anything: the load lasts that long.
        time.sleep(4)
        producer.terminate()
        try:
            producer.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure("it does not stop") from None
        sent, unended = recorded(folder / "s.pushbench")
        expect(sent, "nothing was pushed, which proves nothing")
        expect(unended == 0, "it did not end its run")
        received, _ = recorded(folder / "received.pushbench")
        expect(sent == received, "the two sides do not agree on what was delivered")
    finally:
        producer.kill()
        consumer.kill()


def main():
    slow = os.path.join(os.path.dirname(CLI), "slowdisk.so")
    failed = 0
    for case in (a_second_process, a_full_disk, a_slow_disk,
                 a_producer_that_stops_behind_a_slow_disk):
        with tempfile.TemporaryDirectory(prefix="pushbench-session-") as folder:
            try:
                case(CLI, slow, Path(folder))
                print(f"pass {case.__name__}", flush=True)
            except (Failure, OSError) as failure:
                print(f"FAIL {case.__name__}: {failure}", flush=True)
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
