#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""newcomer_test.py SOURCE BUILD RELEASE: what the README promises to somebody who has a bare Debian RELEASE: a clone and its second line
end in a first diagnosis, as root and then as somebody without sudo; packages made there, put into another bare one, do so in one line.

Takes root, debootstrap, git and Debian's mirror; where one is missing, it says so and is skipped. What is cloned is what is committed.
"""
import os
import pathlib
import resource
import shutil
import sys
import tempfile
import time

from bare import Missing, bare, run
from trial import Trial, readme_lines

SOURCE, BUILD, RELEASE = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
SECONDS_WITH_PACKAGES = 60  # from clone to first diagnosis, of every processor there is: the machine may be at work on other things
PACKAGING = ("dpkg-dev", "file", "xz-utils")
trial = Trial()
folder = pathlib.Path(tempfile.mkdtemp())


def named(done, row="06"):
    """A look-up failed, and its failure has that name."""
    return done.returncode == 1 and f"\n{row}  " in done.stdout


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_diagnosis(debian, clone, look_up):
    done = debian.run("sh", "-c", clone)
    if not trial.check(f"{RELEASE}: it is cloned", done.returncode == 0, done.stdout[-600:]):
        return False
    began = time.monotonic()
    done = debian.run("sh", "-c", look_up)
    took = time.monotonic() - began
    return trial.check(f"{RELEASE}: from nothing to a first diagnosis, after {took:.0f} s", named(done), done.stdout[-1500:])


def without_root(debian, clone, look_up):
    """Every package is there now; nothing more can be installed."""
    debian.run("useradd", "--create-home", "ann")
    began, worked = time.monotonic(), processor_seconds()
    done = debian.run("sh", "-c", f"{clone[clone.index('git clone'):]} && {look_up}", user="ann", folder="/home/ann")
    took, worked = time.monotonic() - began, (processor_seconds() - worked) / os.cpu_count()
    trial.check(f"{RELEASE}: somebody without sudo has one after {took:.0f} s", named(done), done.stdout[-1500:])
    trial.check(f"{RELEASE}: of which the processors worked {worked:.0f} s", worked < SECONDS_WITH_PACKAGES)
    done = debian.run("fblab/tests/run", "--tests-regex", "^(curl|exchangelib|kept_keys|exec|starter|file_draft_test)$", user="ann",
                      folder="/home/ann")
    trial.check(f"{RELEASE}: without what tests need, and without sudo, they are skipped, not failed", done.returncode == 0 and
                "ARE SKIPPED" in done.stdout and "100% tests passed" in done.stdout and "exchangelib (Skipped)" in done.stdout,
                done.stdout[-1500:])


def without_packages(debian, look_up):
    debian.run("apt-get", "purge", "-y", "libcmocka-dev")
    debian.run("rm", "-rf", "/home/ann/fblab/build")
    done = debian.run("sh", "-c", look_up, user="ann", folder="/home/ann")
    trial.check(f"{RELEASE}: without sudo and packages, a sentence says what root installs", done.returncode == 3 and
                done.stdout.count("\n") == 1 and "apt-get install libcmocka-dev" in done.stdout, done.stdout)


def packages_of(debian):
    """Made there; their paths outside."""
    done = debian.run("sh", "-c", f"apt-get install -y --no-install-recommends {' '.join(PACKAGING)} && "
                      "cmake --build fblab/build/release --target package")
    found = list(debian.root.glob("root/fblab/build/release/*.deb"))
    trial.check(f"{RELEASE}: packages are made", done.returncode == 0 and len(found) >= 3, done.stdout[-800:])
    return found


def installed(paths):
    line = readme_lines(SOURCE, "apt-get update && apt-get install -y ./fblab_")[0]
    with bare(BUILD, RELEASE, folder / "other") as debian:
        for path in paths:
            shutil.copy(path, debian.root / "root")
        done = debian.run("sh", "-c", line)
        trial.check(f"{RELEASE}: from a package to a first diagnosis in one line", named(done), done.stdout[-1500:])
        done = debian.run("fblab", "replay", "00a", "06a", "14a", "29a")
        trial.check(f"{RELEASE}: it replays", done.returncode == 0 and "4 passed, 0 failed" in done.stdout, done.stdout[-800:])


def main():
    clone, look_up = readme_lines(SOURCE, "apt-get update && apt-get install -y ca-certificates git")[0], \
        readme_lines(SOURCE, "fblab/fblab ")[0]
    with bare(BUILD, RELEASE, folder / "bare") as debian:
        if run("git", "clone", "--bare", SOURCE, debian.root / "srv/fblab.git").returncode != 0:
            return trial.skip("WHAT A NEWCOMER DOES IS NOT TRIED: this is no git repository, or git is not installed")
        clone = clone.replace("https://github.com/OWNER/fblab", "file:///srv/fblab.git fblab")
        (debian.root / "etc/gitconfig").write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")  # it is root's, and ann clones it
        debian.update()
        if first_diagnosis(debian, clone, look_up):
            paths = packages_of(debian)
            without_root(debian, clone, look_up)
            without_packages(debian, look_up)
            installed(paths)
    return None


try:
    main()
except Missing as reason:
    trial.skip(f"WHAT A NEWCOMER DOES IN A BARE {RELEASE} IS NOT TRIED: {reason}")
finally:
    shutil.rmtree(folder, ignore_errors=True)
trial.end()
