#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""gone_test.py FBLAB: a lab that has ended, or ends in the middle of a look-up, is said to be gone, by every command, and diagnosed by none."""
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import urllib.request

FBLAB = sys.argv[1]
FBCHECK = str(pathlib.Path(FBLAB).parent / "fbcheck")
folder = tempfile.TemporaryDirectory()
os.environ["TMPDIR"] = folder.name
READY, TOOL = pathlib.Path(folder.name, "ready.json"), pathlib.Path(folder.name, "tool.json")
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


def serve(*more):
    lab = subprocess.Popen([FBLAB, "serve", "--ready-file", READY, "--tool-file", TOOL, *more], stdout=subprocess.PIPE, text=True)
    lab.stdout.readline()
    return lab


def journal():
    ready = json.loads(READY.read_text(encoding="utf-8"))
    request = urllib.request.Request(ready["admin"] + "/journal", headers={"Authorization": f"Bearer {ready['admin_token']}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())["entries"]


def end(lab, how):
    lab.send_signal(how)
    lab.wait()
    lab.stdout.close()


def in_the_middle():
    """The token service stalls, so the look-up waits until the lab is killed."""
    for name, more in (("query", ()), ("query --json", ("--json",)), ("query of a tool", ())):
        lab = serve("--scenario", "22c")
        file = TOOL if name == "query of a tool" else READY
        query = subprocess.Popen([FBCHECK, "query", "--lab", file, "--timeout", "60", *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 text=True)
        while not journal() and query.poll() is None:
            select.select([], [], [], 0.02)
        end(lab, signal.SIGKILL)
        output, errors = query.communicate(timeout=120)
        check(f"{name}: a lab that is killed is gone", query.returncode == 3 and "is gone: " in errors and not output,
              (query.returncode, output, errors))


def afterwards():
    for how in (signal.SIGTERM, signal.SIGKILL):
        lab = serve()
        texts = {READY: READY.read_text(encoding="utf-8"), TOOL: TOOL.read_text(encoding="utf-8")}
        end(lab, how)
        for file, text in texts.items():
            file.write_text(text, encoding="utf-8")
            for name, command in (("query", [FBCHECK, "query", "--lab", file]),
                                  ("query --outlook", [FBCHECK, "query", "--outlook", "--lab", file]),
                                  ("shell", [FBLAB, "shell", "--lab", file, "-c", "Get-Mailbox"]),
                                  ("verify", [FBLAB, "verify", "--lab", file, "--party", "onprem"])):
                done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
                check(f"{name} of {file.name} after {how.name}", done.returncode == 3 and "is gone: " in done.stderr and not done.stdout,
                      (done.returncode, done.stdout, done.stderr))
            file.unlink()


def silent():
    """A lab that says nothing any more keeps nobody: who follows it may leave at once."""
    lab = serve()
    lab.send_signal(signal.SIGSTOP)
    for how in (signal.SIGINT, signal.SIGTERM):
        follower = subprocess.Popen([FBLAB, "logs", "--follow", "--lab", READY], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not waits(follower):
            select.select([], [], [], 0.02)
        follower.send_signal(how)
        try:
            follower.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            follower.kill()
            follower.communicate()
        check(f"{how.name} ends logs --follow of a lab that is silent", follower.returncode == -how, follower.returncode)
    lab.send_signal(signal.SIGCONT)
    end(lab, signal.SIGTERM)


def waits(process):
    """Has it begun to ask?"""
    folder = f"/proc/{process.pid}/fd"
    try:
        return any(os.readlink(f"{folder}/{name}").startswith("socket:") for name in os.listdir(folder))
    except FileNotFoundError:  # one was closed meanwhile
        return False


in_the_middle()
afterwards()
silent()
sys.exit(1 if wrong else 0)
