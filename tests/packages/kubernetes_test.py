#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""kubernetes_test.py SOURCE FBLAB: the manifests fit the schemas of Kubernetes (kubernetes-models of npm, which a run of tests/run packages
installs), and what they run is what fblab takes.
"""
import json
import pathlib
import re
import subprocess
import sys

import yaml

SOURCE, FBLAB = pathlib.Path(sys.argv[1]), sys.argv[2]
MODELS = SOURCE / "build/clients/node_modules/kubernetes-models"
SKIPPED = 77
PLACES = {"Deployment": "apps/v1/Deployment", "Job": "batch/v1/Job"}
wrong = skipped = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}")


def complaints(manifest):
    """What the schema says; "": nothing."""
    program = (f"const {{{manifest['kind']}: Model}} = require('{MODELS}/{PLACES[manifest['kind']]}');"
               "new Model(JSON.parse(require('fs').readFileSync(0, 'utf8'))).validate();")
    done = subprocess.run(["node", "-e", program], input=json.dumps(manifest), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)
    return "" if done.returncode == 0 else done.stdout[-600:] or "?"


for path in sorted((SOURCE / "tests/examples/kubernetes").glob("*.yaml")):
    manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
    container = manifest["spec"]["template"]["spec"]["containers"][0]
    line = " ".join(container.get("command", ["fblab"]) + container.get("args", []))
    command = re.search(r"(?:fblab )(\w+)", line)[1]
    known = subprocess.run([FBLAB, command, "--help"], stdout=subprocess.PIPE, text=True, check=False).stdout
    strange = [option for option in re.findall(r"--[a-z-]+", line) if not re.search(rf"^  {option}\b", known, re.M)]
    check(f"{path.name}: fblab {command} has these options", known and not strange, strange)
    if not MODELS.exists():
        skipped += 1
        print(f"SKIPPED: {path.name} IS NOT HELD AGAINST THE SCHEMAS: kubernetes-models IS NOT INSTALLED (tests/run packages)")
        continue
    said = complaints(manifest)
    check(f"{path.name} fits its schema", not said, said)
    manifest["spec"]["replicass" if manifest["kind"] == "Deployment" else "completionMood"] = "many"
    manifest["spec"]["template"]["spec"]["containers"][0]["image"] = 7
    check(f"{path.name}, damaged, does not", complaints(manifest) != "")
sys.exit(1 if wrong else SKIPPED if skipped else 0)
