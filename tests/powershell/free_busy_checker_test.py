#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""CSS-Exchange's FreeBusyChecker, unmodified, comes to its end on a healthy lab with nothing red, for each way of authentication, and
`fblab matrix` judges it by the verdicts that are shipped.

usage: free_busy_checker_test.py SOURCE FBLAB BUILD
Exit status 77: skipped, because FBLAB_CSS_EXCHANGE names no checkout of microsoft/CSS-Exchange, or PowerShell cannot be had.
"""
import json
import os
import pathlib
import subprocess
import sys

from powershell_tools import environment, skip

source, fblab, build = sys.argv[1:]
if not os.environ.get("FBLAB_CSS_EXCHANGE"):
    skip("FBLAB_CSS_EXCHANGE names no folder: it has to be a checkout of github.com/microsoft/CSS-Exchange, commit f88378b1e")
surroundings = environment(build)
examples = pathlib.Path(source) / "tests/examples"
tool = f"/usr/bin/python3 {examples / 'freebusychecker.py'}"
wrong = 0
for arguments in (["-SkipVersionCheck"], ["-Auth", "All"], ["-Auth", "DAuth"]):
    done = subprocess.run([fblab, "exec", "--", *tool.split(), *arguments], env=surroundings, stdout=subprocess.PIPE, text=True, check=False)
    good = done.returncode == 0 and done.stdout == "ALL GREEN\n"
    wrong += not good
    print("ok  " if good else "FAIL", *arguments, "" if good else done.stdout)
done = subprocess.run([fblab, "matrix", "--tool", tool, "--verdicts", str(examples / "verdicts-freebusychecker.xml"), "--timeout", "240",
                       "--jobs", "1", "--json", "06a"], env=surroundings, stdout=subprocess.PIPE, text=True, check=False)
for row in json.loads(done.stdout)["rows"]:
    wrong += not row["verdict_ok"]
    print("ok  " if row["verdict_ok"] else "FAIL", row["id"], row["got"])
sys.exit(wrong > 0)
