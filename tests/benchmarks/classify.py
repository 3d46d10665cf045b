# SPDX-License-Identifier: MIT
"""How fast logs are read: fbcheck classify beside grep -F with the same literals, on one processor."""
import os
import pathlib
import random
import resource
import statistics
import subprocess
import tempfile
import time

from figures import Figure, Floor
from processes import SERVER_PROCESSOR, pinned, run

HEAD = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-22 00:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status \
sc-substatus sc-win32-status time-taken x-ms-diagnostics
"""
PATHS = ("/EWS/Exchange.asmx", "/autodiscover/autodiscover.xml", "/mapi/emsmdb/", "/owa/service.svc",
         "/Microsoft-Server-ActiveSync/default.eas")
HIT = '2000005;reason="The+user+specified+by+the+user-context+in+the+token+is+ambiguous."'
LINES_A_HIT = 50000


def _line(generator, number):
    say = lambda below: generator.randrange(below)  # pylint: disable=unnecessary-lambda-assignment
    return (f"2026-11-22 {say(24):02}:{say(60):02}:{say(60):02} 10.0.0.{say(4)} POST {PATHS[say(5)]} "
            f"&CorrelationID=<empty>;&cafeReqId={generator.getrandbits(128):032x}; 443 contoso\\user{say(9999)} 10.1.{say(255)}."
            f"{say(255)} Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.5000;+Pro) - 200 0 0 {say(9999)} "
            f"{HIT if number % LINES_A_HIT == 7 else '-'}\n")


def _write_log(path, megabytes):
    """One hit in LINES_A_HIT lines; a piece that is repeated, as logs are."""
    generator = random.Random(1)
    piece = "".join(_line(generator, number) for number in range(LINES_A_HIT)).encode()
    with open(path, "wb") as file:
        file.write(HEAD.encode())
        while file.tell() < megabytes << 20:
            file.write(piece[:(megabytes << 20) - file.tell()])
    return path


def _peak(process):
    """MB; what wait4() tells holds the memory of whoever started it, too."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024 if "VmHWM:" in status else 0


def _time(command):
    """Seconds by the clock and of the processor, and the peak of memory in MB."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as output:  # grep stops at the first line if nobody can read what it prints
        child = subprocess.Popen(pinned(SERVER_PROCESSOR, command), stdout=output)
        peak = 0.0
        while child.poll() is None:
            peak = max(peak, _peak(child.pid))
            time.sleep(0.01)
    if child.returncode != 0:
        raise RuntimeError(f"{command[0]} failed")
    ended, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ended - began, processor, peak


def classify(settings):
    """A log with few hits; and what it takes to begin, which is the same for a line."""
    folder = pathlib.Path(settings.folder)
    log, literals = _write_log(folder / "u_ex.log", settings.log), folder / "literals"
    literals.write_text(run([settings.programs.need("bench_literals")]), encoding="utf-8")
    ours = [settings.programs.need("fbcheck"), "classify", "--jobs", "1", "--summary", log]
    grep = ["grep", "-F", "-c", "-f", literals, log]
    rounds = [(_time(ours), _time(grep)) for _ in range(settings.rounds)]
    beginning = statistics.median(_time([*ours[:-1], os.devnull])[0] for _ in range(settings.rounds)) * 1000

    def rate(who, what):
        return statistics.median(settings.log / each[who][what] for each in rounds)

    return [Figure("log with few hits", "MB/s", rate(0, 0), rate(1, 0), "grep -F, same literals", Floor(200, "at least", "MB/s")),
            Figure("log with few hits", "MB/CPU s", rate(0, 1), rate(1, 1), "grep -F, same literals",
                   Floor(200, "at least", "MB/s")),
            Figure("memory for it", "MB", max(each[0][2] for each in rounds), max(each[1][2] for each in rounds), "grep"),
            Figure("start of classify", "ms", beginning)]
