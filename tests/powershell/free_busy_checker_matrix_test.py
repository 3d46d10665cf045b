#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`fblab matrix` judges FreeBusyChecker, unmodified, by the verdicts that are shipped: it names each failure as they say, and where it is
green the matrix finds that: free_busy_checker_misses.tsv has those places, and why.

usage: free_busy_checker_matrix_test.py SOURCE FBLAB BUILD [--all]
Without --all a sample: a variant of each verdict, and some that are missed; all take half an hour.
Exit status 77: skipped, because FBLAB_CSS_EXCHANGE names no checkout of microsoft/CSS-Exchange, or PowerShell cannot be had.
"""
import json
import pathlib
import subprocess
import sys

from powershell_tools import environment, folder_of_others

SAMPLE = "00a 00b 00m 30a 15a 31b 25b xAppIda xTrusta 06a 26a 29b 05b 21a 10e 10d 31a 33a 24ba".split()
source, fblab, build = sys.argv[1:4]
rows = [] if "--all" in sys.argv else SAMPLE
folder_of_others("FBLAB_CSS_EXCHANGE")
examples = pathlib.Path(source) / "tests/examples"
with open(pathlib.Path(source) / "tests/powershell/free_busy_checker_misses.tsv", encoding="utf-8") as lines:
    missed = {line.split("\t")[0] for line in lines if not line.startswith("#")}
done = subprocess.run([fblab, "matrix", "--tool", f"{sys.executable} {examples / 'freebusychecker.py'}", "--verdicts",
                       str(examples / "verdicts-freebusychecker.xml"), "--timeout", "240", "--jobs", "2", "--json", *rows],
                      env=environment(build), stdout=subprocess.PIPE, text=True, check=False)
report = json.loads(done.stdout)
wrong = 0
for row in report["rows"]:
    # What it has no check for is in no verdict; it must be silent there.
    expected = {"right"} if row["id"] not in missed else {"wrong"}
    good = row["state"] in expected | ({"no verdict expected"} if row["got"] == "00" else set()) and (row["id"] not in missed or row["got"] == "00")
    wrong += not good
    print("ok  " if good else "FAIL", row["id"], row["state"], row["got"], "" if good else row.get("output", ""))
ran = {row["id"] for row in report["rows"]}
absent = (set(rows) or missed) - ran
for name in sorted(absent):
    print(f"FAIL {name} is no variant any more")
sys.exit(wrong > 0 or bool(absent))
