# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who stands between a producer and its consumer: proxies, and an endpoint that gives tokens."""

import base64
import contextlib
import http.server
import json
import socket
import struct
import threading
import urllib.parse

from pushbench import PATIENCE


class Listener:
    """Serves each connection on a thread of its own; serve(connection) is the subclass's."""

    scheme = "http"

    def __init__(self, credentials=None):
        self.credentials = credentials
        self.asked = []  # what clients asked for, in order
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        who = f"{self.credentials}@" if self.credentials else ""
        return f"{self.scheme}://{who}127.0.0.1:{self.port}"

    def end(self):
        # A thread that waits in accept() keeps the port open; the shutdown wakes it.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.settimeout(PATIENCE)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection, contextlib.suppress(OSError, EOFError):
            self.serve(connection)


def exactly(connection, size):
    data = b""
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def head_of(connection):
    """Reads a head byte by byte, so that what follows is left alone."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += exactly(connection, 1)
    return head.decode("latin-1")


def splice(one, other):
    """Passes bytes on in both directions until both are at their end."""
    def pump(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
    back = threading.Thread(target=pump, args=(other, one), daemon=True)
    back.start()
    pump(one, other)
    back.join(PATIENCE)


class HttpProxy(Listener):
    """Tunnels by CONNECT, and passes on requests with an absolute target. Answers others 400."""

    def serve(self, connection):
        head = head_of(connection)
        lines = head.split("\r\n")
        method, target, _ = lines[0].split(" ")
        self.asked.append(lines[0])
        fields = dict(line.split(": ", 1) for line in lines[1:] if line)
        if self.credentials:
            expected = base64.b64encode(urllib.parse.unquote(self.credentials).encode()).decode()
            if fields.get("Proxy-Authorization") != f"Basic {expected}":
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                                   b"Proxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
                return
        if method == "CONNECT":
            host, port = target.rsplit(":", 1)
            try:
                peer = socket.create_connection((host.strip("[]"), int(port)), PATIENCE)
            except OSError:
                connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 5\r\n\r\nsorry")
                return
            with peer:
                # A Content-Length here means nothing (RFC 9110 section 9.3.6).
                connection.sendall(b"HTTP/1.1 200 Connected\r\nContent-Length: 7\r\n\r\n")
                splice(connection, peer)
            return
        url = urllib.parse.urlsplit(target)
        if url.scheme != "http":
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return
        # One request a connection is enough for a test; the client learns of it.
        body = exactly(connection, int(fields.get("Content-Length", 0)))
        passed = [f"{method} {url.path} HTTP/1.1"]
        passed += [f"{n}: {v}" for n, v in fields.items() if n != "Proxy-Authorization"]
        passed += ["Connection: close", "", ""]
        with socket.create_connection((url.hostname, url.port), PATIENCE) as peer:
            peer.sendall("\r\n".join(passed).encode("latin-1") + body)
            while data := peer.recv(65536):
                connection.sendall(data)


class SocksProxy(Listener):
    """RFC 1928 with user and password by RFC 1929."""

    scheme = "socks5"

    def serve(self, connection):
        version, count = exactly(connection, 2)
        methods = exactly(connection, count)
        wanted = 2 if self.credentials else 0
        if version != 5 or wanted not in methods:
            connection.sendall(b"\x05\xff")
            return
        connection.sendall(bytes([5, wanted]))
        if self.credentials:
            exactly(connection, 1)
            user = exactly(connection, exactly(connection, 1)[0]).decode()
            password = exactly(connection, exactly(connection, 1)[0]).decode()
            good = f"{user}:{password}" == urllib.parse.unquote(self.credentials)
            connection.sendall(b"\x01\x00" if good else b"\x01\x01")
            if not good:
                return
        _, command, _, kind = exactly(connection, 4)
        if kind == 1:
            host = socket.inet_ntoa(exactly(connection, 4))
        elif kind == 3:
            host = exactly(connection, exactly(connection, 1)[0]).decode()
        else:
            host = socket.inet_ntop(socket.AF_INET6, exactly(connection, 16))
        port = struct.unpack(">H", exactly(connection, 2))[0]
        self.asked.append(f"{command} {host} {port}")
        try:
            peer = socket.create_connection((host, port), PATIENCE)
        except OSError:
            connection.sendall(b"\x05\x05\x00\x01" + bytes(6))
            return
        with peer:
            # Bound to a name, so that the reply's length has to be read.
            connection.sendall(b"\x05\x00\x00\x03\x04here" + struct.pack(">H", port))
            splice(connection, peer)


class TokenEndpoint:
    """Gives tokens by RFC 6749 section 4.4. Answers by the script first: (status, JSON or text)."""

    def __init__(self, client="bench", secret="s3cret of the client", *, lifetime=3600, script=()):
        self.client, self.secret = client, secret
        self.requests = []
        self.given = []
        script = list(script)
        endpoint = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                kind, _, credentials = self.headers.get("Authorization", "").partition(" ")
                who = base64.b64decode(credentials).decode()
                endpoint.requests.append({"type": self.headers["Content-Type"], "scheme": kind,
                                          "who": who, "form": urllib.parse.parse_qs(body)})
                good = tuple(map(urllib.parse.unquote_plus, who.split(":"))) == (client, secret)
                if script:
                    status, answer = script.pop(0)
                elif not good:
                    status, answer = 401, {"error": "invalid_client",
                                           "error_description": f"no such client or not {secret}"}
                else:
                    status, answer = 200, {
                        "access_token": f"granted-{len(endpoint.given) + 1}-{'x' * 20}",
                        "token_type": "Bearer", "expires_in": lifetime}
                    endpoint.given.append(answer["access_token"])
                text = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", answer)
                self.send_header("Content-Type", "application/json")
                self.send_header("Cache-Control", "no-store")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/oauth/token"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()


class TokenConsumer:
    """A consumer that knows which tokens are good: good(token, how many requests came before)."""

    def __init__(self, good):
        self.tokens = []
        consumer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                status = 200 if good(token, len(consumer.tokens)) else 401
                consumer.tokens.append((token, status))
                text = json.dumps({"you sent": token}).encode()  # Some echo what they should not.
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhooks"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()
