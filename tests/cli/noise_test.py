#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The texts of tests/texts through the whole program, as they are and as screenshots, terminals, mails and logs make them.

usage: noise_test.py FBCHECK SOURCE_FOLDER

Each way is a test: at least 97 of 100 texts (99 as they are) get one of their rows, and at most 2 a row that is wrong.
"""
import datetime
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import textwrap
import unittest

SOURCE = pathlib.Path(sys.argv.pop(2))
FBCHECK = os.path.abspath(sys.argv.pop(1))
NAMED, WRONG, EVEN_CHANCE = 0.97, 0.02, 0.5
COLUMNS = 60
START = datetime.datetime(2026, 11, 22, 9, 0, 0, 123456)
MISREAD = [("m", "rn"), ("rn", "m"), ("l", "1"), ("l", "I"), ("I", "l"), ("o", "0"), ("O", "0"), ("0", "O"), ("1", "l"),
           ("cl", "d"), ("d", "cl"), ("w", "vv"), ("i", "!"), ("c", "e"), ("e", "c"), ("s", "5"), ("B", "8"), ("h", "b"),
           ("n", "h"), ("u", "v")]


def texts():
    rows = []
    for name in ("rows", "none", "neighbours"):
        for line in (SOURCE / f"tests/texts/{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            # What is broken by a second prefix or a second mail is no text of this test.
            if "grep" not in row["id"] and "from the HTML" not in row["id"]:
                rows.append(row)
    return rows


def one_of(places, chance):
    return chance.choice(places) if places else None


def misread(text, chance):
    for _ in range(100):
        meant, read = chance.choice(MISREAD)
        place = one_of([found.start() for found in re.finditer(re.escape(meant), text)], chance)
        if place is not None:
            return text[:place] + read + text[place + len(meant):]
    return text


def between_letters(text, blank):
    return [i for i in range(1, len(text) - 1)
            if text[i - 1].isalpha() and text[i + blank].isalpha() and (text[i] == " ") == bool(blank)]


def lost_blank(text, chance):
    place = one_of(between_letters(text, 1), chance)
    return text if place is None else text[:place] + text[place + 1:]


def added_blank(text, chance):
    place = one_of(between_letters(text, 0), chance)
    return text if place is None else text[:place] + " " + text[place:]


def wrapped(text):
    return [part for line in text.split("\n")
            for part in textwrap.wrap(line, COLUMNS, break_long_words=False, break_on_hyphens=False) or [""]]


def behind(prefix):
    """A prefix with {n} for the line, {t} for an ISO time, {s} for seconds."""
    def put(text, _):
        return "\n".join(prefix.format(n=i + 9, s=f"{i % 60:02}", t=(START + datetime.timedelta(seconds=i)).isoformat()) + line
                         for i, line in enumerate(wrapped(text)))
    return put


def rich(text, _):
    def put(letter):
        if letter in "\\{}":
            return "\\" + letter
        if letter == "\n":
            return "\\par\n"
        return letter if ord(letter) < 128 else f"\\u{ord(letter) if ord(letter) < 32768 else ord(letter) - 65536}?"
    return "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Calibri;}}\\pard\\f0\\fs22 " + "".join(map(put, text)) + "\\par}"


WAYS = {
    "as it is": lambda text, chance: text,
    "a misread character": misread,
    "a lost blank": lost_blank,
    "an added blank": added_blank,
    "doubled blanks": lambda text, chance: text.replace(" ", "  "),
    "rn for every m": lambda text, chance: text.replace("m", "rn"),
    "I for every l": lambda text, chance: text.replace("l", "I"),
    "GitHub Actions": behind("{t}0Z "),
    "a terminal of 80 columns": lambda text, chance: "\n".join(line[i:i + 80] for line in text.split("\n")
                                                              for i in range(0, max(len(line), 1), 80)),
    "the log of a job": behind("build\tRun tests\t{t}0Z "),
    "Azure DevOps": behind("##[error]"),
    "Jenkins": behind("[{t}Z] "),
    "docker logs -t": behind("{t}789Z "),
    "docker compose": behind("checker-1  | "),
    "kubectl logs --prefix": behind("[pod/checker-6d4cf56db6-abcde/checker] "),
    "a container's file": behind("{t}789Z stderr F "),
    "syslog": behind("Nov 22 09:00:{s} mon01 fbcheck[812]: "),
    "syslog with a priority": behind("<134>1 {t}Z mon01 fbcheck 812 - - "),
    "journalctl": behind("Nov 22 09:00:{s}.123456 mon01 python3[812]: "),
    "journalctl -o short-iso": behind("{t}+01:00 mon01 python3[812]: "),
    "grep -n": behind("mail.txt:{n}:"),
    "grep -C": behind("logs/mail.txt-{n}-"),
    "grep -H": behind("C:\\my mail.txt:"),
    "Python's logging": behind("ERROR:root:"),
    "a logger with its name": behind("2026-11-22 09:00:{s},123 ERROR [main] c.x.Check - "),
    "an American date": behind("11/22/2026 9:00:{s} AM "),
    "a German date": behind("22.11.2026 09:00:{s} "),
    "Apache's error log": behind("[Sun Nov 22 09:00:{s}.123456 2026] [error] [pid 812] "),
    "quoted": behind("> "),
    "quoted twice": behind(">> "),
    "a comment": behind("# "),
    "Rich Text": rich,
    "typographic quotation marks": lambda text, chance: text.replace("'", "\u2019").replace('"', "\u201d"),
    "no-break blanks": lambda text, chance: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text, chance: re.sub(r"(\w{3})(\w{3})", "\\1\u00ad\\2", text),
    "zero-width characters": lambda text, chance: re.sub(r"(\w{3})(\w{3})", "\\1\u200b\\2", text),
}


def classify(rows):
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run([FBCHECK, "classify", "--jsonl"], input=lines, stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line)["diagnoses"] for line in done.stdout.splitlines()]


def is_row(answer):
    return answer["id"][0].isdigit()


def judge(row, answers):
    """"named", "missed" or "wrong": of what may be answered first, is it?"""
    labels = row["row"].split("|")
    first = answers[0] if answers else None
    if first and first["id"] in labels:
        return "named"
    if "none" in labels:
        return "wrong" if first and is_row(first) and first["confidence"] >= EVEN_CHANCE else "named"
    return "wrong" if first else "missed"


class Noise(unittest.TestCase):
    pass


def make(name, way):
    def check(self):
        chance = random.Random(name)
        rows = texts()
        noisy = [{"id": row["id"], "text": way(row["text"], chance)} for row in rows]
        verdicts = [judge(row, answers) for row, answers in zip(rows, classify(noisy))]
        bad = [f"{verdict}: {row['id']}: {made['text'][:200]!r}" for row, made, verdict in zip(rows, noisy, verdicts)
               if verdict != "named"]
        self.assertGreater(len(rows), 250)
        self.assertGreaterEqual(verdicts.count("named"), (0.99 if name == "as it is" else NAMED) * len(rows), "\n".join(bad))
        self.assertLessEqual(verdicts.count("wrong"), WRONG * len(rows), "\n".join(bad))
    return check


for title, function in WAYS.items():
    setattr(Noise, "test " + title, make(title, function))

if __name__ == "__main__":
    unittest.main()
