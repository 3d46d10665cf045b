#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every command that --help names is in the program's manual page.

usage: style_test.py SOURCE FBLAB FBCHECK
"""
import pathlib
import re
import subprocess
import sys

source = pathlib.Path(sys.argv[1])
wrong = []


def check_manual(program, page):
    usage = subprocess.run([program, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout
    manual = (source / page).read_text(encoding="utf-8")
    for command in re.findall(r"^  (\w+) ", usage, re.M):
        if not re.search(rf"^\.(B|SS) (fbcheck |fblab )?{command}\b", manual, re.M):
            wrong.append(f"{page}: the command {command} is not in the manual page")


check_manual(sys.argv[2], pathlib.Path(sys.argv[2]).resolve().parent / "sim/fblab.1")  # CMake writes options into it
check_manual(sys.argv[3], "client/fbcheck.1")
print("\n".join(wrong) or "the manual pages name every command")
sys.exit(1 if wrong else 0)
