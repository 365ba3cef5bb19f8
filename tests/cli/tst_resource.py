#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""produce --resource-listen: the EntityEvent resource, asked by a client that is not ours."""

import http.client
import json
import os
import signal
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

from foreign import make_certificate
from pushbench import CLI, PATIENCE, TOKEN, TestCase, flaws, main, needs, run

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
READER = "reader-token"


class Host:
    """pushbench-cli produce with a resource, and a client for it."""

    def __init__(self, test, consumer, *arguments, token=READER):
        given = ["--resource-token", token] if token else []
        self.process = test.process(CLI, "produce", "--url", consumer.url, "--auth-token", TOKEN,
                                    "--output", "json", "--resource-listen", "127.0.0.1:0",
                                    *given, *arguments)
        first = self.process.line()
        if first is None:
            raise AssertionError(f"produce did not start: {self.process.errors}")
        self.resource = json.loads(first)
        self.url = self.resource["url"]
        self.token = self.resource.get("token", token)

        self.tls = ssl.create_default_context(cafile=self.resource["caFile"]) \
            if "caFile" in self.resource else None

    def ask(self, target, method="GET", headers=None, data=None):
        """Status, headers and body of what urllib gets; target as it goes on the wire."""
        url = target if target.startswith("http") else self.url + target
        request = urllib.request.Request(url, method=method, data=data, headers={
            "Authorization": f"Bearer {self.token}", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE, context=self.tls) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def json(self, target, **more):
        status, _, body = self.ask(target, **more)
        if status != 200:
            raise AssertionError(f"{target}: {status} {body!r}")
        return json.loads(body)

    def filtered(self, text, encode=urllib.parse.quote):
        """The numbers that a filter finds, over all pages."""
        return self.walk("EntityEvent?" + encode("$filter=") + encode(text))

    def walk(self, target, **more):
        numbers = []
        while target:
            page = self.json(target, **more)
            numbers += [event["EntityEventSequence"] for event in page["value"]]
            target = page.get("@odata.nextLink")
        return numbers

    def count(self):
        return int(self.ask("EntityEvent/$count")[2])

    def await_count(self, least):
        deadline = time.monotonic() + PATIENCE
        while self.count() < least:
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.count()} of {least} events: {self.process.errors}")
            time.sleep(0.02)

    def stop(self):
        """Stops by SIGTERM; gives the exit status and the records of the run."""
        self.process.signal(signal.SIGTERM)
        status = self.process.wait()
        return status, [json.loads(line) for line in self.process.lines]


class Resource(TestCase):
    def host(self, *arguments, consumer=None, **more):
        return Host(self, consumer or self.consumer(), *arguments, **more)

    def test_what_was_pushed_is_there_and_holes_are_not(self):
        consumer = self.consumer("--events")
        host = self.host("--events", "2000", "--hole-rate", "0.2", "--batch", "100", "--stay",
                         consumer=consumer)
        self.assertEqual(flaws(host.resource), [])
        self.assertNotIn("token", host.resource)
        self.assertEqual(host.resource["resume"], host.url + "resume")
        host.await_count(2000)
        numbers = host.walk("EntityEvent")
        self.assertEqual(len(numbers), 2000)
        self.assertLess(len(numbers), numbers[-1] - numbers[0])
        self.assertEqual(numbers, sorted(set(numbers)))
        status, records = host.stop()
        self.assertEqual((status, records[-1]["outcome"]), (0, "every event was delivered"))
        self.assertFalse([line for line in host.process.lines if READER in line])
        _, received = consumer.stop()
        self.assertEqual([r["sequence"] for r in received if r["type"] == "event"], numbers)

    def test_it_goes_with_the_run_unless_told_to_stay(self):
        host = self.host("--events", "5", token=None)
        self.assertRegex(host.token, r"^[\w-]{32}$")
        self.assertEqual(host.process.wait(), 0)
        self.assertEqual(sum(host.token in line for line in host.process.lines), 1)
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(host.url).port), 5)

    def test_filters_however_they_are_encoded(self):
        host = self.host("--events", "20", "--first-sequence", "101", "--stay")
        host.await_count(20)
        text = "EntityEventSequence gt 110 and not (EntityEventSequence ge 115)"
        expected = [111, 112, 113, 114]

        def every_letter(value):
            return "".join(f"%{byte:02x}" for byte in value.encode())

        for encode in (urllib.parse.quote, urllib.parse.quote_plus, every_letter,
                       lambda value: value.replace(" ", "%20"),
                       lambda value: value.replace(" ", "%09"),
                       lambda value: value.replace(" ", "+").replace("$", "%24")):
            if encode is every_letter:
                found = host.walk("EntityEvent?" + every_letter("$filter") + "="
                                  + every_letter(text))
            else:
                found = host.walk("EntityEvent?" + encode("$filter") + "=" + encode(text))
            self.assertEqual(found, expected)
        found = host.walk("EntityEvent?" + urllib.parse.urlencode({"$filter": text, "$top": 2}))
        self.assertEqual(found, expected[:2])
        host.stop()
        warnings = [line for line in host.process.errors if "form" in line]
        self.assertEqual(len(warnings), 1, "a plus sign is worth one warning")

    def test_numbers_beyond_a_double(self):
        host = self.host("--events", "8", "--first-sequence", "9007199254740990", "--stay")
        host.await_count(8)
        self.assertEqual(host.walk("EntityEvent?$filter=EntityEventSequence%20gt%209007199254740993"),
                         list(range(9007199254740994, 9007199254740998)))
        status, headers, body = host.ask(
            "EntityEvent?$filter=EntityEventSequence%20gt%209223372036854775807")
        self.assertEqual((status, json.loads(body)["value"]), (200, []))
        self.assertEqual(headers["OData-Version"], "4.0")
        self.assertIn(b":9007199254740993,", host.ask("EntityEvent(9007199254740993)")[2])
        asked = host.json("EntityEvent?$top=1&$count=true", headers={
            "Accept": "application/json;IEEE754Compatible=true"})
        self.assertEqual(asked["@odata.count"], "8")
        self.assertEqual(asked["value"][0]["EntityEventSequence"], "9007199254740990")

    def test_a_walk_while_it_grows(self):
        host = self.host("--events", "110000", "--batch", "500", "--rate", "20000",
                         "--hole-rate", "0.1", "--stay")
        host.await_count(100_000)
        before = host.count()
        numbers = []
        target = "EntityEvent?$filter=EntityEventSequence%20gt%200&$select=EntityEventSequence"
        while target:
            page = host.json(target)
            numbers += [event["EntityEventSequence"] for event in page["value"]]
            target = page.get("@odata.nextLink")
            if target and len(numbers) > 90_000:
                host.await_count(min(110_000, len(numbers) + 15_000))
        self.assertGreater(len(numbers), before, "the log grew while it was walked")
        self.assertTrue(all(a < b for a, b in zip(numbers, numbers[1:])), "each exactly once")
        host.await_count(110_000)
        self.assertEqual(len(numbers), 110_000)
        self.assertEqual(numbers, host.walk("EntityEvent?$select=EntityEventSequence"))

    def test_metadata_names_all_that_events_speak_of(self):
        host = self.host("--events", "500", "--batch", "100", "--resources", "Property,Media,Widget",
                         "--resource-dictionary", "2.1", "--stay")
        host.await_count(500)
        root = ElementTree.fromstring(host.ask("$metadata")[2])
        types = {node.get("Name"): node for node in root.iter(EDM + "EntityType")}
        sets = {node.get("Name") for node in root.iter(EDM + "EntitySet")}
        self.assertEqual(sets, {"EntityEvent", "Property", "Media", "Widget"})
        self.assertEqual(set(types), sets)
        key = types["EntityEvent"].find(f"{EDM}Key/{EDM}PropertyRef")
        self.assertEqual(key.get("Name"), "EntityEventSequence")
        fields = {node.get("Name") for node in types["EntityEvent"].iter(EDM + "Property")}
        self.assertEqual(fields, set(host.json("EntityEvent(1101)")) - {"@odata.context"})
        listed = {entry["name"] for entry in host.json("")["value"]}
        self.assertEqual(listed, sets)
        # What an event speaks of can be fetched.
        for event in host.json("EntityEvent?$top=20")["value"]:
            key = urllib.parse.quote(event["ResourceRecordKey"].replace("'", "''"))
            self.assertEqual(host.ask(f"{event['ResourceName']}('{key}')")[0], 200)
        self.assertEqual(host.ask("Property('never')")[0], 404)

    def test_refusals_have_odata_bodies(self):
        host = self.host("--events", "5", "--stay")
        host.await_count(5)
        asked = {
            (400, "$filter"): ("EntityEvent?$filter=bogus%20eq%201", "GET"),
            (400, "key"): ("EntityEvent('1101')", "GET"),
            (404, "key"): ("EntityEvent(99)", "GET"),
            (404, None): ("EntityEvents", "GET"),
            (405, None): ("EntityEvent(1101)", "DELETE"),
            (501, "$expand"): ("EntityEvent?$expand=x", "GET"),
            (413, "$filter"): ("EntityEvent?$filter=" + "(" * 200, "GET"),
            (414, None): ("EntityEvent?$filter=" + "x" * 9000, "GET"),
        }
        for (expected, about), (target, method) in asked.items():
            status, headers, body = host.ask(target, method=method)
            error = json.loads(body)["error"]
            self.assertEqual((status, error["code"], error.get("target")),
                             (expected, str(expected), about), target)
            self.assertEqual(headers["OData-Version"], "4.0")
        # The gate's own refusals, too.
        status, _, body = host.ask("EntityEvent?x=" + "x" * 20_000)
        self.assertEqual((status, json.loads(body)["error"]["code"]), (414, "414"))
        connection = http.client.HTTPConnection("127.0.0.1",
                                                urllib.parse.urlsplit(host.url).port,
                                                timeout=PATIENCE)
        self.addCleanup(connection.close)
        connection.putrequest("POST", "/resume")
        connection.putheader("Content-Length", str(1 << 20))
        connection.endheaders()
        answer = connection.getresponse()
        self.assertEqual((answer.status, json.loads(answer.read())["error"]["code"]),
                         (413, "413"))
        # And nothing without the token.
        for token in ("wrong", ""):
            host.token = token
            status, headers, body = host.ask("EntityEvent")
            self.assertIn(status, (400, 401))
            self.assertTrue(headers["WWW-Authenticate"].startswith("Bearer"))
            self.assertIn("error", json.loads(body))

    def test_resume_after_a_halt(self):
        policy = self.path("policy.json", json.dumps(
            {"replies": [{"times": 1}, {"times": 1, "status": 403}], "then": "accept"}))
        consumer = self.consumer("--policy", policy)
        host = self.host("--events", "6", "--batch", "2", "--stay", consumer=consumer)
        host.process.line_with('^{"type":"halted"')
        self.assertEqual(host.ask("resume", method="GET")[0], 405)
        status, _, body = host.ask("resume", method="POST", data=b"{}")
        self.assertEqual((status, json.loads(body)), (200, {"resumes": 1}))
        host.await_count(6)
        for _ in range(2):  # What was refused, and what was still to come.
            host.process.line_with('^{"type":"exchange"')
        status, records = host.stop()
        self.assertEqual((status, records[-1]["outcome"]), (0, "every event was delivered"))
        self.assertEqual(records[-1]["delivered"], 6)

    def test_faults_by_the_flag(self):
        host = self.host("--events", "2500", "--batch", "100", "--stay",
                         "--resource-fault", "429:1*2", "--resource-fault", "no-link",
                         "--resource-fault", "phantom:1103")
        for _ in range(2):
            status, headers, _ = host.ask("EntityEvent")
            self.assertEqual((status, headers["Retry-After"]), (429, "1"))
        host.await_count(2499)
        page = host.json("EntityEvent")
        self.assertEqual(len(page["value"]), 1000)
        self.assertNotIn("@odata.nextLink", page)
        self.assertEqual(host.ask("EntityEvent(1103)")[0], 404)

    @needs("curl")
    def test_http2(self):
        host = self.host("--events", "5", "--stay")
        host.await_count(5)
        curl = self.process("curl", "-sS", "--http2-prior-knowledge", "--max-time", str(PATIENCE),
                            "-w", "\n%{http_version}", "-H", f"Authorization: Bearer {READER}",
                            host.url + "EntityEvent(1101)")
        self.assertIn(f"{host.url}$metadata#EntityEvent/$entity", curl.line())
        self.assertEqual(curl.line(), "2")
        self.assertEqual(curl.wait(), 0)

    def test_tls(self):
        consumer = self.consumer("--session", self.path("s.pushbench"))
        host = Host(self, consumer, "--events", "30", "--first-sequence", "1", "--resource-page", "7",
                    "--stay", "--resource-tls-self-signed", "--misbehave", "drop:9")
        self.assertEqual(flaws(host.resource), [])
        self.assertTrue(host.url.startswith("https://127.0.0.1:"), host.url)
        self.assertTrue(host.resource["resume"].startswith("https://"))
        host.await_count(30)
        self.assertEqual(host.walk("EntityEvent"), list(range(1, 31)), "the links are https, too")
        self.assertTrue(host.json("EntityEvent")["@odata.context"].startswith(host.url))
        # What does not know the certificate gets nothing, and says so.
        with self.assertRaises(urllib.error.URLError):
            urllib.request.urlopen(host.url, timeout=PATIENCE)
        # Our own readers, by what the record says is to be trusted.
        other = self.consumer()
        reading = ("produce", "--url", other.url, "--auth-token", TOKEN, "--from-resource", host.url,
                   "--from-token", host.token, "--once", "--output", "json")
        read = run(*reading, "--from-ca", host.resource["caFile"])
        self.assertEqual(read.returncode, 0, read)
        self.assertEqual(json.loads(read.stdout.splitlines()[-1])["delivered"], 30)
        consumer.line_with('"lastSequence":30,')
        consumer.stop()
        asked = run("analyze", self.path("s.pushbench"), "--resource", host.url, "--resource-token",
                    host.token, "--resource-ca", host.resource["caFile"], "--settle", "0.2", "--output",
                    "json")
        self.assertIn('"first":9,"last":9,"state":"lost', asked.stdout, asked)
        host.process.signal(signal.SIGTERM)
        host.process.wait()
        self.assertFalse(os.path.exists(host.resource["caFile"]))

    @needs("openssl")
    def test_a_certificate_of_ones_own(self):
        pem, key = make_certificate(self.folder)
        host = Host(self, self.consumer(), "--events", "3", "--stay", "--resource-tls-cert", pem,
                    "--resource-tls-key", key)
        self.assertNotIn("caFile", host.resource)
        self.assertRegex(host.resource["fingerprint"], r"\A[0-9A-F]{2}(:[0-9A-F]{2}){31}\Z")
        host.tls = ssl.create_default_context(cafile=pem)
        host.await_count(3)

    def test_what_it_was_asked_stands_in_the_records(self):
        host = Host(self, self.consumer(), "--events", "3", "--stay")
        host.ask("EntityEvent?$top=1&token=" + READER)
        host.ask("Nothing('here')")
        host.ask("resume", method="POST", data=b"")
        told = [json.loads(host.process.line_with('"type":"asked"')) for _ in range(3)]
        self.assertEqual([(r["method"], r["status"]) for r in told],
                         [("GET", 200), ("GET", 404), ("POST", 200)])
        self.assertEqual([flaws(r) for r in told], [[]] * 3)
        self.assertTrue(told[0]["target"].startswith("/EntityEvent?$top=1&token="))
        self.assertNotIn(READER, told[0]["target"])

    def test_flags_from_a_file(self):
        config = self.path("config.json", json.dumps({
            "resource-page": 2, "resource-fault": ["429:7", "503"], "stay": True}))
        host = self.host("--events", "5", "--config", config)
        self.assertEqual(host.ask("EntityEvent")[1]["Retry-After"], "7")
        self.assertEqual(host.ask("EntityEvent")[0], 503)
        host.await_count(5)
        self.assertEqual(len(host.json("EntityEvent")["value"]), 2)

    def test_usage(self):
        produce = ("produce", "--url", "http://127.0.0.1:9/", "--auth-token", "t", "--events", "1")
        self.assertUsage(run(*produce, "--stay"), "--resource-listen")
        self.assertUsage(run(*produce, "--resource-token", "t"), "--resource-listen")
        listen = ("--resource-listen", "127.0.0.1:0")
        self.assertUsage(run(*produce, *listen, "--resource-fault", "sulk"), "--resource-fault",
                         "sulk", "compact")
        self.assertUsage(run(*produce, *listen, "--resource-page", "0"), "--resource-page")
        self.assertUsage(run(*produce, *listen, "--resource-dictionary", "1.7"),
                         "--resource-dictionary")
        self.assertUsage(run(*produce, "--resource-listen", "nowhere"), "--resource-listen")
        self.assertUsage(run(*produce, "--resource-tls-self-signed"), "--resource-tls-self-signed",
                         "--resource-listen")
        self.assertUsage(run(*produce, *listen, "--resource-tls-cert", "x.pem"), "--resource-tls-cert",
                         "both files")
        self.assertUsage(run(*produce, *listen, "--resource-tls-cert", "x.pem", "--resource-tls-key",
                             "x.key", "--resource-tls-self-signed"), "--resource-tls-self-signed",
                         "--resource-tls-cert and --resource-tls-key")
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.assertUsage(run(*produce, "--resource-listen", f"127.0.0.1:{port}"), str(port))


if __name__ == "__main__":
    main()
