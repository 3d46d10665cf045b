# SPDX-License-Identifier: MIT
"""How fast logs are read: fbcheck classify beside grep -F with the same literals, on one processor."""
import json
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time

from figures import Figure, Floor
from logs import EVERY_LINE, FEW
from processes import SERVER_PROCESSOR, pinned, run

LITERALS = 80  # grep's share: it takes longer the more it is given
RATIOS = (0.5, 0.25, 0.15, 0.1)  # of grep's rate, in the order of the logs
NOTHING_FOUND = 1


def _peak(process):
    """MB; what wait4() tells holds the memory of whoever started it, too."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024 if "VmHWM:" in status else 0


def _time(command):
    """Seconds by the clock and of the processor, the peak of memory in MB, and what was printed."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as output:  # grep stops at the first line if nobody can read what it prints
        child = subprocess.Popen(pinned(SERVER_PROCESSOR, command), stdout=output, env={**os.environ, "LC_ALL": "C"})
        peak = 0.0
        while child.poll() is None:
            peak = max(peak, _peak(child.pid))
            time.sleep(0.01)
        ended, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        output.seek(0)
        printed = output.read()
    if child.returncode not in (0, NOTHING_FOUND):
        raise RuntimeError(f"{command[0]} failed")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ended - began, processor, peak, printed


def _check(log, expected, printed):
    """As fast as it may be, it has to be right."""
    found = {row["id"]: row["count"] for row in json.loads(printed)["rows"]}
    wanted = {log.row: expected} if expected else {}
    if found != wanted:
        raise RuntimeError(f"in the log with {log.name} {found} was found instead of {wanted}")


class _Race:
    """One log, read by turns by both."""

    def __init__(self, settings, log):
        folder = pathlib.Path(settings.folder)
        path, literals = folder / "u_ex.log", folder / "literals"
        lines = run([settings.programs.need("bench_literals")]).splitlines()
        literals.write_text("\n".join(lines[::len(lines) // LITERALS][:LITERALS]) + "\n", encoding="utf-8")
        expected = log.write(path, settings.log)
        ours = [settings.programs.need("fbcheck"), "classify", "--jobs", "1", "--summary", "--json", path]
        grep = ["grep", "-F", "-c", "-f", literals, path]
        self.size = path.stat().st_size / (1 << 20)
        self.rounds = [(_time(ours), _time(grep)) for _ in range(settings.rounds)]
        path.unlink()
        for each, _ in self.rounds:
            _check(log, expected, each[3])

    def rate(self, who, what):
        return statistics.median(self.size / each[who][what] for each in self.rounds)

    def peak(self, who):
        return max(each[who][2] for each in self.rounds)

    def figure(self, name, what, floor):
        return Figure(name, ("MB/s", "MB/CPU s")[what], self.rate(0, what), self.rate(1, what), "grep -F, 80 literals", floor)


def classify(settings):
    """Logs with a hit now and then and with something on every line; and what it takes to begin, which is the same for a line."""
    few, races = _Race(settings, FEW), [_Race(settings, log) for log in EVERY_LINE]
    nothing = [settings.programs.need("fbcheck"), "classify", "--jobs", "1", "--summary", os.devnull]
    beginning = statistics.median(_time(nothing)[0] for _ in range(settings.rounds)) * 1000
    memory = [race.peak(0) for race in (few, *races)], [race.peak(1) for race in (few, *races)]

    return [few.figure("log with few hits", 0, Floor(200, "at least", "MB/s")),
            few.figure("log with few hits", 1, Floor(200, "at least", "MB/s")),
            *(race.figure(f"log with {log.name}", 1, Floor(ratio, "ratio"))
              for race, log, ratio in zip(races, EVERY_LINE, RATIOS)),
            Figure("memory for a log", "MB", max(memory[0]), max(memory[1]), "grep", Floor(40, "at most", "MB")),
            Figure("start of classify", "ms", beginning)]
