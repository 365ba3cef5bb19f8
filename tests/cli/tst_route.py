#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How produce gets to its consumer: TLS, proxies, HTTP/2, and redirects that it does not follow."""

import json
import subprocess

from foreign import free_port
from gobetween import HttpProxy, SocksProxy
from pushbench import PATIENCE, TOKEN, TestCase, flaws, main, needs, records_of, run

QUICK = ("--max-attempts", "1", "--timeout", "20")


class Route(TestCase):
    def push(self, url, *arguments, events=5, env=None):
        """Exit status, stderr, exchanges and the summary; no secret may stand anywhere."""
        session = self.path("session.pushbench")
        result = run("produce", "--url", url, "--auth-token", TOKEN, "--events", str(events),
                     "--output", "json", "--session", session, *arguments, env=env)
        records = records_of(result.stdout)
        self.assertEqual([flaws(r) for r in records if flaws(r)], [])
        with open(session, "rb") as file:
            everything = file.read() + result.stdout.encode() + result.stderr.encode()
        for secret in (TOKEN, "pass word", "pass%20word", "cGFzcyB3b3Jk", "dXNlcjpwYXNzIHdvcmQ"):
            self.assertNotIn(secret.encode(), everything)
        exchanges = [r for r in records if r["type"] == "exchange"]
        return result.returncode, result.stderr, exchanges, records[-1]

    def fault(self, url, *arguments):
        """The words of an attempt that was certainly not delivered."""
        status, _, exchanges, summary = self.push(url, *QUICK, *arguments, events=1)
        self.assertEqual((status, len(exchanges), summary["unknown"]), (1, 1, 0), summary)
        self.assertEqual(exchanges[0]["outcome"], "failed", exchanges)
        return exchanges[0]["fault"]

    def served(self, thing):
        self.addCleanup(thing.end)
        return thing


@needs("openssl")
class Tls(Route):
    def certificate(self, name, *, ca=None, names="IP:127.0.0.1", days="2"):
        """A certificate with its key; of that authority, or of its own."""
        key, pem = self.path(f"{name}.key"), self.path(f"{name}.pem")
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                   "-nodes", "-days", days, "-subj", f"/CN={name}", "-keyout", key, "-out", pem]
        if names:
            command += ["-addext", f"subjectAltName={names}"]
        if ca:
            command += ["-CA", ca[0], "-CAkey", ca[1], "-addext", "basicConstraints=critical,CA:FALSE"]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        return pem, key

    def test_what_was_agreed_on_is_recorded(self):
        consumer = self.consumer("--tls-self-signed")
        trust = ("--ca", consumer.listening["caFile"])
        for http, alpn, protocol in (("1.1", "http/1.1", "HTTP/1.1"), ("2", "h2", "HTTP/2")):
            status, errors, exchanges, summary = self.push(consumer.url, *trust, "--http", http)
            self.assertEqual((status, errors, summary["delivered"]), (0, "", 5))
            for exchange in exchanges:
                self.assertEqual(exchange["protocol"], protocol)
                self.assertIn(f"TLS 1.3, TLS_AES_256_GCM_SHA384, {alpn}, peer CN=", exchange["tls"])
                self.assertIn(consumer.listening["fingerprint"], exchange["tls"])
        self.assertEqual(consumer.stop()[0], 0)

    def test_nobody_is_trusted_unasked(self):
        consumer = self.consumer("--tls-self-signed")
        told = self.fault(consumer.url)
        self.assertIn("the server is not trusted", told)
        self.assertIn("--ca", told)
        status, errors, exchanges, _ = self.push(consumer.url, "--insecure")
        self.assertEqual(status, 0)
        self.assertRegex(errors, r"\AWARNING: --insecure: [^\n]+\n\Z")
        self.assertTrue(all(e["tls"].endswith("NOT VERIFIED") for e in exchanges), exchanges)

    def test_a_certificate_for_somebody_else(self):
        server = self.certificate("elsewhere", names="DNS:feed.example")
        consumer = self.consumer("--tls-cert", server[0], "--tls-key", server[1])
        told = self.fault(consumer.url, "--ca", server[0])
        self.assertIn("its certificate is for feed.example and not for 127.0.0.1", told)

    def test_client_certificates(self):
        authority = self.certificate("authority", names=None)
        client = self.certificate("feed-client", ca=authority)
        stranger = self.certificate("stranger")
        server = self.certificate("server")
        consumer = self.consumer("--tls-cert", server[0], "--tls-key", server[1], "--client-ca",
                                 authority[0])
        for http in "1.1", "2":
            trust = ("--ca", server[0], "--http", http)
            self.assertIn("wants a client certificate; show one by --client-cert and --client-key",
                          self.fault(consumer.url, *trust))
            self.assertIn("does not take our client certificate",
                          self.fault(consumer.url, *trust, "--client-cert", stranger[0],
                                     "--client-key", stranger[1]))
            status, _, _, summary = self.push(consumer.url, *trust, "--client-cert", client[0],
                                              "--client-key", client[1])
            self.assertEqual((status, summary["delivered"]), (0, 5))
        _, records = consumer.stop()
        shown = [r["tls"] for r in records if r["type"] == "exchange" and r["status"] == 200]
        self.assertTrue(all("peer CN=feed-client" in tls for tls in shown), shown)

    def test_what_does_not_speak_tls(self):
        consumer = self.consumer()
        for http in "1.1", "2":
            told = self.fault(consumer.url.replace("http:", "https:"), "--http", http)
            self.assertIn("does not speak TLS", told)
            self.assertIn("http://", told)

    def test_wrong_use_is_told(self):
        certificate, key = self.certificate("own")
        url = "https://127.0.0.1:1/"
        for name, (arguments, words) in {
            "no such file": (("--ca", "/no/such"), ["/no/such"]),
            "a key for authorities": (("--ca", key), [key]),
            "a certificate without its key": (("--client-cert", certificate), ["--client-cert", "key"]),
            "another's key": (("--client-cert", certificate, "--client-key",
                               self.certificate("other")[1]), ["does not belong"]),
            "all and some": (("--insecure", "--ca", certificate), ["--insecure"]),
            "no such version": (("--http", "3"), ["3", "1.1"]),
            "no such proxy": (("--proxy", "https://user:hush@h:1"), ["--proxy", "socks5://"]),
        }.items():
            with self.subTest(name):
                result = run("produce", "--url", url, "--events", "1", *arguments)
                self.assertUsage(result, *words)
                self.assertNotIn("hush", result.stderr)
        self.assertUsage(run("produce", "--url", "http://127.0.0.1:1/", "--events", "1",
                             "--insecure"), "--insecure", "https")


class Proxies(Route):
    def test_all_ways_lead_to_the_consumer(self):
        plain = self.consumer()
        secure = self.consumer("--tls-self-signed")
        trust = ("--ca", secure.listening["caFile"])
        where = f"127.0.0.1:{plain.port}"
        for kind, credentials in ((HttpProxy, None), (HttpProxy, "user:pass%20word"),
                                  (SocksProxy, None), (SocksProxy, "user:pass%20word")):
            proxy = self.served(kind(credentials))
            for name, consumer, more in (("http", plain, ()), ("http 2", plain, ("--http", "2")),
                                         ("https", secure, trust),
                                         ("https 2", secure, (*trust, "--http", "2"))):
                with self.subTest(f"{kind.__name__} {credentials} {name}"):
                    before = len(proxy.asked)
                    status, errors, exchanges, summary = self.push(
                        consumer.url, "--proxy", proxy.url, *more)
                    self.assertEqual((status, errors, summary["delivered"]), (0, "", 5), exchanges)
                    asked = proxy.asked[before:]
                    if kind is SocksProxy:
                        self.assertEqual(asked, [f"1 127.0.0.1 {consumer.port}"])
                    elif name == "http":
                        self.assertEqual(asked, [f"POST http://{where}/webhooks HTTP/1.1"] * 5)
                    else:
                        self.assertEqual(asked, [f"CONNECT 127.0.0.1:{consumer.port} HTTP/1.1"])
        self.assertEqual(plain.stop()[0], 0)
        self.assertEqual(secure.stop()[0], 0)

    def test_a_name_is_looked_up_by_the_proxy(self):
        consumer = self.consumer()
        for proxy in HttpProxy(), SocksProxy():
            self.served(proxy)
            status, _, _, _ = self.push(f"http://localhost:{consumer.port}/webhooks", "--http", "2",
                                        "--proxy", proxy.url)
            self.assertEqual(status, 0)
            self.assertIn("localhost", proxy.asked[0])

    def test_the_proxy_is_named_when_it_is_to_blame(self):
        nowhere = f"https://127.0.0.1:{free_port()}/webhooks"
        for kind in HttpProxy, SocksProxy:
            with self.subTest(kind.__name__):
                proxy = self.served(kind("user:pass%20word"))
                name = f"{proxy.scheme}://127.0.0.1:{proxy.port}"
                told = self.fault(nowhere, "--proxy", proxy.url)
                self.assertIn(f"the proxy {name} gives no connection to", told)
                told = self.fault(nowhere, "--proxy", name)
                self.assertIn(f"the proxy {name} gives no connection to", told)
                self.assertIn("it wants credentials", told)
                told = self.fault(nowhere, "--proxy", proxy.url.replace("word", "weird"))
                self.assertIn("does not take the user and password", told)
                proxy.end()
                told = self.fault(nowhere, "--proxy", name)
                self.assertIn(f"the proxy {name} cannot be reached", told)

    def test_credentials_from_a_file_or_a_config(self):
        consumer = self.consumer()
        proxy = self.served(HttpProxy("user:pass%20word"))
        file = self.path("proxy", proxy.url + "\n")
        self.assertEqual(self.push(consumer.url, "--proxy", f"@{file}")[0], 0)
        config = self.path("config.json", json.dumps({"proxy": proxy.url, "http": "2"}))
        status, _, exchanges, _ = self.push(consumer.url, "--config", config)
        self.assertEqual((status, exchanges[0]["protocol"]), (0, "HTTP/2"))


class Http2(Route):
    def test_every_event_once(self):
        consumer = self.consumer("--events")
        for flight in "1", "8", "200":
            status, _, exchanges, summary = self.push(
                consumer.url, "--http", "2", "--in-flight", flight, "--first-sequence",
                str(10_000 * int(flight)), events=500)
            self.assertEqual((status, summary["delivered"], summary["unknown"]), (0, 500, 0))
            self.assertEqual({e["protocol"] for e in exchanges}, {"HTTP/2"})
        status, records = consumer.stop()
        self.assertEqual(status, 0)
        self.assertEqual([r["state"] for r in records if r["type"] == "event"], ["received"] * 1500)

    def test_large_bodies_go_by_the_peers_windows(self):
        consumer = self.consumer()
        status, _, exchanges, summary = self.push(consumer.url, "--http", "2", "--batch", "20000",
                                                  "--in-flight", "4", events=100_000)
        self.assertEqual((status, summary["delivered"]), (0, 100_000))
        self.assertGreater(min(e["requestBytes"] for e in exchanges), 1_000_000)

    def test_a_consumer_of_http_1_only(self):
        told = self.fault(self.served(_Old()).url, "--http", "2")
        self.assertIn('does not speak HTTP/2 there: it answers "HTTP/1.1 400', told)
        self.assertIn("--http 1.1", told)

    def test_fields_that_it_has_not(self):
        self.assertUsage(run("produce", "--url", "http://127.0.0.1:1/", "--events", "1", "--http", "2",
                             "--header", "Connection: close"), "--header", "Connection", "--http 1.1")

    def test_faults_have_the_same_verdicts_as_on_http_1(self):
        faults = {"close": "unknown", "stream-reset": "unknown", "truncate": "unknown",
                  "reset": "unknown", "goaway": "failed"}
        policy = self.path("policy.json", json.dumps(
            {"replies": [{"fault": name} for name in faults]}))
        consumer = self.consumer("--policy", policy)
        status, _, exchanges, summary = self.push(consumer.url, "--http", "2", "--backoff", "0.01:0.02",
                                                  events=1)
        self.assertEqual((status, summary["delivered"]), (0, 1))
        self.assertEqual([e["outcome"] for e in exchanges], [*faults.values(), "delivered"],
                         [e["fault"] for e in exchanges])
        self.assertIn("GOAWAY", exchanges[4]["fault"])
        consumer.stop()


class _Old(HttpProxy):
    """A server that knows HTTP/1.1 only, and takes the preface of HTTP/2 for a bad request."""

    def serve(self, connection):
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")


class Redirects(Route):
    def test_the_token_goes_nowhere_else(self):
        elsewhere = self.served(HttpProxy())
        for status in 301, 302, 303, 307, 308:
            consumer = self.served(_Redirecting(status, f"{elsewhere.url}/webhooks"))
            code, _, exchanges, summary = self.push(consumer.url + "/webhooks", events=2)
            self.assertEqual((code, len(exchanges)), (1, 1))
            self.assertEqual((exchanges[0]["status"], exchanges[0]["outcome"]), (status, "refused"))
            self.assertIn("redirects are not followed", summary["outcome"])
        self.assertEqual(elsewhere.asked, [])


class _Redirecting(HttpProxy):
    def __init__(self, status, location):
        self.answer = (f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\n"
                       "Content-Length: 0\r\n\r\n").encode()
        super().__init__()

    def serve(self, connection):
        connection.recv(65536)
        connection.sendall(self.answer)
        connection.recv(65536)


if __name__ == "__main__":
    main()
