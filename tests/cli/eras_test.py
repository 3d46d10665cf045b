#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Eras of the lab: who may use EWS on either side, what EvoSts says of an application, and what there is to choose from.

eras_test.py FBLAB FBCHECK"""
import base64
import contextlib
import datetime
import json
import pathlib
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

BODY = (b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetFolder xmlns='
        b'"http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>')
POLICY = "X-EWS-Policy-Reason"


@contextlib.contextmanager
def lab(fblab, *options):
    with tempfile.TemporaryDirectory() as folder:
        ready = pathlib.Path(folder) / "ready.json"
        with subprocess.Popen([fblab, "serve", "--ready-file", ready, *options], stdout=subprocess.PIPE,
                              text=True) as process:
            process.stdout.readline()
            try:
                yield json.loads(ready.read_text(encoding="utf-8"))
            finally:
                process.terminate()


def ask(ready, user_agent="client/1.0"):
    """Status and headers of the front door's EWS for its own user."""
    door = ready["front_door"]
    pair = base64.b64encode(f"{door['user']}:{door['password']}".encode()).decode()
    request = urllib.request.Request(door["ews_url"], BODY, {"Authorization": f"Basic {pair}",
                                                              "Content-Type": "text/xml", "User-Agent": user_agent})
    context = ssl.create_default_context(cafile=ready["ca_file"])
    try:
        with urllib.request.urlopen(request, context=context) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers


def query(fbcheck, ready, folder, *options):
    """Exit status, and the outcome of the last hop, of `fbcheck query`."""
    file = pathlib.Path(folder) / "r.json"
    file.write_text(json.dumps(ready), encoding="utf-8")
    done = subprocess.run([fbcheck, "query", "--lab", file, "--json", *options], stdout=subprocess.PIPE, text=True)
    said = json.loads(done.stdout)
    return done.returncode, said["evidence"][-1]["outcome"], [one["id"] for one in said["diagnoses"][:1]], said


def busy(said, minutes=0):
    """The first busy time that was found, some minutes later, as --expect-busy takes it."""
    times = [datetime.datetime.fromisoformat(said["events"][0][name]) + datetime.timedelta(minutes=minutes)
             for name in ("start", "end")]
    return "/".join(time.isoformat() for time in times)


def shifted(fblab, fbcheck):
    """Wrong times without an error: seen by asking on two clocks, or by knowing what must be there."""
    with tempfile.TemporaryDirectory() as folder:
        with lab(fblab, "--scenario", "00s") as ready:
            status, outcome, _, said = query(fbcheck, ready, folder)
            check("healthy over Graph", (status, outcome, len(said["events"]) > 0), (0, "ok", True))  # more on some days
            right = busy(said)
            check("what is expected", query(fbcheck, ready, folder, "--expect-busy", right)[:2], (0, "ok"))
            check("expected an hour later", query(fbcheck, ready, folder, "--expect-busy", busy(said, 60))[:3],
                  (1, "shifted-times", ["xGraphShift"]))
            check("expected ten minutes later", query(fbcheck, ready, folder, "--expect-busy", busy(said, 10))[:2],
                  (1, "other-times"))
            refused = subprocess.run([fbcheck, "query", "--lab", "x", "--expect-busy", "noon"], stderr=subprocess.PIPE, text=True)
            check("expected at noon", (refused.returncode, "START/END" in refused.stderr), (2, True))
        with lab(fblab, "--scenario", "xGraphShift") as ready:
            check("asked twice", query(fbcheck, ready, folder)[:3], (1, "shifted-times", ["xGraphShift"]))
            check("at the front door", query(fbcheck, ready, folder, "--ews", ready["front_door"]["ews_url"])[:3],
                  (1, "shifted-times", ["xGraphShift"]))


# A command of a module that was retired, and what its warning names
SHARED = "00000002-0000-0ff1-ce00-000000000000"
RETIRED = [
    ("Get-MsolServicePrincipal", "MSOnline", "Get-MgServicePrincipal -Filter \"AppId eq '...'\""),
    ("New-MsolServicePrincipal -AppPrincipalId x -WhatIf", "MSOnline", "New-MgServicePrincipal"),
    (f"Set-MsolServicePrincipal {SHARED} -WhatIf", "MSOnline", "Update-MgServicePrincipal -ServicePrincipalNames ..."),
    (f"Remove-MsolServicePrincipal {SHARED} -WhatIf", "MSOnline", "Remove-MgServicePrincipal"),
    ("Get-MsolServicePrincipalCredential", "MSOnline", "(Get-MgServicePrincipal -Filter \"AppId eq '...'\").KeyCredentials"),
    (f"Remove-MsolServicePrincipalCredential -ServicePrincipalName {SHARED} -WhatIf", "MSOnline",
     "Update-MgServicePrincipal -KeyCredentials ..."),
    ("Get-MsolUser", "MSOnline", "Get-MgUser"),
    ("New-MsolUser -UserPrincipalName x@contoso.com -WhatIf", "MSOnline", "New-MgUser"),
    ("Remove-MsolUser ann@contoso.com -WhatIf", "MSOnline", "Remove-MgUser"),
    ("Set-MsolUser ann@contoso.com -WhatIf", "MSOnline", "Update-MgUser"),
    ("Get-AzureADUser", "AzureAD", "Get-MgUser"),
    ("Set-AzureADUser -ObjectId ann@contoso.com -WhatIf", "AzureAD", "Update-MgUser"),
    ("Set-MsolUserPrincipalName -UserPrincipalName ann@contoso.com -NewUserPrincipalName anna@contoso.com -WhatIf", "MSOnline",
     "Update-MgUser -UserPrincipalName ..."),
    ("Set-MsolUserPassword -UserPrincipalName ann@contoso.com -WhatIf", "MSOnline", "Reset-MgUserAuthenticationMethodPassword"),
]


def typed(fblab, folder, command):
    return subprocess.run([fblab, "shell", "--lab", pathlib.Path(folder) / "r.json", "--at", "msol", "-c", command],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def retired(fblab, era, warned):
    """What is said of the modules that today's administrators no longer have, and that their successors do the work."""
    with tempfile.TemporaryDirectory() as folder, lab(fblab, "--era", era) as ready:
        (pathlib.Path(folder) / "r.json").write_text(json.dumps(ready), encoding="utf-8")
        for command, module, now in RETIRED:
            warning = f"WARNING: {command.split()[0]} is of the module {module}, which was retired in 2025: use {now}.\n"
            check(f"{era}: {command.split()[0]}", typed(fblab, folder, command).startswith(warning), warned)
        check(f"{era}: a cmdlet of today", "WARNING" in typed(fblab, folder, "Get-MgUser; Get-MgServicePrincipal"), False)
        if warned:
            typed(fblab, folder, f"Update-MgServicePrincipal -ServicePrincipalId {SHARED} -ServicePrincipalNames {SHARED},https://x/")
            for command in (f"(Get-MgServicePrincipal -Filter \"AppId eq '{SHARED}'\").ServicePrincipalNames",
                            "(Get-MsolServicePrincipal).ServicePrincipalNames"):
                check(f"{era}: {command}", typed(fblab, folder, command), f"{SHARED}\nhttps://x/\n")
            names = typed(fblab, folder, "(Get-MgServicePrincipal -Filter \"startswith(DisplayName,'ExchangeServerApp')\").ServicePrincipalNames")
            application = names.strip()
            check(f"{era}: an app of one name", len(application), len(SHARED))
            check(f"{era}: no names to change", "keeps no other names" in typed(
                fblab, folder, f"Update-MgServicePrincipal -ServicePrincipalId {application} -ServicePrincipalNames x"), True)


def one_repair(fblab, fbcheck):
    """A look-up has shown of which time the organization is: the repair of the other is not advised."""
    with tempfile.TemporaryDirectory() as folder, lab(fblab, "--scenario", "26a") as ready:
        cause = query(fbcheck, ready, folder)[3]["diagnoses"][0]["causes"][0]
        check("the repair of one era", (len(cause["remedies"]), "2025" in json.dumps(cause)), (1, False))


def check(name, got, wanted):
    if got != wanted:
        sys.exit(f"{name}: {got} instead of {wanted}")
    print(f"ok {name}")


def main():
    fblab, fbcheck = sys.argv[1:3]
    listed = {row["id"]: row["era"] for row in json.loads(
        subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)}
    check("eras of failures", [listed[i] for i in ("06", "xHybridApp", "xEwsGate")], ["2018", "2025", "2026"])
    refused = subprocess.run([fblab, "serve", "--era", "1999"], stderr=subprocess.PIPE, text=True)
    check("no such era", ("2018, 2025 or 2026" in refused.stderr, refused.returncode), (True, 2))
    both = subprocess.run([fblab, "serve", "--scenario", "xHybridApp", "--scenario", "xEwsGate"],
                          stderr=subprocess.PIPE, text=True)
    check("two eras at once", "cannot be armed together" in both.stderr, True)
    for era in ("2018", "2025", "2026"):
        with lab(fblab, "--era", era) as ready:
            status, headers = ask(ready)
            check(f"{era}: a client of the cloud", (status == 403, headers[POLICY]),
                  (True, "EWS is blocked by policy for this user or tenant") if era == "2026" else (False, None))
    shifted(fblab, fbcheck)
    one_repair(fblab, fbcheck)
    for era, warned in (("2018", False), ("2025", True), ("2026", True)):
        retired(fblab, era, warned)
    for variant in ("00p", "00u"):
        with lab(fblab, "--scenario", variant) as ready:
            check(f"{variant}: a client of the premises", ask(ready)[0] == 403, False)


if __name__ == "__main__":
    main()
