#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""packages_test.py SOURCE BUILD: the Debian packages and the source tarball. lintian finds no error in the packages; installed into a
bare Debian they replay failures, complete commands and build somebody's project; the tarball, without git, configures and builds.

Needs root, debootstrap, lintian and Debian's mirror; where one is missing, that part is left out, loudly.
"""
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SKIPPED = 77
RELEASES = ("bookworm",)  # the packages are linked with the libraries of the Debian on which they were built
folder = pathlib.Path(tempfile.mkdtemp())
wrong = skipped = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}", flush=True)
    return good


def skip(sentence):
    global skipped
    skipped += 1
    print(f"SKIPPED: {sentence}", flush=True)


def run(*command, **options):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          errors="replace", **options)


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


def mirror():
    """Where apt has Debian from."""
    for name in glob.glob("/etc/apt/sources.list") + glob.glob("/etc/apt/sources.list.d/*"):
        for line in pathlib.Path(name).read_text(encoding="utf-8").splitlines():
            words = [word for word in line.replace("URIs:", "deb").split() if not word.startswith("[") and not word.endswith("]")]
            if words[:1] == ["deb"] and words[-1:] != ["deb"] and words[1].rstrip("/").endswith("/debian"):
                return words[1]
    return None


def bare(release):
    """A Debian with nothing but the base in it; None: it cannot be had."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        skip("THE PACKAGES ARE NOT INSTALLED INTO A BARE DEBIAN: that takes root and debootstrap")
        return None
    root = folder / release
    done = run("debootstrap", "--variant=minbase", release, root, *([mirror()] if mirror() else []))
    if done.returncode != 0:
        skip(f"THE PACKAGES ARE NOT INSTALLED INTO A BARE {release}: debootstrap: {done.stdout.splitlines()[-1:]}")
        return None
    for name in ("/etc/apt/apt.conf.d", "/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/resolv.conf", "/etc/hosts",
                 "/etc/ssl/certs", "/usr/local/share/ca-certificates"):
        path, there = pathlib.Path(name), root / name[1:]
        if path.is_dir():
            shutil.copytree(path, there, dirs_exist_ok=True, symlinks=False, ignore_dangling_symlinks=True)
        elif path.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, there)
    return root


def installed(release):
    root = bare(release)
    if not root:
        return
    for path in (folder / "debs").glob("*.deb"):
        shutil.copy(path, root / "tmp")

    def inside(*command):
        return run("chroot", root, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/tmp", "DEBIAN_FRONTEND=noninteractive",
                   *(f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")), *command)

    run("mount", "-t", "proc", "proc", root / "proc")
    try:
        updated = inside("apt-get", "update")
        if updated.returncode != 0 or "Failed to fetch" in updated.stdout:
            skip(f"THE PACKAGES ARE NOT INSTALLED INTO A BARE {release}: its apt reaches no mirror: {updated.stdout[-200:]}")
            return
        done = inside("sh", "-c", "apt-get install -y --no-install-recommends /tmp/*.deb")
        if "Unable to fetch" in done.stdout:
            skip(f"THE PACKAGES ARE NOT INSTALLED INTO A BARE {release}: its apt lost the mirror: {done.stdout[-200:]}")
            return
        if not check(f"{release}: apt-get installs them", done.returncode == 0, done.stdout[-800:]):
            return
        done = inside("fblab", "replay", "00a", "06a", "14a", "--jobs", "2")
        check(f"{release}: they replay", done.returncode == 0 and "3 passed, 0 failed" in done.stdout, done.stdout)
        done = inside("fblab", "doctor")
        check(f"{release}: the doctor is content", done.returncode == 0 and "missing" not in done.stdout, done.stdout)
        done = inside("sh", "-c", "fblab exec -- true && fbcheck explain 06 >/dev/null && ls /usr/share/doc/fblab/examples")
        check(f"{release}: exec, explain, examples", done.returncode == 0 and "verdicts.xml" in done.stdout, done.stdout)
        done = inside("apt-get", "purge", "-y", "fblab", "libfblab0", "libfblab-dev")
        left = [name for name in ("usr/bin/fblab", "usr/share/fblab", "usr/lib/libfblab.so.0") if (root / name).exists()]
        check(f"{release}: they go without a trace", done.returncode == 0 and not left, (left, done.stdout[-400:]))
    finally:
        run("umount", root / "proc")


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
        for one in RELEASES:
            installed(one)
    tarball()
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(1 if wrong else SKIPPED if skipped else 0)
