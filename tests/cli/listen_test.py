#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Where a lab listens: loopback unless told; with --listen where it is told, and the admin API on loopback all the same.

listen_test.py FBLAB"""
import contextlib
import json
import os
import pathlib
import socket
import ssl
import stat
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request


@contextlib.contextmanager
def lab(fblab, folder, *options):
    """Ready file and process of a lab with these options of serve."""
    ready = folder / "ready.json"
    with subprocess.Popen([fblab, "serve", "--ready-file", ready, *options], stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        try:
            yield json.loads(ready.read_text(encoding="utf-8")), ready, process
        finally:
            process.terminate()


def sockets_of(process):
    """{port: address} of what it listens at, IPv4."""
    inodes = {os.readlink(link)[8:-1] for link in pathlib.Path(f"/proc/{process.pid}/fd").iterdir()
              if os.readlink(link).startswith("socket:[")}
    found = {}
    for line in pathlib.Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        words = line.split()
        if words[3] == "0A" and words[9] in inodes:
            address, port = words[1].split(":")
            found[int(port, 16)] = ".".join(str(byte) for byte in reversed(bytes.fromhex(address)))
    return found


def healthy(url):
    with urllib.request.urlopen(url.rstrip("/") + "/health", timeout=60) as answer:
        return answer.status == 200


def machine_address():
    """From which this machine sends what leaves it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("203.0.113.1", 9))
        except OSError:
            return "127.0.0.1"
        return one.getsockname()[0]


def front_door(ready, told):
    """What is wrong with the URL of the front door, which has to be believed by its certificate; None: nothing."""
    url = urllib.parse.urlsplit(ready["front_door"]["ews_url"])
    if url.hostname != ("localhost" if told == "127.0.0.1" else told):
        return f"the front door is told at {url.geturl()}"
    try:
        urllib.request.urlopen(url.geturl(), timeout=60, context=ssl.create_default_context(cafile=ready["ca_file"]))
    except urllib.error.HTTPError as error:
        return None if error.code == 401 else f"the front door says {error}"
    except urllib.error.URLError as error:
        return f"the front door is not reached at {url.geturl()}: {error}"
    return "the front door does not ask who is there"


def check(fblab, folder, options, expected):
    """expected: the address of every listener but the admin API's, and what the ready file says of it."""
    bound, told = expected
    with lab(fblab, folder, *options) as (ready, path, process):
        admin = urllib.parse.urlsplit(ready["admin"])
        sockets = sockets_of(process)
        if (admin.hostname, sockets.get(admin.port)) != ("127.0.0.1", "127.0.0.1"):
            yield f"{options}: the admin API is told at {ready['admin']} and listens at {sockets.get(admin.port)}"
        elif not healthy(ready["admin"]):
            yield f"{options}: the admin API does not answer at {ready['admin']}"
        for name, place in ready["hosts"].items():
            address, _, port = place.rpartition(":")
            if name.endswith(":srv"):
                continue
            if address != told or sockets.get(int(port)) != bound:
                yield f"{options}: {name} is told at {place} and listens at {sockets.get(int(port))}, not at {told} and {bound}"
        wrong = front_door(ready, told)
        if wrong:
            yield f"{options}: {wrong}"
        if not ready["hosts"]:
            yield f"{options}: no host is told"
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            yield f"{options}: others may read the ready file"


ROWS = [
    ([], ("127.0.0.1", "127.0.0.1")),
    (["--listen", "127.0.0.1"], ("127.0.0.1", "127.0.0.1")),
    (["--listen", "127.0.0.7"], ("127.0.0.7", "127.0.0.7")),
    (["--listen", "0.0.0.0"], ("0.0.0.0", machine_address())),
]


def main():
    fblab, failed = sys.argv[1], []
    with tempfile.TemporaryDirectory() as folder:
        for options, expected in ROWS:
            failed += check(fblab, pathlib.Path(folder), options, expected)
        for address, warned in (("127.0.0.7", False), ("0.0.0.0", True)):
            with subprocess.Popen([fblab, "serve", "--listen", address], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as one:
                one.stdout.readline()
                one.terminate()
                said = one.communicate(timeout=60)[1]
            if (f"listens on {address}: whoever reaches this machine" in said) != warned:
                failed.append(f"--listen {address} says: {said}")
        done = subprocess.run([fblab, "serve", "--listen", "192.0.2.1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False, timeout=120)
        if done.returncode != 3 or "192.0.2.1" not in done.stderr:
            failed.append(f"an address of another machine: exit status {done.returncode}, {done.stderr}")
    print("\n".join(failed) or "in order")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
