#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`fblab show` of every failure: says how each fact is known, and fits the terminal, or 80 columns where there is none. `fbcheck explain`
is the same page without the lab; a page that is longer than the terminal goes through a pager.

usage: show_test.py FBLAB FBCHECK
"""
import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios

BASES = {"documented", "recorded", "inferred"}
fblab, fbcheck = sys.argv[1:]
wrong = 0


def expect(good, sentence):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {sentence}")


def too_wide(text, width):
    """Lines that could have been broken; a command is kept whole, to be copied, and so is a word."""
    return [line for line in text.splitlines()
            if len(line) > width and not line.startswith("    [") and len(line.split()) > 1]


def at_terminal(arguments, width, height=24, **environment):
    """What the command prints on a terminal of that width."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    with subprocess.Popen(arguments, stdout=its, env=os.environ | {"TERM": "vt100", "NO_COLOR": "1", "PAGER": ""} | environment) as child:
        os.close(its)
        text = b""
        while True:
            try:
                text += os.read(ours, 65536)
            except OSError:  # Linux says EIO when the other side is closed
                break
    os.close(ours)
    return child.returncode, text.decode().replace("\r\n", "\n")


def show(identifier):
    return subprocess.run([fblab, "show", identifier], check=True, stdout=subprocess.PIPE, text=True).stdout


def headings(*command):
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [line for line in text.splitlines() if line and line[0] != " " and not line.startswith("In the lab: ")]


listed = json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)
for row in listed:
    shown = json.loads(subprocess.run([fblab, "show", row["id"], "--json"], check=True, stdout=subprocess.PIPE).stdout)
    facts = shown["facts"]
    expect(facts and all(fact["basis"] in BASES and fact["says"] for fact in facts), f"{row['id']}: how it is known")
    expect(all(fact["basis"] == "inferred" or fact["source"] for fact in facts), f"{row['id']}: where it is published")
    text = show(row["id"])
    expect(all(fact["basis"] in text for fact in facts) and "How we know" in text, f"{row['id']}: says so")
    expect(not too_wide(text, 80), f"{row['id']}: 80 columns {too_wide(text, 80)[:1]}")

for width in (60, 120):
    status, text = at_terminal([fblab, "show", "06"], width)
    longest = max(len(line) for line in text.splitlines() if not line.startswith("    ["))
    expect(status == 0 and not too_wide(text, width), f"a terminal of {width} columns")
    expect(" ".join(text.split()) == " ".join(show("06").split()), "the same words at every width")
expect(longest > 80, "a wide terminal is used")
for identifier in ("06", "24b", "xTrust"):
    expect(headings(fblab, "show", identifier) == headings(fbcheck, "explain", identifier), f"explain {identifier} has the same layout")
for command in ([fblab, "show", "06"], [fbcheck, "explain", "06"]):
    for pager, height, paged in (("sed s/^/+/", 24, True), ("sed s/^/+/", 400, False), ("head -n 1", 24, None), ("no-such-pager", 24, False)):
        status, text = at_terminal(command, 80, height, PAGER=pager)
        expect(status == 0 and "06  Two directory objects" in text, f"{command[1]} with PAGER={pager!r}: {text[-200:]}")
        expect(paged is None or text.startswith("+") == paged, f"{command[1]}: {height} lines are enough, or PAGER={pager!r} is run")
sys.exit(1 if wrong else 0)
