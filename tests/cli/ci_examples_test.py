#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""ci_examples_test.py SOURCE BUILD: the lines of the examples for GitLab, Azure Pipelines and GitHub's composite action, run as their
runners would: but for what installs packages, and on a few failures.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import yaml

SOURCE, BUILD = pathlib.Path(sys.argv[1]) / "tests/examples", pathlib.Path(sys.argv[2])
ROWS = "06a 06b 10a 00a"
RIGHT = 'fbcheck query --lab "$FBLAB_READY_FILE" --json'
WRONG = "echo 10"
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}")


def run(script, folder, **variables):
    if "apt-get" in script:
        return 0
    environment = dict(os.environ, PATH=f"{BUILD}:{os.environ['PATH']}", **variables)
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False).returncode


def gitlab(folder, tool):
    pipeline = yaml.safe_load((SOURCE / "gitlab/.gitlab-ci.yml").read_text(encoding="utf-8"))
    total = pipeline["matrix"]["parallel"]
    shards = [run(line, folder, TOOL=tool, ROWS=ROWS, CI_NODE_INDEX=str(nth), CI_NODE_TOTAL=str(total))
              for nth in range(1, total + 1) for line in pipeline["matrix"]["script"]]
    return shards, [run(line, folder, TOOL=tool, ROWS=ROWS) for line in pipeline["report"]["script"]]


def azure(folder, tool):
    matrix, report = yaml.safe_load((SOURCE / "azure-pipelines/azure-pipelines.yml").read_text(encoding="utf-8"))["jobs"]
    total = matrix["strategy"]["parallel"]

    def scripts(job, nth):
        for step in job["steps"]:
            if "script" in step:
                yield step["script"].replace("$(System.JobPositionInPhase)", str(nth)).replace("$(System.TotalJobsInPhase)", str(total))

    shards = [run(line, folder, TOOL=tool, ROWS=ROWS) for nth in range(1, total + 1) for line in scripts(matrix, nth)]
    return shards, [run(line, folder, TOOL=tool, ROWS=ROWS) for line in scripts(report, 0)]


def github(folder, tool):
    action = yaml.safe_load((SOURCE / "github-action/action.yml").read_text(encoding="utf-8"))
    inputs = {"tool": tool, "rows": ROWS, "package": "fblab.deb", "arguments": "--seed 1"}
    check("github: every input is declared", set(inputs) == set(action["inputs"]), action["inputs"])

    def filled(text):
        return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: inputs[found[1]], text)

    return [0], [run(step["run"], folder, **{name: filled(value) for name, value in step["env"].items()})
                 for step in action["runs"]["steps"] if "run" in step]


for name, example in (("gitlab", gitlab), ("azure", azure), ("github", github)):
    for kind, tool, status in (("right", RIGHT, 0), ("wrong", WRONG, 1)):
        place = pathlib.Path(tempfile.mkdtemp())
        parts, ends = example(place, tool)
        check(f"{name}: the parts are done with a {kind} tool", not any(parts), parts)
        check(f"{name}: the job is {'red' if status else 'green'}", max(ends) == status, ends)
        cases = [case.get("name").split()[0] for case in ElementTree.parse(place / "matrix.xml").getroot()]
        check(f"{name}: JUnit has the rows", sorted(cases) == sorted(ROWS.split()), cases)
        check(f"{name}: and there is a page", (place / "matrix.html").exists())
        if name == "github":
            found = json.loads((place / "matrix.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
            check("github: SARIF has what is wrong", len(found) == (3 if status else 0), found)
        shutil.rmtree(place)
sys.exit(1 if wrong else 0)
