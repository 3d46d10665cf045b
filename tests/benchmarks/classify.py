# SPDX-License-Identifier: MIT
"""How fast logs are read: fbcheck classify beside grep -F with the same literals, on one processor."""
import contextlib
import json
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import threading
import time

from figures import Figure, Floor
from logs import DOCUMENTS, EVERY_LINE, FEW, OTHERS, STREAMED
from processes import SERVER_PROCESSOR, pinned, run

LITERALS = 80  # grep's share: it takes longer the more it is given
NOTHING_FOUND = 1
LOG_MEMORY, DOCUMENT_MEMORY = Floor(40, "at most", "MB"), Floor(200, "at most", "MB")


def _peak(process):
    """MB; what wait4() tells holds the memory of whoever started it, too."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024 if "VmHWM:" in status else 0


def _feed(pipe, pieces):
    with contextlib.suppress(BrokenPipeError), pipe:
        for piece in pieces:
            pipe.write(piece)


def _time(command, pieces=None):
    """Seconds by the clock and of the processor, the peak of memory in MB, and what was printed. `pieces`: standard input."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as output:  # grep stops at the first line if nobody can read what it prints
        child = subprocess.Popen(pinned(SERVER_PROCESSOR, command), stdout=output, env={**os.environ, "LC_ALL": "C"},
                                 stdin=subprocess.DEVNULL if pieces is None else subprocess.PIPE)
        feeder = threading.Thread(target=_feed, args=(child.stdin, pieces or ()))
        if pieces is not None:
            feeder.start()
        peak = 0.0
        while child.poll() is None:
            peak = max(peak, _peak(child.pid))
            time.sleep(0.01)
        ended, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        if pieces is not None:
            feeder.join()
        output.seek(0)
        printed = output.read()
    if child.returncode not in (0, NOTHING_FOUND):
        raise RuntimeError(f"{command[0]} failed")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ended - began, processor, peak, printed


def _ours(settings, *names):
    return [settings.programs.need("fbcheck"), "classify", "--jobs", "1", "--summary", "--json", *names]


class _Race:
    """One log, read by turns by both. What is found in it has to be right, otherwise it is not measured."""

    def __init__(self, settings, log, megabytes, rounds):
        folder = pathlib.Path(settings.folder)
        path, literals = folder / "u_ex.log", folder / "literals"
        lines = run([settings.programs.need("bench_literals")]).splitlines()
        literals.write_text("\n".join(lines[::len(lines) // LITERALS][:LITERALS]) + "\n", encoding="utf-8")
        check = log.write(path, megabytes)
        grep = ["grep", "-F", "-c", "-f", literals, path]
        self.name, self.size = log.name, path.stat().st_size / (1 << 20)
        self.rounds = [(_time(_ours(settings, path)), _time(grep)) for _ in range(rounds)]
        path.unlink()
        for each, _ in self.rounds:
            check(json.loads(each[3]))

    def rate(self, who, what):
        return statistics.median(self.size / each[who][what] for each in self.rounds)

    def peak(self, who):
        return max(each[who][2] for each in self.rounds)

    def figure(self, what, floor=None):
        return Figure(f"log with {self.name}", ("MB/s", "MB/CPU s")[what], self.rate(0, what), self.rate(1, what),
                      "grep -F, 80 literals", floor)


def _stream(settings):
    """A log that comes through a pipe, and is larger than any memory it might be kept in."""
    head, piece, expected = STREAMED.pieces()
    count = max(1, (settings.stream << 20) // len(piece))
    _, processor, peak, printed = _time(_ours(settings, "-"), (head, *(piece for _ in range(count))))
    expected.check("the log that was streamed", count, json.loads(printed))
    size = len(piece) * count / (1 << 20)
    return [Figure(f"log streamed, {size:.0f} MB", "MB/CPU s", size / processor),
            Figure("memory for a log streamed", "MB", peak, floor=LOG_MEMORY)]


def _documents(settings):
    figures = []
    for document in DOCUMENTS:
        race = _Race(settings, document, settings.document, 1)
        figures += [Figure(f"{document.name}, {race.size:.0f} MB", "MB/CPU s", race.rate(0, 1)),
                    Figure(f"memory for {document.name}", "MB", race.peak(0), floor=DOCUMENT_MEMORY)]
    return figures


def classify(settings):
    """Logs with a hit now and then and with something on every line; other logs; and what it takes to begin, which is the same
    for a line."""
    few, races = _Race(settings, FEW, settings.log, settings.rounds), []
    for log in EVERY_LINE:
        races.append((_Race(settings, log, settings.log, settings.rounds), log.floor))
    for log in OTHERS:
        races.append((_Race(settings, log, settings.log // 4, 1), None))
    nothing = [settings.programs.need("fbcheck"), "classify", "--jobs", "1", "--summary", os.devnull]
    beginning = statistics.median(_time(nothing)[1] for _ in range(settings.rounds)) * 1000
    memory = max(few.peak(0), *(race.peak(0) for race, _ in races))

    return [few.figure(0, Floor(200, "at least", "MB/s")), few.figure(1, Floor(200, "at least", "MB/s")),
            *(race.figure(1, Floor(floor, "ratio") if floor else None) for race, floor in races),
            Figure("memory for a log", "MB", memory, few.peak(1), "grep", LOG_MEMORY),
            *_stream(settings), *_documents(settings),
            Figure("start of classify, of the processor", "ms", beginning)]
