#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What is printed for people and programs, byte for byte: the help of every command, and all that is known of a made-up failure
(printed/xPrinted.xml). Kept in printed/expected.txt; where it is meant to change, `printed_test.py FBLAB FBCHECK write` writes
down what it is now: read the difference.

usage: printed_test.py FBLAB FBCHECK [write]
"""
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "printed"
KEPT = HERE / "expected.txt"
PROGRAMS = {"fblab": os.path.abspath(sys.argv[1]), "fbcheck": os.path.abspath(sys.argv[2])}
COMMANDS = [
    "fblab show xPrinted --scenarios .",
    "fblab show xPrinted --scenarios . --json",
    "fblab show xNone --scenarios .",
    "fblab show",
    "fblab check xPrinted.xml",
    "fblab check xPrinted.xml walk.txt",
    "fbcheck explain xPrinted --scenarios .",
    "fbcheck explain xPrinted --scenarios . --json",
    "fbcheck classify --scenarios . walk.txt",
    "fbcheck classify --scenarios . --json walk.txt",
    "fbcheck classify --scenarios . --summary walk.txt w3svc.log nothing.txt",
    "fbcheck classify --scenarios . --summary --json walk.txt w3svc.log screen.png",
    "fbcheck classify --scenarios . w3svc.log",
    "fbcheck classify --scenarios . --json w3svc.log screen.png",
    "fbcheck classify --scenarios . nothing.txt walk.txt w3svc.log",
    "fbcheck classify --scenarios . screen.png",
    "fbcheck classify --scenarios . --strict screen.png nothing.txt",
    "fbcheck classify --scenarios . --summary nothing.txt",
    "fbcheck classify --scenarios . --summary screen.png",
    "fbcheck classify --scenarios . --jsonl lines.jsonl",
    "fbcheck classify --merge nothing.txt",
    "fbcheck classify --merge --json nothing.txt absent.json",
    "fbcheck classify --scenarios . absent.txt walk.txt",
    "fbcheck classify --follow",
    "fbcheck classify --follow walk.txt nothing.txt",
    "fbcheck classify --follow .",
    "fbcheck classify --json --jsonl walk.txt",
    "fbcheck classify --summary --jsonl walk.txt",
    "fbcheck classify --summary --follow walk.txt",
    "fbcheck classify --merge --follow walk.txt",
    "fbcheck classify --jobs 0 walk.txt",
]


def ran(line):
    """The command line, its exit status, what it prints, and on which side."""
    name, *words = shlex.split(line)
    done = subprocess.run([PROGRAMS[name], *words], cwd=HERE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=120,
                          env={**os.environ, "COLUMNS": "80", "TZ": "UTC"})
    errors = "".join(f"! {said}\n" for said in done.stderr.splitlines())
    return f"$ {line}\n{done.stdout}{errors}[{done.returncode}]\n\n"


def helps():
    for name, path in PROGRAMS.items():
        usage = subprocess.run([path, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout
        yield f"{name} --help"
        for names in re.findall(r"^  ([\w|]+)  +.*$", usage[:usage.index("\n`")], re.M):
            yield from (f"{name} {command} --help" for command in names.split("|"))


def main():
    printed = "".join(ran(line) for line in [*COMMANDS, *helps()])
    if sys.argv[3:] == ["write"]:
        KEPT.write_text(printed, encoding="utf-8")
        return 0
    kept = KEPT.read_text(encoding="utf-8")
    if printed != kept:
        sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), printed.splitlines(True), "kept", "printed"))
        print(f"If that is meant: {sys.argv[0]} {sys.argv[1]} {sys.argv[2]} write")
    return printed != kept


if __name__ == "__main__":
    sys.exit(main())
