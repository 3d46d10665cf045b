#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""state_test.py FBLAB: a state directory that is given is one lab's, the user's alone, and the next lab has the same CA and keys."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

FBLAB = sys.argv[1]
folder = tempfile.TemporaryDirectory()
top = pathlib.Path(folder.name)
READY = top / "ready.json"
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


def serve(state, *more, cache="cache"):
    lab = subprocess.Popen([FBLAB, "serve", "--state", state, "--ready-file", READY, *more], text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, env={**os.environ, "XDG_CACHE_HOME": str(top / cache)})
    lab.stdout.readline()
    return lab


def end(lab, how=signal.SIGTERM):
    lab.send_signal(how)
    errors = lab.communicate(timeout=120)[1]
    return lab.returncode, errors


def contents(state):
    return {str(path.relative_to(state)): path.read_bytes() for path in state.rglob("*") if path.is_file() and "kept" in path.parts}


def authority():
    return pathlib.Path(json.loads(READY.read_text(encoding="utf-8"))["ca_file"]).read_bytes()


def lasts():
    state = top / "state"
    lab = serve(state)
    first, ca = contents(state), authority()
    check("keys and an authority are kept", {"kept/authority.pem", "kept/server.key", "kept/onprem-auth.key"} <= first.keys(), first.keys())
    modes = {path.name: path.stat().st_mode & 0o777 for path in (state, *state.rglob("*"))}
    check("closed to others", all(mode in (0o700, 0o600) for name, mode in modes.items() if name != "ca.pem" and not name.endswith(".crt")), modes)
    second = serve(state)
    status, errors = end(second)
    check("one lab at a time", status == 3 and f"another lab runs in the state directory {state}" in errors, (status, errors))
    check("the first goes on", lab.poll() is None)
    check("the first ends well", end(lab) == (0, ""))
    check("what is in it stays", contents(state) == first)
    lab = serve(state, cache="another")
    check("a second start has the same keys", contents(state) == first)
    check("and the same authority", authority() == ca)
    end(lab, signal.SIGKILL)
    lab = serve(state, cache="another")
    check("so has one after a kill", lab.poll() is None and contents(state) == first and authority() == ca)
    end(lab)
    lab = serve(state, "--fresh-keys", cache="another")
    fresh = contents(state)
    check("--fresh-keys makes others", fresh.keys() == first.keys() and all(fresh[name] != first[name] for name in first), fresh.keys())
    check("and another authority", authority() != ca)
    end(lab)
    (state / "kept" / "server.key").write_text("damaged", encoding="utf-8")
    lab = serve(state, cache="another")
    check("what is damaged is made anew", b"PRIVATE KEY" in (state / "kept" / "server.key").read_bytes())
    end(lab)
    (top / "link").symlink_to(state)
    lab = serve(top / "link")
    check("a link to it will do", lab.poll() is None)
    end(lab)


def refuses():
    opened, closed, file = top / "opened", top / "closed", top / "file"
    for path, mode in ((opened, 0o755), (closed, 0o700)):
        path.mkdir()
        path.chmod(mode)
    file.touch()
    (top / "dangling").symlink_to(top / "no" / "such")
    if os.geteuid() == 0:
        os.chown(closed, 65534, 65534)
    for name, path, sentence in (("open to others", opened, f"is open to others; say: chmod 700 {opened}"),
                                 ("open to a group", opened, "is open to others"),
                                 ("of somebody else", closed if os.geteuid() == 0 else pathlib.Path("/"), "belongs to somebody else"),
                                 ("a file", file, "is no folder"), ("below a file", file / "x", "cannot be made: Not a directory"),
                                 ("a link to nowhere", top / "dangling", "cannot be looked at"),
                                 ("in a folder that is none", top / "no" / "such", "cannot be made: No such file or directory")):
        if name == "open to a group":
            opened.chmod(0o710)
        status, errors = end(serve(path))
        check(f"refused: {name}", status == 3 and sentence in errors, (status, errors))
        check(f"nothing is written: {name}", not path.is_dir() or path == pathlib.Path("/") or not list(path.iterdir()))


lasts()
refuses()
sys.exit(1 if wrong else 0)
