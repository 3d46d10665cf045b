#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""All that the admin API answers, objects of the shell included, answer by answer. Kept in printed/admin.txt; where it is meant to
change, `printed_admin_test.py FBLAB FBCHECK write` writes down what it is now.

usage: printed_admin_test.py FBLAB FBCHECK [write]
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from kept_text import answer_lines, is_kept, lasting, of_one_hour

FBLAB, FBCHECK = (os.path.abspath(program) for program in sys.argv[1:3])


def objects(command, at="onprem"):
    return ("POST", "/commands", {"at": at, "command": command, "objects": True})


STEPS = [  # by whom, method, path, body
    *(("admin", "GET", path, None) for path in ("/health", "/armed", "/status", "/metrics", "/none")),
    *((who, "GET", "/armed", None) for who in ("nobody", "tool", "guess")),
    *((who, *objects("Get-LabFirewall", at)) for who in ("nobody", "tool", "admin") for at in ("onprem", "lab")),
    *(("admin", "POST", "/arm", body) for body in ({"id": "06"}, {"ids": ["06", "32a"]}, {"id": "13", "keep": True}, {"id": "99"}, {}, [],
                                                   {"id": 6}, {"id": "06", "keep": "yes"}, {"ids": ["xEwsGate", "xAppConsent"]},
                                                   {"ids": ["xAppConsent", "33"]}, {"ids": []}, {"id": "06", "more": 1})),
    ("admin", "GET", "/armed", None), ("admin", "GET", "/status", None), ("admin", "POST", "/disarm", {"id": "13"}),
    ("admin", "POST", "/disarm", {"id": "13"}), ("admin", "POST", "/repair", {"id": "32a"}), ("admin", "POST", "/repair", {"id": "99"}),
    ("admin", "POST", "/repair", None), ("admin", "GET", "/arm", None), ("admin", "PUT", "/arm", {"id": "06"}),
    ("admin", "POST", "/disarm", None), ("admin", "POST", "/reset", None), ("admin", "GET", "/armed", None),
    *(("admin", *objects(command)) for command in (
        "Get-Mailbox joe@contoso.com", "Get-Mailbox nobody", "Get-Nothing", "Get-Mailbox | select Alias", "Get-Mailbox | ft Alias", "",
        "Get-OrganizationRelationship", "Get-SharingPolicy", "Get-FederationTrust", "Get-WebServicesVirtualDirectory", "Get-ExchangeServer",
        "Get-FederationInformation -DomainName contoso.com", "Set-Mailbox joe@contoso.com -Name Joseph", "Test-FederationTrust",
        "Get-AuthServer", "Get-ExchangeCertificate | select Subject, Services", "'a', 'b'", "(Get-Mailbox).Count", "help Get-Mailbox")),
    *(("admin", *objects(command, "exo")) for command in ("Get-Mailbox | select -First 1", "Test-OAuthConnectivity -Service EWS -TargetUri "
                                                          "https://mail.contoso.com/EWS/Exchange.asmx -Mailbox ann@contoso.com")),
    ("admin", *objects("Get-MsolUser | select -First 1", "msol")), ("admin", *objects("Get-Mailbox", "moon")), ("admin", *objects("Get-LabFirewall", "lab")),
    *(("admin", "POST", "/commands", body) for body in ({"at": "onprem", "command": "Get-Mailbox | ft Alias"}, {"at": "onprem", "command": "Get-Nothing"},
                                                        {"at": "onprem"}, {"command": "Get-Mailbox"}, {"at": 1, "command": 2},
                                                        {"at": "onprem", "command": "Get-Mailbox", "objects": "yes"}, {}, "x")),
    *(("admin", "POST", "/verify", body) for body in (
        {"expectations": []}, {"expectations": [{"id": "a", "path": "/none", "exactly": 0}]}, {"expectations": [{"request": 1}]},
        {"expectations": [{"id": "a", "method": "POST", "at_least": 1}, {"id": "a", "path": "/b"}]}, {}, [])),
    ("admin", "DELETE", "/journal", None), ("admin", "GET", "/journal", None), ("admin", "GET", "/journal?after=x", None),
    ("admin", "POST", "/verify", {"expectations": [{"id": "a", "method": "POST", "at_least": 1}]}), ("admin", "GET", "/evidence?x=1", None),
]


def asked(url, token, method, path, body):
    request = urllib.request.Request(url + path, None if body is None else json.dumps(body).encode(), method=method,
                                     headers={"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers, refusal.read()


def conversation(folder):
    ready, tool = pathlib.Path(folder, "ready.json"), pathlib.Path(folder, "tool.json")
    with subprocess.Popen([FBLAB, "serve", "--seed", "7", "--ready-file", ready, "--tool-file", tool], stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        known = json.loads(ready.read_text(encoding="utf-8"))
        tokens = {"admin": known["admin_token"], "tool": json.loads(tool.read_text(encoding="utf-8"))["shell"]["token"], "guess": "0" * 32}
        for who, method, path, body in STEPS:
            status, headers, answer = asked(known["admin"], tokens.get(who), method, path, body)
            said = answer_lines(headers["Content-Type"] or "", answer.decode(errors="replace"), folder)
            allowed = headers["Allow"] or headers["WWW-Authenticate"] or ""
            yield "\n".join([f"{who} {method} {path} {'' if body is None else json.dumps(body)}", f"[{status}] {allowed}", *said, ""])
        child.terminate()


def printed():
    with tempfile.TemporaryDirectory() as folder:
        return lasting("\n".join(conversation(folder)), folder)


def main():
    return not is_kept("admin.txt", of_one_hour(printed), sys.argv[3:] == ["write"])


sys.exit(main())
