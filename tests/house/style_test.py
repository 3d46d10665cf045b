#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the house rules say of the tree and a machine can check: sizes, first lines, links, manual pages.

usage: style_test.py SOURCE FBLAB FBCHECK
"""
import pathlib
import re
import subprocess
import sys

MOST_FUNCTION_LINES, MOST_COLUMNS = 60, 130
MOST_LINES = {"include": 400, "sim": 400, "client": 400, "tests": 460}  # tests are mostly tables
source = pathlib.Path(sys.argv[1])
wrong = []


def complain(path, line, sentence):
    wrong.append(f"{path.relative_to(source)}:{line}: {sentence}")


def c_files():
    for folder in ("include", "sim", "client", "tests"):
        for path in sorted((source / folder).rglob("*.[ch]")):
            yield path


def functions(lines):
    """(first line, length) of each function body: from a '{' in column one to the '}' in column one."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start - 1
            start = None


def check_c(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != "/* SPDX-License-Identifier: MIT */":
        complain(path, 1, "the first line is not the SPDX line")
    most = MOST_LINES[path.relative_to(source).parts[0]]
    if len(lines) > most:
        complain(path, len(lines), f"more than {most} lines: does the file still own one noun?")
    for start, length in functions(lines):
        if length > MOST_FUNCTION_LINES:
            complain(path, start, f"a function of {length} lines")
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_COLUMNS:
            complain(path, number, f"{len(line)} columns")
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            complain(path, number, "unfinished")
        if re.search(r"\bgoto\b", line) and not line.lstrip().startswith(("/*", "*")):
            complain(path, number, "goto")


def check_guards():
    seen = {}
    for path in c_files():
        guard = re.search(r"^#ifndef (FBLAB_\w+_H)$", path.read_text(encoding="utf-8"), re.M)
        if path.suffix == ".h" and not guard:
            complain(path, 1, "no include guard")
        elif path.suffix == ".h" and guard[1] in seen:
            complain(path, 1, f"the include guard of {seen[guard[1]]}")
        elif path.suffix == ".h":
            seen[guard[1]] = path.relative_to(source)


def check_links(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for target in re.findall(r"\]\(([^)#:]+)\)", line):
            if not (path.parent / target).exists():
                complain(path, number, f"{target} is not there")


def check_manual(program, page):
    usage = subprocess.run([program, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout
    manual = (source / page).read_text(encoding="utf-8")
    for command in re.findall(r"^  (\w+) ", usage, re.M):
        if not re.search(rf"^\.(B|SS) (fbcheck )?{command}\b", manual, re.M):
            complain(source / page, 1, f"the command {command} is not in the manual page")


for file in c_files():
    check_c(file)
check_guards()
for readme in [*source.glob("*.md"), *source.glob("*/*.md"), *source.glob("*/*/*.md")]:
    if "build" not in readme.relative_to(source).parts:
        check_links(readme)
check_manual(sys.argv[2], "sim/fblab.1")
check_manual(sys.argv[3], "client/fbcheck.1")
print("\n".join(wrong) or "the tree is in style")
sys.exit(1 if wrong else 0)
