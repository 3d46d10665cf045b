#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every ticket through the terminal trainer: solved by the documented repair, and failed by a wrong answer, by a change that opens too much, and
by no answer.

usage: train_walk_test.py FBLAB SCENARIOS [TICKET...]; without: every variant that is played
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tickets_test

FBLAB = sys.argv[1]
SCENARIOS = pathlib.Path(sys.argv[2])
COURSE = """<course name="one" xmlns="urn:fblab:course"><title>One</title><says>One.</says>
<block><title>One</title><ticket>{}</ticket></block></course>
"""
# Each opens something for more than the ticket needs, or takes something away that others need.
TOO_MUCH = "Remove-OrganizationRelationship Adatum"
PLACES = re.compile(r"^    (onprem|exo|msol|graph|sync|server|device|mesh|domino|lab) +(.*)$", re.M)


class Trainee:
    def __init__(self, folder, ticket):
        self.folder = pathlib.Path(folder)
        self.course = self.folder / "one.xml"
        self.course.write_text(COURSE.format(ticket), encoding="utf-8")

    def types(self, *lines):
        done = subprocess.run([FBLAB, "train", str(self.course), "--seed", "1", "--trainee", "ann", "--state", str(self.folder / "state")],
                              input="".join(line + "\n" for line in lines), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False, timeout=300, env=os.environ | {"COLUMNS": "200"})
        return done.returncode, done.stdout

    def choices(self):
        """{text: number} of failures, and of refutations; nothing is judged."""
        _, text = self.types("answer", "1", "nowhere", "1")
        return choices(text, "Which failure is it?"), choices(text, "What would you have to see if you were wrong?")


def at(place, command):
    return [command] if place == "onprem" else [f"Enter-PSSession {place}", command, "Exit-PSSession"]


def told_by(text):
    told = {key: " ".join(words.split()) for key, words in
            re.findall(r"^    (failure|hop|refuted) +((?:.*)(?:\n {14}.*)*)", text, re.M)}
    commands = [line for place, command in PLACES.findall(text.split("    failure ")[0]) for line in at(place, command)]
    return told, commands


def choices(text, question):
    part = re.match(r"(?:\n  \d+  .*(?:\n {5}.*)*)*", text.split(question, 1)[1])[0]
    return {" ".join(words.split()): number for number, words in re.findall(r"^  (\d+)  (.*(?:\n {5}.*)*)", part, re.M)}


def walk(ticket):
    """What is wrong with the ticket; "": nothing."""
    with tempfile.TemporaryDirectory() as folder:
        trainee = Trainee(folder, ticket)
        status, text = trainee.types("checks")
        told, repair = told_by(text)
        if status != 1 or "  NO  " not in text or not repair or len(told) != 3:
            return f"the worked example shows no failure, or not all of its way: {text[-1500:]}"
        status, text = trainee.types(*repair, "checks")
        if status != 0 or "Solved: 100 points" not in text:
            return f"the documented repair does not solve it: {text[-1500:]}"
        rows, refutations = trainee.choices()
        if told["failure"] not in rows or told["refuted"] not in refutations:
            return f"the answer is not among the choices: {rows} {refutations} {told}"
        wrong = next(number for words, number in rows.items() if words != told["failure"])
        status, text = trainee.types(f"answer {wrong} tls 1", TOO_MUCH, "checks", "give-up")
        if status != 1 or not re.search(r"^  failure +(wrong|right)$", text, re.M) or "Solved" in text or \
                "  NO  The relationship with Adatum is still there" not in text or "Not solved" not in text:
            return f"a wrong answer and a change that takes away too much do not fail it: {text[-1500:]}"
        status, text = trainee.types(*repair, "checks")
        if status != 1 or "Solved" in text or "What was the cause?" not in text:
            return f"no answer does not leave it open: {text[-1500:]}"
        rows, refutations = trainee.choices()  # of another ticket, in another order
        status, text = trainee.types(f"answer {rows[told['failure']]} {told['hop']} {refutations[told['refuted']]}", "checks")
        if status != 0 or "Solved: 100 points" not in text:
            return f"the right answer does not solve it: {text[-1500:]}"
    return ""


def main():
    known = [variant for _, _, variants in tickets_test.played(SCENARIOS) for variant in sorted(variants)]
    tickets = sys.argv[3:] or known
    if not set(tickets) <= set(known):
        sys.exit(f"there are no tickets {sorted(set(tickets) - set(known))}")
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() + 1) as pool:
        for ticket, sentence in zip(tickets, pool.map(walk, tickets)):
            wrong += bool(sentence)
            if sentence:
                print(f"FAIL {ticket}: {sentence}")
    print(f"{len(tickets) - wrong} of {len(tickets)} tickets solved and failed")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
