# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TLS client that says close_notify right after its request and still waits for the answer.

halfclose.py PORT CA-FILE [fin]: with fin it ends its side of TCP as well. Prints what it was
answered. Its TLS works on memory, because an SSLSocket closes both directions at once.
"""
import socket
import ssl
import sys

port, authority = int(sys.argv[1]), sys.argv[2]
tcp = socket.create_connection(("127.0.0.1", port), timeout=30)
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
tls = ssl.create_default_context(cafile=authority).wrap_bio(
    incoming, outgoing, server_hostname="localhost"
)


def attempt(step):
    """Does one step of TLS as soon as enough has come for it; None when nothing comes any more."""
    while True:
        try:
            return step()
        except ssl.SSLWantReadError:
            tcp.sendall(outgoing.read())
            came = tcp.recv(65536)
            if not came:
                return None
            incoming.write(came)


attempt(tls.do_handshake)
tls.write(b"POST / HTTP/1.1\r\n\r\n")
try:
    tls.unwrap()
except ssl.SSLWantReadError:
    pass  # Ours is written; theirs is still to come.
tcp.sendall(outgoing.read())
if sys.argv[3:] == ["fin"]:
    tcp.shutdown(socket.SHUT_WR)
try:
    print((attempt(lambda: tls.read(1000)) or b"nothing").decode())
except ssl.SSLError as error:
    print(error)
