#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""shell_reflexes_test.py FBLAB: what hands do at the prompt without thinking: Ctrl-C, history of yesterday, the question before something
is removed, lines that go on, completion behind a pipe; and files that are written where somebody types."""
import os
import pathlib
import sys
import tempfile

import pseudo_terminal
from pseudo_terminal import CTRL_C, CTRL_U, TAB, UP

fblab = sys.argv[1]
PROMPT = "[PS onprem]>"
SPACE = "contoso.mail.onmicrosoft.com"
CHOICE = "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\"): "


def question(cmdlet, target):
    return f'\r\nConfirm\r\nAre you sure you want to perform this action?\r\nPerforming the operation "{cmdlet}" on target "{target}".\r\n' + CHOICE


# What is typed, and what must appear after it.
FIRST = [
    ("", PROMPT),
    ("Get-Mailbox joe", "Get-Mailbox joe"),
    (CTRL_C, "^C"),
    ("", PROMPT),
    ("Get-Mailbox joe | fl Alias\n", "Alias : joe"),
    ("Get-Mailbox `\n", ">> "),
    ("kim | fl Alias\n", "Alias : kim"),
    ("Get-Mailbox joe |\n", ">> "),
    ("fl", "fl"),
    (CTRL_C, "^C"),
    ("", PROMPT),
    ("$end = 'given up'; $end\n", "given up\r\n"),
    ("Get-Mailbox | Sort-O" + TAB + "PrimaryS" + TAB + "-Desc" + TAB + "| Select-O" + TAB + "-First 1 -ExpandP" + TAB + "Ali" + TAB + "\n", "kim\r\n"),
    ("Get-Mailbox | ? {$_.PrimaryS" + TAB + "-like kim" + TAB + "}" + CTRL_U + "cls\n", PROMPT),
    (f"Remove-AvailabilityAddressSpace {SPACE}\n", question("Remove-AvailabilityAddressSpace", SPACE)),
    ("?\n", "Y - Continue with this command.\r\nA - The same: a line is one command.\r\nN - Leave all as it is.\r\nL - The same.\r\n" + CHOICE),
    ("n\n", PROMPT),
    *[step for answer in ("N", "l", "Lo") for step in ((f"Remove-AvailabilityAddressSpace {SPACE}\n", CHOICE), (answer + "\n", PROMPT))],
    ("(Get-AvailabilityAddressSpace).Name\n", SPACE + "\r\n"),
    (f"Remove-AvailabilityAddressSpace {SPACE}\n", "default"),
    ("q", "q"),
    (CTRL_C, PROMPT),
    ("(Get-AvailabilityAddressSpace).Count\n", "1\r\n"),
    (f"Remove-AvailabilityAddressSpace {SPACE} -WhatIf\n", "What if: Performing the operation"),
    ("Get-AvailabilityAddressSpace | Remove-AvailabilityAddressSpace\n", question("Remove-AvailabilityAddressSpace", "what came through the pipe")),
    ("\n", PROMPT),
    ("(Get-AvailabilityAddressSpace).Count\n", "0\r\n"),
    ("Remove-Mailbox kim -Confirm:$false\n", PROMPT),
    ("(Get-Mailbox).Count\n", "1\r\n"),
    ("Set-Mailbox joe -AccountDisabled $true -Confirm\n", question("Set-Mailbox", "joe -AccountDisabled $true -Confirm")),
    ("y\n", PROMPT),
    ("(Get-Mailbox joe | % AccountDisabled)\n", "True\r\n"),
    ("Get-Help Get-Mailbox -Examples\n", "Get-Mailbox: shows"),
    ("Get-Command -Noun AuthServer\n", "Set-AuthServer"),
    ("echo $end\n", "fblab pwsh has"),
]


def type_all(steps, environment):
    shell = pseudo_terminal.Terminal([fblab, "shell"], environment, columns=200)
    for typed, words in steps:
        shell.type(typed)
        shell.wait(words)
    shell.type("exit\n")
    return shell.end()


wrong = 0
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    environment = {"XDG_STATE_HOME": folder}
    wrong += type_all(FIRST, environment) != 0
    history = pathlib.Path(folder, "fblab/shell_history")
    if history.stat().st_mode & 0o77:
        wrong += 1
        print("FAIL others can read the history")
    # The last line of the first session is the second before the prompt of this one: "exit" is behind it.
    wrong += type_all([("", PROMPT), (UP + UP + "\n", "fblab pwsh has")], environment) != 0
    files = type_all([
        ("", PROMPT),
        ("Get-Mailbox | select Alias, PrimarySmtpAddress | Export-Csv -Path boxes.csv -NoTypeInformation\n", PROMPT),
        ("Get-Mailbox joe | select Alias, PrimarySmtpAddress | Export-Csv boxes.csv -Append\n", PROMPT),
        ("Get-Mailbox joe | fl Alias > list.txt\n", PROMPT),
        ("Get-Mailbox kim | fl Alias | Out-File -FilePath list.txt -Append\n", PROMPT),
        ("Get-Mailbox | Export-Csv\n", "needs the name of a file"),
        ("Get-Mailbox | Export-Csv a.csv -Delimiter ;\n", "fblab pwsh has it"),
        ("Get-Mailbox | Export-Csv /nowhere/a.csv\n", "/nowhere/a.csv"),
    ], environment)
    wrong += files != 0
    expected = {"boxes.csv": '"Alias","PrimarySmtpAddress"\n"joe","joe@contoso.com"\n"kim","kim@contoso.com"\n"joe","joe@contoso.com"\n',
                "list.txt": "\nAlias : joe\n\n\nAlias : kim\n\n"}
    for name, text in expected.items():
        written = pathlib.Path(name).read_text(encoding="utf-8")
        if written != text:
            wrong += 1
            print(f"FAIL {name}: {written!r}")
    os.chdir("/")
sys.exit(wrong > 0)
