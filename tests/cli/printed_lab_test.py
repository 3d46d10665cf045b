#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""All that the commands print which work on a running lab: it is broken, asked, looked at, judged and repaired, byte for byte. Kept
in printed/lab.txt; where it is meant to change, `printed_lab_test.py FBLAB FBCHECK write` writes down what it is now.

usage: printed_lab_test.py FBLAB FBCHECK [write]
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile

from kept_text import is_kept, lasting, of_one_hour

PROGRAMS = {"fblab": os.path.abspath(sys.argv[1]), "fbcheck": os.path.abspath(sys.argv[2])}
AT_THE_SERVER = [  # its logs, services and pools, after look-ups that failed
    "Get-EventLog System -Newest 1 | fl", "Get-EventLog System | ft EventID", "Get-EventLog System -Source Schannel -Newest 1", "Get-EventLog Nothing",
    "Get-WinEvent -LogName System -MaxEvents 1 | fl", "Get-WinEvent -LogName System -ProviderName Nothing", "Get-WinEvent | ft Id",
    "Get-ChildItem", "Get-ChildItem C:\\inetpub -Recurse | ft FullName", "Get-ChildItem C:\\inetpub -Recurse -Filter *.log | fl Mode, Name",
    "Get-ChildItem C:\\nowhere", "Get-Content C:\\nowhere", "Select-String ambiguous -Path C:\\nowhere", "Select-String",
    "Get-Service | ft", "Get-Service W3SVC", "Get-Service nobody", "Stop-Service W3SVC", "Get-Service W3SVC", "Test-ServiceHealth | fl",
    "Restart-Service W3SVC", "Test-ServiceHealth | fl", "Get-IISAppPool | ft", "Stop-WebAppPool MSExchangeServicesAppPool", "Get-IISAppPool | ft",
    "Start-WebAppPool MSExchangeServicesAppPool", "Start-WebAppPool nobody", "Get-TlsCipherSuite | ft Name",
    "Test-NetConnection outlook.office365.com -Port 443", "Test-NetConnection nowhere.example -Port 443", "Resolve-DnsName mail.contoso.com",
    "Resolve-DnsName nowhere.example", "iisreset", "iisreset /stop",
]
AT_THE_DEVICE = ["netsh winhttp show proxy", "netsh winhttp set proxy proxy.contoso.com:8080", "netsh winhttp show proxy", "netsh winhttp reset proxy",
                 "netsh winhttp show proxy", "netsh winhttp", "netsh nothing"]
LINES = [
    "fblab status", "fblab status --json", "fbcheck query joe@contoso.com", "fblab arm 06", "fblab arm 99", "fblab arm", "fblab arm --keep xHybridApp", "fblab arm --keep 06", "fblab status", "fblab status --json",
    "fbcheck query joe@contoso.com", "fbcheck query joe@contoso.com --evidence", "fbcheck query joe@contoso.com --requester bob@contoso.com",
    "fbcheck query ann@contoso.com --requester joe@contoso.com", "fbcheck query x@nowhere.example", "fbcheck query joe@contoso.com --outlook",
    "fbcheck query joe@contoso.com --ews https://mail.contoso.com/EWS/Exchange.asmx --user ann@contoso.com --password wrong",
    "fblab logs --grep AMBIGUOUS", "fblab arm --keep 32a", "fblab status", "fblab disarm 13", "fblab disarm 32a", "fblab repair 13", "fblab repair", "fblab status",
    "fblab repair", *(f"fblab shell --at server -c '{line}'" for line in AT_THE_SERVER), *(f"fblab shell --at device -c '{line}'" for line in AT_THE_DEVICE),
    "fblab disarm", "fblab disarm", "fblab reset", "fblab repair", "fbcheck query joe@contoso.com --expect-busy 2001-01-01T00:00:00Z/2001-01-01T01:00:00Z",
    *(f"fbcheck query joe@contoso.com --expect-busy {times}" for times in (
        "2001-01-01T09:00:00Z/2001-01-01T10:00:00Z", "2001-01-06T10:00:00Z/2001-01-08T11:00:00Z", "2001-01-01T10:00/2001-01-01T10:00", "now")),
    "fblab journal", "fblab journal --after 1000000", "fblab journal --after x",
    "fblab logs --grep nowhere", "fblab logs --grep gettoken", "fblab logs --into {folder}/logs", "ls {folder}/logs/EX01",
    "fblab logs --into {folder}/logs", "fblab evidence -o {folder}/pack.zip", "fblab evidence -o {folder}/none/pack.zip",
    "fblab verify", "fblab verify --exactly 0", "fblab verify --at-least 1 --party onprem --method POST --operation GetUserAvailability",
    "fblab verify --exactly 1 --path /none", "fblab verify --exactly 1 --path /none --json", "fblab verify --at-most 1 --status 200",
    "fblab verify --at-least 1 --path-matches '/EWS/.*'", "fblab verify --at-least 1 --path-matches '('", "fblab verify --no-header X-None",
    "fblab verify --header X-None:1", "fblab verify --header-matches X-None:a.*", "fblab verify --user-agent none --party moon",
    "fblab verify --user-agent-matches 'ASProxy/.*'", "fblab verify --at-least 2 --at-most 1",
    "fblab shell --at exo -c 'Get-Mailbox | fl Name'", "fblab shell --at moon -c 'Get-Mailbox'", "fblab shell -c 'Get-Nothing'",
    "fblab shell --at onprem -c 'Set-Mailbox joe@contoso.com -Name Joseph; Get-Mailbox joe@contoso.com | fl Name'", "fblab status",
    "fblab shell --at onprem -c 'help Set-Mailbox'", "fblab shell --at lab -c 'Get-LabFirewall'",
    *(f"fblab shell --at msol -c 'New-MsolServicePrincipalCredential -ServicePrincipalName 00000002-0000-0ff1-ce00-000000000000 -Value {value}'"
      for value in ("no-base64!", "MIIx", "MII=")),
]
ALONE = [  # without the lab: they start one of their own
    "fblab exec --seed 7 -- true", "fblab exec --seed 7 -- false", "fblab exec --seed 7 -- {folder}/none",
    "fblab exec --seed 7 --scenario 06 -- sh -c '{fbcheck} query joe@contoso.com --lab $FBLAB_READY_FILE'", "fblab exec --seed 7 --scenario 99 -- true",
    "fblab exec --seed 7 -- sh -c 'env | grep ^FBLAB | cut -d= -f1 | sort'",
    "fblab shell --at exo -c 'Get-Mailbox | fl Name'", "fblab shell -c 'Get-Nothing'",
]


def ran(folder, line, *lab):
    """The command line, its exit status, and what it prints on either side."""
    name, command, *words = [word.format(folder=folder, **PROGRAMS) for word in shlex.split(line)]
    where = lab if name in PROGRAMS else ()
    done = subprocess.run([PROGRAMS.get(name, name), command, *where, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False, timeout=120, cwd=folder)
    errors = "".join(f"! {said}\n" for said in done.stderr.splitlines())
    return f"$ {line}\n{done.stdout}{errors}[{done.returncode}]\n\n"


def packed(path):
    """What is in a pack, and what it says about itself."""
    with zipfile.ZipFile(path) as pack:
        names = {re.sub(r"^(settings/\w+)/.*", r"\1", name) for name in pack.namelist()}
        return "\n".join(["$ unzip pack.zip", *sorted(names), pack.read("README.txt").decode(), ""]).replace("\r", "")


def on_a_lab(folder):
    ready = pathlib.Path(folder, "ready.json")
    with subprocess.Popen([PROGRAMS["fblab"], "serve", "--seed", "7", "--ready-file", ready], stdout=subprocess.PIPE, text=True) as child:
        began = child.stdout.readline()
        printed = "".join(ran(folder, line, "--lab", ready) for line in LINES)
        printed += packed(f"{folder}/pack.zip")
        child.terminate()
        rest = child.stdout.read()
    return f"$ fblab serve\n{began}{rest}[{child.returncode}] {ready.exists()}\n\n{printed}"


def printed():
    with tempfile.TemporaryDirectory() as folder:
        text = on_a_lab(folder) + "".join(ran(folder, line) for line in ALONE)
        return lasting(text.replace(PROGRAMS["fbcheck"], "{fbcheck}"), folder)


def main():
    os.environ.update(COLUMNS="80", TZ="UTC")
    return not is_kept("lab.txt", of_one_hour(printed), sys.argv[3:] == ["write"])


sys.exit(main())
