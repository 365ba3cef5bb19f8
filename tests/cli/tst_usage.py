#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, versions, and wrong usage: exit status 2 and one line that says what and how to mend it."""

import json
import re
import socket

from pushbench import TOKEN, TestCase, main, run

VERBS = ("consume", "produce", "replay", "analyze", "export", "import", "bundle", "demo")
PRODUCE = ("produce", "--url", "http://127.0.0.1:9/webhooks", "--events", "1")


class Help(TestCase):
    def test_help_and_version_everywhere(self):
        for verb in ([], *([verb] for verb in VERBS)):
            with self.subTest(verb=verb):
                told = run(*verb, "--help")
                self.assertEqual((told.returncode, told.stderr), (0, ""))
                self.assertIn(" ".join(["Usage: pushbench-cli", *verb]), told.stdout)
                version = run(*verb, "--version")
                self.assertEqual((version.returncode, version.stderr), (0, ""))
                self.assertRegex(version.stdout, r"\Apushbench-cli \d+\.\d+\.\d+\n\Z")

    def test_help_names_every_flag(self):
        flags = {
            "consume": "listen path auth-token source endpoint policy events stop-after duration max-body "
                       "max-connections output session config",
            "produce": "url auth-token events from seed first-sequence resources hole-rate batch "
                       "multi rate in-flight source header timeout max-attempts backoff "
                       "from-session checkpoint misbehave ramp burst resource-listen resource-token "
                       "resource-page resource-dictionary resource-fault "
                       "resource-tls-cert resource-tls-key resource-tls-self-signed stay from-resource "
                       "from-token from-ca after poll once settle output "
                       "session config",
            "replay": "url auth-token all rate ramp burst in-flight source header timeout "
                      "max-attempts backoff output session config",
            "export": "format exchanges filter to config",
            "import": "side output session config",
            "bundle": "to hash-keys output config",
            "analyze": "output config",
            "demo": "output session config"}
        for verb, names in flags.items():
            told = run(verb, "--help").stdout
            for name in names.split():
                with self.subTest(verb=verb, flag=name):
                    self.assertRegex(told, rf"(?m)^\s+--{name}\b")


class WrongUsage(TestCase):
    def test_arguments(self):
        consume = ("consume", "--listen", "127.0.0.1:0", "--duration", "0.1")
        rows = {
            "no verb": ([], "no verb", "consume, produce, replay, analyze, export, import, bundle, note, check or demo"),
            "unknown verb": (["frob"], '"frob" is no verb', "consume"),
            "unknown flag": (["consume", "--bogus"], "--bogus", "--help"),
            "stray word": ([*consume, "extra"], "extra"),
            "stray word in front": (["produce", "http://127.0.0.1:9/", "--events", "1"],
                                    "--url is required"),
            "stray word beside options": ([*PRODUCE, "extra"], "extra", "not expected"),
            "no suite": (["check"], "what to check", "consumer, resource, producer or self"),
            "number with letters": ([*consume, "--stop-after", "x1"], "--stop-after", '"x1"'),
            "number too small": ([*consume, "--stop-after", "0"], "--stop-after", "from 1 up"),
            "number beyond int64": ([*consume, "--stop-after", "9223372036854775808"],
                                    "--stop-after"),
            "hexadecimal": ([*consume, "--stop-after", "0x10"], "--stop-after"),
            "negative seed": ([*PRODUCE, "--seed", "-1"], "--seed", "from 0 up"),
            "negative duration": (["consume", "--duration", "-1"], "--duration", '"-1"'),
            "share of 2": ([*PRODUCE, "--hole-rate", "2"], "--hole-rate", "0.99"),
            "weight of 0": ([*PRODUCE, "--resources", "Media=0"], "--resources", "Property=60"),
            "ramp without time": ([*PRODUCE, "--rate", "5", "--ramp", "9"], "--ramp", "1000:60"),
            "ramp without rate": ([*PRODUCE, "--ramp", "9:1"], "--ramp", "--rate"),
            "burst without rate": ([*PRODUCE, "--burst", "9"], "--burst", "--rate"),
            "unknown output": ([*consume, "--output", "xml"], "--output", "text nor json"),
            "host without port": (["consume", "--listen", "127.0.0.1"], "--listen", "HOST:PORT"),
            "port without host": (["consume", "--listen", ":8028"], "--listen", "HOST:PORT"),
            "port too large": (["consume", "--listen", "127.0.0.1:65536"], "--listen", "65536"),
            "host by name": (["consume", "--listen", "nohost:80"], "--listen", "nohost"),
            "path without slash": ([*consume, "--path", "hooks"], "--path", "/"),
            "no URL": (["produce", "--events", "1"], "--url"),
            "no source of events": (["produce", "--url", "http://127.0.0.1:9/"], "--events",
                                    "--from"),
            "two sources of events": ([*PRODUCE, "--from", "x"], "--events", "--from"),
            "URL without scheme": (["produce", "--url", "here", "--events", "1"], "http://"),
            "URL with a token": (["produce", "--url", "http://u:p@127.0.0.1/", "--events", "1"],
                                 "--auth-token"),
            "backoff without end": ([*PRODUCE, "--backoff", "5"], "--backoff", "0.5:60"),
            "backoff upside down": ([*PRODUCE, "--backoff", "5:1"], "--backoff", "0.5:60"),
            "header without colon": ([*PRODUCE, "--header", "x"], "--header", "Name: value"),
            "header with a break": ([*PRODUCE, "--header", "a: b\nc: d"], "--header"),
            "beyond the last sequence": (["produce", "--url", "http://127.0.0.1:9/", "--events",
                                          "10", "--first-sequence", "9223372036854775800"],
                                         "--first-sequence", "9223372036854775807"),
            "no session": (["analyze"], "SESSION"),
            "empty token": ([*consume, "--auth-token", ""], "--auth-token", "empty"),
            "token with a blank": ([*consume, "--auth-token", "a b"], "--auth-token", "blank"),
        }
        for name, (arguments, *words) in rows.items():
            with self.subTest(name):
                self.assertUsage(run(*arguments), *words)

    def test_help_beside_options_is_that_of_the_verb(self):
        for arguments in (["produce", "--events", "5"], ["check", "consumer", "--only", "x"]):
            with self.subTest(arguments):
                self.assertRegex(run(*arguments, "--help").stdout, r"(?m)^\s+--url URL")

    def test_a_refused_token_is_not_told(self):
        result = run("consume", "--auth-token", f"{TOKEN} x")
        self.assertUsage(result)
        self.assertNotIn(TOKEN, result.stderr)

    def test_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            self.assertUsage(run("consume", "--listen", f"127.0.0.1:{port}"),
                             f"127.0.0.1:{port}")

    def test_files_that_cannot_be_read(self):
        absent = self.path("absent")
        empty = self.path("empty", "\n")
        notes = self.path("notes.txt", "these are notes")
        consume = ("consume", "--listen", "127.0.0.1:0", "--duration", "0.1")
        rows = {
            "policy": ([*consume, "--policy", absent], "--policy", absent),
            "config": ([*consume, "--config", absent], "--config", absent),
            "folder as config": ([*consume, "--config", self.folder], "--config", self.folder),
            "token file": ([*consume, "--auth-token", f"@{absent}"], "--auth-token", absent),
            "empty token file": ([*consume, "--auth-token", f"@{empty}"], "--auth-token", empty),
            "session in no folder": ([*consume, "--session", f"{absent}/s.pushbench"], absent),
            "session that is none": ([*consume, "--session", notes], notes, "not a Pushbench session"),
            "analyze nothing": (["analyze", absent], absent),
            "analyze notes": (["analyze", notes], notes, "not a Pushbench session"),
            "events": ([*PRODUCE[:3], "--from", absent], absent),
        }
        for name, (arguments, *words) in rows.items():
            with self.subTest(name):
                self.assertUsage(run(*arguments), *words)
        with open(notes, encoding="utf-8") as file:
            self.assertEqual(file.read(), "these are notes", "a file that is no session stays")

    def test_malformed_events(self):
        events = self.path("events.ndjson", '{"EntityEventSequence": 1,\n')
        result = run(*PRODUCE[:3], "--from", events, "--output", "json")
        self.assertEqual(result.returncode, 2, result)
        self.assertRegex(result.stderr, rf"\Apushbench-cli: {re.escape(events)}:2: [^\n]+\n\Z")
        self.assertIn("broken off", json.loads(result.stdout)["outcome"])


class Policies(TestCase):
    def test_bad_policies_are_told_by_line_and_member(self):
        rows = {
            "not JSON": ('{"replies": [\n{"status": 429,}\n]}', "line 2", "JSON"),
            "array": ("[]", "object"),
            "unknown member": ('{\n"repliez": []}', "line 2", "repliez", "replies"),
            "status": ('{"replies": [\n\n{"times": 1, "status": 99}]}', "line 3",
                       "replies[0].status", "200 to 599"),
            "times": ('{"replies": [{},\n{"times": 0}]}', "line 2", "replies[1].times"),
            "status as text": ('{"replies": [{"status": "429"}]}', "replies[0].status"),
            "Retry-After as number": ('{"replies": [{"status": 429, "retryAfter": 5}]}',
                                      "replies[0].retryAfter", "string"),
            "rule without a reply": ('{"rules": [\n{"when": {}}]}', "line 2", "rules[0].reply"),
            "sequence": ('{"rules": [{"when": {\n"sequence": [2, 1]}, "reply": {}}]}', "line 2",
                         "rules[0].when.sequence"),
            "then": ('{"then": "refuse"}', "then", "accept"),
        }
        for name, (text, *words) in rows.items():
            with self.subTest(name):
                policy = self.path("policy.json", text)
                self.assertUsage(run("consume", "--listen", "127.0.0.1:0", "--duration", "0.1",
                                     "--policy", policy), policy, *words)


class Config(TestCase):
    def test_bad_configs(self):
        rows = {
            "not JSON": ('{"listen":\n', "line 2"),
            "array": ("[1]", "object"),
            "unknown member": ('{"lisn": "127.0.0.1:0"}', '"lisn"', "consume"),
            "flag as text": ('{"events": "yes"}', '"events"', "true or false"),
            "truth for a number": ('{"stop-after": true}', '"stop-after"'),
            "object": ('{"source": {}}', '"source"'),
            "help": ('{"help": true}', '"help"'),
            "bad value": ('{"listen": "x"}', "--listen", "HOST:PORT"),
        }
        for name, (text, *words) in rows.items():
            with self.subTest(name):
                config = self.path("config.json", text)
                self.assertUsage(run("consume", "--duration", "0.1", "--config", config), *words)

    def test_config_sets_flags_and_the_command_line_wins(self):
        config = self.path("config.json", json.dumps(
            {"listen": "127.0.0.1:0", "path": "/from-file", "events": True, "stop-after": 1,
             "auth-token": TOKEN, "source": ["A", "B"], "output": "json", "duration": 0.2}))
        result = run("consume", f"--config={config}")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        listening = json.loads(result.stdout.splitlines()[0])
        self.assertTrue(listening["url"].endswith("/from-file"), listening)
        self.assertNotIn("token", listening)
        result = run("consume", "--config", config, "--path", "/given")
        self.assertTrue(json.loads(result.stdout.splitlines()[0])["url"].endswith("/given"))

    def test_config_for_produce(self):
        config = self.path("config.json", json.dumps(
            {"events": 3, "url": "http://127.0.0.1:9/x", "max-attempts": 1, "header": ["A: 1"]}))
        result = run("produce", "--config", config, "--output", "json")
        self.assertEqual(result.returncode, 1, result)
        self.assertEqual(json.loads(result.stdout.splitlines()[-1])["failed"], 3)


if __name__ == "__main__":
    main()
