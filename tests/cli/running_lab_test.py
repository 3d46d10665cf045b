#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""running_lab_test.py FBLAB: a lab that runs is broken, repaired and watched by commands, not by HTTP."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

FBLAB = sys.argv[1]
folder = tempfile.TemporaryDirectory()
os.environ["TMPDIR"] = folder.name
READY, TOOL = pathlib.Path(folder.name, "ready.json"), pathlib.Path(folder.name, "tool.json")
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


def run(*command, lab=READY):
    where = ["--lab", str(lab)] if lab else []
    done = subprocess.run([FBLAB, command[0], *where, *command[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


def status():
    code, said, _ = run("status", "--json")
    return code, json.loads(said)


def a_repair_heals():
    check("a healthy lab", status() == (0, {**status()[1], "armed": [], "healed": True}), status())
    check("arm says nothing", run("arm", "6") == (0, "", ""))
    code, said = status()
    check("it fails, with its text", code == 1 and said["armed"] == ["06a"] and not said["healed"] and
          "401" in said["look_up"]["error_text"], said)
    code, said, _ = run("status")
    check("for people", code == 1 and "armed     06a" in said and "healed    no" in said and "it fails" in said, said)
    check("repair", run("repair", "06") == (0, "", ""))
    code, said, _ = run("status")
    check("healed", code == 0 and "healed    yes" in said and "it succeeds" in said, said)


BROKEN = """    armed     06a, 32a
    changes   1 since it was armed
    look-up   ann@contoso.com asks for joe@contoso.com: it fails
              Autodiscover failed for email address joe@contoso.com with error
              System.Net.WebException: The request was aborted: Could not create
              SSL/TLS secure channel.
    healed    no
"""
HEALTHY = """    armed     nothing
    changes   0 since it was armed
    look-up   ann@contoso.com asks for joe@contoso.com: it succeeds
"""
ARRIVED = [
    r"onprem {12}  POST autodiscover\.contoso\.com/autodiscover/autodiscover\.svc  401 Exchange",
    r"token-service {5}  POST accounts\.accesscontrol\.windows\.net/[0-9a-f-]{36}/tokens/OAuth/2  200 IIS",
    r"onprem {12}  POST autodiscover\.contoso\.com/autodiscover/autodiscover\.svc  200 Exchange",
    r"token-service {5}  POST accounts\.accesscontrol\.windows\.net/[0-9a-f-]{36}/tokens/OAuth/2  200 IIS",
    r"onprem {12}  POST mail\.contoso\.com/EWS/Exchange\.asmx  401 Exchange  2000005;reason=\"The user specified by the user-context "
    r"in the token is ambiguous\.\";error_category=\"invalid_user\"",
    r"exo {15}  NOERROR",
]
BANNER = r"""The lab is ready; Ctrl-C stops it\.

  EWS           https://localhost:\d+/EWS/Exchange\.asmx
  Autodiscover  https://localhost:\d+/autodiscover/autodiscover\.svc
  user          fblab, password [0-9a-f]{16}
  CA            \S+/ca\.pem
  admin API     http://127\.0\.0\.1:\d+, token [0-9a-f]{32}
  seed          \d+

Ask from another terminal:

  \S+/fbcheck query --lab /\S+/ready\.json
"""


def whole_outputs():
    run("reset")
    run("arm", "06", "32")
    subprocess.run([FBLAB, "shell", "--lab", READY], input="Set-OrganizationRelationship Adatum -FreeBusyAccessLevel None\n", text=True,
                   check=True, stdout=subprocess.DEVNULL)
    check("status, whole", run("status") == (1, BROKEN, ""), run("status")[1])
    look_up = {"requester": "ann@contoso.com", "target": "joe@contoso.com", "client": "organization", "ok": False, "error_text":
               "Autodiscover failed for email address joe@contoso.com with error System.Net.WebException: The request was aborted: "
               "Could not create SSL/TLS secure channel."}
    check("status as JSON, whole", status() == (1, {"armed": ["06a", "32a"], "changes": 1, "healed": False, "look_up": look_up}), status())
    check("disarmed", run("disarm") == (0, "", "") and run("status") == (0, HEALTHY, ""), run("status"))
    run("reset")
    run("arm", "06")
    status()
    said = run("journal")[1]
    rest = said.splitlines()
    for wanted in ARRIVED:
        while rest and not re.fullmatch(r" +\d+  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z  " + wanted, rest[0]):
            rest.pop(0)
    check("the journal, line by line", bool(rest), said)
    run("reset")


def several():
    check("arm two", run("arm", "06", "32") == (0, "", ""))
    check("two are armed", status()[1]["armed"] == ["06a", "32a"], status())
    check("disarm one", run("disarm", "06") == (0, "", "") and status()[1]["armed"] == ["32a"], status())
    check("keep the rest", run("arm", "--keep", "06") == (0, "", "") and status()[1]["armed"] == ["32a", "06a"], status())
    check("disarm all", run("disarm") == (0, "", "") and status()[0] == 0, status())


def journal():
    code, said, _ = run("journal")
    check("the journal has the look-ups", code == 0 and "/EWS/Exchange.asmx" in said, said[-500:])
    code, lines, _ = run("journal", "--json")
    numbers = [json.loads(line)["sequence"] for line in lines.splitlines()]
    check("a JSON object a line, in order", numbers == sorted(numbers) and len(numbers) > 5, numbers)
    last = run("journal", "--json", "--after", str(numbers[-2]))[1].splitlines()
    check("from a number on", [json.loads(line)["sequence"] for line in last] == numbers[-1:], last)
    check("reset empties it", run("reset") == (0, "", "") and run("journal") == (0, "", ""), run("journal"))


def logs():
    run("reset")
    run("arm", "06")
    status()
    code, said, _ = run("logs")
    check("logs of every server and device", code == 0 and "==> EX01/inetpub/logs/LogFiles/W3SVC1/u_ex" in said and
          "==> EntraID/ServicePrincipalSignIns.jsonl <==" in said and said.count("#Software: Microsoft Internet") == 2, said)
    check("of a party", "W3SVC1" not in run("logs", "token-service")[1] and "createdDateTime" in run("logs", "token-service")[1])
    check("of a server", "createdDateTime" not in run("logs", "ex01")[1] and "W3SVC1" in run("logs", "ex01")[1])
    code, said, _ = run("logs", "ex01", "--grep", "AMBIGUOUS")
    check("lines that hold a text", code == 0 and said.count("==>") == 1 and said.count("\n") == 2 and "2000005" in said, said)
    check("nothing holds it", run("logs", "--grep", "no such text") == (0, "", ""))
    into = pathlib.Path(folder.name, "logs")
    check("written into a folder", run("logs", "EX01", "--into", str(into)) == (0, "", "") and
          [path.name for path in into.iterdir()] == ["EX01"], list(into.glob("*")))
    written = next((into / "EX01/inetpub/logs/LogFiles/W3SVC1").iterdir()).read_text(encoding="utf-8")
    check("with its head and lines", written.startswith("#Software: ") and "POST /EWS/Exchange.asmx" in written, written)
    code, said, sentence = run("logs", "--into", "/dev/null/x")
    check("not where no folder can be", code == 3 and not said and "/dev/null/x" in sentence and sentence.count("\n") == 1, sentence)
    follower = subprocess.Popen([FBLAB, "logs", "--lab", str(READY), "--follow"], stdout=subprocess.PIPE, text=True)
    before = [follower.stdout.readline() for _ in range(6)]
    status()
    line = next(line for line in follower.stdout if "POST /EWS/Exchange.asmx" in line and line.startswith("20"))
    follower.send_signal(signal.SIGTERM)
    follower.communicate(timeout=60)
    check("lines as they come", line and before[0].startswith("==> "), line)
    run("reset")


def refusals():
    cases = (
        ("an id that nobody knows", ("arm", "99"), READY, 2, "99"),
        ("no id", ("arm",), READY, 2, "needs the id"),
        ("nothing is armed", ("repair",), READY, 1, "nothing is armed"),
        ("not this one", ("disarm", "06"), READY, 1, "06 is not armed"),
        ("two ids to repair", ("repair", "06", "07"), READY, 2, "repair takes one id"),
        ("two ids to disarm", ("disarm", "06", "07"), READY, 2, "disarm takes one id"),
        ("an operand", ("reset", "06"), READY, 2, "06"),
        ("an operand of status", ("status", "06"), READY, 2, "06"),
        ("an operand of journal", ("journal", "06"), READY, 2, "06"),
        ("two parties", ("logs", "exo", "onprem"), READY, 2, "onprem"),
        ("a part of a file", ("logs", "--into", "x", "--grep", "y"), READY, 2, "--grep"),
        *((f"no lab: {words[0]}", words, None, 2, f": {words[0]} needs --lab") for words in (
            ("arm", "06"), ("disarm",), ("repair",), ("reset",), ("status",), ("journal",), ("logs",), ("logs", "--into", "x"), ("evidence", "-o", "x.zip"))),
        ("no file", ("status",), pathlib.Path(folder.name, "none.json"), 3, "none.json"),
        ("a tool may not arm", ("arm", "06"), TOOL, 3, ""),
        ("a tool may not see what is armed", ("status",), TOOL, 3, ""),
        ("a tool may not read the journal", ("journal",), TOOL, 3, ""),
    )
    for name, command, lab, code, words in cases:
        done = run(*command, lab=lab)
        check(name, done[0] == code and not done[1] and words in done[2] and done[2].count("\n") == 1, done)


def main():
    lab = subprocess.Popen([FBLAB, "serve", "--ready-file", READY, "--tool-file", TOOL], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True)
    banner = [lab.stdout.readline()]
    while " query --lab " not in banner[-1]:
        banner.append(lab.stdout.readline())
    check("what a lab says of itself", re.fullmatch(BANNER, "".join(banner)), banner)
    for test in (a_repair_heals, whole_outputs, several, journal, logs, refusals):
        test()
    lab.send_signal(signal.SIGTERM)
    lab.wait(timeout=60)
    code, _, said = run("status", lab=READY)
    check("a lab that is gone", code == 3 and said.count("\n") == 1, said)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
