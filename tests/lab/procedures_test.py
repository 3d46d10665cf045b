#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Follows what fbcheck prints, as a person at a keyboard would: breaks a lab, looks up, types the check of each cause at its
place, the commands of the first that its check confirms, and looks up again. In a healthy lab the same procedure must change
nothing.

Evidence cannot tell every cause from its twins: undecided.txt lists those variants, and there the armed cause must be among the
named ones with a check that decides; of all others it must be the first.

usage: procedures_test.py FBLAB FBCHECK [--least SHARE] [--first SHARE] [--verbose] [ID...]
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys

import robot
from robot import labs


def variants(fblab, wanted):
    """(id, variant, row) of everything that is broken and expected to fail."""
    listed = json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)
    for entry in listed:
        shown = json.loads(subprocess.run([fblab, "show", entry["id"], "--json"], check=True, stdout=subprocess.PIPE).stdout)
        for variant in shown["variants"]:
            if variant["break"] and (not wanted or variant["id"] in wanted or shown["id"] in wanted):
                yield variant["id"], variant, shown["id"]


def undecided():
    """The variants whose evidence is that of others: {id: words}."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "undecided.txt"), encoding="utf-8") as file:
        lines = [line.split(None, 1) for line in file if line.strip() and not line.startswith("#")]
    return {line[0]: line[1].strip() for line in lines}


FIRST_ERA = "2018"  # that of a lab of which nothing is said


class Judge(robot.Robot):
    def __init__(self, fblab, fbcheck):
        super().__init__(labs.Lab(fblab), fbcheck)
        self.fblab = fblab

    def broken(self, variant):
        self.lab.arm(variant["id"])
        for _ in range(variant["attempts"]):
            seen = self.look_up()
            if not seen["ok"]:
                return seen
        return seen

    def judge(self, variant, row):
        log = []
        seen = self.broken(variant)
        if seen["ok"] or not seen["diagnoses"]:
            return {"id": variant["id"], "row": False, "healed": False, "first": None, "log": ["nothing was named"]}
        diagnosis = seen["diagnoses"][0]
        used = self.follow(diagnosis, log)
        again = [self.look_up()["ok"] for _ in range(variant["attempts"])]
        causes = [cause["id"] for cause in diagnosis["causes"]]
        result = {"id": variant["id"], "row": diagnosis["id"] == row, "causes": causes, "used": used, "plays": variant.get("plays"),
                  "healed": used is not None and all(again), "log": log}
        result["harmless"], result["healthy"] = self.changes_nothing(diagnosis, variant["era"])
        return result

    def changes_nothing(self, diagnosis, era):
        """(true, what was typed) in a healthy lab, set up as that of the failure is."""
        own = era == FIRST_ERA
        healthy = robot.Robot(self.lab if own else labs.Lab(self.fblab, "--era", era), self.fbcheck)
        healthy.lab.post("/disarm")
        log = []
        healthy.follow(diagnosis, log)
        harmless = healthy.lab.ask("/armed")["changes"] == 0
        if not own:
            healthy.lab.stop()
        return harmless, log


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("fblab")
    parser.add_argument("fbcheck")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--least", type=float, default=0.95, help="share that must heal")
    parser.add_argument("--first", type=float, default=0.9, help="share whose armed cause must be named first")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_intermixed_args()
    todo = list(variants(options.fblab, options.ids))
    workers = min(2, len(todo))
    chunks = [todo[start::workers] for start in range(workers)]

    def work(chunk):
        judge = Judge(options.fblab, options.fbcheck)
        try:
            return [judge.judge(variant, row) for _, variant, row in chunk]
        finally:
            judge.lab.stop()

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        results = sorted((result for part in pool.map(work, chunks) for result in part), key=lambda result: result["id"])
    twins = undecided()
    for result in results:
        causes, plays = result.get("causes", []), result.get("plays")
        result["first"] = causes[:1] == [plays] or (result["id"] in twins and plays in causes)
        good = result["row"] and result["healed"] and result.get("harmless")
        if options.verbose or not good or not result["first"]:
            print(f"{result['id']:13} {'row' if result['row'] else 'ROW WRONG':9} "
                  f"{'healed' if result['healed'] else 'NOT HEALED':10} "
                  f"{'harmless' if result.get('harmless') else 'CHANGES A HEALTHY LAB'} "
                  f"{'first' if result['first'] else f'plays {plays}, named {causes}'}")
        if options.verbose or not good:
            healthy = [] if result.get("harmless", True) else ["in a healthy lab:", *result["healthy"]]
            for line in result["log"] + healthy:
                print("         " + line)
    decided = [result for result in results if result["id"] not in twins]
    healed = sum(result["row"] and result["healed"] for result in results)
    first = sum(result["first"] for result in decided)
    named = sum(result["first"] for result in results if result["id"] in twins)
    harmless = all(result.get("harmless") for result in results)
    print(f"{healed} of {len(results)} heal; the armed cause is first in {first} of {len(decided)} that evidence decides, and named in "
          f"{named} of {len(results) - len(decided)} others; "
          f"{sum(bool(result.get('harmless')) for result in results)} change nothing in a healthy lab")
    good = (results and healed >= options.least * len(results) and first >= options.first * len(decided) and harmless
            and named == len(results) - len(decided))
    print("1 passed, 0 failed" if good else "0 passed, 1 failed")
    sys.exit(0 if good else 1)


main()
