# SPDX-License-Identifier: MIT
"""Hostile connections, while healthy look-ups go on."""
import collections
import threading

import hostile
from watched_lab import FAR, WatchedLab, Wrong, judge_growth, pass_time_until, read_answer

HELD = 400            # open at once
MOST_GROWTH = 40_000  # kilobytes that may stay
ATTACKERS = 4


class Healthy(threading.Thread):
    """Looks up and asks for the lab's health, one after the other, until it is told to end."""

    def __init__(self, lab):
        super().__init__()
        self.lab, self.done, self.wrong, self.ending = lab, 0, None, threading.Event()

    def look(self):
        with self.lab.connect("localhost") as stream:
            stream.sendall(self.lab.look_up())
            status, body, _ = read_answer(stream)
        if status != 200 or b"NoError" not in body:
            raise Wrong(f"a healthy look-up got {status} with {body[body.find(b'MessageText'):][:600]!r}")
        with self.lab.connect("admin") as stream:
            stream.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            if (status := read_answer(stream)[0]) != 200:
                raise Wrong(f"/health answered {status}")

    def run(self):
        while not self.ending.is_set() and not self.wrong:
            try:
                self.look()
                self.done += 1
            except (Wrong, OSError) as problem:
                self.wrong = f"healthy look-up {self.done + 1}: {problem}"


def attack_all(lab, count):
    kinds, problems = collections.Counter(), []

    def some(first):
        held = []
        try:
            for number in range(first, count, ATTACKERS):
                kinds[hostile.attack(lab, number, held, HELD // ATTACKERS)] += 1
        except Exception as problem:  # pylint: disable=broad-exception-caught # told by the caller's thread
            problems.append(f"an attacker failed: {problem!r}")
        for stream in held:
            stream.close()

    threads = [threading.Thread(target=some, args=(first,)) for first in range(ATTACKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.alive()
    if problems:
        raise Wrong(problems[0])
    return kinds


def warm_up(lab):
    """What is there at first use and stays."""
    healthy = Healthy(lab)
    for _ in range(20):
        healthy.look()
    pass_time_until(lambda: lab.descriptors() == lab.idle, 2)


def soak(fblab, count):
    with WatchedLab(fblab) as lab:
        lab.idle = lab.descriptors()
        warm_up(lab)
        descriptors, before = lab.descriptors(), lab.kilobytes()
        healthy = Healthy(lab)
        healthy.start()
        kinds = attack_all(lab, count)
        most = lab.kilobytes()
        healthy.ending.set()
        healthy.join(FAR)
        if healthy.wrong or healthy.is_alive():
            raise Wrong(healthy.wrong or "a healthy look-up never ended")
        if not pass_time_until(lambda: lab.descriptors() <= descriptors):
            raise Wrong(f"{lab.descriptors() - descriptors} descriptors are left of {count} connections")
        pass_time_until(lambda: lab.kilobytes() <= before + MOST_GROWTH, 10)
        after = lab.kilobytes()
        judge_growth(fblab, before, after, MOST_GROWTH, f"by {count} connections that have ended")
        lab.end()
    print(f"connections: {sum(kinds.values())} hostile ones of {len(kinds)} kinds, {healthy.done} healthy look-ups meanwhile; memory {before} KB "
          f"before, {most} KB at their end, {after} KB after; no descriptor left")
