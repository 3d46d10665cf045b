#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Follows what fbcheck prints, as a person at a keyboard would: breaks a lab, looks up, types the check of each cause at its
place, the commands of the first that its check confirms, and looks up again. In a healthy lab the same procedure must change
nothing.

usage: procedures_test.py FBLAB FBCHECK [--least SHARE] [--first SHARE] [--quiet] [ID...]
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import urllib.error

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402


def variants(fblab, wanted):
    """(id, variant, row) of everything that is broken and expected to fail."""
    listed = json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout)
    for entry in listed:
        shown = json.loads(subprocess.run([fblab, "show", entry["id"], "--json"], check=True, stdout=subprocess.PIPE).stdout)
        for variant in shown["variants"]:
            if variant["break"] and (not wanted or variant["id"] in wanted or shown["id"] in wanted):
                yield variant["id"], variant, shown["id"]


class Robot:
    def __init__(self, fblab, fbcheck):
        self.lab = labs.Lab(fblab)
        self.fbcheck = fbcheck

    def look_up(self):
        done = subprocess.run([self.fbcheck, "query", "--lab", self.lab.ready_file, "--json"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode())
        return json.loads(done.stdout)

    def type(self, at, command):
        """(worked, what is printed)"""
        try:
            answer = self.lab.ask("/commands", {"at": at, "command": command})
            return True, answer.get("output", "")
        except urllib.error.HTTPError as refusal:
            return False, refusal.read().decode("utf-8", "replace")

    def confirmed(self, cause, log):
        """The groups that the check fills; None: the cause is not there."""
        check = cause["check"]
        if not check:
            return {}
        worked, output = self.type(check["at"], check["command"])
        found = worked and re.search(check["confirms"].replace("(?<", "(?P<").replace("(?P<!", "(?<!").replace("(?P<=", "(?<="),
                                     output)
        log.append(f"[{check['at']}] {check['command']} -> {'yes' if found else 'no'}" + ("" if worked else f": {output}"))
        return {name.replace("_", "-"): value for name, value in found.groupdict().items()} if found else None

    def follow(self, diagnosis, log):
        """The id of the cause whose commands were typed; None: no check confirmed one."""
        for cause in diagnosis["causes"]:
            filled = self.confirmed(cause, log)
            if filled is None or not cause["commands"]:
                continue
            for command in cause["commands"]:
                text = re.sub(r"\{([a-z-]+)\}", lambda match: filled.get(match[1], match[0]), command["command"])
                worked, output = self.type(command["at"], text)
                log.append(f"[{command['at']}] {text}" + ("" if worked else f" -> {output}"))
            return cause["id"]
        return None

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
        self.lab.post("/disarm")
        healthy = []
        self.follow(diagnosis, healthy)
        result["harmless"] = self.lab.ask("/armed")["changes"] == 0
        result["healthy"] = healthy
        return result


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
        robot = Robot(options.fblab, options.fbcheck)
        try:
            return [robot.judge(variant, row) for _, variant, row in chunk]
        finally:
            robot.lab.stop()

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        results = sorted((result for part in pool.map(work, chunks) for result in part), key=lambda result: result["id"])
    wrong = 0
    for result in results:
        first = result.get("causes", [None])[:1] == [result.get("plays")]
        result["first"] = first
        good = result["row"] and result["healed"] and result.get("harmless")
        if options.verbose or not good or not first:
            print(f"{result['id']:8} {'row' if result['row'] else 'ROW WRONG':9} "
                  f"{'healed' if result['healed'] else 'NOT HEALED':10} "
                  f"{'harmless' if result.get('harmless') else 'CHANGES A HEALTHY LAB':8} "
                  f"{'first' if first else 'plays ' + str(result.get('plays')) + ', named ' + str(result.get('causes'))}")
            if options.verbose or not good:
                for line in result["log"] + (["in a healthy lab:"] + result["healthy"] if not result.get("harmless", True) else []):
                    print("         " + line)
        wrong += not good
    healed = sum(result["row"] and result["healed"] for result in results)
    first = sum(result["first"] for result in results)
    harmless = all(result.get("harmless") for result in results)
    print(f"{healed} of {len(results)} heal, {first} have the armed cause first, "
          f"{sum(bool(result.get('harmless')) for result in results)} change nothing in a healthy lab")
    if not results or healed < options.least * len(results) or first < options.first * len(results) or not harmless:
        print("1 failed")
        sys.exit(1)


main()
