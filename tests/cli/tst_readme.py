#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The README's examples do what it says, as they are written there."""

import json
import os
import re
import shlex
import signal

from pushbench import CLI, PATIENCE, SOURCE, TestCase, main, run


def readme():
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        return file.read()


class Readme(TestCase):
    def command(self, verb):
        """The README's example of a verb, as words."""
        found = re.findall(rf"(?m)^pushbench-cli {verb} .*$", readme())
        self.assertEqual(len(found), 1, f"one example of {verb}")
        return shlex.split(found[0])[1:]

    def test_consume_produce_analyze_as_written(self):
        consume, produce, analyze = (self.command(verb)
                                     for verb in ("consume", "produce", "analyze"))
        # Their port may be taken on this machine; everything else stays as it is written.
        consume[consume.index("127.0.0.1:8028")] = "127.0.0.1:0"
        consumer = self.process(CLI, *consume, cwd=self.folder)
        port = re.search(r":(\d+)/", consumer.line_with("^Listening on ")).group(1)
        told = run(*[word.replace("8028", port) for word in produce], cwd=self.folder)
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        self.assertIn("Outcome: every event was delivered", told.stdout)
        self.assertIn("100 exchanges, 10000 events", told.stdout)
        consumer.signal(signal.SIGINT)
        self.assertEqual(consumer.wait(), 0)
        told = run(*analyze, cwd=self.folder)
        self.assertEqual(told.returncode, 0, told)
        self.assertIn("10000 received, 0 open gaps", told.stdout)
        as_json = run(*analyze, "--output", "json", cwd=self.folder)
        self.assertEqual(json.loads(as_json.stdout.splitlines()[-1])["accepted"], 10000)

    def test_the_curl_line_that_consume_suggests(self):
        consumer = self.process(CLI, "consume", "--listen", "127.0.0.1:0")
        token = consumer.line_with("^Token ").split()[-1]
        suggested = consumer.line_with("^ *curl ")
        shell = self.process("bash", "-c", f"{suggested} -sS --max-time {PATIENCE}",
                             env={"TOKEN": token})
        self.assertIn("200", shell.line())
        self.assertEqual(shell.wait(), 0)
        consumer.signal(signal.SIGINT)
        self.assertEqual(consumer.wait(), 0)

    def test_the_policy_is_a_policy(self):
        text = re.search(r"```json\n(.*?)```", readme(), re.DOTALL).group(1)
        policy = self.path("policy.json", text)
        result = run("consume", "--listen", "127.0.0.1:0", "--duration", "0.1", "--policy",
                     policy)
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_the_verbs_are_those_that_there_are(self):
        listed = set(re.findall(r"(?m)^\| `([a-z]+)", readme()))
        told = run("--help").stdout
        section = told[told.index("Subcommands:"):]
        self.assertEqual(listed, set(re.findall(r"(?m)^  ([a-z]+) ", section)))


if __name__ == "__main__":
    main()
