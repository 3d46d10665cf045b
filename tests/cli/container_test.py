#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The container file, as far as it can be held without building an image (tests/run packages does): what it copies is
there and is enough to configure, what it builds exists, and the packages it installs are those whose libraries are linked.

usage: container_test.py SOURCE BUILD
"""
import pathlib
import platform
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


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout


def instructions(word):
    return re.findall(rf"^{word} (.*)$", text, re.M)


def needed(program):
    """The packages whose libraries the program is linked with, without the C library's."""
    where = dict(re.findall(r"(\S+) => (\S+) \(", output("ldd", program)))
    for name in re.findall(r"NEEDED.*\[(.*)\]", output("readelf", "-d", program)):
        if name.startswith("ld-linux"):  # the loader, which ldd names without an arrow
            continue
        path = pathlib.Path(where[name]).resolve()
        plain = str(path).removeprefix("/usr")  # dpkg knows some files by the name from before /usr was merged
        owner = re.search(r"^([^:\s]+)(:\w+)?: ", output("dpkg", "-S", f"/usr{plain}") or output("dpkg", "-S", plain))
        if owner[1] not in ("libc6", "libasan8", "libubsan1", "libtsan2", "libgcc-s1"):
            yield owner[1]


stages = instructions("FROM")
expect(stages == ["debian:12-slim AS build", "debian:12-slim"], "two stages on a small base", stages)
expect(instructions("USER") == ["10001:10001"], "runs as nobody in particular")
expect(instructions("ENTRYPOINT") == ['["fblab"]'], "is the program")

last = text[text.rindex("\nFROM"):]
installed = set(re.search(r"--no-install-recommends (.*?) &&", last)[1].split())
linked = set(needed(build / "fblab")) | set(needed(build / "fbcheck"))
if f"FROM debian:{platform.freedesktop_os_release().get('VERSION_ID')}-slim" in text:
    expect(installed == linked, "installs what the programs are linked with", f"{installed ^ linked} in one of them only")
else:  # its libraries have other names there
    print("SKIPPED: WHAT THE IMAGE INSTALLS IS NOT COMPARED: THESE PROGRAMS ARE NOT LINKED WITH ITS DEBIAN'S LIBRARIES")

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
