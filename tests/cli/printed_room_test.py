#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""All that the control room answers to its page: a lab, a course, a quiz and a class, answer by answer. Kept in printed/room.txt;
where it is meant to change, `printed_room_test.py FBLAB FBCHECK write` writes down what it is now.

usage: printed_room_test.py FBLAB FBCHECK [write]
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from browser_client import Browser
from kept_text import answer_lines, is_kept, of_one_hour

LONGEST = 900  # lines of an answer: all but the settings
FBLAB = os.path.abspath(sys.argv[1])
ANN, BOB = ({"requester": "ann@contoso.com", "target": "joe@contoso.com"}, {"requester": "joe@contoso.com", "target": "ann@contoso.com"})
STEPS = {  # a path that is asked, or what is posted there
    "serve --web --seed 7": [
        "/api/state", "/api/settings", "/api/armed", "/api/look-ups", ("/api/arm", {"id": "06"}), ("/api/arm", {"id": "99"}), "/api/settings",
        ("/api/look-ups", ANN), "/api/look-ups", "/api/look-ups?number=1", "/api/diagnoses?number=1", "/api/diagnoses?number=7",
        ("/api/look-ups", BOB), ("/api/look-ups", {**ANN, "outlook": True}), ("/api/look-ups", {"requester": "ann", "target": "joe"}),
        ("/api/look-ups", {**ANN, "requester": "x@nowhere.example"}), "/api/look-ups?number=3",
        "/api/catalogue?id=06", "/api/catalogue?id=13", "/api/catalogue?id=32", "/api/catalogue?id=99", "/api/help", "/api/help?topic=logs",
        ("/api/commands", {"at": "onprem", "command": "Get-Mailbox | fl Name"}), ("/api/commands", {"at": "moon", "command": "x"}),
        ("/api/commands", {"at": "onprem", "command": "Set-Mailbox joe@contoso.com -Name Joseph"}), "/api/settings",
        ("/api/repair", {}), ("/api/disarm", {"id": "13"}), ("/api/disarm", {}), ("/api/reset", {}), "/api/armed", "/api/none",
        ("/api/none", {}), ("/api/state", {}), ("/api/look-ups", [])],
    "train the-six --web --seed 5 --trainee ann": [
        "/api/state", "/api/ticket", "/api/courses", "/api/settings", ("/api/look-ups", {}), "/api/look-ups", "/api/look-ups?number=1",
        ("/api/ticket/checks", {}), ("/api/ticket/hint", {}), ("/api/ticket/answer", {"row": 1, "hop": "tls", "refutation": 1}),
        "/api/ticket/hint-lines", ("/api/ticket/explain", {"words": "It is."}), ("/api/ticket/next", {}),
        ("/api/commands", {"at": "onprem", "command": "Get-Mailbox | fl Name"}), ("/api/commands", {"at": "lab", "command": "Get-LabFirewall"}),
        ("/api/commands", {"at": "onprem", "command": "Set-LabTls onprem -MinimumProtocol Tls12 -MaximumProtocol Tls13"}),
        ("/api/ticket/checks", {}), "/api/ticket", ("/api/ticket/hint", {}), ("/api/ticket/give-up", {}),
        ("/api/ticket/explain", {"words": "The cipher."}), ("/api/ticket/next", {}), ("/api/ticket/hint", {}), ("/api/ticket/give-up", {}),
        "/api/ticket", ("/api/courses", {"name": "none"}), ("/api/courses", {"name": "dauth"}), "/api/courses", "/api/ticket",
        "/api/help", "/api/armed", "/api/catalogue?id=06", "/api/look-ups?number=99", ("/api/ticket/answer", {}),
        ("/api/ticket/answer", {"row": 99, "hop": "tls", "refutation": 1}), ("/api/ticket/answer", {"row": 1, "hop": "none", "refutation": 1}),
        ("/api/ticket/explain", {"words": "Too early."}), "/api/events?after=0"],
    "train network-and-tls --web --evidence-only --seed 3 --trainee ann": [
        "/api/state", "/api/quiz", ("/api/quiz", {"answers": [0, 1]}), ("/api/quiz", {"answers": [0, 1, 2, 9]}),
        ("/api/quiz", {"answers": [0, 1, 2, "x"]}), ("/api/quiz", {"answers": [0, 1, 2, 3]}), ("/api/quiz", {"answers": [0, 0, 0, 0]}),
        "/api/quiz", ("/api/quiz/next", {}), "/api/quiz", "/api/ticket", "/api/quiz/pack", "/api/look-ups", "/api/catalogue?id=06",
        ("/api/quiz", {"answers": [1, 1, 1, 1]})],
}
CLASS = [
    ("Ann", "/api/ticket"), ("Bob", "/api/ticket"), ("Instructor", "/api/state"), ("Instructor", "/api/class"), ("Ann", ("/api/look-ups", {})), ("Instructor", "/api/class"),
    ("Instructor", ("/api/class", {"do": "write", "text": "All of you: look."})), ("Instructor", ("/api/class", {"do": "write", "name": "Bob", "text": "Bob"})),
    ("Ann", "/api/ticket"), ("Bob", "/api/ticket"), ("Instructor", ("/api/class", {"do": "dance"})), ("Instructor", ("/api/class", {})),
    ("Instructor", ("/api/class", {"do": "reset", "name": "Eve"})), ("Instructor", ("/api/class", {"do": "hint", "name": "Ann"})),
    ("Instructor", ("/api/class", {"do": "arm", "name": "Ann", "text": "09a"})), ("Instructor", ("/api/class", {"do": "reset", "name": "Ann"})),
    ("Ann", "/api/ticket"), ("Ann", "/api/look-ups"), ("Instructor", ("/api/class", {"do": "end"})), ("Ann", "/api/ticket"), ("Bob", "/api/ticket"),
    ("Instructor", "/api/class"), *(("Instructor", f"/api/class/export?format={name}") for name in ("deeds&name=Ann", "deeds&name=Eve", "csv&name=Ann", "exe")),
    ("Instructor", "/api/ticket"), ("Ann", "/api/class"), ("Instructor", "/api/look-ups"), ("Instructor", "/api/catalogue?id=06"),
    ("Instructor", "/api/catalogue?id=99"), ("Ann", "/api/events?after=0"), ("Instructor", "/api/events?after=0"),
    *(("Instructor", ("/api/class", {"do": "write", "name": "Bob", "text": str(number)})) for number in range(21)), ("Bob", "/api/ticket"),
    ("Instructor", "/api/class/export?format=deeds&name=Bob"), ("Instructor", "/api/class/export?name=Ann"),
    ("Ann", ("/api/ticket/next", {})), ("Instructor", ("/api/class", {"do": "write", "name": "Ann", "text": "one"})), ("Ann", ("/api/look-ups", {})),
    ("Instructor", ("/api/class", {"do": "write", "name": "Ann", "text": "two"})), ("Instructor", "/api/class/export?format=deeds&name=Ann"),
]
NEXT_DAY = [("Ann", "/api/ticket"), ("Ann", "/api/look-ups")]  # the same class is begun again

NOBODY, GUESS = {"Cookie": ""}, "0" * 32
DOORS = [  # a path, what is posted, and headers that differ from a browser's
    ("/", None, {}), ("/page/index.html", None, {}), ("/page/main.js", None, {}), ("/page/room.css", None, {}), ("/page/none.js", None, {}),
    ("/", None, NOBODY), ("/page/main.js", None, NOBODY), (f"/?token={GUESS}", None, NOBODY), ("/?token=", None, NOBODY),
    ("/?{link}", None, NOBODY), ("/?a=1&{link}&b=2", None, NOBODY), ("/api/state?{link}", None, {}), ("/page/main.js?{link}", None, {}),
    ("/", None, {"Host": "evil.example"}), ("/api/state", None, {"Sec-Fetch-Site": "cross-site"}),
    ("/api/look-ups", {}, {"Origin": None}), ("/api/look-ups", {}, {"Origin": "null"}), ("/api/look-ups", {}, {"Origin": "http://evil.example"}),
    ("/api/look-ups", [], {}), ("/api/look-ups", "text", {}), ("/api/look-ups?number=0", None, {}), ("/api/look-ups?number=x", None, {}),
    ("/api/help?topic=", None, {}), ("/api/help?topic=Get-Mail", None, {}), ("/api/help?topic=Get%2DMailbox", None, {}), ("/api/help?topic=xyzzy", None, {}),
    ("/api/classify", {"text": "nothing"}, {}), ("/api/classify?name=a%20b.txt", "user-context in the token is ambiguous", {}), ("/api/events?after=7000", None, {}),
]
PASSING_HEADERS = ("Date", "Content-Length", "Connection")


def at_the_door(browser, folder):
    """Statuses, headers that the answer before had not, and sentences; of a file its first line."""
    before = set()
    for path, body, headers in DOORS:
        status, text, answered = browser.ask(path.format(link=browser.link.query), body, **headers)
        yield f"> {path}{'' if body is None else ' ' + json.dumps(body)} {json.dumps(headers) if headers else ''}".rstrip()
        yield f"[{status}]"
        said = {re.sub(r"fblab-[\w-]+=\w+", "{cookie}", f"{name}: {value}") for name, value in answered.items() if name not in PASSING_HEADERS}
        yield from sorted(said - before)
        before = said
        is_file = status == 200 and not answered["Content-Type"].startswith("application/json")
        yield from answer_lines(answered["Content-Type"], text, folder, LONGEST)[:1 if is_file else None]


def asked(browser, folder, step):
    path, body = step if isinstance(step, tuple) else (step, None)
    status, text, headers = browser.ask(path, body)
    if "/api/events" in path:  # how often each comes depends on how quick we are
        text = "\n".join(sorted(set(re.findall(r"^event: .*", text, re.M))))
    elif headers["Content-Type"] == "application/zip":
        text = text[:2]
    return "\n".join([f"> {path}{'' if body is None else ' ' + json.dumps(body)}", f"[{status}]",
                      *answer_lines(headers["Content-Type"] or "", text, folder, LONGEST), ""])


class Served:
    """A program that prints links, and a browser that has entered by each."""

    def __init__(self, folder, command, links):
        self.child = subprocess.Popen([FBLAB, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder)
        self.browsers = []
        while len(self.browsers) < links:
            self.browsers += [Browser(link) for link in re.findall(r"http:\S+token=\S+", self.child.stdout.readline())]
        for browser in self.browsers:
            browser.enter()

    def __enter__(self):
        return self.browsers

    def __exit__(self, *_):
        self.child.terminate()
        self.child.stdout.close()
        self.child.wait(timeout=60)


def sessions(folder):
    for line, steps in STEPS.items():
        with Served(folder, [*line.split(), "--state", f"{folder}/{line.split()[0]}"], 1) as (browser,):
            yield f"$ fblab {line}\n" + "".join(asked(browser, folder, step) for step in steps)
            if line.startswith("serve"):
                yield "\n".join(at_the_door(browser, folder)) + "\n"
    pathlib.Path(folder, "names").write_text("Ann\nBob\n", encoding="utf-8")
    for steps in CLASS, NEXT_DAY:
        with Served(folder, ["class", "--web", "--roster", "names", "--seed", "5", "--state", f"{folder}/class"], 3) as browsers:
            seats = dict(zip(("Ann", "Bob", "Instructor"), browsers))
            yield "$ fblab class\n" + "".join(f"{name} {asked(seats[name], folder, step)}" for name, step in steps)


def printed():
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(sessions(folder))


def main():
    return not is_kept("room.txt", of_one_hour(printed), sys.argv[3:] == ["write"])


sys.exit(main())
