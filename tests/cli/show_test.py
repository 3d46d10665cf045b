#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`fblab show` of every failure: says how each fact is known, and fits the terminal, or 80 columns where there is none.

usage: show_test.py FBLAB
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
fblab = sys.argv[1]
wrong = 0


def expect(good, sentence):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {sentence}")


def too_wide(text, width):
    """Lines that could have been broken; a command is kept whole, to be copied, and so is a word."""
    return [line for line in text.splitlines()
            if len(line) > width and not line.startswith("    [") and len(line.split()) > 1]


def at_terminal(arguments, width):
    """What the command prints on a terminal of that width."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    with subprocess.Popen(arguments, stdout=its) as child:
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
sys.exit(1 if wrong else 0)
