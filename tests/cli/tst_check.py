#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check consumer: our own consumer satisfies it, and known defects of others are found, no more."""

import http.server
import json
import re
import threading

import xml.etree.ElementTree as ElementTree

from foreignresource import ForeignResource
from pushbench import CLI, TOKEN, TestCase, flaws, main, needs, records_of, run

SELF_PATIENCE = 290  # seconds: what a proof may take at the most, however busy the machine is
FAST = ("--rate", "1000", "--timeout", "5")
LATE = ("--slow", "1", "--too-slow", "3")  # A producer's: its producers wait for 2 s.


class Careless(http.server.BaseHTTPRequestHandler):
    """Python's own server with a handler as people write it in an afternoon."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.reply(401)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            json.loads(body)
        except ValueError:
            return self.reply(400)
        return self.reply(200)

    def reply(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # It falls over malformed requests; the checks are to say so.


class Check(TestCase):
    def check(self, url, *arguments, token=TOKEN):
        result = run("check", "consumer", "--url", url, "--auth-token", token, "--output", "json",
                     *FAST, *arguments)
        return result, records_of(result.stdout)

    def statuses(self, records):
        return {r["id"]: r["status"] for r in records if r["type"] == "check"}

    def test_our_own_consumer_satisfies_it(self):
        consumer = self.consumer()
        session = self.path("checks.pushbench")
        result, records = self.check(consumer.url, "--consent", "--session", session)
        self.assertEqual(result.returncode, 0, result)
        self.assertEqual([flaw for r in records for flaw in flaws(r)], [])
        statuses = self.statuses(records)
        self.assertGreaterEqual(len(statuses), 35)
        self.assertEqual({i: s for i, s in statuses.items() if s in ("fail", "warn")}, {})
        self.assertEqual(records[-1]["statuses"]["fail"], 0)
        self.assertNotIn(TOKEN, result.stdout + result.stderr)
        # The evidence stands in the session.
        exchanges = records_of(run("export", session, "--exchanges").stdout)
        ids = {e["id"] for e in exchanges}
        for record in records[:-1]:
            self.assertLessEqual(set(record["evidence"]), ids)
        self.assertNotIn(TOKEN, json.dumps(exchanges))

    def test_a_careless_server(self):
        server = Server(("127.0.0.1", 0), Careless)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/hooks"
        result, records = self.check(url)
        self.assertEqual(result.returncode, 1, result)
        statuses = self.statuses(records)
        for found in ("H-401.challenge",          # 401 without WWW-Authenticate
                      "H-405.get", "H-HEAD.harmless",  # 501 for what it has no handler for
                      "H-TE.chunked", "H-FRAME.no-host"):
            self.assertEqual(statuses[found], "fail", found)
        for warned in ("H-415.types", "RCP028-R4.no-payload", "B-1.scheme-case"):
            self.assertEqual(statuses[warned], "warn", warned)
        for right in ("RCP028-R1.single", "RCP028-R8.multi", "RCP028-R2.no-token",
                      "RCP028-R2.wrong-token", "RCP028-R11.again", "RCP025-R7.further-members",
                      "J-4.large-integers", "H-CT.case", "H-HDR.case"):
            self.assertEqual(statuses[right], "pass", right)

        known = {i: s for i, s in statuses.items() if s == "fail"}
        expect = self.path("known.json", json.dumps(known))
        again, records = self.check(url, "--expect", expect)
        self.assertEqual(again.returncode, 0, again)
        del known["H-401.challenge"]
        known["RCP028-R1.single"] = "fail"
        expect = self.path("known.json", json.dumps(known))
        again, records = self.check(url, "--expect", expect)
        self.assertEqual(again.returncode, 1, again)
        self.assertIn("RCP028-R1.single was expected to fail", again.stderr)

    @needs("node")
    def test_an_open_door_in_node(self):
        script = self.path("open.mjs", """
            import http from 'node:http';
            const server = http.createServer((request, response) => {
              request.resume();
              request.on('end', () => response.end('ok'));
            });
            server.listen(0, '127.0.0.1', () => console.log(server.address().port));
        """)
        node = self.process("node", script)
        result, records = self.check(f"http://127.0.0.1:{node.line()}/")
        self.assertEqual(result.returncode, 1, result)
        statuses = self.statuses(records)
        for found in ("RCP028-R2.no-token", "RCP028-R2.wrong-token", "RCP028-R2.basic",
                      "J-3.malformed"):
            self.assertEqual(statuses[found], "fail", found)
        for right in ("RCP028-R1.single", "H-TE.chunked", "H-FRAME.two-lengths",
                      "H-FRAME.no-host", "H-PERS.pipelined"):
            self.assertEqual(statuses[right], "pass", right)

    def test_reports(self):
        consumer = self.consumer()
        files = {kind: self.path(f"report.{kind}") for kind in ("json", "xml", "html", "txt")}
        given = [word for path in files.values() for word in ("--report", path)]
        result, _ = self.check(consumer.url, "--only", "RCP028-R2", "--only", "H-405", *given)
        self.assertEqual(result.returncode, 0, result)
        with open(files["json"], encoding="utf-8") as file:
            report = json.load(file)
        self.assertEqual(len(report["checks"]), sum(report["counts"].values()))
        suite = ElementTree.parse(files["xml"]).getroot().find("testsuite")
        self.assertEqual(suite.get("tests"), str(len(report["checks"])))
        self.assertEqual(suite.get("failures"), "0")
        for kind in ("html", "txt"):
            with open(files[kind], encoding="utf-8") as file:
                text = file.read()
            self.assertIn("RCP028-R2.no-token", text)
            self.assertNotIn(TOKEN, text)
            self.assertNotIn("certified", text.lower())

    def test_a_selection_is_of_the_suite(self):
        for suite, prefix in (("resource", "CORE-5"), ("producer", "RCP028-R29"),
                              ("consumer", "H-405.get")):
            listed = run("check", suite, "--list", "--only", prefix)
            self.assertEqual(listed.returncode, 0, listed)
            self.assertIn(prefix, listed.stdout)

    def test_no_more_requests_than_allowed(self):
        consumer = self.consumer()
        result, records = self.check(consumer.url, "--max-requests", "5", "--only", "RCP028-R2")
        statuses = self.statuses(records)
        self.assertEqual(set(statuses.values()), {"pass", "inconclusive"}, result)
        self.assertIn("5 requests that were allowed", json.dumps(records))
        self.assertEqual(records[-1]["exchanges"], 5)

    def test_list_runs_nothing(self):
        listed = run("check", "consumer", "--list")
        self.assertEqual(listed.returncode, 0, listed)
        self.assertIn("RCP028-R2.no-token", listed.stdout)
        some = run("check", "consumer", "--list", "--only", "J-")
        self.assertLess(len(some.stdout), len(listed.stdout))

    def test_nobody_listens(self):
        result, records = self.check("http://127.0.0.1:1/hooks")
        self.assertEqual(result.returncode, 1, result)
        statuses = self.statuses(records)
        self.assertEqual(statuses.pop("RCP028-R1.single"), "fail")
        self.assertEqual(set(statuses.values()), {"inconclusive"})

    def test_every_check_has_a_mutant_that_it_catches(self):
        files = {kind: self.path(f"proof.{kind}") for kind in ("json", "xml", "html", "txt")}
        given = [word for path in files.values() for word in ("--report", path)]
        result = run("check", "self", "--output", "json", *given, timeout=SELF_PATIENCE)
        records = records_of(result.stdout)
        self.assertEqual(result.returncode, 0,
                         [r for r in records if r["type"] == "check" and r["status"] != "pass"])
        self.assertEqual([flaw for r in records for flaw in flaws(r)], [])
        checks = [(r["suite"], r["id"]) for r in records if r["type"] == "check"]
        self.assertEqual({r["status"] for r in records if r["type"] == "check"}, {"pass"})
        listed = records_of(run("check", "self", "--list", "--output", "json").stdout)
        self.assertEqual(sorted(checks), sorted((r["suite"], r["id"]) for r in listed))
        # Each has its mutant, and whatever else complains of that has its reason.
        mutants = [r for r in records if r["type"] == "mutant"]
        self.assertEqual(sorted((r["suite"], r["mutant"]) for r in mutants), sorted(checks))
        self.assertLessEqual({r["status"] for r in mutants}, {"info", "warn", "fail"})
        self.assertEqual([other for r in mutants for other in r["others"] if not other["why"]], [])
        self.assertEqual([r["unseen"] for r in mutants if r["unseen"]], [])
        self.assertEqual((records[-1]["suite"], records[-1]["checks"]), ("self", len(checks)))
        self.assertIn("scaled down", records[-1]["conditions"])
        with open(files["json"], encoding="utf-8") as file:
            proof = json.load(file)["proof"]
        self.assertIn("scaled down", proof["waits"])
        for matrix in proof["matrices"]:
            for row, mutant in enumerate(matrix["mutants"]):
                self.assertEqual(len(mutant["marks"]), len(matrix["checks"]))
                self.assertEqual(mutant["marks"][row], "caught", mutant)
                self.assertLessEqual(set(mutant["marks"]), {"caught", "explained", "quiet"})
        suite = ElementTree.parse(files["xml"]).getroot().find("testsuite")
        self.assertEqual((suite.get("name"), suite.get("failures")), ("pushbench self", "0"))
        for kind in ("xml", "html", "txt"):
            with open(files[kind], encoding="utf-8") as file:
                text = file.read()
            for words in ("Matrix of the producer suite", "scaled down"):
                self.assertIn(words, text, kind)

    def test_a_proof_of_some_checks(self):
        some = ("check", "self", "--suite", "resource", "--only", "CORE-1", "--skip", "CORE-16")
        listed = run(*some, "--list")
        result = run(*some)
        self.assertEqual(result.returncode, 0, result)
        ids = [line.split()[1] for line in listed.stdout.splitlines()]
        self.assertIn("CORE-19.case", ids)
        for number, each in enumerate(ids, 1):
            self.assertRegex(result.stdout, rf"pass +resource +{re.escape(each)} ")
            self.assertRegex(result.stdout, rf"(?m)^ *{number}  {re.escape(each)} +\.*#\.*$")
        self.assertIn("caught a resource that writes the count as a string", result.stdout)
        self.assertNotIn("CORE-16", result.stdout)
        self.assertNotIn("consumer suite", result.stdout)
        self.assertIn("Outcome: every check caught its mutant", result.stdout)

    def lead(self, *misbehaviour, patience="4", trapped=()):
        """A run of check producer against our producer; gives exit status and records."""
        trap = self.process(CLI, "check", "producer", "--listen", "127.0.0.1:0", "--auth-token",
                            TOKEN, "--source", "IDX", "--patience", patience, "--output", "json",
                            *LATE, *trapped)
        url = json.loads(trap.line())["url"]
        self.process(CLI, "produce", "--url", url, "--auth-token", TOKEN, "--source", "IDX",
                     "--events", "5000", "--rate", "40", "--batch", "2", "--backoff", "0.1:2",
                     "--max-attempts", "50", "--timeout", "2", *misbehaviour)
        return trap.wait(), records_of("\n".join(trap.lines))

    def test_our_own_producer_satisfies_it(self):
        status, records = self.lead("--next-token", "next", patience="20",
                                    trapped=("--next-token", "next"))
        self.assertEqual([flaw for r in records for flaw in flaws(r)], [])
        statuses = self.statuses(records)
        self.assertGreaterEqual(len(statuses), 30)
        self.assertEqual({i: s for i, s in statuses.items() if s != "pass"}, {})
        self.assertEqual(status, 0)

    def test_late_answers_and_a_refused_token(self):
        status, records = self.lead(trapped=("--only", "RCP028-R10", "--only", "RCP028-R23",
                                             "--only", "H-POST"))
        self.assertEqual(status, 0)
        checks = {r["id"]: r for r in records if r["type"] == "check"}
        self.assertEqual({i: c["status"] for i, c in checks.items()},
                         {"H-POST.once": "pass", "RCP028-R10.slow": "pass",
                          "RCP028-R10.too-slow": "pass", "RCP028-R23.next-token": "skip",
                          "RCP028-R23.storm": "pass"})
        self.assertRegex(checks["RCP028-R10.too-slow"]["assertions"][0]["actual"],
                         r"^gave up after (19|20|21)\d\d ms, and came again")
        self.assertEqual(checks["RCP028-R23.storm"]["assertions"][0]["actual"], "0")
        waits = {r["phase"]: r["for"] for r in records if r["type"] == "waiting"}
        self.assertIn("takes 1 s", waits["slow"])
        self.assertIn("takes 3 s", waits["too-slow"])
        self.assertIn("refused with 401", waits["rotation"])

    def test_a_producer_that_has_no_next_token(self):
        status, records = self.lead(trapped=("--next-token", "next", "--only", "RCP028-R23"))
        self.assertEqual(status, 0, "what the standard leaves open fails nobody")
        self.assertEqual(self.statuses(records), {"RCP028-R23.next-token": "warn",
                                                  "RCP028-R23.storm": "pass"})
        self.assertNotIn("next\"", json.dumps([r for r in records if r["type"] == "check"]))

    def test_a_producer_that_does_wrong(self):
        status, records = self.lead(
            "--misbehave", "ignore-retry-after", "--misbehave", "string-sequence:1103",
            "--misbehave", "legacy-names:1105", "--misbehave", "wrong-token:1107", "--misbehave",
            "wrong-media-type:1109", "--misbehave", "wrong-context:1111", "--misbehave",
            "conflict:1113", "--misbehave", "duplicate:1115")
        self.assertEqual(status, 1)
        statuses = self.statuses(records)
        for found in ("RCP028-R15.seconds", "H-RA2.imf-fixdate", "H-RA2.rfc850", "H-RA2.asctime",
                      "RCP027-R3.sequence", "RCP025-R8.names", "RCP028-R5.credential",
                      "RCP027-R6.immutable"):
            self.assertEqual(statuses[found], "fail", found)
        self.assertEqual(statuses["RCP028-R28.again"], "warn")
        self.assertEqual(statuses["RCP028-R3.method"], "pass")

    def test_a_producer_that_never_comes(self):
        trap = self.process(CLI, "check", "producer", "--listen", "127.0.0.1:0", "--auth-token",
                            TOKEN, "--patience", "0.5", "--output", "json", *LATE)
        self.assertEqual(trap.wait(), 0, trap.errors)
        statuses = self.statuses(records_of("\n".join(trap.lines)))
        self.assertEqual(statuses.pop("RCP028-R17.recovery"), "warn")
        self.assertEqual(set(statuses.values()), {"skip"}, "nothing seen is no pass")

    def resource(self, url, token):
        result = run("check", "resource", "--url", url, "--auth-token", token, "--output", "json",
                     "--consent", *FAST)
        records = records_of(result.stdout)
        self.assertEqual([flaw for r in records for flaw in flaws(r)], [])
        return result, self.statuses(records)

    def test_our_own_resource_satisfies_it(self):
        consumer = self.consumer()
        producer = self.process(CLI, "produce", "--url", consumer.url, "--auth-token", TOKEN,
                                "--events", "200", "--batch", "50", "--hole-rate", "0.1",
                                "--resource-listen", "127.0.0.1:0", "--resource-token", "rt",
                                "--stay", "--output", "json")
        hosted = json.loads(producer.line())
        consumer.line_with('"type":"exchange"')
        result, statuses = self.resource(hosted["url"], "rt")
        self.assertEqual(result.returncode, 0, result)
        self.assertGreaterEqual(len(statuses), 25)
        self.assertEqual({i: s for i, s in statuses.items() if s != "pass"}, {})

    def test_a_resource_with_faults(self):
        consumer = self.consumer()
        producer = self.process(CLI, "produce", "--url", consumer.url, "--auth-token", TOKEN,
                                "--events", "200", "--batch", "50", "--resource-listen",
                                "127.0.0.1:0", "--resource-token", "rt", "--stay", "--output",
                                "json", "--resource-fault", "string-sequence", "--resource-fault",
                                "no-link", "--resource-page", "10")
        hosted = json.loads(producer.line())
        consumer.line_with('"type":"exchange"')
        result, statuses = self.resource(hosted["url"], "rt")
        self.assertEqual(result.returncode, 1, result)
        self.assertEqual((statuses["RCP027-R3.sequences"], statuses["RCP027-R15.next-link"]),
                         ("fail", "fail"))
        self.assertEqual(statuses["RCP027-R1.metadata"], "pass")

    def test_a_foreign_resource(self):
        resource = ForeignResource({n: ("Property", f"K{n}") for n in range(1, 100)})
        self.addCleanup(resource.close)
        result, statuses = self.resource(resource.url, resource.token)
        self.assertEqual(result.returncode, 1, result)
        for found in ("CORE-5.service", "RCP027-R1.metadata", "CORE-2.version", "CORE-6.key",
                      "CORE-18.no-token"):  # 401 without a challenge
            self.assertEqual(statuses[found], "fail", found)
        for right in ("RCP027-R7.ascending", "CORE-11.descending", "RCP027-R13.exact",
                      "CORE-15.empty", "RCP027-R5.keys"):
            self.assertEqual(statuses[right], "pass", right)

    def test_options_that_make_no_sense(self):
        good = ("--url", "http://127.0.0.1:1/", "--auth-token", "t")
        for arguments, words in ((("consumer", "--auth-token", "t"), ("--url",)),
                                 (("consumer", "--url", "http://127.0.0.1:1/"),
                                  ("--auth-token",)),
                                 (("consumer", *good, "--only", "X-"), ("--only", "--list")),
                                 (("consumer", *good, "--report", "r.pdf"), ("--report", ".html")),
                                 (("consumer", *good, "--report", "/nowhere/r.xml"),
                                  ("--report", "no folder /nowhere", "make it")),
                                 (("consumer", *good, "--expect", "/nowhere"), ("--expect",)),
                                 (("consumer", *good, "--rate", "fast"), ("--rate", "fast")),
                                 (("producer", "--slow", "5", "--too-slow", "5"),
                                  ("--too-slow", "--slow", "give more")),
                                 (("producer", "--auth-token", "t", "--next-token", "t"),
                                  ("--next-token", "replaces")),
                                 (("self", "--suite", "both"), ("--suite", "both")),
                                 (("self", "--suite", "resource", "--only", "RCP028"),
                                  ("--only", "--list")),
                                 ((), ("check",))):
            with self.subTest(arguments=arguments):
                self.assertUsage(run("check", *arguments), *words)


if __name__ == "__main__":
    main()
