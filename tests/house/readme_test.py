#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The commands of the README or of a page of the guide, run as they stand: every line after "$ " of its console blocks, with what
is typed at the prompts below it, and every step of its CI job.

usage: readme_test.py SOURCE BUILD PAGE
./fblab and build/release/ stand for the programs of BUILD; `serve` runs on beside the lines that follow it. What goes through
every failure goes through one here: other tests do it whole.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
# What this test is itself part of, or what changes the machine.
LEFT_OUT = ("tests/run", "cmake --preset", "apt-get ", "docker ")


# What goes through every failure, with one behind it.
WHOLE = re.compile(r"fblab (replay|matrix)\b")


def commands():
    """(a command, what is typed at its prompts)"""
    text = (source / sys.argv[3]).read_text(encoding="utf-8").replace("\\\n", "")
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        for line, prompts in re.findall(r"^\$ (.*)\n((?:\[[^]]+\]> .*\n)*)", block, re.M):
            if not line.startswith(LEFT_OUT):
                yield re.sub(r"\s{2,}#.*", "", line), re.sub(r"^\[.*?\]> ", "", prompts, flags=re.M)
    for block in re.findall(r"```yaml\n(.*?)```", text, re.S):
        for line in re.findall(r"^ *- run: (.*)$", block, re.M):
            if not line.startswith(LEFT_OUT):
                yield line, ""


def here(command, folder):
    command = command.replace("/tmp/", f"{folder}/")
    command = re.sub(r"(^|\s)(?=pack\.zip)", rf"\1{folder}/", command)
    # A step of the job, in a workspace with fblab in a folder of it.
    command = re.sub(r"(^|\s)fblab/(?=tests/)", rf"\1{source}/", re.sub(r"^fblab/(?=fblab )", f"{build}/", command))
    command = re.sub(r"(--junit|--html) (?=matrix)", rf"\1 {folder}/", command)
    command += " 06" if WHOLE.search(command) else ""
    return re.sub(r"(^|[\s'])(\./(?=fblab)|build/release/)", rf"\1{build}/", command)


class Lab:
    """The lab a `serve` line starts."""

    child = None
    healed = False  # nothing is broken, or a shell line has changed a setting

    def serve(self, command, folder):
        self.stop()
        self.healed = "--scenario" not in command
        self.child = subprocess.Popen(["sh", "-c", "exec " + command], stdout=subprocess.PIPE)
        self.child.stdout.readline()

    def stop(self):
        if self.child:
            self.child.terminate()
            self.child.communicate(timeout=60)


def run(command, typed, folder, lab):
    if " serve " in command:
        lab.serve(command, folder)
        return True
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, input=typed, env=os.environ | {"XDG_STATE_HOME": folder},
                          stderr=subprocess.STDOUT, text=True, timeout=240, cwd=source, check=False)
    # a look-up in a broken lab is meant to fail, with a diagnosis, until it is repaired
    look_up = " query" in command and " matrix " not in command
    good = done.returncode == (1 if look_up and not lab.healed else 0)
    if "--isolated" in command and "does not let us have namespaces" in done.stdout:
        print(f"SKIPPED, AND SO UNTESTED: {command}: {done.stdout}")
        return True
    lab.healed = lab.healed or bool(re.search(r" shell .*\b(Set|New|Remove)-", command))
    print(f"{'ok  ' if good else 'FAIL'} {command}")
    if not good:
        print(done.stdout)
    return good


def main():
    lab, wrong, ran = Lab(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            for command, typed in commands():
                ran += 1
                wrong += not run(here(command, folder), typed, folder, lab)
        finally:
            lab.stop()
    return 1 if wrong or ran < 3 else 0


sys.exit(main())
