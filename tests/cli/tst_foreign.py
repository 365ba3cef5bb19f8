#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check against programs that are not ours: known defects are found, and nothing false is said.
Its reports are read by programs that are not ours, either."""

import html.parser
import json
import os
import shutil
import subprocess
import sys

from foreign import Nginx, free_port
from pushbench import CLI, TOKEN, TestCase, main, needs, records_of, run

HERE = os.path.dirname(os.path.abspath(__file__))
GATE = """
server {{
  listen 127.0.0.1:{port};
  location /webhooks {{
    if ($http_authorization != "Bearer {token}") {{ return 401; }}
    if ($request_method != POST) {{ return 405; }}
    default_type application/json;
    return 200 "{{}}";
  }}
}}
"""

CURL = """
n=1
while curl -s {flags} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
    -d '{{"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":'$n',\
"ResourceName":"Property","ResourceRecordKey":"K'$n'"}}' "$URL"; [ $? -ne 7 ]; do
  n=$((n + 1)); sleep 0.05
done
"""

URLLIB3 = """
import json, os, time, urllib3
retries = urllib3.Retry(total=30, status_forcelist=[429, 500, 503], allowed_methods=None,
                        backoff_factor=0.1, respect_retry_after_header={obeys})
pool = urllib3.PoolManager(retries=retries)
n = 1
while True:
    body = {{"@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
            "EntityEventSequence": n, "ResourceName": "Property", "ResourceRecordKey": f"K{{n}}"}}
    pool.request("POST", os.environ["URL"], body=json.dumps(body), headers={{
        "Content-Type": "application/json", "Authorization": "Bearer " + os.environ["TOKEN"]}})
    n += 1
    time.sleep(0.05)
"""


class Page(html.parser.HTMLParser):
    """A page as strictly as a stream of tags can be read."""

    VOID = {"meta", "br", "rect", "path"}

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.flaws, self.tags = [], [], [], [], []
        self.feed(text)
        self.close()
        self.flaws += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.flaws += [f"{tag}: {n} twice" for n in names if names.count(n) > 1]
        given = dict(attrs)
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [v for k, v in attrs if k in ("href", "src")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.flaws.append(f"</{tag}> ends nothing")


class Foreign(TestCase):
    def nginx(self):
        folder = self.path("nginx")
        os.mkdir(folder)
        port = free_port()
        server = Nginx(folder, port, GATE.format(port=port, token=TOKEN))
        self.addCleanup(server.end)
        return server.url

    def statuses(self, text):
        return {r["id"]: r["status"] for r in records_of(text) if r["type"] == "check"}

    @needs("nginx")
    def test_nginx_as_a_consumer(self):
        files = {kind: self.path(f"report.{kind}") for kind in ("html", "xml", "json")}
        result = run("check", "consumer", "--url", self.nginx(), "--auth-token", TOKEN, "--output",
                     "json", "--rate", "1000", "--timeout", "5", "--consent",
                     *(w for path in files.values() for w in ("--report", path)))
        self.assertEqual(result.returncode, 1, result)
        statuses = self.statuses(result.stdout)
        bad = {i: s for i, s in statuses.items() if s in ("fail", "warn")}
        self.assertEqual(bad, {
            "H-401.challenge": "fail",  # 401 without WWW-Authenticate
            "H-405.get": "fail", "H-405.writes": "fail",  # 405 without Allow
            "J-3.malformed": "fail",  # it takes whatever comes
            "B-1.scheme-case": "warn", "RCP027-R3.bad-sequences": "warn",
            "RCP028-R4.no-payload": "warn", "RCP027-R2.missing-fields": "warn",
            "H-415.types": "warn", "H-415.coding": "warn"})
        self.reports(files)

    def reports(self, files):
        with open(files["html"], encoding="utf-8") as file:
            text = file.read()
        page = Page(text)
        self.assertEqual(page.flaws, [])
        self.assertEqual(len(set(page.ids)), len(page.ids), "an id stands once")
        self.assertEqual({link[1:] for link in page.links if link.startswith("#")} - set(page.ids),
                         set())
        self.assertTrue(all(link.startswith(("#", "https://")) for link in page.links), page.links)
        self.assertNotIn("script", page.tags)
        self.assertNotIn("link", page.tags)
        with open(files["json"], encoding="utf-8") as file:
            report = json.load(file)
        self.assertLessEqual({c["id"] for c in report["checks"]}, set(page.ids))
        self.assertLessEqual({c["clause"] for c in report["checks"]}, set(page.ids))
        self.assertLessEqual({c["permalink"] for c in report["checks"]}, set(page.links))
        for words in ("WWW-Authenticate", "curl -i", "$PUSHBENCH_AUTH_TOKEN", '<svg class="strip"',
                      "HTTP/1.1 405 Not Allowed"):
            self.assertIn(words, text)
        self.assertNotIn(TOKEN, text)
        self.assertTrue(shutil.which("xmllint"), "libxml2-utils is missing")
        schema = os.path.join(HERE, "junit.xsd")
        judged = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema,
                                 files["xml"]], capture_output=True, text=True, timeout=60)
        self.assertEqual(judged.returncode, 0, judged.stderr)

    def led(self, *command):
        """What check producer says of a program that pushes; it is ended when all is said."""
        trap = self.process(CLI, "check", "producer", "--listen", "127.0.0.1:0", "--auth-token",
                            TOKEN, "--patience", "15", "--slow", "1", "--too-slow", "3", "--output", "json")
        url = json.loads(trap.line())["url"]
        self.process(*command, env={"URL": url, "TOKEN": TOKEN})
        status = trap.wait()
        records = {r["id"]: r for r in records_of("\n".join(trap.lines)) if r["type"] == "check"}
        return status, records

    WAITS = ("RCP028-R15.seconds", "H-RA2.imf-fixdate", "H-RA2.rfc850", "H-RA2.asctime")

    def obeys(self, *command):
        status, records = self.led(*command)
        # To them a 401 is an answer as any other: they go on.
        self.assertEqual((status, {i for i, r in records.items() if r["status"] in ("fail", "warn")}),
                         (0, {"RCP028-R23.storm"}), records)
        self.assertEqual({records[i]["status"] for i in self.WAITS}, {"pass"})

    def comes_early(self, *command):
        status, records = self.led(*command)
        self.assertEqual(status, 1)
        self.assertEqual({i for i, r in records.items() if r["status"] == "fail"},
                         {*self.WAITS, "RCP028-R13.all"})
        for check in self.WAITS:
            self.assertRegex(records[check]["sentence"], r"got \d{3,4} ms before the announced")

    @needs("curl")
    def test_a_loop_around_curl(self):
        self.obeys("sh", "-c", CURL.format(flags="--retry 20 --retry-all-errors --retry-max-time 40"))
        self.comes_early("sh", "-c", CURL.format(flags=""))

    def test_urllib3(self):
        self.obeys(sys.executable, "-c", URLLIB3.format(obeys=True))
        self.comes_early(sys.executable, "-c", URLLIB3.format(obeys=False))


if __name__ == "__main__":
    main()
