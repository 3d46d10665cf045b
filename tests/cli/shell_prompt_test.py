#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""shell_prompt_test.py FBLAB: the management shell at a terminal: prompt, completion, history, places, the end."""
import sys
import tempfile

import pseudo_terminal
from pseudo_terminal import CTRL_U, TAB, UP

# What is typed, and what must appear after it. What libedit redraws is not asked, but what came of it.
STEPS = [
    ("", "[PS onprem]>"),
    ("Get-AuthC" + TAB + "| fl ServiceName\n", "ServiceName : 00000002-0000-0ff1-ce00-000000000000"),
    ("Enter-PSSession ex" + TAB + "\n", "[PS exo]>"),
    ("Get-OrganizationRelationship O365" + TAB + "| fl TargetApplicationUri\n", ": FYDIBOHF25SPDLT.contoso.com"),
    ("Set-OrganizationRelationship O365" + TAB + "-TargetS" + TAB + "https://x.contoso.com/y\n", "[PS exo]>"),
    ("(Get-OrganizationRelationship).TargetSharingEpr\n", "https://x.contoso.com/y\r\n"),
    ("Get-Mailb" + TAB + TAB, "Get-MailboxFolderPermission"),
    (CTRL_U + "Get-Nothing\n", "is not recognized"),
    (UP + "\n", "is not recognized"),
    ("Exit-PSSession\n", "[PS onprem]>"),
]

with tempfile.TemporaryDirectory() as state:
    shell = pseudo_terminal.Terminal([sys.argv[1], "shell"], {"XDG_STATE_HOME": state}, columns=200)
    for typed, words in STEPS:
        shell.type(typed)
        shell.wait(words)
    shell.type("exit\n")
    status = shell.end()
sys.exit(f"FAIL exit status {status}" if status else 0)
