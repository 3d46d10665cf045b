# SPDX-License-Identifier: MIT
"""A lab for an outside client: `fblab serve` as a child process, switched over its admin API. Standard library only."""
import datetime
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

SKIPPED = 77


def skip(reason):
    """Says loudly that nothing was tested, and ends."""
    print(f"SKIPPED: {reason}", file=sys.stderr)
    sys.exit(SKIPPED)


def next_working_day():
    """Midnight UTC of the day fbcheck asks for: people have something to do then."""
    today = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + datetime.timedelta(days={4: 3, 5: 2}.get(today.weekday(), 1))


class Lab:
    """Use it with `with`. `ready` is the ready file as it stands now."""

    def __init__(self, fblab, *options):
        self.folder = tempfile.TemporaryDirectory()
        self.ready_file = os.path.join(self.folder.name, "ready.json")
        self.child = subprocess.Popen([fblab, "serve", "--ready-file", self.ready_file, *options],
                                      stdout=subprocess.PIPE)
        self.child.stdout.readline()  # printed when every port listens
        self.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def read(self):
        with open(self.ready_file, encoding="utf-8") as file:
            self.ready = json.load(file)

    def ask(self, path, body=None):
        """The answer of the admin API; a body makes it a POST."""
        request = urllib.request.Request(
            self.ready["admin"] + path, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.ready["admin_token"], "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def post(self, path, body=None):
        request = urllib.request.Request(
            self.ready["admin"] + path, data=json.dumps(body or {}).encode(), method="POST",
            headers={"Authorization": "Bearer " + self.ready["admin_token"], "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
        self.read()

    def arm(self, identifier):
        self.post("/arm", {"id": identifier})

    def run(self, at, command):
        self.post("/commands", {"at": at, "command": command})

    @property
    def base(self):
        """https://localhost:PORT"""
        return self.ready["front_door"]["ews_url"].rsplit("/EWS", 1)[0]

    def stop(self):
        self.child.terminate()
        self.child.communicate(timeout=30)
        self.folder.cleanup()


class Report:
    """Counts what is wrong and prints a line each."""

    def __init__(self):
        self.wrong = self.done = 0

    def expect(self, good, name, seen=""):
        self.done += 1
        self.wrong += not good
        print(f"ok   {name}" if good else f"FAIL {name}: {seen}")

    def end(self):
        print(f"{self.done - self.wrong} passed, {self.wrong} failed")
        return 1 if self.wrong else 0
