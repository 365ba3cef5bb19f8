# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the process-driven tests share: starting pushbench-cli, reading its records, checking them.

Only the standard library. Nothing sleeps to synchronise: tests wait for a line, a socket or an exit.
"""

import contextlib
import http.client
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

CLI = os.path.join(os.environ.get("PUSHBENCH_BIN_DIR", "build/dev/bin"), "pushbench-cli")
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOKEN = "a-secret.of-the_tests~42"
PATIENCE = 60  # seconds; only a hang takes that long, however loaded the machine is
CONTEXT = "urn:reso:metadata:2.0:resource:entityevent"

TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")


def run(*arguments, env=None, stdin=None, cwd=None, timeout=PATIENCE):
    """Runs pushbench-cli to its end."""
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, timeout=timeout,
                          env=environment(env), input=stdin, cwd=cwd)


def environment(extra=None):
    inherited = {k: v for k, v in os.environ.items() if k != "PUSHBENCH_AUTH_TOKEN"}
    return {**inherited, **(extra or {})}


def records_of(text):
    return [json.loads(line) for line in text.splitlines()]


class Process:
    """A running program whose lines of stdout can be waited for."""

    def __init__(self, command, env=None, cwd=None):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, env=environment(env), cwd=cwd)
        self.lines = []
        self.errors = []
        self._arrived = queue.Queue()
        self._threads = [threading.Thread(target=self._read_lines, daemon=True),
                         threading.Thread(target=self._read_errors, daemon=True)]
        for thread in self._threads:
            thread.start()

    def _read_lines(self):
        for line in self.process.stdout:
            self._arrived.put(line.rstrip("\n"))
        self._arrived.put(None)

    def _read_errors(self):
        for line in self.process.stderr:
            self.errors.append(line.rstrip("\n"))

    def line(self):
        """The next line of stdout; None at its end."""
        try:
            line = self._arrived.get(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError(f"no line for {PATIENCE} s behind {self.lines}") from None
        if line is not None:
            self.lines.append(line)
        return line

    def line_with(self, pattern):
        while (line := self.line()) is not None:
            if re.search(pattern, line):
                return line
        raise AssertionError(f"no line matches {pattern!r} in {self.lines}; stderr: {self.errors}")

    def error_with(self, pattern):
        """Whether stderr comes to hold that, in good time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if any(re.search(pattern, line) for line in list(self.errors)):
                return True
            time.sleep(0.02)
        return False

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self):
        """Waits for the end and gives the exit status; lines and errors are complete then."""
        while self.line() is not None:
            pass
        status = self.process.wait(timeout=PATIENCE)
        for thread in self._threads:
            thread.join(timeout=PATIENCE)
        return status

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.close()


class Consumer(Process):
    """pushbench-cli consume with NDJSON, on a free port."""

    def __init__(self, *arguments, token=TOKEN, env=None):
        given = ["--auth-token", token] if token is not None else []
        super().__init__([CLI, "consume", "--listen", "127.0.0.1:0", "--output", "json",
                          *given, *arguments], env=env)
        first = self.line()
        if first is None:
            raise AssertionError(f"consume did not start: {self.errors}")
        self.listening = json.loads(first)
        self.url = self.listening["url"]
        self.port = int(re.search(r":(\d+)/", self.url).group(1))
        self.token = self.listening.get("token", token)

    def record(self, kind):
        """The next record of that type."""
        return json.loads(self.line_with(f'^{{"type":"{kind}"'))

    def stop(self):
        """Stops by SIGTERM; gives the exit status and all records of the run."""
        self.signal(signal.SIGTERM)
        return self.wait(), records_of("\n".join(self.lines))

    def post(self, body, headers=None, connection=None, path=None):
        """One POST by Python's own client; gives status, headers and body."""
        own = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        data = body if isinstance(body, bytes) else body.encode()
        own.request("POST", path or "/webhooks", data, {"Content-Type": "application/json",
                                                "Authorization": f"Bearer {self.token}",
                                                **(headers or {})})
        answer = own.getresponse()
        content = answer.read()
        if connection is None:
            own.close()
        return answer.status, answer.headers, content


def single(sequence, resource="Property", key="235021"):
    return json.dumps({"@reso.context": CONTEXT, "EntityEventSequence": sequence,
                       "ResourceName": resource, "ResourceRecordKey": key})


def multi(*events):
    return json.dumps({"@reso.context": CONTEXT, "value": [
        {"EntityEventSequence": s, "ResourceName": n, "ResourceRecordKey": k}
        for s, n, k in events]})


class TestCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="pushbench-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name, content=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def consumer(self, *arguments, **more):
        consumer = Consumer(*arguments, **more)
        self.addCleanup(consumer.end)
        return consumer

    def process(self, *command, **more):
        process = Process(command, **more)
        self.addCleanup(process.end)
        return process

    def assertUsage(self, result, *words):
        """Exit status 2, nothing on stdout, and one line on stderr with those words."""
        self.assertEqual(result.returncode, 2, result)
        self.assertEqual(result.stdout, "", result)
        self.assertRegex(result.stderr, r"\Apushbench-cli: [^\n]+\n\Z")
        self.assertLess(len(result.stderr), 400, "a line for people")
        for word in words:
            self.assertIn(word, result.stderr)


# The contract's records, field by field: name to predicate. A name with ? may be absent.

def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_count(value):
    return is_int(value) and value >= 0


def is_text(value):
    return isinstance(value, str)


def is_time(value):
    return isinstance(value, str) and bool(TIME.match(value))


def is_ms(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


def or_null(check):
    return lambda value: value is None or check(value)


def one_of(*words):
    return lambda value: value in words


def is_bool(value):
    return isinstance(value, bool)


def are_figures(value):
    counts = {"holds", "obeyed", "early", "notReturned", "waiting"}
    return isinstance(value, list) and all(
        set(figure) - {"path"} == {"feed", "smallestMarginMs"} | counts and is_text(figure["feed"])
        and is_text(figure.get("path", ""))
        and all(is_count(figure[name]) for name in counts)
        and or_null(is_int)(figure["smallestMarginMs"]) for figure in value)


LOAD = {"acks": is_count, "ackMedianMs": is_ms, "ackP99Ms": is_ms, "ackMaxMs": is_ms,
        "queue": is_count, "queueMax": is_count}


def is_load(value):
    return (isinstance(value, dict) and list(value) == list(LOAD)
            and all(check(value[name]) for name, check in LOAD.items())
            and value["ackMedianMs"] <= value["ackP99Ms"] <= value["ackMaxMs"]
            and value["queue"] <= value["queueMax"])


def are_endpoints(value):
    return isinstance(value, list) and len(value) > 0 and all(
        set(each) - {"token"} == {"url", "path", "sources"}
        and each["url"].endswith(each["path"]) and is_text(each.get("token", ""))
        and all(is_text(source) for source in each["sources"]) for each in value)


def counts_of(*names):
    return lambda value: isinstance(value, dict) and set(value) <= set(names) and all(
        is_count(count) for count in value.values())


def are_assertions(value):
    return isinstance(value, list) and all(
        set(each) == {"description", "status", "expected", "actual"} and each["status"] in STATUSES
        for each in value)


def are_complaints(value):
    return isinstance(value, list) and all(
        set(each) == {"check", "status", "sentence", "why"} and each["status"] in STATUSES
        for each in value)


def are_reasons(value):
    return isinstance(value, list) and all(set(each) == {"check", "why"} for each in value)


def is_finding(value):
    return (isinstance(value, dict)
            and list(value)[:4] == ["id", "verdict", "where", "text"]
            and set(list(value)[4:]) <= {"expected", "actual"}
            and all(is_text(value[name]) for name in list(value)[4:])
            and re.fullmatch(r"[A-Z0-9]+-[A-Z]*\d*[A-Z0-9-]*", value["id"]) is not None
            and value["verdict"] in ("fail", "warn", "info")
            and is_text(value["where"]) and len(value["text"]) > 0)


def are_findings(value):
    return isinstance(value, list) and all(is_finding(finding) for finding in value)


SUITES = ("consumer", "producer", "resource")


def are_ids(value):
    return isinstance(value, list) and all(is_count(each) for each in value)


STATUSES = ("pass", "fail", "warn", "info", "skip", "inconclusive")
CONDITIONS = ("out-of-scope", "lag", "beyond-head", "phantom", "contradicted", "hidden-after-push",
              "hide-violation", "regression", "epoch-break", "sparse", "receiver-down")
GAP_STATES = ("open", "unexplained", "checking", "hidden", "lost", "lost-superseded", "filled",
              "recovered")

_EXCHANGE = {
    "id": is_count, "side": one_of("consumer", "producer", "reader"), "peer": is_text,
    "protocol": one_of("HTTP/1.1", "HTTP/1.0", "HTTP/2"), "method": is_text, "target": is_text,
    "source": or_null(is_text), "events": is_count, "firstSequence": or_null(is_int),
    "lastSequence": or_null(is_int), "requestBytes": is_count, "status": is_count,
    "retryAfter": or_null(is_text), "durationMs": is_ms, "fault": or_null(is_text), "tls": or_null(is_text),
    "findings": are_findings}

SCHEMAS = {
    "listening": {"url": is_text, "token?": is_text, "fingerprint?": is_text, "caFile?": is_text,
                  "endpoints": are_endpoints},
    "imported": {"session": is_text, "format": one_of("har", "ndjson"), "exchanges": is_count,
                 "events": is_count, "passedOver": is_count, "withoutBody": is_count,
                 "withoutToken": is_count},
    "bundled": {"bundle": is_text, "sha256": is_text, "keys": one_of("as recorded", "hashed"),
                "parts": is_count},
    "load": {"connections": is_count, "waiting": is_count, **LOAD},
    "resource": {"url": is_text, "resume": is_text, "token?": is_text, "fingerprint?": is_text,
                 "caFile?": is_text},
    "asked": {"method": is_text, "target": is_text, "status": is_count},
    "exchange consumer": _EXCHANGE,
    "exchange reader": _EXCHANGE,
    "exchange producer": {**_EXCHANGE, "attempt": lambda n: is_int(n) and n >= 1,
                          "outcome": one_of("delivered", "refused", "held", "unknown", "failed"),
                          "intended": lambda v: isinstance(v, list) and all(map(is_text, v))},
    "event": {"exchange": is_count, "sequence": is_int, "resourceName": is_text,
              "resourceRecordKey": is_text,
              "state": one_of("received", "late", "duplicate", "conflict", "seen", "recovered")},
    "gap": {"feed": is_text, "path?": is_text, "epoch?": is_count, "first": is_int, "last": is_int, "state": one_of(*GAP_STATES),
            "evidence": is_text, "exchanges": are_ids},
    "note": {"exchange?": is_count, "feed?": is_text, "path?": is_text, "epoch?": is_count,
             "side?": one_of("consumer", "producer"), "first?": is_int, "last?": is_int,
             "marked": is_bool, "text": is_text},
    "waiting": {"phase": is_text, "for": is_text},
    "check": {"id": is_text, "level": one_of("MUST", "SHOULD", "MAY", "POLITE", "INFO"),
              "title": is_text, "clause": is_text, "permalink": is_text,
              "status": one_of(*STATUSES), "durationMs": is_count,
              "sentence": is_text, "assertions": are_assertions,
              "evidence": lambda ids: isinstance(ids, list) and all(is_count(i) for i in ids),
              "suite?": one_of(*SUITES)},
    "mutant": {"suite": one_of(*SUITES), "mutant": is_text, "fault": is_text,
               "status": one_of(*STATUSES), "others": are_complaints, "unseen": are_reasons},
    "condition": {"feed": is_text, "path?": is_text, "epoch?": is_count, "condition": one_of(*CONDITIONS),
                  "numbers": is_text, "evidence": is_text, "exchanges": are_ids},
    "hold": {"until": is_time, "seconds": is_ms, "reason": is_text},
    "politeness": {"feed": is_text, "path?": is_text, "exchange": is_count, "announced": or_null(is_time),
                   "returned": or_null(is_time), "marginMs": or_null(is_int),
                   "verdict": one_of("pass", "fail", "warn", "info", "waiting"), "id": is_text,
                   "text": is_text, "status": one_of(413, 429, 503),
                   "retryAfter": or_null(is_text), "returnedBy": or_null(is_count),
                   "sameConnection": or_null(is_bool), "inFlight": is_count},
    "misbehaviour": {"kind": is_text, "exchanges": is_count, "events": is_count},
    "halted": {"reason": is_text},
    "resumed": {"by": is_text},
    "feed": {"feed": is_text, "path?": is_text, "epoch": is_count, "side": one_of("consumer", "producer"), "first": or_null(is_int),
             "last": or_null(is_int), "received": is_count, "openGaps": is_count,
             "missing": is_count, "sparse": is_bool, "graceMs": is_count},
    "finding": {"finding": is_finding, "level": one_of("MUST", "SHOULD", "MAY", "type", "example",
                                                       "rule of the bench"),
                "title": is_text, "count": is_count, "firstExchange": is_count,
                "lastExchange": is_count,
                "exchanges": lambda ids: isinstance(ids, list) and all(is_count(i) for i in ids)},
    "summary": {"exchanges": is_count, "events": is_count, "reads?": is_count, "delivered?": is_count,
                "accepted?": is_count, "unknown": is_count, "failed": is_count,
                "duplicates": is_count, "late": is_count, "conflicts": is_count,
                "gaps": counts_of(*GAP_STATES), "findings": counts_of("fail", "warn", "info"),
                "politeness?": are_figures, "load?": is_load, "outcome": is_text},
    "summary of checks": {"suite": one_of(*SUITES, "self"), "conditions?": is_text,
                          "exchanges": is_count, "checks": is_count,
                          "statuses": counts_of(*STATUSES),
                          "findings": counts_of("fail", "warn", "info"), "outcome": is_text},
}


def flaws(record):
    """What is wrong with a record by the contract; an empty list when nothing is."""
    kind = record.get("type")
    name = (f"exchange {record.get('side')}" if kind == "exchange"
            else "summary of checks" if kind == "summary" and "suite" in record else kind)
    schema = SCHEMAS.get(name)
    if schema is None:
        return [f"unknown type {kind!r}"]
    found = [] if list(record)[:2] == ["type", "time"] else ["type and time do not come first"]
    if not is_time(record.get("time")):
        found.append(f"time {record.get('time')!r} is no RFC 3339 time in UTC with milliseconds")
    for name, check in schema.items():
        plain = name.rstrip("?")
        if plain not in record:
            if name == plain:
                found.append(f"{plain} is missing")
        elif not check(record[plain]):
            found.append(f"{plain} is {record[plain]!r}")
    strangers = set(record) - {"type", "time"} - {name.rstrip("?") for name in schema}
    return found + [f"{name} is not in the contract" for name in sorted(strangers)]


def find_program(name):
    """The program, also where only administrators look; None when it is missing."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")


def needs(*programs):
    missing = [name for name in programs if not find_program(name)]
    return unittest.skipIf(missing, f"{', '.join(missing)} not installed")


def main():
    unittest.main(verbosity=2)
