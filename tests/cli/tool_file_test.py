#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tool_file_test.py FBLAB: what a program under test is handed does not tell which failure is armed, nor lets it break more."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

FBLAB = sys.argv[1]
FBCHECK = str(pathlib.Path(FBLAB).parent / "fbcheck")
folder = tempfile.TemporaryDirectory()
os.environ["TMPDIR"] = folder.name
READY, TOOL = pathlib.Path(folder.name, "ready.json"), pathlib.Path(folder.name, "tool.json")
SECRET = ("/armed", "/scenarios", "/journal", "/metrics")
CHANGES = (("/arm", {"id": "13"}), ("/disarm", {}), ("/repair", {}), ("/reset", {}), ("/verify", {"expectations": [{}]}))
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


def call(url, token, body=None):
    """(status, JSON)"""
    request = urllib.request.Request(url, data=None if body is None else json.dumps(body).encode(),
                                     headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read())


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120, check=False)


def members(ready, tool):
    check("no admin API in the tool file", "admin" not in tool and "admin_token" not in tool and
          ready["admin_token"] not in TOOL.read_text(encoding="utf-8"), tool)
    check("all else of the ready file", {name: ready[name] for name in ready if not name.startswith("admin")} ==
          {name: tool[name] for name in tool if name != "shell"}, tool)
    check("only for its owner", TOOL.stat().st_mode & 0o777 == 0o600, oct(TOOL.stat().st_mode))
    status, health = call(tool["health"], None)
    check("health is open and says which lab", status == 200 and health["instance"] == tool["instance"], health)


def refusals(tool):
    url, token = tool["shell"]["url"], tool["shell"]["token"]
    for path in SECRET:
        status, said = call(url + path, token)
        check(f"GET {path}", status == 403 and "not for the program under test" in said["error"], said)
    for path, body in CHANGES:
        status, said = call(url + path, token, body)
        check(f"POST {path}", status == 403 and "not for the program under test" in said["error"], said)
    check("another token", call(url + "/commands", token[:-1] + "x", {})[0] == 401)
    for at, command in (("onprem", "Get-LabFirewall"), ("exo", "Set-LabFirewall onprem -Inbound drop"),
                        ("onprem", "Get-Mailbox (Get-LabDnsRecord).Name"), ("onprem", "Get-LabDnsRecord | Remove-LabDnsRecord"),
                        ("lab", "Get-Mailbox"), ("device", "Get-LabFirewall")):
        status, said = call(url + "/commands", token, {"at": at, "command": command})
        check(f"{command} at {at}", status == 400 and "not for the program under test" in said["error"], said)


def hops(text):
    """Without how long each took."""
    return re.sub(" +", " ", re.sub(r" +[0-9.]+  ", "  ", text))  # the widest number decides on the column


def works(tool):
    done = run(FBCHECK, "query", "--lab", str(TOOL), "--json")
    check("fbcheck query --lab", done.returncode == 1 and json.loads(done.stdout)["diagnoses"][0]["id"] == "06", done)
    full = json.loads(done.stdout)
    done = run(FBCHECK, "query", "--lab", str(TOOL), "--evidence", "--json")
    check("fbcheck query --evidence --json has no diagnoses", done.returncode == 1 and set(full) - set(json.loads(done.stdout)) == {"diagnoses"},
          done)
    whole, done = run(FBCHECK, "query", "--lab", str(TOOL)), run(FBCHECK, "query", "--lab", str(TOOL), "--evidence")
    check("fbcheck query --evidence ends where the diagnosis begins", done.returncode == 1 and
          done.stdout.endswith("Response Code: ErrorProxyRequestProcessingFailed\n") and
          hops(whole.stdout.split("\n\n06  ")[0] + "\n") == hops(done.stdout), done)
    status, said = call(tool["shell"]["url"] + "/commands", tool["shell"]["token"], {"at": "onprem", "command": "Get-Mailbox joe"})
    check("POST /commands", status == 200 and "joe@contoso.com" in said["output"], said)
    done = run(FBLAB, "shell", "--lab", str(TOOL), "-c", "Get-Mailbox joe")
    check("fblab shell --lab", done.returncode == 0 and "joe@contoso.com" in done.stdout, done)
    done = run(FBLAB, "shell", "--lab", str(TOOL), "--at", "lab", "-c", "Get-LabFirewall")
    check("but not the lab's own", done.returncode == 1 and "not for the program under test" in done.stdout + done.stderr, done)
    done = run(FBLAB, "verify", "--lab", str(TOOL), "--party", "onprem")
    check("nor the journal", done.returncode == 3 and "/verify is not for the program under test" in done.stderr, done)


def replaced(ready):
    before = TOOL.stat().st_ino
    status, _ = call(ready["admin"] + "/arm", ready["admin_token"], {"id": "04b"})
    after = json.loads(TOOL.read_text(encoding="utf-8"))
    check("another scenario, another file", status == 200 and TOOL.stat().st_ino != before and
          (after["requester"], after["target"]) != (ready["requester"], ready["target"]), after)


def cmdlets(ready, tool):
    """All of them for whoever runs the lab; for a tool those that it may type, where it may type them."""
    status, all_there_are = call(ready["admin"] + "/cmdlets", ready["admin_token"])
    names = {one["name"]: one for one in all_there_are}
    check("GET /cmdlets", status == 200 and "Set-LabFirewall" in names and "exo" in names["Get-Mailbox"]["at"], status)
    direction = names["Set-IntraOrganizationConnector"]["parameters"]
    flag = next(one for one in direction if one["name"] == "Enabled")
    check("types", (flag["type"], flag["list"], flag["switch"], flag["mandatory"]) == ("Boolean", False, False, False), flag)
    inbound = next(one for one in names["Set-LabFirewall"]["parameters"] if one["name"] == "Inbound")
    check("words", inbound["type"] == "String" and {"allow", "drop"} <= set(inbound["values"]), inbound)
    first = [one["name"] for one in direction if one.get("position") == 0]
    check("position", first == ["Identity"], first)
    status, said = call(tool["shell"]["url"] + "/cmdlets", tool["shell"]["token"])
    check("GET /cmdlets for a tool", status == 200 and {one["name"] for one in said} ==
          {name for name, one in names.items() if not one["noun"].startswith("Lab")}, status)
    check("not at places of the lab", not [one for one in said if {"lab", "device"} & set(one["at"])], said[:1])


def gone(tool):
    """The lab that wrote the file has ended; and then another has its port."""
    old = pathlib.Path(folder.name, "old.json")
    for name, change, words in (("an ended lab", {}, "gives no answer of a lab"),
                                ("of before there was health", {"health": None}, "has ended")):
        old.write_text(json.dumps({key: value for key, value in {**tool, **change}.items() if value}), encoding="utf-8")
        for command in ([FBCHECK, "query", "--json"], [FBLAB, "shell", "-c", "Get-Mailbox"], [FBLAB, "verify", "--party", "onprem"]):
            done = run(*command[:2], "--lab", str(old), *command[2:])
            check(f"{name}: {command[1]}", done.returncode == 3 and not done.stdout and done.stderr.count("\n") == 1 and
                  f"the lab of {old} is gone: " in done.stderr and words in done.stderr, done)
    with subprocess.Popen([FBLAB, "serve", "--tool-file", str(TOOL)], stdout=subprocess.PIPE) as another:
        another.stdout.readline()
        health = json.loads(TOOL.read_text(encoding="utf-8"))["health"]
        old.write_text(json.dumps({**tool, "health": health}), encoding="utf-8")
        done = run(FBCHECK, "query", "--lab", str(old))
        check("another lab in its place", done.returncode == 3 and f"another lab answers at {health}" in done.stderr, done)
        another.send_signal(signal.SIGTERM)
    old.unlink()


def keys():
    """No private key where the files point, but the asking organisation's own; none of what was minted stays after a reset."""
    def named():
        found = json.loads(READY.read_text(encoding="utf-8"))
        return {pathlib.Path(found["ca_file"]).parent, pathlib.Path(found["organization"]).parent, READY.parent}

    def secrets(place, pattern="*"):
        return [path for path in sorted(place.glob(pattern)) if path.is_file() and b"PRIVATE KEY" in path.read_bytes()]

    def minted():
        return sorted(path.name for path in state.glob("keys/key-*"))

    state = pathlib.Path(folder.name, "state")
    with subprocess.Popen([FBLAB, "serve", "--state", str(state), "--ready-file", str(READY)], stdout=subprocess.PIPE) as lab:
        lab.stdout.readline()
        ready = json.loads(READY.read_text(encoding="utf-8"))
        found = [path for place in named() for path in secrets(place)]
        check("no private key beside what the ready file names", not found, found)
        text = pathlib.Path(ready["organization"]).read_text(encoding="utf-8")
        own = [pathlib.Path(path) for path in re.findall("<PrivateKeyFile>([^<]*)", text)]
        check("the asking organisation has its own", own and all(path.stat().st_mode & 0o777 == 0o600 for path in own), own)
        check("and finds no other beside it", all(secrets(path.parent) == [path] for path in own), own)
        for what, path, body in (("a reset", "/reset", {}), ("arming", "/arm", {"id": "06"})):
            done = run(FBLAB, "shell", "--lab", str(READY), "-c", "New-ExchangeCertificate")
            before = minted()
            call(ready["admin"] + path, ready["admin_token"], body)
            check(f"{what} removes new keys", done.returncode == 0 and before and not minted(), (done, before, minted()))
        lab.send_signal(signal.SIGTERM)
    shutil.rmtree(state)


def handed():
    """exec and matrix hand out the tool file, unless told otherwise."""
    show = 'python3 -c "import json, os; print(sorted(json.load(open(os.environ[\'FBLAB_READY_FILE\'])))); print(1)"'
    for command in ("exec", "matrix"):
        for option, wanted in (([], False), (["--with-admin"], True)):
            way = [*option, "--", "sh", "-c", show] if command == "exec" else [*option, "--json", "--tool", show, "06a"]
            said = run(FBLAB, command, *way).stdout
            check(f"{command} {' '.join(option)}", ("'admin_token'" in said, "'shell'" in said) == (wanted, not wanted), said)


with subprocess.Popen([FBLAB, "serve", "--scenario", "06a", "--ready-file", str(READY), "--tool-file", str(TOOL)],
                      stdout=subprocess.PIPE) as lab:
    lab.stdout.readline()
    ready_file, tool_file = (json.loads(path.read_text(encoding="utf-8")) for path in (READY, TOOL))
    members(ready_file, tool_file)
    refusals(tool_file)
    works(tool_file)
    cmdlets(ready_file, tool_file)
    replaced(ready_file)
    lab.send_signal(signal.SIGTERM)
check("it is removed at the end", not TOOL.exists() and not READY.exists())
gone(tool_file)
keys()
handed()
check("nothing is left behind", not os.listdir(folder.name), os.listdir(folder.name))
folder.cleanup()
sys.exit(1 if wrong else 0)
