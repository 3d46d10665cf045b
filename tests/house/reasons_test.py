#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Nothing is kept from the checkers without a reason: .clang-tidy, NOLINT, what cppcheck is not asked.

usage: reasons_test.py SOURCE
"""
import re

import house

FOLDERS = ("client", "sim", "include", "tests")


def sources(source):
    for folder in FOLDERS:
        yield from sorted((source / folder).rglob("*.[ch]"))


def check_tidy(source):
    """Each check that is turned off has a line "# name: reason", and each such line a check."""
    text = (source / ".clang-tidy").read_text(encoding="utf-8")
    off = set(re.findall(r"^ +-([\w.-]+),?$", text, re.M)) - {"*"}
    explained = dict(re.findall(r"^# ([a-z]+-[\w.-]+): (.+)$", text, re.M))
    for kind in ("bugprone-*", "cert-*", "clang-analyzer-*"):
        if kind not in text:
            yield f".clang-tidy: {kind} is not asked for"
        if f"-{kind}" in re.findall(r"-[\w*-]+", text):
            yield f".clang-tidy: {kind} is turned off as a whole"
    for name in sorted(off - set(explained)):
        yield f".clang-tidy: {name} is turned off without a reason"
    for name in sorted(set(explained) - off):
        yield f".clang-tidy: {name} is explained and not turned off"


def check_lines(source):
    for path in sources(source):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.relative_to(source)}:{number}"
            if "NOLINT" in line and not re.search(r"NOLINT(NEXTLINE)?\([a-z][\w.,-]+\): \S+ \S+", line):
                yield f"{where}: NOLINT(check): and a reason"
            if "cppcheck-suppress" in line and not re.search(r"cppcheck-suppress \w+ ; \S+ \S+", line):
                yield f"{where}: cppcheck-suppress id ; and a reason"


def check_cppcheck(source):
    """Comment lines, then the ids they are the reason for."""
    reasoned = False
    for number, line in enumerate((source / "tests/house/cppcheck.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("//"):
            reasoned = len(line.split()) > 3
        elif not reasoned:
            yield f"tests/house/cppcheck.txt:{number}: {line} without a reason"


def check(source):
    return [*check_tidy(source), *check_lines(source), *check_cppcheck(source)]


TIDY = "# bugprone-x: it is so.\nChecks: >-\n  -*,\n  bugprone-*,\n  cert-*,\n  clang-analyzer-*,\n  -bugprone-x\n"
GOOD = {
    ".clang-tidy": TIDY,
    "client/a.c": "x; /* NOLINT(bugprone-x): the kernel does */\n",
    "tests/house/cppcheck.txt": "// It does not know better.\nmemleak\nother\n",
}
WRONG = [
    ({".clang-tidy": TIDY.replace("# bugprone-x: it is so.\n", "")}, "bugprone-x is turned off without"),
    ({".clang-tidy": TIDY.replace(",\n  -bugprone-x", "")}, "bugprone-x is explained and not"),
    ({".clang-tidy": TIDY.replace("  cert-*,\n", "")}, "cert-* is not asked for"),
    ({"client/a.c": "x; /* NOLINT */\n"}, "client/a.c:1: NOLINT(check)"),
    ({"client/a.c": "x; /* NOLINT(bugprone-x) */\n"}, "client/a.c:1: NOLINT(check)"),
    ({"client/a.c": "/* cppcheck-suppress memleak */\n"}, "client/a.c:1: cppcheck-suppress"),
    ({"tests/house/cppcheck.txt": "memleak\n"}, "memleak without a reason"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
