#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything hostile at once against one consumer on plain TCP and one behind TLS, with good traffic between.

PUSHBENCH_HOSTILE_SECONDS says how long (12): ten minutes over the preset asan belong to a release.
"""

import contextlib
import json
import os
import random
import signal
import socket
import sqlite3
import ssl
import struct
import subprocess
import threading
import time

from pushbench import CLI, PATIENCE, TOKEN, TestCase, environment, main, single

SECONDS = float(os.environ.get("PUSHBENCH_HOSTILE_SECONDS", "12"))
DEPARTURES = 1000
RSS_MIB = 150
# Under a sanitizer memory is shadowed, and what was freed is kept for a while.
SANITIZED_RSS_MIB = 700
FAULTS = ("reset", "reset-during", "reset-after", "close", "truncate", "wrong-length", "drip", "never",
          "stream-reset", "goaway")
BAD_FRAMINGS = (
    b"GET /\r\n\r\n", b"G(T / HTTP/1.1\r\nHost: h\r\n\r\n", b"POST / HTTP/1.1\r\nHost: h\r\nA : b\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\n",
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0" * 9000,
    b"GET / HTTP/1.1\r\nHost: h\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"G" * 80_000, b"\0" * 64,
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\n")


def push(body, *fields):
    head = [b"POST /webhooks HTTP/1.1", b"Host: h", b"Content-Type: application/json",
            b"Authorization: Bearer " + TOKEN.encode(), b"Content-Length: %d" % len(body), *fields]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def literal(name, value):
    return b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value


GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0)
FIELDS = b"".join(literal(*field) for field in (
    (b":method", b"POST"), (b":scheme", b"http"), (b":authority", b"h"), (b":path", b"/webhooks"),
    (b"authorization", b"Bearer " + TOKEN.encode()), (b"content-type", b"application/json")))


class Victim:
    """A consumer whose records nobody keeps, only how much memory it takes."""

    def __init__(self, *arguments):
        # Leaks are looked for at its end; what was freed may not fill the memory before.
        options = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=32"
        self.process = subprocess.Popen(
            [CLI, "consume", "--listen", "127.0.0.1:0", "--output", "json", "--auth-token", TOKEN, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment({"ASAN_OPTIONS": options}))
        self.port = int(json.loads(self.process.stdout.readline())["url"].split(":")[2].split("/")[0])
        self.errors = []
        self._drains = [threading.Thread(target=self._drain, args=(stream, keep), daemon=True)
                        for stream, keep in ((self.process.stdout, None), (self.process.stderr, self.errors))]
        for drain in self._drains:
            drain.start()

    @staticmethod
    def _drain(stream, keep):
        for line in stream:
            if keep is not None and len(keep) < 1000:
                keep.append(line.decode(errors="replace"))

    def rss_mib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def is_sanitized(self):
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as maps:
            return "libasan" in maps.read()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=2 * PATIENCE)
        for drain in self._drains:
            drain.join(timeout=PATIENCE)
        return status

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            stream.close()


class Crowd:
    """The peers, each on a thread of its own until the time is up."""

    def __init__(self, plain, tls):
        self.plain, self.tls = plain, tls
        self.until = time.monotonic() + SECONDS
        self.accepted = {}  # sequence to the number of 200s; of the plain consumer
        self.counts = {}
        self.strange = []
        self._sequence = 0
        self._lock = threading.Lock()

    def run(self, watch):
        peers = [self.malformed, self.rubbish, self.loris, self.endless, self.faults, self.departing, self.departing,
                 self.http2_floods, self.handshakes, self.good, self.good, self.good_tls]
        threads = [threading.Thread(target=self._repeat, args=(peer, seed), daemon=True)
                   for seed, peer in enumerate(peers)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            watch()
            threads[0].join(0.5)
            if time.monotonic() > self.until + PATIENCE:
                raise AssertionError(f"peers that do not end: {[t.name for t in threads if t.is_alive()]}")

    def _repeat(self, peer, seed):
        dice = random.Random(seed)
        while self.goes_on(peer):
            # A reset is what most of them ask for.
            with contextlib.suppress(ConnectionError, ssl.SSLError, socket.timeout):
                peer(dice)
            with self._lock:
                self.counts[peer.__name__] = self.counts.get(peer.__name__, 0) + 1

    def goes_on(self, peer=None):
        late = time.monotonic() > self.until
        return not late or (peer == self.departing and self.counts.get("departing", 0) < DEPARTURES
                            and time.monotonic() < self.until + PATIENCE)

    def next_sequence(self):
        with self._lock:
            self._sequence += 1
            return self._sequence

    def connect(self, patience=5):
        return socket.create_connection(("127.0.0.1", self.plain.port), patience)

    @staticmethod
    def read_all(peer):
        received = b""
        while len(received) < 1 << 20 and (part := peer.recv(65536)):
            received += part
        return received

    def malformed(self, dice):
        with self.connect() as peer:
            peer.sendall(dice.choice(BAD_FRAMINGS))
            peer.shutdown(socket.SHUT_WR)
            answer = self.read_all(peer)
        if answer.startswith(b"HTTP/1.1 2"):
            self.strange.append(answer[:200])

    def rubbish(self, dice):
        """Well framed, and the body bent in some places."""
        body = bytearray(single(self.next_sequence()).encode() * dice.choice((1, 1, 40)))
        for _ in range(dice.randint(1, 8)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        with self.connect() as peer:
            peer.sendall(push(bytes(body), b"Connection: close"))
            self.read_all(peer)

    def loris(self, dice):
        with contextlib.ExitStack() as stack:
            peers = [stack.enter_context(self.connect()) for _ in range(100)]
            for letter in b"POST /webhooks HT":
                for peer in peers:
                    peer.sendall(bytes([letter]))
                if not self.goes_on():
                    break
            for peer in dice.sample(peers, 50):
                peer.sendall(b"TP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\n{")

    def endless(self, dice):
        """A body without end, by length or in chunks."""
        by_length = dice.random() < 0.5
        framing = b"Content-Length: 10000000000" if by_length else b"Transfer-Encoding: chunked"
        piece = b" " * 65536 if by_length else b"10000\r\n" + b" " * 65536 + b"\r\n"
        with self.connect() as peer:
            peer.sendall(b"POST /webhooks HTTP/1.1\r\nHost: h\r\n" + framing + b"\r\n\r\n")
            for _ in range(400):
                peer.sendall(piece)

    def faults(self, dice):
        """Asks for an answer that goes wrong."""
        with self.connect(0.5) as peer:
            peer.sendall(push(single(self.next_sequence()).encode(), b"X-Fault: " + dice.choice(FAULTS).encode(),
                              b"Connection: close"))
            self.read_all(peer)

    def departing(self, dice):
        """Leaves while its answer is delayed, politely or not."""
        with self.connect() as peer:
            if dice.random() < 0.3:
                block = FIELDS + literal(b"x-fault", b"late")
                peer.sendall(GREETING + frame(1, 4, 1, block) + frame(0, 1, 1, single(self.next_sequence()).encode()))
            else:
                peer.sendall(push(single(self.next_sequence()).encode(), b"X-Fault: late"))
            time.sleep(dice.random() * 0.04)  # To be anywhere in the delay is the point.
            if dice.random() < 0.5:
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def http2_floods(self, dice):
        streams = range(1, 4001, 2)
        flood = dice.choice((
            lambda: b"".join(frame(1, 5, i, FIELDS) + frame(3, 0, i, b"\0\0\0\x08") for i in streams),
            lambda: frame(1, 0, 1, FIELDS) + frame(9, 0, 1) * 5000,
            lambda: frame(6, 0, 0, b"x" * 8) * 5000,
            lambda: frame(4, 0, 0) * 5000,
            lambda: frame(1, 4, 1, FIELDS) + frame(0, 0, 1) * 5000,
            lambda: frame(1, 5, 1, b"\x40\x01z\x7f\xa1\x1e" + b"x" * 4000 + b"\xbe" * 12_000),
            lambda: b"".join(frame(1, 4, i, FIELDS) + frame(0, 0, i, b"{" * 16_000) for i in streams[:300]),
            lambda: dice.randbytes(20_000)))
        with self.connect(1) as peer:
            peer.sendall(GREETING + flood())
            self.read_all(peer)

    def handshakes(self, dice):
        hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
        with socket.create_connection(("127.0.0.1", self.tls.port), 5) as peer:
            peer.sendall(dice.choice((hello, hello[:3], hello + dice.randbytes(505), push(b"{}"), GREETING, b"")))
            if dice.random() < 0.5:
                peer.shutdown(socket.SHUT_WR)
                self.read_all(peer)

    def good(self, _):
        """Twenty events over one connection, each of which must be taken."""
        with self.connect(PATIENCE) as peer:
            reader = peer.makefile("rb")
            for _ in range(20):
                sequence = self.next_sequence()
                peer.sendall(push(single(sequence).encode()))
                if self.answered(reader):
                    with self._lock:
                        self.accepted[sequence] = self.accepted.get(sequence, 0) + 1

    def good_tls(self, _):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", self.tls.port), PATIENCE) as tcp, \
                context.wrap_socket(tcp) as peer:
            reader = peer.makefile("rb")
            for _ in range(20):
                peer.sendall(push(single(self.next_sequence()).encode()))
                self.answered(reader)

    def answered(self, reader):
        status, length = reader.readline(), 0
        while (line := reader.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        reader.read(length)
        if not status.startswith(b"HTTP/1.1 200"):
            self.strange.append(status or b"no answer to a good request")
            return False
        return True


class Hostile(TestCase):
    def victim(self, *arguments):
        victim = Victim(*arguments)
        self.addCleanup(victim.end)
        return victim

    def test_everything_at_once(self):
        def when(fault, reply):
            return {"when": {"header": {"name": "X-Fault", "value": fault}}, "reply": reply}
        policy = {"rules": [when("late", {"latencyMs": 50}), *(when(fault, {"fault": fault}) for fault in FAULTS)],
                  "then": "accept"}
        path = self.path("policy.json", json.dumps(policy))
        session = self.path("session.pushbench")
        plain = self.victim("--policy", path, "--session", session)
        tls = self.victim("--tls-self-signed")
        limit = SANITIZED_RSS_MIB if plain.is_sanitized() else RSS_MIB
        most = {}

        def watch():
            for name, victim in (("plain", plain), ("TLS", tls)):
                self.assertIsNone(victim.process.poll(), f"{name} is gone: {''.join(victim.errors)[-4000:]}")
                most[name] = max(most.get(name, 0), victim.rss_mib())
            plain.process.send_signal(signal.SIGHUP)  # Reads its policy again.

        crowd = Crowd(plain, tls)
        crowd.run(watch)
        print(f"\n{SECONDS:.0f} s, at most {most['plain']:.0f} MiB plain and {most['TLS']:.0f} MiB over TLS; "
              + ", ".join(f"{name} {count}" for name, count in sorted(crowd.counts.items())), flush=True)

        self.assertEqual(crowd.strange, [])
        self.assertEqual(set(crowd.counts), {
            "malformed", "rubbish", "loris", "endless", "faults", "departing", "http2_floods", "handshakes",
            "good", "good_tls"})
        self.assertGreaterEqual(crowd.counts["departing"], DEPARTURES)
        for name in most:
            self.assertLess(most[name], limit, name)
        for name, victim in (("plain", plain), ("TLS", tls)):
            self.assertEqual(victim.stop(), 0, f"{name}: {''.join(victim.errors)[-4000:]}")
            for word in ("Sanitizer", "runtime error", "QObject", "QIODevice"):
                self.assertNotIn(word, "".join(victim.errors))

        # Every event that was answered 200 is in the file, and the file reads.
        with sqlite3.connect(session) as file:
            recorded = {first for (first,) in file.execute(
                "SELECT first_sequence FROM exchanges WHERE status = 200 AND outcome = 'answered'")}
        self.assertGreater(len(crowd.accepted), 100)
        self.assertEqual(set(crowd.accepted) - recorded, set())
        analyzed = subprocess.run([CLI, "analyze", session], capture_output=True, text=True, timeout=10 * PATIENCE)
        self.assertEqual((analyzed.returncode, analyzed.stderr), (0, ""))


if __name__ == "__main__":
    main()
