#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""CSS-Exchange's FreeBusyChecker, unmodified, comes to its end on a healthy lab with nothing red: both sides, each way of authentication.

usage: free_busy_checker_test.py SOURCE FBLAB BUILD
Four lines of that version are red in every organisation. That this is the script's own mistake, and no setting of the lab's, is shown by
PowerShell: which name the parameter has, and that the same function is green when it gets the relationship by position. A fifth is red
where Exchange Online is checked alone: it compares with the federation trust that only the checks of the premises read.
Exit status 77: skipped, because FBLAB_CSS_EXCHANGE names no checkout of microsoft/CSS-Exchange, or PowerShell cannot be had.
"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

from powershell_tools import environment, folder_of_others

source, fblab, build = sys.argv[1:]
checkout = folder_of_others("FBLAB_CSS_EXCHANGE")
surroundings = environment(build)
examples = pathlib.Path(source) / "tests/examples"
sys.path.insert(0, str(examples))
from freebusychecker import ALWAYS_RED, copy, is_always_red, reds  # noqa: E402

GREEN = "ALL GREEN\n"
NO_TRUST_READ = ("RED TarGetApplicationUri: TarGetApplicationUri should be FYDIBOHF25SPDLT.contoso.com. Please Check if Exchange On Premise "
                 "Federation is correctly configured.\n")
WAYS = {
    "-SkipVersionCheck": GREEN,
    "-Auth All": GREEN,
    "-Auth DAuth": GREEN,
    "-Auth OAuth": GREEN,
    "-Auth DAuth -Org ExchangeOnPremise": GREEN,
    "-Auth OAuth -Org ExchangeOnPremise": GREEN,
    "-Auth OAuth -Org ExchangeOnline": GREEN,
    "-Auth DAuth -Org ExchangeOnline": NO_TRUST_READ,
}
# The part of the script that judges the organization relationship, alone, with the relationship of the lab.
BY_POSITION = """
$ErrorActionPreference = 'Stop'
Get-ChildItem '{folder}/Functions/*.ps1' | ForEach-Object {{ . $_.FullName }}
$Script:ExchangeOnlineDomain = 'contoso.mail.onmicrosoft.com'
$Script:htmlFile = '{folder}/alone.html'
'NAME ' + (Get-Command OrgRelCheck).Parameters.Keys
$relationship = Get-OrganizationRelationship | Where-Object {{ $_.DomainNames -like $Script:ExchangeOnlineDomain }}
{call}
"""
wrong = 0


def check(good, name, more=""):
    global wrong
    wrong += not good
    print("ok  " if good else "FAIL", name, "" if good else more)


def run(*command):
    return subprocess.run([fblab, "exec", "--", *command], env=surroundings, stdout=subprocess.PIPE, text=True, check=False)


def run_alone(call):
    """The name of the parameter, and what is red."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = copy(checkout, pathlib.Path(temporary))
        done = run("pwsh", "-NoProfile", "-NonInteractive", "-Command", BY_POSITION.format(folder=folder, call=call))
        report = folder / "alone.html"
        return done.stdout, reds(report.read_text(encoding="utf-8")) if report.exists() else ["no report: " + done.stdout[-500:]]


with concurrent.futures.ThreadPoolExecutor(max_workers=2) as workers:
    for way, done in zip(WAYS, workers.map(lambda way: run(sys.executable, str(examples / "freebusychecker.py"), *way.split()), WAYS)):
        check(done.stdout == WAYS[way], way, done.stdout)
said, red = run_alone("OrgRelCheck $relationship")
check(said.startswith("NAME Script:OrgRelParameter\n"), "the parameter's name has a scope in it", said[:200])
check(red == [], "by position nothing is red", red)
said, red = run_alone("OrgRelCheck -OrgRelParameter $relationship")
check(len(red) == len(ALWAYS_RED) and all(map(is_always_red, red)), "by that name the four lines are", red)
sys.exit(wrong > 0)
