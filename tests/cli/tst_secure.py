#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""consume over TLS and HTTP/2, its answers that go wrong on purpose, and policies that change: by curl."""

import json
import os
import signal
import subprocess
import time

from pushbench import CLI, PATIENCE, TOKEN, TestCase, flaws, main, needs, run, single

# What curl makes of each fault: its exit status on HTTP/1.1 and on HTTP/2. A reset may overtake what was
# sent before it, and meets curl while it sends (55) or receives (56), so some have several.
FAULTS = {
    "reset": ({55, 56}, {55, 56}),
    "close": ({52}, {16, 18, 52, 92}),
    "truncate": ({18}, {92}),
    "wrong-length": ({18}, {92}),
    "drip": ({0}, {0}),
    "reset-during": ({18, 55, 56}, {55, 56, 92}),
    "reset-after": ({0, 55, 56}, {0, 55, 56}),
    "stream-reset": ({55, 56}, {92}),
    "goaway": ({52}, {16, 92}),
    "never": ({28}, {28}),
}
MODES = {
    "HTTP/1.1": ((), ("--http1.1",)),
    "HTTP/2 by prior knowledge": ((), ("--http2-prior-knowledge",)),
    "HTTP/1.1 over TLS": (("--tls-self-signed",), ("--http1.1",)),
    "HTTP/2 over TLS": (("--tls-self-signed",), ("--http2",)),
}


class Peer:
    """curl against one consumer."""

    def __init__(self, consumer, *options):
        trusted = consumer.listening.get("caFile")
        self.url = consumer.url
        self.options = (*options, *(("--cacert", trusted) if trusted else ()))

    def post(self, sequence, *more, patience=PATIENCE):
        """Exit status, HTTP status and version."""
        told = subprocess.run(
            ["curl", "-s", "-o", os.devnull, "-w", "%{http_code} %{http_version}", "--max-time",
             str(patience), "-H", "Content-Type: application/json", "-H",
             f"Authorization: Bearer {TOKEN}", "-d", single(sequence), *self.options, *more, self.url],
            capture_output=True, text=True, timeout=PATIENCE)
        status, version = told.stdout.split()
        return told.returncode, int(status), version


@needs("curl")
class Faults(TestCase):
    def test_every_fault_is_seen_as_that_fault(self):
        script = [{"fault": name, "drip": {"bytes": 64, "everyMs": 5}} for name in FAULTS]
        policy = self.path("policy.json", json.dumps({"replies": script}))
        for mode, (served, asked) in MODES.items():
            with self.subTest(mode):
                consumer = self.consumer("--policy", policy, *served)
                peer = Peer(consumer, *asked)
                for number, (name, expected) in enumerate(FAULTS.items()):
                    code, _, _ = peer.post(number + 1, patience=2 if name == "never" else PATIENCE)
                    self.assertIn(code, expected["HTTP/2" in mode], name)
                self.assertEqual(peer.post(100)[:2], (0, 200), "the bench goes on serving")
                status, records = consumer.stop()
                self.assertEqual((status, consumer.errors), (0, []))
                exchanges = [r for r in records if r["type"] == "exchange"]
                self.assertEqual([flaws(r) for r in exchanges if flaws(r)], [])
                self.assertEqual([r["fault"] for r in exchanges], [*FAULTS, None])
                # Only what left whole was acknowledged.
                summary = next(r for r in records if r["type"] == "summary")
                self.assertEqual(summary["accepted"], 2)


@needs("curl", "openssl")
class Tls(TestCase):
    def test_what_was_agreed_on_is_recorded(self):
        consumer = self.consumer("--tls-self-signed")
        self.assertRegex(consumer.url, r"^https://")
        self.assertRegex(consumer.listening["fingerprint"], r"^([0-9A-F]{2}:){31}[0-9A-F]{2}$")
        self.assertEqual(Peer(consumer, "--http2").post(1), (0, 200, "2"))
        self.assertEqual(Peer(consumer, "--http1.1", "--tlsv1.2", "--tls-max", "1.2").post(2),
                         (0, 200, "1.1"))
        self.assertEqual(Peer(consumer, "--tls-max", "1.1").post(3)[0], 35)
        trusted = consumer.listening["caFile"]
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        facts = [r["tls"] for r in records if r["type"] == "exchange" and r["status"] == 200]
        self.assertRegex(facts[0], r"^TLS 1\.3, \w+, h2$")
        self.assertRegex(facts[1], r"^TLS 1\.2, [\w-]+, http/1\.1$")
        self.assertFalse(os.path.exists(trusted), "it goes with the run")

    def certificate(self, name, *, ca=None):
        """A certificate with its key; of that authority, or of its own."""
        key, pem = self.path(f"{name}.key"), self.path(f"{name}.pem")
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                   "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", key, "-out", pem]
        if ca:
            command += ["-CA", ca[0], "-CAkey", ca[1], "-addext", "basicConstraints=critical,CA:FALSE"]
        else:
            command += ["-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        return pem, key

    def test_client_certificates(self):
        authority = self.certificate("authority")
        client = self.certificate("feed-client", ca=authority)
        stranger = self.certificate("stranger")
        server = self.certificate("server")
        consumer = self.consumer("--tls-cert", server[0], "--tls-key", server[1], "--client-ca",
                                 authority[0])
        peer = Peer(consumer, "--cacert", server[0])
        self.assertNotEqual(peer.post(1)[0], 0)
        self.assertNotEqual(peer.post(2, "--cert", stranger[0], "--key", stranger[1])[0], 0)
        self.assertEqual(peer.post(3, "--cert", client[0], "--key", client[1])[:2], (0, 200))
        _, records = consumer.stop()
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertIn("peer CN=feed-client", exchanges[-1]["tls"])
        refused = [r["fault"] for r in exchanges if r["status"] == 0]
        self.assertEqual(len(refused), 2, exchanges)

    def test_wrong_files_are_told(self):
        certificate, key = self.certificate("server")
        other = self.certificate("other")[1]
        listen = ("consume", "--listen", "127.0.0.1:0", "--duration", "0.1")
        for name, (arguments, words) in {
            "a key of another certificate": (("--tls-cert", certificate, "--tls-key", other), [other]),
            "no key": (("--tls-cert", certificate), ["--tls-cert", "key"]),
            "no such file": (("--tls-cert", "/no/such", "--tls-key", key), ["/no/such"]),
            "both ways": (("--tls-cert", certificate, "--tls-key", key, "--tls-self-signed"),
                          ["--tls-self-signed"]),
            "no TLS to ask for certificates": (("--client-ca", certificate), ["--client-ca", "TLS"]),
            "authorities that are none": (("--tls-self-signed", "--client-ca", key), [key]),
        }.items():
            with self.subTest(name):
                self.assertUsage(run(*listen, *arguments), *words)


@needs("curl")
class Policies(TestCase):
    def test_a_policy_changes_while_traffic_runs(self):
        policy = self.path("policy.json", "{}")
        consumer = self.consumer("--policy", policy)
        peer = Peer(consumer)
        number = 0

        def until(expected):
            """Pushes until it is answered so; the file system tells of changes when it likes."""
            nonlocal number
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                number += 1
                if peer.post(number)[1] == expected:
                    return
            self.fail(f"never {expected}; {consumer.errors}")

        until(200)
        self.path("policy.json", '{"rules":[{"when":{},"reply":{"status":429}}]}')
        until(429)
        replacement = self.path("new.json", '{"rules":[{"when":{},"reply":{"status":503}}]}')
        os.replace(replacement, policy) # As editors do it.
        until(503)
        self.path("policy.json", '{"rules":[{"when":{},\n"reply":{"status":99}}]}')
        consumer.signal(signal.SIGHUP)
        until(503) # What cannot be used changes nothing.
        self.path("policy.json", "{}")
        consumer.signal(signal.SIGHUP)
        until(200)
        self.assertEqual(consumer.stop()[0], 0)
        self.assertTrue(any("line 2: member rules[0].reply.status" in line for line in consumer.errors),
                        consumer.errors)


if __name__ == "__main__":
    main()
