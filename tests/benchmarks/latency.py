# SPDX-License-Identifier: MIT
"""How long somebody waits."""
import json
import statistics
import tempfile
import time

from figures import Figure, Floor
from processes import by_turns, run
from servers import BenchServer, Lab, Nginx, installed


def _milliseconds(work):
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _start_lab(settings):
    with tempfile.TemporaryDirectory() as folder:
        lab = None

        def start():
            nonlocal lab
            lab = Lab(settings.programs, folder, alone=False)
            lab.await_ready()

        try:
            return _milliseconds(start)
        finally:
            if lab:
                lab.stop()


def _start_nginx(settings):
    nginx = None

    def start():
        nonlocal nginx
        nginx = Nginx(settings.folder, alone=False).await_answer()

    try:
        return _milliseconds(start)
    finally:
        if nginx:
            nginx.stop()


def ready(settings):
    """From starting the program to the ready file: keys and certificates are made in this time."""
    with BenchServer(settings.programs, settings.folder):
        pass  # for its certificate
    ours, there = by_turns(settings.starts, lambda: _start_lab(settings), installed("nginx") and (lambda: _start_nginx(settings)))
    return [Figure("ready after start", "ms", ours, there, "nginx accepts", Floor(100, "at most", "ms"))]


def lookup(settings):
    """A healthy look-up over OAuth, client and lab in one process."""
    result = json.loads(run([settings.programs.need("bench_lookup"), settings.lookups]))
    return [Figure("healthy look-up over OAuth", "ms", result["ours"], result["reference"],
                   "3 bare TLS connections", Floor(20, "at most", "ms"))]


def replay(settings):
    """All scenarios broken, looked up, named, repaired, looked up again."""
    rows, elapsed, bare = 0, [], []
    program = settings.programs.need("fbcheck")
    for _ in range(settings.rounds):
        began = time.perf_counter()
        rows = len(json.loads(run([settings.programs.need("fblab"), "replay", "--json"]))["rows"])
        elapsed.append(time.perf_counter() - began)
        bare.append(sum(_milliseconds(lambda: run([program, "--version"])) for _ in range(rows)) / 1000)
    return [Figure(f"replay of {rows} rows", "s", statistics.median(elapsed), statistics.median(bare),
                   f"{rows} x fbcheck --version", Floor(3, "at most", "s"))]
