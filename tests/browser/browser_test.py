#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The control room in a real browser: Debian's Chromium, driven by playwright-core, looked over by axe-core.

usage: browser_test.py FBLAB BUILD PROGRAM
PROGRAM: report, room, tickets, trainee. Exit status 77: skipped, because Chromium, node or the packages are not there and cannot be installed.
"""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def skip(why):
    print(f"browser_test.py: THE TESTS OF THE CONTROL ROOM ARE SKIPPED: {why}", file=sys.stderr)
    sys.exit(77)


def packages(folder):
    """Installed once, into the build folder."""
    modules = folder / "node_modules"
    if not (modules / "playwright-core").exists() or not (modules / "axe-core").exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        done = subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
        if done.returncode:
            skip(f"npm cannot install playwright-core and axe-core: {done.stdout[-300:]}")
    return modules


def main(fblab, build, program):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not shutil.which("node") or not shutil.which("npm"):
        skip("install chromium, nodejs and npm (tests/run does it)")
    folder = pathlib.Path(build, "browser").resolve()
    done = subprocess.run(["node", HERE / f"{program}.mjs", fblab, packages(folder), chromium, folder / "shots"], timeout=900, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
