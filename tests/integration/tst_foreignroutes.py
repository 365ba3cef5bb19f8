#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce over TLS and HTTP/2 to servers that are not ours: nginx, Node, nghttpd and openssl."""

import os
import subprocess
import threading
from collections import Counter

from foreign import Nginx, Node, await_port, free_port, make_certificate
from pushbench import PATIENCE, TOKEN, Process, TestCase, find_program, flaws, main, needs, records_of, run

EVENTS = 3_000
FLIGHTS = {"in strict order": (), "many at once": ("--in-flight", "50"),
           "in batches": ("--batch", "100", "--in-flight", "4")}


class ForeignRoutes(TestCase):
    def push(self, url, *arguments, events=EVENTS):
        result = run("produce", "--url", url, "--auth-token", TOKEN, "--events", str(events),
                     "--first-sequence", "1", "--output", "json", *arguments)
        records = records_of(result.stdout)
        self.assertEqual([flaws(r) for r in records if flaws(r)], [])
        return result.returncode, records

    def assertDelivered(self, url, *arguments, tls=None, protocol="HTTP/1.1"):
        status, records = self.push(url, *arguments)
        summary = records[-1]
        self.assertEqual((status, summary["delivered"], summary["unknown"], summary["failed"]),
                         (0, EVENTS, 0, 0), records[-3:])
        exchanges = [r for r in records if r["type"] == "exchange"]
        self.assertEqual({r["protocol"] for r in exchanges}, {protocol})
        for exchange in exchanges:
            self.assertRegex(exchange["tls"] or "", tls or r"\A\Z")

    def fault(self, url, *arguments):
        """The words of an attempt that was certainly not delivered."""
        status, records = self.push(url, "--max-attempts", "1", *arguments, events=1)
        self.assertEqual(status, 1)
        self.assertEqual(records[0]["outcome"], "failed", records[0])
        return records[0]["fault"]

    @needs("node", "openssl")
    def test_node(self):
        certificate = make_certificate(self.folder)
        trust = ("--ca", certificate[0])
        for name, served, asked, tls, version in (
                ("https", {"certificate": certificate}, trust, r"^TLS 1\.3, .*, http/1\.1, peer", "1.1"),
                ("HTTP/2", {"certificate": certificate, "http2": True}, (*trust, "--http", "2"),
                 r"^TLS 1\.3, .*, h2, peer", "2.0"),
                ("HTTP/1.1 beside it", {"certificate": certificate, "http2": True}, trust,
                 r"^TLS 1\.3, .*, http/1\.1, peer", "1.1"),
                ("HTTP/2 in the clear", {"http2": True}, ("--http", "2"), None, "2.0")):
            for flight, arguments in FLIGHTS.items():
                with self.subTest(f"{name}, {flight}"):
                    node = Node(**served)
                    self.addCleanup(node.end)
                    self.assertDelivered(node.url, *asked, *arguments, tls=tls,
                                         protocol="HTTP/2" if version == "2.0" else "HTTP/1.1")
                    log = node.log()
                    self.assertEqual({(r["version"], r["token"]) for r in log},
                                     {(version, f"Bearer {TOKEN}")})
                    self.assertEqual(Counter(int(s) for r in log for s in r["sequences"]),
                                     Counter(range(1, EVENTS + 1)))

    @needs("node")
    def test_holds_on_http_2(self):
        node = Node({"status": 429, "retryAfter": "seconds", "wait": 1}, {"status": 503}, http2=True)
        self.addCleanup(node.end)
        status, records = self.push(node.url, "--http", "2", "--backoff", "0.05:0.1", events=3)
        self.assertEqual((status, records[-1]["delivered"]), (0, 3))
        log = node.log()
        self.assertEqual([r["status"] for r in log], [429, 503, 200, 200, 200])
        self.assertGreaterEqual(log[1]["began"], log[0]["notBefore"])

    @needs("nginx", "openssl")
    def test_nginx(self):
        pem, key = make_certificate(self.folder)
        for http, listen, tls in (("1.1", "ssl", r"^TLS 1\.[23], .*http/1\.1, peer CN=server"),
                                  ("2", "ssl http2", r"^TLS 1\.[23], .*h2, peer CN=server"),
                                  ("2", "http2", None)):
            for flight, arguments in FLIGHTS.items():
                with self.subTest(f"{listen} {http} {flight}"):
                    folder = self.path(f"{listen}{http}{flight}".replace(" ", "-"))
                    os.mkdir(folder)
                    port = free_port()
                    nginx = Nginx(folder, port, f"""
                        log_format bodies '$server_protocol $content_length';
                        server {{
                            # It closes by itself now and then, as servers do.
                            keepalive_requests 700;
                            listen 127.0.0.1:{port} {listen};
                            ssl_certificate {pem}; ssl_certificate_key {key};
                            location /webhooks {{
                                access_log {folder}/access.log bodies;
                                proxy_pass http://unix:{folder}/inner.sock;
                            }}
                        }}
                        server {{
                            listen unix:{folder}/inner.sock;
                            location / {{ default_type application/json; return 200 '{{}}'; }}
                        }}""")
                    self.addCleanup(nginx.end)
                    url = nginx.url.replace("http:", "https:") if "ssl" in listen else nginx.url
                    trust = ("--ca", pem) if "ssl" in listen else ()
                    self.assertDelivered(url, *trust, "--http", http, *arguments, tls=tls,
                                         protocol="HTTP/2" if http == "2" else "HTTP/1.1")
                    nginx.stop()
                    with open(os.path.join(folder, "access.log"), encoding="utf-8") as log:
                        lines = log.read().splitlines()
                    expected = EVENTS // 100 if "--batch" in arguments else EVENTS
                    self.assertEqual(len(lines), expected)
                    self.assertEqual({line.split(" ")[0] for line in lines},
                                     {"HTTP/2.0" if http == "2" else "HTTP/1.1"})

    @needs("nghttpd", "openssl")
    def test_nghttpd(self):
        pem, key = make_certificate(self.folder)
        for name, more, trust, tls in (("prior knowledge", ("--no-tls",), (), None),
                                       ("TLS", (), ("--ca", pem), r"^TLS 1\.3, .*, h2, peer")):
            for flight, arguments in FLIGHTS.items():
                with self.subTest(f"{name}, {flight}"):
                    port = free_port()
                    # It answers by what it was sent, and allows ten at a time.
                    files = () if more else (key, pem)
                    server = Process([find_program("nghttpd"), "-a", "127.0.0.1", "--echo-upload",
                                      "-m", "10", *more, str(port), *files], cwd=self.folder)
                    self.addCleanup(server.end)
                    self.assertTrue(await_port(port, lambda: server.process.poll() is None),
                                    server.errors)
                    scheme = "http" if more else "https"
                    self.assertDelivered(f"{scheme}://127.0.0.1:{port}/webhooks", *trust, "--http",
                                         "2", *arguments, tls=tls, protocol="HTTP/2")

    def openssl(self, *arguments):
        """openssl s_server; gives its URL and the process."""
        port = free_port()
        process = subprocess.Popen([find_program("openssl"), "s_server", "-accept",
                                    f"127.0.0.1:{port}", *arguments], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(process.wait, PATIENCE)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.stdout.close)
        self.assertTrue(await_port(port, lambda: process.poll() is None))
        return f"https://127.0.0.1:{port}/webhooks", process

    @needs("openssl")
    def test_openssl_refuses(self):
        pem, key = make_certificate(self.folder)
        own = ("-cert", pem, "-key", key)
        trust = ("--ca", pem)
        for name, served, asked, words in (
                ("an old version", ("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), trust,
                 r"no version of TLS in common|protocol version|wrong version"),
                ("a certificate, on TLS 1.3", ("-Verify", "1", "-verify_return_error", "-tls1_3"), trust,
                 "wants a client certificate; show one by --client-cert"),
                ("a certificate, on TLS 1.2", ("-Verify", "1", "-verify_return_error", "-tls1_2"), trust,
                 "wants a client certificate; show one by --client-cert"),
                ("another certificate", ("-Verify", "1", "-verify_return_error", "-tls1_3"),
                 (*trust, "--client-cert", pem, "--client-key", key),
                 "does not take our client certificate"),
                ("another protocol", ("-alpn", "acme-tls/1"), (*trust, "--http", "2"),
                 r"speaks nothing of what was offered by ALPN \(h2\); try the other --http"),
                ("no protocol", (), (*trust, "--http", "2"),
                 "by ALPN it agreed on nothing; push by --http 1.1"),
                ("nobody's trust", (), (), "nobody that is trusted has signed its certificate")):
            with self.subTest(name):
                url, _ = self.openssl(*own, *served)
                self.assertRegex(self.fault(url, *asked), words)

    @needs("openssl")
    def test_openssl_takes_what_is_pushed(self):
        pem, key = make_certificate(self.folder)
        url, server = self.openssl("-cert", pem, "-key", key, "-tls1_2", "-quiet")
        received = []

        def answer():
            """It sends what is typed, so the answer is typed when the request is there."""
            while part := server.stdout.read1():
                received.append(part)
                if b"EntityEventSequence" in part:
                    server.stdin.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                    server.stdin.flush()
        typist = threading.Thread(target=answer, daemon=True)
        typist.start()
        status, records = self.push(url, "--ca", pem, events=1)
        self.assertEqual(status, 0, records)
        self.assertRegex(records[0]["tls"], r"^TLS 1\.2, ECDHE-ECDSA-\S+, peer CN=server \(")
        server.kill()
        typist.join(PATIENCE)
        self.assertIn(b"POST /webhooks HTTP/1.1\r\n", b"".join(received))


if __name__ == "__main__":
    main()
