# SPDX-License-Identifier: MIT
"""A class in its browsers: when everybody has a lab and a ticket, what it takes, and how soon a page learns of what happens."""
import http.client
import json
import pathlib
import re
import statistics
import subprocess
import threading
import time
import urllib.parse

from figures import Figure, Floor
from processes import Server

BROWSERS_PAUSE = 3  # seconds before a browser asks for events again, unless it is told otherwise


class Page:
    """What a browser does with a link: it enters, asks, and listens."""

    def __init__(self, link):
        parts = urllib.parse.urlsplit(link)
        self.place, self.origin = parts.netloc, f"http://{parts.netloc}"
        self.line = http.client.HTTPConnection(self.place, timeout=120)
        self.line.request("GET", f"/?{parts.query}")
        answer = self.line.getresponse()
        answer.read()
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def ask(self, path, body=None, line=None):
        line = line or self.line
        headers = {"Cookie": self.cookie, "Origin": self.origin, "Content-Type": "application/json"}
        line.request("GET" if body is None else "POST", path, body and json.dumps(body), headers)
        return line.getresponse().read().decode()

    def listen(self, told):
        """Calls told(kind) when an event has come, until the room ends."""
        line, after = http.client.HTTPConnection(self.place, timeout=120), 0
        try:
            after = json.loads(self.ask("/api/state", line=line))["event"]
            told("listens")
            while True:
                text = self.ask(f"/api/events?after={after}", line=line)
                for number, kind in re.findall(r"^id: (\d+)\nevent: (\S+)", text, re.M):
                    after = int(number)
                    told(kind)
                pause = re.search(r"^retry: (\d+)$", text, re.M)
                time.sleep(int(pause[1]) / 1000 if pause else BROWSERS_PAUSE)
        except (OSError, http.client.HTTPException, ValueError):
            pass


class ClassRoom(Server):
    """fblab class, with a roster of so many."""

    def __init__(self, programs, folder, count):
        roster = pathlib.Path(folder, "roster")
        roster.write_text("".join(f"Trainee {number}\n" for number in range(count)), encoding="ascii")
        self.began = time.perf_counter()
        super().__init__([programs.need("fblab"), "class", "--web", "--roster", roster, "--state", pathlib.Path(folder, "state"),
                          "--seed", "7"], alone=False, stdout=subprocess.PIPE, text=True)
        links = []
        while len(links) <= count:
            links += re.findall(r"http:\S+", self.process.stdout.readline())
        self.trainees, self.instructor = links[:-1], Page(links[-1])

    def await_tickets(self):
        """Seconds since the program was started."""
        self.await_true(lambda: all("ticket" in one for one in json.loads(self.instructor.ask("/api/class"))), 0.02)
        return time.perf_counter() - self.began


class Listeners:
    """A reader for each page; note(count) waits until so many have been told."""

    def __init__(self, links):
        self.told, self.changed = [], threading.Condition()
        for link in links:
            threading.Thread(target=Page(link).listen, args=(self._take,), daemon=True).start()
        self.await_count("listens", len(links))

    def _take(self, kind):
        with self.changed:
            self.told.append((kind, time.perf_counter()))
            self.changed.notify_all()

    def await_count(self, kind, count):
        """When each of them was told; forgets it."""
        with self.changed:
            times = []
            while len(times) < count:
                times = [when for what, when in self.told if what == kind]
                if len(times) < count and not self.changed.wait(60):
                    raise RuntimeError(f"{len(times)} of {count} pages were told")
            self.told.clear()
            return times


def class_room(settings):
    """Everybody is written to, again and again: the event has to reach every page."""
    with ClassRoom(settings.programs, settings.folder, settings.trainees) as room:
        ready, spent, memory = room.await_tickets(), room.cpu_seconds(), room.memory_mb()
        listeners, waited = Listeners(room.trainees), []
        for number in range(settings.events):
            began = time.perf_counter()
            room.instructor.ask("/api/class", {"do": "write", "text": f"note {number}"})
            waited += [(when - began) * 1000 for when in listeners.await_count("ticket", settings.trainees)]
        slowest = statistics.quantiles(waited, n=100)[98]
        name = f"class of {settings.trainees}"
        return [Figure(f"{name}, every ticket begun after", "s", ready, floor=Floor(3, "at most", "s")),
                Figure(f"{name}, processor time until then", "s", spent),
                Figure(f"{name}, resident memory", "MB", memory, floor=Floor(300, "at most", "MB")),
                Figure(f"{name}, an event reaches its page, 99th percentile", "ms", slowest, floor=Floor(200, "at most", "ms"))]
