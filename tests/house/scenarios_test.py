#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every scenario that can be played has a test of its name, and nobody has to write that down.

usage: scenarios_test.py SOURCE BUILD FBLAB
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import house


def words(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def listed(program, *folder):
    """The ids of what can be played, as fblab knows them."""
    return {row["id"] for row in json.loads(words(program, "list", "--json", *folder)) if row.get("variants")}


def tests(build):
    """The ids that scenarios_test is run with."""
    shown = json.loads(words("ctest", "--test-dir", build, "--show-only=json-v1"))["tests"]
    return {test["command"][1] for test in shown
            if pathlib.Path(test.get("command", ["", ""])[0]).name == "scenarios_test"
            and test["name"] == "scenario_" + test["command"][1]}


def found(finder, folder):
    """What the configuration finds in a folder."""
    with tempfile.TemporaryDirectory() as place:
        script = pathlib.Path(place) / "CMakeLists.txt"
        script.write_text(f'cmake_minimum_required(VERSION 3.25)\nproject(p NONE)\ninclude("{finder}")\n'
                          f'find_scenario_ids("{folder}" ids)\nmessage("ids: ${{ids}}")\n', encoding="utf-8")
        done = subprocess.run(["cmake", "-S", place, "-B", f"{place}/build"], check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return set(done.stderr.split("ids: ", 1)[1].split("\n", 1)[0].split(";")) - {""}


def compare(known, tested):
    return [f"scenario {name} has no test" for name in sorted(known - tested)] + \
           [f"scenario_{name} tests no scenario" for name in sorted(tested - known)]


def self_test(finder):
    """A scenario put into a folder is found without another change; a difference is seen."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        house.plant(folder, {"40-new.xml": '<?xml version="1.0"?>\n<scenario id="40" xmlns="urn:fblab:scenario">\n',
                             "xOld.xml": '<scenario id="xOld" xmlns="urn:fblab:scenario">\n<not-played>no</not-played>\n',
                             "vocabulary.xml": "<vocabulary/>\n"})
        ids = found(finder, folder)
    wrong = [] if ids == {"40"} else [f"self-test: of 40 and xOld (not played) the configuration finds {ids}"]
    if compare({"40"}, set()) != ["scenario 40 has no test"] or compare(set(), {"41"}) != ["scenario_41 tests no scenario"]:
        wrong.append("self-test: a difference is not seen")
    return wrong


def main():
    source, build, program = sys.argv[1:4]
    known = listed(program)
    wrong = self_test(f"{source}/tests/lab/scenario_ids.cmake") + compare(known, tests(build))
    wrong += [f"{name}: fblab lists it, the configuration does not find it"
              for name in sorted(known ^ found(f"{source}/tests/lab/scenario_ids.cmake", f"{source}/scenarios"))]
    if len(known) < 40:
        wrong.append(f"only {len(known)} scenarios are played")
    print("\n".join(wrong) or "in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
