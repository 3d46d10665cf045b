#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""packages_test.py SOURCE BUILD: the Debian packages and the source tarball. lintian finds no error in the packages; installed into a
bare Debian they replay failures, complete commands and build somebody's project; the tarball, without git, configures and builds.

Needs root, debootstrap, lintian and Debian's mirror; where one is missing, that part is left out, loudly.
"""
import os
import pathlib
import platform
import shutil
import sys
import tempfile

from bare import Missing, bare, run
from trial import Trial

SOURCE, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
RELEASE = platform.freedesktop_os_release()["VERSION_CODENAME"]  # whose libraries the packages are linked with
folder = pathlib.Path(tempfile.mkdtemp())
trial = Trial()
check, skip = trial.check, trial.skip


def packages():
    done = run("cpack", "-G", "DEB", "-B", folder / "debs", cwd=BUILD)
    found = sorted(path.name.split("_")[0] for path in (folder / "debs").glob("*.deb"))
    wanted = ["fblab", "libfblab-dev", "libfblab0"]
    if (BUILD / "cmake_install.cmake").read_text().find("fblab-powershell") >= 0:
        wanted.insert(1, "fblab-powershell")
    return check("the packages are made", done.returncode == 0 and found == sorted(wanted), (found, done.stdout[-800:]))


def lintian():
    if not shutil.which("lintian"):
        return skip("lintian IS NOT INSTALLED, AND SO THE PACKAGES ARE NOT LOOKED AT BY IT")
    done = run("lintian", "--allow-root", "--fail-on", "error", *sorted((folder / "debs").glob("*.deb")))
    check("lintian finds no error", done.returncode == 0, done.stdout)
    return None


def try_it(debian):
    done = debian.run("fblab", "replay", "00a", "06a", "14a", "--jobs", "2")
    check("they replay", done.returncode == 0 and "3 passed, 0 failed" in done.stdout, done.stdout)
    done = debian.run("fblab", "doctor")
    check("the doctor is content", done.returncode == 0 and "missing" not in done.stdout, done.stdout)
    done = debian.run("sh", "-c", "fblab exec -- true && fbcheck explain 06 >/dev/null && ls /usr/share/doc/fblab/examples")
    check("exec, explain, examples", done.returncode == 0 and "verdicts.xml" in done.stdout, done.stdout)
    done = debian.run("apt-get", "purge", "-y", "fblab", "libfblab0", "libfblab-dev")
    left = [name for name in ("usr/bin/fblab", "usr/share/fblab", "usr/lib/libfblab.so.0") if (debian.root / name).exists()]
    check("they go without a trace", done.returncode == 0 and not left, (left, done.stdout[-400:]))


def installed():
    with bare(BUILD, RELEASE, folder / RELEASE) as debian:
        for path in (folder / "debs").glob("*.deb"):
            shutil.copy(path, debian.root / "tmp")
        debian.update()
        done = debian.run("sh", "-c", "apt-get install -y --no-install-recommends /tmp/*.deb")
        if "Unable to fetch" in done.stdout:
            raise Missing(f"its apt lost the mirror: {done.stdout[-200:]}")
        if check(f"{RELEASE}: apt-get installs them", done.returncode == 0, done.stdout[-800:]):
            try_it(debian)


def tarball():
    done = run("cpack", "--config", BUILD / "CPackSourceConfig.cmake", "-B", folder / "source", cwd=BUILD)
    made = list((folder / "source").glob("fblab-*.tar.xz"))
    if not check("the tarball is made", done.returncode == 0 and len(made) == 1, done.stdout[-800:]):
        return
    run("tar", "-xf", made[0], "-C", folder / "source")
    tree = next(path for path in (folder / "source").glob("fblab-*") if path.is_dir())
    check("it has the tree, and nothing that was built", (tree / "fblab").exists() and (tree / "tests/run").exists() and
          not (tree / "build").exists() and not (tree / ".git").exists(), sorted(os.listdir(tree)))
    without_git = dict(os.environ, PATH=f"{folder / 'bin'}:{os.environ['PATH']}")
    (folder / "bin").mkdir()
    (folder / "bin/git").write_text("#!/bin/sh\nexit 1\n")
    (folder / "bin/git").chmod(0o755)
    launcher = next((line.split("=", 1)[1] for line in (BUILD / "CMakeCache.txt").read_text().splitlines()
                     if line.startswith("CMAKE_C_COMPILER_LAUNCHER:")), "")
    done = run("cmake", "-G", "Ninja", "-S", tree, "-B", folder / "built", "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_TESTING=OFF",
               f"-DCMAKE_C_COMPILER_LAUNCHER={launcher}", env=without_git)
    if check("it configures", done.returncode == 0, done.stdout[-800:]):
        done = run("cmake", "--build", folder / "built", "--target", "fblab", "fbcheck", env=without_git)
        check("it builds", done.returncode == 0, done.stdout[-800:])
        done = run(folder / "built/fblab", "replay", "06a")
        check("and replays", done.returncode == 0 and "1 passed" in done.stdout, done.stdout)


try:
    if packages():
        lintian()
        try:
            installed()
        except Missing as reason:
            skip(f"THE PACKAGES ARE NOT INSTALLED INTO A BARE {RELEASE}: {reason}")
    tarball()
finally:
    shutil.rmtree(folder, ignore_errors=True)
trial.end()
