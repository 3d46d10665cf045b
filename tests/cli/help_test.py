#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Help and manual page of both programs say the same: every command, every option and its value, and nothing else; -h, --help
and `help COMMAND` print the same, on one screen; a mistyped option is answered with the nearest.

usage: help_test.py SOURCE FBLAB FBCHECK
"""
import pathlib
import re
import subprocess
import sys

source = pathlib.Path(sys.argv[1])
wrong = 0
ON_ONE_SCREEN = (24, 80)


def expect(good, sentence, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {sentence}{'' if good else f': {seen}'}")


def run(*arguments):
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def commands_of(usage):
    """{command: its arguments}, from the rows between the purpose and the hint; some rows have two commands."""
    rows = re.findall(r"^  ([\w|]+)  +(.*)$", usage[:usage.index("\n`")], re.M)
    return {name: arguments for names, arguments in rows for name in names.split("|")}


def options_of(usage):
    """{"--lab": "READY"}; a flag has no value."""
    found = dict(re.findall(r"^  (--?[\w-]+)(?: ([A-Z]\S*))?(?:  |$)", usage, re.M))
    rows = re.findall(r"^  -.*", usage, re.M)
    expect(len(found) == len(rows) - 1, "every option but -h is understood", rows)
    return found


def sections_of(manual, program):
    """{command: the options of its section}"""
    sections = {}
    for text in re.split(rf"^\.SS {program} ", manual, flags=re.M)[1:]:
        name = re.match(r"\w+", text)[0]
        body = re.split(r"^\.SH ", text.replace("\\-", "-"), flags=re.M)[0]
        sections[name] = dict(re.findall(r'^\.T[PQ]\n\.BI? (--?[\w-]+)(?: "? ?([A-Z][^"\n]*)"?)?$', body, re.M))
    return sections


def same(help_options, manual_options):
    """The manual may call a value by a longer name; it must have one exactly where the help has one."""
    return set(help_options) == set(manual_options) and all(bool(help_options[o]) == bool(manual_options[o]) for o in help_options)


for path, page in ((sys.argv[2], pathlib.Path(sys.argv[2]).resolve().parent / "sim/fblab.1"), (sys.argv[3], "client/fbcheck.1")):
    program = pathlib.Path(path).name
    status, usage, _ = run(path, "--help")
    expect(status == 0 and usage.startswith(f"Usage: {program} COMMAND"), f"{program} --help", usage)
    expect(run(path, "-h")[1] == usage == run(path, "help")[1], f"{program}: -h, --help and help are the same")
    commands, sections = commands_of(usage), sections_of((source / page).read_text(encoding="utf-8"), program)
    expect(set(commands) == set(sections), f"{page} has every command", (sorted(commands), sorted(sections)))
    for command in commands:
        status, text, errors = run(path, command, "--help")
        expect(status == 0 and not errors and text.startswith(f"Usage: {program} {command} [OPTION...]"), f"{program} {command} --help", errors)
        expect(run(path, command, "-h")[1] == text == run(path, "help", command)[1], f"{program} {command}: -h and help are the same")
        lines = text.splitlines()
        expect(len(lines) <= ON_ONE_SCREEN[0] and max(map(len, lines)) <= ON_ONE_SCREEN[1], f"{program} {command}: help fits a screen")
        options = options_of(text)
        expect(same(options, sections.get(command, {})), f"{page} has the options of {command}", (options, sections.get(command)))
        for option in options:
            if len(option) > 8 and option[-1] != option[-2]:
                mistyped = option[:-2] + option[-1] + option[-2]
                status, output, errors = run(path, command, mistyped)
                expect(status == 2 and not output and f"did you mean {option}?" in errors and errors.count("\n") == 1,
                       f"{program} {command} {mistyped}", errors)
                break
    for command in commands:
        mistyped = command[:-2] + command[-1] + command[-2] if command[-1] != command[-2] else command + "x"
        status, output, errors = run(path, mistyped)
        expect(status == 2 and not output and "did you mean" in errors and errors.count("\n") == 1, f"{program} {mistyped}", errors)
sys.exit(1 if wrong else 0)
