# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are not ours, for the integration tests."""

import contextlib
import json
import os
import re
import signal
import socket
import struct
import subprocess
import threading
import time

from pushbench import PATIENCE, SOURCE, Process, find_program


class Node(Process):
    """tests/integration/receiver.mjs, with its log."""

    def __init__(self, *replies, certificate=None, http2=False):
        script = os.path.join(SOURCE, "tests", "integration", "receiver.mjs")
        secure = {"http2": http2}
        if certificate:
            secure |= {"cert": certificate[0], "key": certificate[1]}
        super().__init__([find_program("node"), script, json.dumps(replies), json.dumps(secure)])
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self.line()}/webhooks"

    def log(self):
        """Stops it; gives a dictionary for each request."""
        self.signal(signal.SIGTERM)
        status = self.wait()
        if status != 0 or self.errors:
            raise AssertionError(f"node ended with {status}: {self.errors}")
        return [json.loads(line) for line in self.lines[1:]]


class Nginx(Process):
    """nginx with a configuration of its own, in a folder of its own."""

    def __init__(self, folder, port, http):
        path = os.path.join(folder, "nginx.conf")
        places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in (
            "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        # Started by root, its worker would be somebody who may not enter the folder.
        user = "user root;" if os.geteuid() == 0 else ""
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{user} daemon off; worker_processes 1; pid {folder}/nginx.pid;\n"
                       f"error_log {folder}/error.log;\nevents {{ worker_connections 256; }}\n"
                       f"http {{\n{places}access_log off; keepalive_requests 1000000;\n"
                       f"client_max_body_size 16m; client_body_buffer_size 16m;\n{http}\n}}\n")
        self.folder = folder
        super().__init__([find_program("nginx"), "-p", folder, "-c", path, "-e",
                          os.path.join(folder, "error.log")])
        self.url = f"http://127.0.0.1:{port}/webhooks"
        self._await_port(port)

    def end(self):
        # Killed, it would leave its worker behind.
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
            self.process.wait(timeout=PATIENCE)
        super().end()

    def _await_port(self, port):
        if not await_port(port, lambda: self.process.poll() is None):
            raise AssertionError(f"nginx did not start: {self.errors} {self.error_log()}")

    def error_log(self):
        with contextlib.suppress(FileNotFoundError), \
                open(os.path.join(self.folder, "error.log"), encoding="utf-8") as file:
            return file.read()
        return ""

    def stop(self):
        """Lets it finish what is under way; its log is complete then."""
        self.signal(signal.SIGQUIT)
        status = self.wait()
        if status != 0:
            raise AssertionError(f"nginx ended with {status}: {self.error_log()}")


class Rough:
    """A consumer over bare sockets that goes through a script, a way for each request, and then answers
    200. A way is a status, with further fields in a tuple ((429, "Retry-After: 1"), or functions that give
    them when their time comes), or one of

    reset-early, reset-head, reset       a reset before, in the middle of, and behind the request
    close                                an orderly end instead of an answer
    truncate, truncate-head              an answer that breaks off in its body, or in its head
    stall                                no answer, for as long as the client stays

    Its log holds (time, sequences, way, connection) of each request, whose sequences it could read.
    """

    def __init__(self, script=(), pace=0):
        self.script = list(script)
        self.pace = pace
        self.log = []
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/webhooks"
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def end(self):
        self.listener.close()

    def taken(self):
        """The sequences of the requests that were answered 2xx to their end, in order."""
        return [s for _, sequences, way, _ in self.requests() for s in sequences
                if isinstance(way[0], int) and 200 <= way[0] < 300]

    def requests(self):
        with self.lock:
            return list(self.log)

    def _accept(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(peer, self.connections), daemon=True).start()

    def _serve(self, peer, number):
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with peer, contextlib.suppress(OSError):
            unread = b""
            while True:
                unread = self._more(peer, unread, 1)
                began = time.time()
                with self.lock:
                    way = self.script.pop(0) if self.script else (200,)
                way = way if isinstance(way, tuple) else (way,)
                if way[0] in ("reset-early", "reset-head"):
                    if way[0] == "reset-head":
                        unread = self._more(peer, unread, 40)
                    self._note(began, [], way, number)
                    return self._reset(peer)
                while b"\r\n\r\n" not in unread:
                    unread = self._more(peer, unread, len(unread) + 1)
                head, _, unread = unread.partition(b"\r\n\r\n")
                size = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
                unread = self._more(peer, unread, size)
                body, unread = unread[:size], unread[size:]
                sequences = [int(s) for s in re.findall(rb'"EntityEventSequence":\s*(\d+)', body)]
                if self.pace:
                    time.sleep(self.pace)
                self._note(began, sequences, way, number)
                if not self._answer(peer, *way):
                    return None

    def _answer(self, peer, way, *fields):
        """Whether the connection goes on."""
        if isinstance(way, int):
            fields = [field() if callable(field) else field for field in fields]
            lines = [f"HTTP/1.1 {way} Whatever", "Content-Length: 2", *fields, "", "{}"]
            peer.sendall("\r\n".join(lines).encode())
            return True
        if way == "reset":
            self._reset(peer)
        elif way == "truncate":
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"acc")
        elif way == "truncate-head":
            peer.sendall(b"HTTP/1.1 200 OK\r\nConte")
        elif way == "stall":
            while peer.recv(4096):
                pass
        return False

    def _note(self, *entry):
        with self.lock:
            self.log.append(entry)

    @staticmethod
    def _more(peer, data, size):
        while len(data) < size:
            part = peer.recv(65536)
            if not part:
                raise ConnectionError("the client has left")
            data += part
        return data

    @staticmethod
    def _reset(peer):
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.close()


def make_certificate(folder, name="server"):
    """A certificate for 127.0.0.1, signed by itself, with its key: two PEM files."""
    pem, key = os.path.join(folder, f"{name}.pem"), os.path.join(folder, f"{name}.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", pem],
                   check=True, capture_output=True, timeout=PATIENCE)
    return pem, key


def await_port(port, running=lambda: True):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.02)
    return False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
