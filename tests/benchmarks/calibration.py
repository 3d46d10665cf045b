#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How often fbcheck classify is right where it claims to be: a table and a plot over the texts of tests/texts.

usage: calibration.py FBCHECK [FILE...]    FILE: one {"id","row","text"} a line; else the texts of the tests

Of the first answers given with a confidence of 0.8 to 1.0 at least 80 % must be right, and so on for each class from 0.4
upwards; otherwise the exit status is 1. A text that is of no row ("none", also "none|06") makes any row wrong; a neighbour
named there is not counted, for "none" says nothing of neighbours.
"""
import json
import pathlib
import subprocess
import sys

TEXTS = pathlib.Path(__file__).resolve().parents[1] / "texts"
CLASSES = [(0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0)]
ASKED_FROM = 0.4
WIDTH = 40
LABELLED = ("neighbours", "none", "rows")  # the other files are answers of units


def read(files):
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def first_answers(program, items):
    lines = "\n".join(json.dumps({"id": item["id"], "text": item["text"]}) for item in items)
    output = subprocess.run([program, "classify", "--jsonl"], input=lines, check=True, stdout=subprocess.PIPE,
                            text=True).stdout
    for item, line in zip(items, output.splitlines()):
        diagnoses = json.loads(line)["diagnoses"]
        if diagnoses and not (item["row"].startswith("none") and diagnoses[0]["id"].startswith("x")):
            yield item, diagnoses[0]


def is_right(item, answer):
    rows = item["row"].split("|")
    return rows[0] != "none" and answer["id"] in rows


def class_of(confidence):
    return next(i for i, (_, high) in enumerate(CLASSES) if confidence < high or high == CLASSES[-1][1])


def main():
    items = read([pathlib.Path(name) for name in sys.argv[2:]] or [TEXTS / f"{name}.jsonl" for name in LABELLED])
    answers, right = [0] * len(CLASSES), [0] * len(CLASSES)
    for item, answer in first_answers(sys.argv[1], items):
        place = class_of(answer["confidence"])
        answers[place] += 1
        right[place] += is_right(item, answer)
    good = True
    print(f"{len(items)} texts, {sum(answers)} answered\n\nconfidence  answers  right        0 %{'100 %':>{WIDTH - 3}}")
    for (low, high), count, hits in zip(CLASSES, answers, right):
        share = hits / count if count else None
        met = share is None or low < ASKED_FROM or share >= low
        bar = "" if share is None else "#" * round(share * WIDTH)
        mark = round(low * WIDTH)
        plot = "".join("|" if i == mark else c for i, c in enumerate(bar.ljust(WIDTH)))
        figure = "  -  " if share is None else f"{share:4.0%} "
        print(f"{low:.1f} - {high:.1f}   {count:7}  {figure} {'' if met else 'LOW':4} {plot}".rstrip())
        good = good and met
    print("\n'|' is the least that the class claims.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
