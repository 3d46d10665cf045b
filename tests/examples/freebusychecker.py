#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""CSS-Exchange's FreeBusyChecker as a tool for `fblab matrix`: runs it unmodified, and prints what its HTML report paints red.

usage: FBLAB_CSS_EXCHANGE=FOLDER fblab matrix --tool 'python3 freebusychecker.py' --verdicts verdicts-freebusychecker.xml --timeout 120

FOLDER is a checkout of github.com/microsoft/CSS-Exchange (commit f88378b1e). Arguments are handed on to the script; without any it
checks DAuth and OAuth (-Auth All). Exit status: 0 nothing is red, 1 something is, 3 the script did not come to its end.
"""
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# As the script spells them; the repository spells two files otherwise, which Windows does not mind.
SPELT = {"ExoDauthFunctions.ps1": "ExoDAuthFunctions.ps1", "ExoOauthFunctions.ps1": "ExoOAuthFunctions.ps1"}
# Red in every organisation: this version gives the organization relationship to a parameter that is named with a scope
# ($Script:OrgRelParameter), which PowerShell does not bind by the name that the script calls it by, and judges nothing at all instead.
# Handed over by position, the same function is green; tests/powershell/free_busy_checker_test.py shows both.
ALWAYS_RED = [
    r"Domain Names do Not Include the \S+ Domain",
    r"FreeBusyAccessEnabled is set to False",
    r"TarGetAutoDiscoverEpr Is not correct\. Should be https://AutoDiscover-s\.outlook\.com/AutoDiscover/AutoDiscover\.svc/WSSecurity",
    r"Enabled is set to False\. This may be intentional.*",
]
# With the name before it, where one stands there.
RED = re.compile(r"""(?:<b>([^<]*?)[:\s]*</b>\s*)?<\w+\s[^<>]*color:\s*red;?['"]\s*>(.*?)</(?:span|td|div)>""", re.I | re.S)


def copy(source, folder):
    """A copy that can be written to: the script writes its report beside itself."""
    shutil.copytree(source / "Shared", folder / "Shared")
    target = folder / "Diagnostics/FreeBusyChecker"
    shutil.copytree(source / "Diagnostics/FreeBusyChecker", target)
    for name, spelt in SPELT.items():
        if (target / "Functions" / name).exists():
            (target / "Functions" / name).rename(target / "Functions" / spelt)
    return target


def run(folder, arguments):
    """What it printed, and its report."""
    command = f"Import-Module ExchangeManagementShell; Connect-ExchangeOnline -Prefix EO; & '{folder}/FreeBusyChecker.ps1' {' '.join(arguments)}"
    done = subprocess.run(["pwsh", "-NoProfile", "-NonInteractive", "-Command", command], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, env=dict(os.environ, NO_COLOR="1", POWERSHELL_TELEMETRY_OPTOUT="1"))
    reports = sorted(folder.glob("FBCheckerOutput_*.html"))
    return done.stdout, reports[-1].read_text(encoding="utf-8", errors="replace") if reports else ""


def reds(report):
    """The sentences that are red, each with what it is about: "Enabled: False"."""
    found = []
    for name, text in RED.findall(report):
        sentence = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
        if sentence:
            found.append(f"{name.strip()}: {sentence}" if name.strip() else sentence)
    return found


def is_always_red(sentence):
    return any(re.fullmatch(f"(?:[^:]*: )?{always}", sentence) for always in ALWAYS_RED)


def main():
    source = os.environ.get("FBLAB_CSS_EXCHANGE")
    if not source:
        sys.exit("FBLAB_CSS_EXCHANGE names no folder: it has to be a checkout of microsoft/CSS-Exchange")
    with tempfile.TemporaryDirectory() as temporary:
        printed, report = run(copy(pathlib.Path(source), pathlib.Path(temporary)), sys.argv[1:] or ["-Auth", "All"])
    if "That is all for the Exchange Online Side" not in printed and "Transcript stopped" not in printed:
        print(printed[-3000:])
        print("NOT AT ITS END")
        return 3
    found = [sentence for sentence in reds(report) if not is_always_red(sentence)]
    for sentence in found:
        print("RED", sentence)
    if not found:
        print("ALL GREEN")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
