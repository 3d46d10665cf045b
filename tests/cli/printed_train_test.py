#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""All that a trainee reads: tickets that are solved, given up and left, a quiz about a pack, and what is kept of them, byte for
byte. Kept in printed/train.txt; where it is meant to change, `printed_train_test.py FBLAB FBCHECK write` writes down what it is now.

usage: printed_train_test.py FBLAB FBCHECK [write]
"""
import os
import subprocess
import sys
import tempfile

from kept_text import is_kept, lasting, of_one_hour

FBLAB = os.path.abspath(sys.argv[1])
SIX = ("train", "the-six", "--seed", "5", "--trainee", "ann")
REPAIR = "Set-LabTls onprem -MinimumProtocol Tls12 -MaximumProtocol Tls13"
SESSIONS = [  # the options, and what is typed; one after the other, in one folder of progress
    (SIX, ["help", "help Get-Mailbox", "help Get-Nothing", "frobnicate", "look", "logs", "logs w3svc1", "logs Schannel", "logs nowhere",
           "checks", "answer 1 tls 1", "explain", "next", "hint", REPAIR, "look", "checks", "look", "hint", "explain The cipher.", "quit"]),
    (SIX, ["mail", "hint", "hint", "answer", "1", "tls", "1", "checks", "answer 9 tls 1", "answer 1 nowhere 1", "answer 1 tls -1",
           "Enter-PSSession exo", "Get-Mailbox | fl Name", "Enter-PSSession moon", "Exit-PSSession", "Get-LabLoadBalancer"]),
    (SIX, ["answer", "", "answer", "9", "1", "nowhere", "tls", "", "answer 3 tls 3", REPAIR, "checks", "explain", "next", "hint", "hint", "hint", "hint", "hint", "hint", "hint", "give-up",
           "checks", "explain Nothing.", "next", "quit"]),
    ((*SIX[:-1], "bob"), []),
    (("train", "--evidence-only", "--seed", "3", "--trainee", "ann", "network-and-tls"), ["1", "2", "x", "9", "", "3", "4", "1"]),
    (("train", "--evidence-only", "--seed", "4", "--trainee", "ann", "network-and-tls"), ["5"]),
    (("train", "--evidence-only", "--seed", "3", "--trainee", "ann", "network-and-tls"), []),
    (("progress",), []),
    (("progress", "--trainee", "ann"), []),
    (("progress", "--json"), []),
    (("progress", "--trainee", "eve"), []),
]


def ran(folder, options, lines):
    done = subprocess.run([FBLAB, *options, "--state", f"{folder}/state"], input="".join(f"{line}\n" for line in lines),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120, cwd=folder,
                          env={**os.environ, "COLUMNS": "80", "TZ": "UTC"})
    typed = "".join(f"> {line}\n" for line in lines)
    return f"$ fblab {' '.join(options)}\n{typed}{done.stdout}[{done.returncode}]\n\n"


def printed():
    with tempfile.TemporaryDirectory() as folder:
        return lasting("".join(ran(folder, *session) for session in SESSIONS), folder)


def main():
    return not is_kept("train.txt", of_one_hour(printed), sys.argv[3:] == ["write"])


sys.exit(main())
