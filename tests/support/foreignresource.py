# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An EntityEvent resource that is not ours, and that can be unwell."""

import http.server
import json
import re
import threading
import urllib.parse


class ForeignResource:
    """Serves {sequence: (resourceName, key)} under /odata, page by page.

    `ill` is None, or one of "busy" (429 with Retry-After: 1), "broken" (500), "cut" (half a page,
    and no link), "loop" (a link that leads back), "denied" (401), "prose" (no JSON), "shuffled".
    """

    def __init__(self, events, token="resource-token", page=50):
        self.events = dict(events)
        self.page = page
        self.token = token
        self.ill = None
        self.asked = []
        resource = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                resource.asked.append((resource.ill, self.path, self.headers.get("Authorization")))
                resource.answer(self)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/odata"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request):
        if self.ill == "denied" or request.headers.get("Authorization") != f"Bearer {self.token}":
            return self.send(request, 401, {"error": {"code": "401", "message": "who are you?"}})
        if self.ill == "busy":
            return self.send(request, 429, {"error": {"code": "429", "message": "later"}},
                             {"Retry-After": "1"})
        if self.ill == "broken":
            return self.send(request, 500, {"error": {"code": "500", "message": "oh"}})
        if self.ill == "prose":
            return self.send(request, 200, "<html>under maintenance</html>")
        url = urllib.parse.urlsplit(request.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        numbers = sorted(self.events)
        for operator, bound in re.findall(r"EntityEventSequence (ge|le|gt) (\d+)",
                                          query.get("$filter", "")):
            numbers = [n for n in numbers if {"ge": n >= int(bound), "le": n <= int(bound),
                                              "gt": n > int(bound)}[operator]]
        if "desc" in query.get("$orderby", ""):
            numbers.reverse()
        if self.ill == "shuffled":
            numbers[1::2], numbers[::2] = sorted(numbers[1::2], reverse=True), numbers[::2]
        count = len(numbers)
        numbers = numbers[:int(query.get("$top", count))]
        wanted = re.search(r"maxpagesize=(\d+)", request.headers.get("Prefer", ""))
        size = min(self.page, int(wanted.group(1))) if wanted else self.page
        at = int(query.get("$skiptoken", 0))
        page = numbers[at:at + size]
        body = {"@odata.context": f"{self.url}/$metadata#EntityEvent"}
        if query.get("$count") == "true":
            body["@odata.count"] = count
        if self.ill == "cut" and "$filter" in query:
            page = page[:len(page) // 2]
        elif at + size < len(numbers):
            query["$skiptoken"] = str(at + size)
            body["@odata.nextLink"] = f"{self.url}/EntityEvent?{urllib.parse.urlencode(query)}"
        if self.ill == "loop" and "$filter" in query:
            body["@odata.nextLink"] = f"http://127.0.0.1:{self.server.server_address[1]}" \
                f"{request.path}"
        body["value"] = [{"EntityEventSequence": n, "ResourceName": self.events[n][0],
                          "ResourceRecordKey": self.events[n][1]} for n in page]
        return self.send(request, 200, body)

    @staticmethod
    def send(request, status, body, fields=None):
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(data)))
        for name, value in (fields or {}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)
