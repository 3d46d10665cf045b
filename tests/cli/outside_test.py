#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The documented texts of all failures, with the names of another company: what classify says of them, and what explain says,
names nothing of the lab.

usage: outside_test.py FBLAB FBCHECK [--verbose]
"""
import json
import re
import subprocess
import sys

# Whole words, so that "ann" is not found in "cannot".
OURS = re.compile(r"(?i)contoso|\bEX0[0-9]\b|HybridIOC|\b(?:ann|joe|kim|max|dora)\b|Ann Berg|Dora Quist|Spring-2026|(?:Get|Set|New|Remove)-Lab|"
                  r"adatum|8f4e2a1c|7d8a1c2e|notes\.(?:server|domain)\.com|localhost")
# Another company's names, in the order in which they replace ours.
THEIRS = [(r"(?i)contoso\.mail\.onmicrosoft", "northwind.mail.onmicrosoft"), (r"(?i)contoso", "fabrikam"), (r"(?i)adatum", "northwind"),
          (r"notes\.(?:server|domain)\.com", "domino.fabrikam.com"), (r"\bEX0([0-9])\b", r"SRV-MBX-\1"), (r"(?i)\bann\b", "paula"),
          (r"(?i)\bjoe\b", "henk"), (r"(?i)\bkim\b", "ines"), (r"(?i)\bdora\b", "olga"), (r"(?i)\bmax\b", "udo"),
          (r"8f4e2a1c", "11112222"), (r"7d8a1c2e", "33334444"), (r"localhost(?::[0-9]+)?", "mail.fabrikam.com")]


def output(*command, text=None):
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    return done.stdout.decode()


def theirs(text):
    for pattern, name in THEIRS:
        text = re.sub(pattern, name, text)
    return text


def documented(shown):
    """Every text that a scenario documents, those of its variants, too."""
    return sorted({text for text in shown["errors"] + [variant.get("error") for variant in shown["variants"]] if text})


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            if key not in ("errors",):
                yield from strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings(inside)


def main():
    fblab, fbcheck = sys.argv[1:3]
    checked = wrong = 0

    def expect(where, words):
        nonlocal checked, wrong
        checked += 1
        found = OURS.search(words)
        if found:
            wrong += 1
            print(f"FAIL {where}: {found[0]!r} in {words[max(0, found.start() - 70):found.end() + 50]!r}")

    for entry in json.loads(output(fblab, "list", "--json")):
        identifier = entry["id"]
        for text in documented(json.loads(output(fblab, "show", identifier, "--json"))):
            outside = theirs(text)
            expect(f"classify {identifier}", output(fbcheck, "classify", text=outside.encode()).replace(outside, ""))
            for said in strings(json.loads(output(fbcheck, "classify", "--json", text=outside.encode()))):
                expect(f"classify --json {identifier}", said)
        if identifier == "00":
            continue
        for said in strings(json.loads(output(fbcheck, "explain", identifier, "--json"))):
            expect(f"explain --json {identifier}", said)
        # The documented errors stand as they are documented, from "text" to the next label.
        expect(f"explain {identifier}", re.sub(r"(?m)^    text      .*\n(?:              .*\n|^\n|(?! {4}[a-z]+ {2,})[^ ].*\n)*", "",
                                               output(fbcheck, "explain", identifier)))
    print(f"{checked - wrong} passed, {wrong} failed")
    sys.exit(1 if wrong or checked < 1000 else 0)


main()
