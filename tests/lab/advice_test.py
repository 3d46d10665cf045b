#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every command line that `fblab show` and `fbcheck explain` print, as check or as command of a cause, is typed in a
healthy lab at its place, its placeholders filled with what the lab has: the shell knows the cmdlet and its parameters,
or it is a program of which the shell says what it would do.

usage: advice_test.py FBLAB FBCHECK [ID...]
"""
import json
import os
import re
import subprocess
import sys
import urllib.error

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

# What says that nobody could type this line, as opposed to: there is nothing to repair in a healthy lab.
UNKNOWN = re.compile(r"is not recognized as the name|parameter cannot be found|parameter name '[^']*' is ambiguous|"
                     r"Unexpected token|Cannot bind|Cannot process argument|Cannot validate|Cannot convert|"
                     r"missing mandatory|ends too early|"
                     r"missing the terminator|Missing |hash literal|Missing closing|is no place|can be a value only|"
                     r"runs at several places|specified more than once")
FILLED = {
    "url": "https://mail.contoso.com/EWS/Exchange.asmx",
    "address": "ann@contoso.com",
    "user": "ann@contoso.com",
    "mailbox": "ann@contoso.com",
    "domain": "contoso.com",
    "thumbprint": "0123456789ABCDEF0123456789ABCDEF01234567",
    "seconds": "0",
    "offset": "0",
    "party": "onprem",
    "host": "mail.contoso.com",
    "names": "mail.contoso.com",
    "ip": "127.0.0.21",
    "server": "EX01",
    "guid": "00000002-0000-0ff1-ce00-000000000000",
    "realm": "7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31",
}


def value(name):
    """By the last word that is known: "Asking User's Address", "{asked-host}"."""
    words = re.findall(r"[a-z]+", name.lower())
    return next((FILLED[word] for word in reversed(words) if word in FILLED), "joe")


def fill(command):
    return re.sub(r"<([A-Z][^<>]*)>|\{([a-z-]+)\}", lambda match: value(match[1] or match[2]), command)


def lines(program, verb, identifier):
    """(place, command) of every check and command of every cause."""
    done = subprocess.run([program, verb, identifier, "--json"], check=True, stdout=subprocess.PIPE)
    for cause in json.loads(done.stdout)["causes"]:
        for line in ([cause["check"]] if cause["check"] else []) + cause["commands"]:
            yield line["at"], line["command"]


def type_line(lab, at, command):
    """The sentence of a refusal; None: the shell did it."""
    try:
        lab.ask("/commands", {"at": at, "command": command})
        return None
    except urllib.error.HTTPError as refusal:
        return refusal.read().decode("utf-8", "replace")


def main():
    fblab, fbcheck, *ids = sys.argv[1:]
    listed = json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)
    wanted = ids or sorted({entry["id"] for entry in listed})
    wrong = 0
    typed = {}
    with labs.Lab(fblab) as lab:
        for identifier in wanted:
            printed = [*lines(fblab, "show", identifier), *lines(fbcheck, "explain", identifier)]
            for at, command in dict.fromkeys(printed):
                if (at, command) in typed:
                    continue
                typed[at, command] = sentence = type_line(lab, at, fill(command))
                lab.post("/disarm")
                if sentence and UNKNOWN.search(sentence):
                    print(f"{identifier} [{at}] {command}\n        {sentence.strip()}")
                    wrong += 1
        if not UNKNOWN.search(type_line(lab, "onprem", "Get-Foo -Bar") or ""):
            print("what nobody can type is accepted")
            wrong += 1
    print(f"{len(typed)} lines typed, {wrong} failed")
    sys.exit(1 if wrong or not typed else 0)


main()
