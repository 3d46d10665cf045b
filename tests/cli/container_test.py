#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The container file, as far as it can be held without building an image (tests/run packages does): what it copies is
there and is enough to configure, and what it builds exists.

usage: container_test.py SOURCE BUILD
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from_source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
text = (from_source / "tests/examples/container/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
wrong = 0


def expect(good, sentence, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {sentence}" + (f": {seen}" if not good else ""))


def instructions(word):
    return re.findall(rf"^{word} (.*)$", text, re.M)


stages = instructions("FROM")
expect(stages == ["debian:12-slim AS build", "scratch"], "what it is built in stays behind", stages)
expect(instructions("USER") == ["10001:10001"], "runs as nobody in particular")
expect(instructions("ENTRYPOINT") == ['["fblab"]'], "is the program")

copied = [line.split()[:-1] for line in instructions("COPY") if not line.startswith("--from")]
copied = [name for names in copied for name in names]
expect(all((from_source / name).exists() for name in copied), "copies what is there", copied)
with tempfile.TemporaryDirectory() as folder:
    for name in copied:
        place = pathlib.Path(folder) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (from_source / name).is_dir() else shutil.copy
        copy(from_source / name, place)
    configure = re.search(r"^RUN (cmake --preset .*?) &&", text, re.M)[1].split()
    done = subprocess.run(configure, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    expect(done.returncode == 0, "that is enough to configure", done.stdout[-800:])
    build_line = re.search(r"&& (cmake --build .*?) &&", text)[1].split()
    done = subprocess.run([*build_line, "--", "-n"], cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    expect(done.returncode == 0, "what it builds exists", done.stdout[-300:])
sys.exit(1 if wrong else 0)
