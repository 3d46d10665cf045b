#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""image_test.py SOURCE BUILD: the image of the container file, built and run by the README's lines: a first diagnosis in it, a lab that
others look up in, less than 120 MB. With podman where it runs containers, else with buildah in a chroot.

Takes root, buildah and the base image; where no registry has that, it is made of a bare Debian as Debian makes its slim ones.
"""
import contextlib
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from bare import Missing, bare, run
from trial import Trial, readme_lines

SOURCE, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
MOST_MEGABYTES = 120
NOT_IN_SLIM = ("usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/info", "usr/share/lintian", "usr/share/groff", "usr/share/linda",
               "var/cache/apt", "var/lib/apt/lists")
BASE = re.search(r"^FROM (\S+) AS build$", (SOURCE / "tests/examples/container/Containerfile").read_text(encoding="utf-8"), re.M)[1]
trial = Trial()
folder = pathlib.Path(tempfile.mkdtemp())
STORE = ("--root", str(folder / "store"), "--runroot", str(folder / "run"), "--storage-driver", "vfs")


def engine(program, *words, **options):
    return run(program, *STORE, *words, **options)


def container(image):
    """Its name."""
    done = engine("buildah", "from", "--pull-never", image)
    if done.returncode != 0:
        raise Missing(f"buildah makes no container: {done.stdout[-300:]}")
    return done.stdout.split()[-1]


def slim_base():
    """What the first line of the container file names, in our store."""
    if engine("buildah", "pull", BASE, timeout=300).returncode == 0:
        return "from its registry"
    with bare(BUILD, "bookworm", folder / "base") as debian:
        run("umount", debian.root / "proc")  # what is mounted would be copied
        for name in NOT_IN_SLIM:
            shutil.rmtree(debian.root / name, ignore_errors=True)
        (debian.root / "var/lib/apt/lists/partial").mkdir(parents=True)
        (debian.root / "var/cache/apt/archives/partial").mkdir(parents=True)
        empty = container("scratch")
        engine("buildah", "copy", empty, debian.root, "/")
        engine("buildah", "config", "--cmd", "/bin/bash", "--env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", empty)
        done = engine("buildah", "commit", "--rm", empty, f"docker.io/library/{BASE}")
        if done.returncode != 0:
            raise Missing(f"buildah commits no base: {done.stdout[-300:]}")
    return "of a bare Debian"


def build():
    line = shlex.split(readme_lines(SOURCE, "docker build ")[0])
    began = time.monotonic()
    done = engine("buildah", "build", "--isolation", "chroot", *line[2:], cwd=SOURCE)
    return trial.check(f"the image is built, in {time.monotonic() - began:.0f} s", done.returncode == 0, done.stdout[-1500:])


def size():
    images = json.loads(engine("buildah", "images", "--json").stdout)
    bytes_of = {name: image["size"] for image in images for name in image["names"] or []}
    text = next(value for name, value in bytes_of.items() if name.endswith("/fblab:latest"))
    number, unit = re.match(r"([\d.]+) (\w+)", text).groups()
    megabytes = float(number) * {"KB": 0.001, "MB": 1, "GB": 1000}[unit]
    trial.check(f"it is smaller than {MOST_MEGABYTES} MB: {text}", megabytes < MOST_MEGABYTES, bytes_of)


def podman_runs():
    return shutil.which("podman") and engine("podman", "run", "--rm", "--network", "host", "fblab", "--version").returncode == 0


def as_buildah(line):
    """The words of `docker run`, for buildah, which knows neither the entry point nor --rm."""
    options, arguments = line[2:line.index("fblab", 2)], line[line.index("fblab", 2) + 1:]
    kept, named = [], container("fblab")
    while options:
        option = options.pop(0)
        if option in ("--user", "--volume"):
            kept += [option, options.pop(0)]
        elif option == "--network":
            options.pop(0)  # in a chroot it is the host's
    return ["buildah", *STORE, "run", "--isolation", "chroot", *kept, named, "--", "fblab", *arguments]


def as_run(line, with_podman):
    line = [word.replace("$PWD", str(folder / "lab")).replace("$(id -u)", "10002") for word in line]
    return ["podman", *STORE, *line[1:]] if with_podman else as_buildah(line)


def first_diagnosis(line, with_podman):
    done = run(*as_run(line, with_podman))
    trial.check("a first diagnosis in it", done.returncode == 1 and "\n06  " in done.stdout, done.stdout[-1500:])


def stop(engine_run):
    """buildah passes no signal on: what runs in its chroot is told itself."""
    words = re.compile(rb"[^\0]*fblab\0serve\0.*" + re.escape(str(folder).encode()), re.S)
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if words.match(path.read_bytes()):
                os.kill(int(path.parent.name), signal.SIGTERM)
    engine_run.communicate(timeout=60)


@contextlib.contextmanager
def served(line, with_podman):
    """The ready file of a lab in the container, which ends with its engine."""
    (folder / "lab").mkdir()
    (folder / "lab").chmod(0o777)
    with open(folder / "served.log", "w", encoding="utf-8") as log:
        lab = subprocess.Popen(as_run(line, with_podman), stdout=subprocess.PIPE, stderr=log)
    lab.stdout.readline()  # printed when every port listens
    try:
        yield folder / "lab/ready.json"
    finally:
        stop(lab)


def look_up_from_outside(line, with_podman):
    with served(line, with_podman) as ready:
        if trial.check("a lab in it writes its ready file here", ready.exists(), (folder / "served.log").read_text(encoding="utf-8")):
            done = run(BUILD / "fbcheck", "query", "--lab", ready)
            trial.check("fbcheck looks up in it from outside", done.returncode == 0, done.stdout[-800:])
    trial.check("it ends, and takes its ready file along", not ready.exists())


def main():
    if os.geteuid() != 0 or not shutil.which("buildah"):
        raise Missing("that takes root and buildah")
    print(f"ok   its base is {slim_base()}")
    if not build():
        return
    size()
    with_podman = podman_runs()
    print(f"     run by {'podman' if with_podman else 'buildah, in a chroot'}", flush=True)
    diagnosis, serve = (shlex.split(line) for line in readme_lines(SOURCE, "docker run "))
    first_diagnosis(diagnosis, with_podman)
    look_up_from_outside(serve, with_podman)


try:
    main()
except Missing as reason:
    trial.skip(f"THE IMAGE IS NOT BUILT: {reason}")
finally:
    shutil.rmtree(folder, ignore_errors=True)
trial.end()
