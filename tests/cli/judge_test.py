#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""judge_test.py FBLAB: what replay finds wrong with a scenario: text, verdict and repair are looked at each on its own."""
import json
import pathlib
import subprocess
import sys
import tempfile

FBLAB = sys.argv[1]
TEXT = "The request failed with HTTP status 401: Unauthorized."
BREAK = 'Set-WebServicesVirtualDirectory "EX01\\EWS (Default Web Site)" -OAuthAuthentication $false'
REPAIR = BREAK.replace("$false", "$true")
SCENARIO = """<?xml version="1.0" encoding="UTF-8"?>
<scenario id="{id}" xmlns="urn:fblab:scenario">
  <documented>
    <title>T</title><direction>cloud-to-on-premises</direction><error>{text}</error><event>E</event>
    <cause id="c"><says>S</says><remedy>R</remedy></cause>
  </documented>
  <signs/>
  {breaking}
  <lookup><requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup>
  {repair}
  <expect>{expect}</expect>
</scenario>
"""
# id: (error, break, repair, expected, what was diagnosed first or None, (text, verdict, repair), the problem begins so)
ROWS = {
    "xGood": (TEXT, BREAK, REPAIR, "10", "10", (True, True, True), None),
    "xText": ("Another text", BREAK, REPAIR, "10", "10", (False, True, True), "the text is not the documented one: "),
    "xVerdict": (TEXT, BREAK, REPAIR, "13", "10", (True, False, True), "the verdict is 10, not 13"),
    "xNeither": ("Another text", BREAK, REPAIR, "13", "10", (False, False, True), "the text is not the documented one: "),
    "xNoRepair": (TEXT, BREAK, None, "10", "10", (True, True, False), "the scenario has no repair"),
    "xInVain": (TEXT, BREAK, "Get-Mailbox", "10", "10", (True, True, False), "the look-up fails after the repair: "),
    "xRefused1": (TEXT, BREAK, "Set-Mailbox nobody@contoso.com -Alias x", "10", "10", (True, True, False), "{file}:"),
    "xRefused2": (TEXT, "Set-Mailbox nobody@contoso.com -Alias x", REPAIR, "10", None, (False, False, False), "{file}:"),
    "xHealthy": (TEXT, None, None, "00", None, (True, True, True), None),
    "xNotBroken": (TEXT, "Get-Mailbox", REPAIR, "10", None, (False, False, True), "the text is not the documented one: (none)"),
    "xNotHealthy": (TEXT, BREAK, REPAIR, "00", "10", (True, False, True), "the verdict is 10, not 00"),
}
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


def commands(element, command):
    return f'<{element}><command at="onprem">{command}</command></{element}>' if command else ""


with tempfile.TemporaryDirectory() as folder:
    for identifier, (text, breaking, repair, expect, *_) in ROWS.items():
        pathlib.Path(folder, f"{identifier}.xml").write_text(
            SCENARIO.format(id=identifier, text=text, breaking=commands("break", breaking), repair=commands("repair", repair),
                            expect=expect), encoding="utf-8")
    done = subprocess.run([FBLAB, "replay", "--scenarios", folder, "--json", *ROWS], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False)
    table = subprocess.run([FBLAB, "replay", "--scenarios", folder, *ROWS], stdout=subprocess.PIPE, text=True, check=False)
    check("not all is as expected", done.returncode == 1 and table.returncode == 1, (done.returncode, done.stderr))
    results = json.loads(done.stdout)
    rows = {row["id"]: row for row in results["rows"]}
    right = [name for name, row in ROWS.items() if row[6] is None]
    check("the count", (results["passed"], results["failed"]) == (len(right), len(ROWS) - len(right)), results)
    check("the count of the table", f"\n{len(right)} passed, {len(ROWS) - len(right)} failed; " in table.stdout, table.stdout)
    for identifier, (*_, expect, first, checks, problem) in ROWS.items():
        row = rows[identifier]
        seen = (row["text_ok"], row["verdict_ok"], row["repair_ok"])
        check(f"{identifier}: what is right", seen == checks, row)
        check(f"{identifier}: what was expected", row["expected"] == expect and row["tool"] == "fbcheck", row)
        check(f"{identifier}: the diagnosis", row["got"][:1] == ([first] if first else []), row)
        begins = problem and problem.format(file=pathlib.Path(folder, f"{identifier}.xml"))
        check(f"{identifier}: the problem", row["problem"] is None if problem is None else (row["problem"] or "").startswith(begins), row)
    good = subprocess.run([FBLAB, "replay", "--scenarios", folder, *right], stdout=subprocess.DEVNULL, check=False)
    check("what is right is 0", good.returncode == 0, good.returncode)
sys.exit(1 if wrong else 0)
