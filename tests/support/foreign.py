# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are not ours, for the integration tests."""

import contextlib
import json
import os
import signal
import socket
import subprocess
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
