#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""shell_prompt_test.py FBLAB: the management shell at a terminal: prompt, completion, history, places, the end."""
import os
import pty
import select
import sys

DEADLINE = 30
TAB, UP = "\t", "\x1b[A"
# What is typed, and what must appear after it. What libedit redraws is not asked, but what came of it.
STEPS = [
    ("", "[PS onprem]>"),
    ("Get-AuthC" + TAB + "| fl Realm\n", "Realm : 7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31"),
    ("Enter-PSSession ex" + TAB + "\n", "[PS exo]>"),
    ("Get-OrganizationRelationship O365" + TAB + "| fl TargetApplicationUri\n", ": FYDIBOHF25SPDLT.contoso.com"),
    ("Set-OrganizationRelationship O365" + TAB + "-TargetS" + TAB + "https://x.contoso.com/y\n", "[PS exo]>"),
    ("(Get-OrganizationRelationship).TargetSharingEpr\n", "https://x.contoso.com/y\r\n"),
    ("Get-Mailb" + TAB + TAB, "Get-MailboxFolderPermission"),
    ("\x15Get-Nothing\n", "is not recognized"),
    (UP + "\n", "is not recognized"),
    ("Exit-PSSession\n", "[PS onprem]>"),
    ("exit\n", ""),
]


def read_until(terminal, words):
    text = ""
    while words not in text:
        if not select.select([terminal], [], [], DEADLINE)[0]:
            sys.exit(f"FAIL {words!r} did not appear, but {text!r}")
        try:
            text += os.read(terminal, 4096).decode()
        except OSError:
            sys.exit(f"FAIL the shell ended before {words!r}: {text!r}")


child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.environ["COLUMNS"] = "200"
    os.execv(sys.argv[1], [sys.argv[1], "shell"])
for typed, words in STEPS:
    os.write(terminal, typed.encode())
    if words:
        read_until(terminal, words)
while True:
    try:
        if not os.read(terminal, 4096):
            break
    except OSError:
        break
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(f"FAIL exit status {status}" if status else 0)
