# SPDX-License-Identifier: MIT
"""Load by wrk from the other processor: POSTs of request.xml over 16 kept-alive connections."""
import os
import pathlib
import re

from processes import LOAD_PROCESSOR, by_turns, pinned, run
from servers import find

CONNECTIONS = 16
BODY = pathlib.Path(__file__).with_name("request.xml")
SCRIPT = pathlib.Path(__file__).with_name("post.lua")


def _check(url, output, count, refused):
    """Fast answers that are not those asked for are worth nothing."""
    broken = re.search(r"Socket errors: .*", output)
    if broken:
        raise RuntimeError(f"{url}: {broken.group()}")
    refusals = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    if (int(refusals.group(1)) if refusals else 0) != (count if refused else 0):
        raise RuntimeError(f"{url}: {refusals.group(1) if refusals else 'none'} of {count} answers are refusals")


def post(url, seconds, authorization=None, refused=False, varied=False):
    """How many answers came, and how many a second. varied: each asks for another day."""
    environment = dict(os.environ, BENCH_BODY=str(BODY))
    if authorization:
        environment["BENCH_AUTHORIZATION"] = authorization
    if varied:
        environment["BENCH_VARIED"] = "yes"
    output = run(pinned(LOAD_PROCESSOR, [find("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", SCRIPT, url]),
                 env=environment)
    count = int(re.search(r"(\d+) requests in", output).group(1))
    _check(url, output, count, refused)
    return (count, float(re.search(r"Requests/sec:\s*([\d.]+)", output).group(1)))


class Post:
    """One server under load: answers a second, and answers a second of its processor time (which neighbours on the
    machine disturb less)."""

    def __init__(self, server, url, seconds, authorization=None, refused=False, varied=False):
        self.server, self.question = server, (url, seconds, authorization, refused, varied)
        self.by_processor = []

    def rate(self):
        before = self.server.cpu_seconds()
        count, rate = post(*self.question)
        self.by_processor.append(count / max(self.server.cpu_seconds() - before, 0.01))
        return rate

    def processor_rate(self):
        return sorted(self.by_processor)[len(self.by_processor) // 2]


def compare(rounds, ours, reference):
    """((ours, reference) by the clock, (ours, reference) by the processor)."""
    rates = by_turns(rounds, ours.rate, reference.rate)
    return rates, (ours.processor_rate(), reference.processor_rate())
