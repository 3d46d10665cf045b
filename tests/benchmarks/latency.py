# SPDX-License-Identifier: MIT
"""How long somebody waits."""
import json
import os
import statistics
import tempfile
import time
import unittest.mock

from figures import Figure, Floor
from processes import by_turns, run
from servers import Lab, Nginx, installed, leave_certificate

FIRST_ROWS = ("00", "05", "06", "13", "27", "31", "32")  # the floor was asked for these


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
    """From starting the program to the ready file. The first start ever makes the keys, later ones find them in the cache."""
    leave_certificate(settings)
    with tempfile.TemporaryDirectory() as cache, unittest.mock.patch.dict(os.environ, {"XDG_CACHE_HOME": cache}):
        first = _start_lab(settings)
    _start_lab(settings)  # so that the keys are there
    ours, there = by_turns(settings.starts, lambda: _start_lab(settings), installed("nginx") and (lambda: _start_nginx(settings)))
    return [Figure("ready after the first start, which makes keys", "ms", first),
            Figure("ready after start", "ms", ours, there, "nginx accepts", Floor(100, "at most", "ms"))]


def lookup(settings):
    """A healthy look-up over OAuth, client and lab in one process."""
    result = json.loads(run([settings.programs.need("bench_lookup"), settings.lookups]))
    return [Figure("healthy look-up over OAuth", "ms", result["ours"], result["reference"],
                   "3 bare TLS connections", Floor(20, "at most", "ms"))]


def _replay(settings, ids):
    """Rows, seconds, and what starting fbcheck as often would take."""
    began = time.perf_counter()
    rows = len(json.loads(run([settings.programs.need("fblab"), "replay", "--json", *ids]))["rows"])
    elapsed = time.perf_counter() - began
    program = settings.programs.need("fbcheck")
    bare = sum(_milliseconds(lambda: run([program, "--version"])) for _ in range(rows)) / 1000
    return rows, elapsed, bare


def replay(settings):
    """Scenarios broken, looked up, named, repaired, looked up again."""
    rows, seconds, bare = (statistics.median(column)
                           for column in zip(*(_replay(settings, FIRST_ROWS) for _ in range(settings.rounds))))
    figures = [Figure(f"replay of {rows} rows (00 to 32)", "s", seconds, bare, f"{rows} x fbcheck --version",
                      Floor(3, "at most", "s"))]
    if settings.everything:
        rows, seconds, bare = _replay(settings, ())
        figures.append(Figure(f"replay of all {rows} rows", "s", seconds, bare, f"{rows} x fbcheck --version"))
    return figures
