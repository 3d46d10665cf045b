# SPDX-License-Identifier: MIT
"""Connections rather than requests: new ones, broken ones, idle ones."""
import os
import select
import socket

from figures import Figure, Floor
from processes import LOAD_PROCESSOR, by_turns, pinned, run
from servers import BenchServer, careless_tls, raise_descriptor_limit, reference


def _by_processor(settings, server):
    """New connections for each second of the server's processor time."""
    before = server.cpu_seconds()
    run(pinned(LOAD_PROCESSOR, [settings.programs.need("bench_handshakes"), server.ports["tls"], settings.handshakes]))
    return settings.handshakes / max(server.cpu_seconds() - before, 0.01)


def handshakes(settings):
    """Whole TLS 1.3 handshakes, ECDSA P-256 on both sides (the same certificate)."""
    with BenchServer(settings.programs, settings.folder) as ours, reference(settings.folder) as nginx:
        rate, rate_there = by_turns(settings.rounds, lambda: _by_processor(settings, ours),
                                    nginx and (lambda: _by_processor(settings, nginx)))
    return [Figure("new TLS 1.3 connections", "per CPU s", rate, rate_there, "nginx", Floor(0.9, "ratio"))]


def _ends_in_reset(port):
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"POST /reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd")
        try:
            client.recv(1)
        except ConnectionResetError:
            return True
    return False


def resets(settings):
    """A reset fault must be an RST, never a FIN."""
    def count_resets(server):
        return sum(_ends_in_reset(server.ports["reset"]) for _ in range(settings.resets))

    with BenchServer(settings.programs, settings.folder) as ours, reference(settings.folder) as nginx:
        count, count_there = count_resets(ours), nginx and count_resets(nginx)
    return [Figure(f"RSTs of {settings.resets} resets", "connections", count, count_there, "nginx `return 444`",
                   Floor(settings.resets, "at least"))]


def _open_plain(port):
    return socket.create_connection(("127.0.0.1", port))


def _open_tls(port):
    """Only the socket stays: ten thousand client sessions would measure this program's memory."""
    with _open_plain(port) as plain, careless_tls().wrap_socket(plain, server_hostname="localhost",
                                                                suppress_ragged_eofs=False) as client:
        return socket.socket(fileno=os.dup(client.fileno()))


def _held(clients):
    """Those of which no end, error or alert has come."""
    poll = select.poll()
    for client in clients:
        poll.register(client, select.POLLIN | select.POLLRDHUP)
    return len(clients) - len(poll.poll(0))


def _idle(settings, server, kind, open_one):
    count = min(settings.idle, raise_descriptor_limit() - 200)
    before = server.memory_mb()
    clients = [open_one(server.ports[kind]) for _ in range(count)]
    try:
        run(pinned(LOAD_PROCESSOR, [settings.programs.need("bench_handshakes"), server.ports["tls"], 10]))
        return _held(clients), (server.memory_mb() - before) * 1024 / count
    finally:
        for client in clients:
            client.close()


def idle(settings):
    """Held while others are served; the TLS ones after their handshake."""
    figures = []
    for kind, open_one in (("plain", _open_plain), ("tls", _open_tls)):
        with BenchServer(settings.programs, settings.folder) as ours, reference(settings.folder) as nginx:
            held, memory = _idle(settings, ours, kind, open_one)
            held_there, memory_there = _idle(settings, nginx, kind, open_one) if nginx else (None, None)
        figures += [Figure(f"idle {kind} connections held", "connections", held, held_there, "nginx",
                           Floor(settings.idle, "at least")),
                    Figure(f"memory of an idle {kind} connection", "KB", memory, memory_there, "nginx")]
    return figures
