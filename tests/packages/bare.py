# SPDX-License-Identifier: MIT
"""A Debian with nothing but its base in it, to try things in as somebody who has just installed it. It is debootstrapped once; an
archive of it is kept in the build folder. Takes root, debootstrap and Debian's mirror.
"""
import contextlib
import fcntl
import glob
import os
import pathlib
import shutil
import subprocess
import tempfile

# What a machine needs to reach the mirror as this one does.
OF_THIS_MACHINE = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs", "/usr/local/share/ca-certificates")
SETTINGS = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


class Missing(Exception):
    """Why no such Debian can be had."""


def run(*command, **options):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          errors="replace", **options)


def mirror():
    """Where apt has Debian from; (): debootstrap knows one."""
    for name in glob.glob("/etc/apt/sources.list") + glob.glob("/etc/apt/sources.list.d/*"):
        for line in pathlib.Path(name).read_text(encoding="utf-8").splitlines():
            words = [word for word in line.replace("URIs:", "deb").split() if not word.startswith("[") and not word.endswith("]")]
            if words[:1] == ["deb"] and words[-1:] != ["deb"] and words[1].rstrip("/").endswith("/debian"):
                return (words[1],)
    return ()


def copy_settings(root):
    asking = [path for path in glob.glob("/etc/apt/apt.conf.d/*") if "Acquire" in pathlib.Path(path).read_text(encoding="utf-8")]
    for path in map(pathlib.Path, (*OF_THIS_MACHINE, *asking)):
        there = root / str(path)[1:]
        if path.is_dir():
            shutil.copytree(path, there, dirs_exist_ok=True, ignore_dangling_symlinks=True)
        elif path.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, there)


def make_base(archive, release):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / release
        done = run("debootstrap", "--variant=minbase", release, root, *mirror())
        if done.returncode != 0:
            raise Missing(f"debootstrap: {done.stdout.splitlines()[-1:]}")
        copy_settings(root)
        begun = archive.with_suffix(".begun")
        run("tar", "--create", "--one-file-system", "--file", begun, "--directory", root, ".")
        begun.rename(archive)


def base(build, release):
    """The archive that a copy is unpacked from; no tree, for others walk through the build folder."""
    archive = pathlib.Path(build) / "bare" / f"{release}.tar"
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        raise Missing("that takes root and debootstrap")
    archive.parent.mkdir(exist_ok=True)
    with open(archive.parent / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not archive.exists():
            make_base(archive, release)
    return archive


class Bare:
    """One copy, inside which programs run as on a machine of its own, with our network."""

    def __init__(self, root):
        self.root = root

    def run(self, *command, user=None, folder="/root"):
        """The command with its output, as that user; folder: where."""
        proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
        settings = SETTINGS | proxies | ({"HOME": f"/home/{user}"} if user else {})
        return run("chroot", *([f"--userspec={user}"] if user else []), self.root, "env", "-i", "-C", folder,
                   *(f"{name}={value}" for name, value in settings.items()), *command)

    def update(self):
        """apt knows what there is."""
        done = self.run("apt-get", "update")
        if done.returncode != 0 or "Failed to fetch" in done.stdout:
            raise Missing(f"its apt reaches no mirror: {done.stdout[-200:]}")


@contextlib.contextmanager
def bare(build, release, folder):
    """A copy of its own for a while, at folder. Missing says why there is none."""
    root = pathlib.Path(folder)
    archive = base(build, release)
    root.mkdir()
    done = run("tar", "--extract", "--file", archive, "--directory", root)
    if done.returncode != 0:
        raise Missing(f"it cannot be unpacked: {done.stdout[-200:]}")
    mounted = run("mount", "-t", "proc", "proc", root / "proc")
    try:
        if mounted.returncode != 0:
            raise Missing(f"it has no /proc: {mounted.stdout}")
        yield Bare(root)
    finally:
        run("umount", "--lazy", root / "proc")
