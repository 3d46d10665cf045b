# SPDX-License-Identifier: MIT
"""A lab of its own in a folder of its own, whose memory, descriptors and files can be counted."""
import os
import pathlib
import socket
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))
from bare_lab import LOOK_UP, TRUST, BareLab  # noqa: E402,F401

FAR = 120  # seconds nothing here takes


def is_sanitized(fblab):
    """Its memory says nothing then, and no program of others can load its library."""
    program = pathlib.Path(fblab).read_bytes()
    return b"__asan_init" in program or b"__tsan_init" in program


def judge_growth(fblab, before, after, most, sentence):
    if after > before + most and not is_sanitized(fblab):
        raise Wrong(f"memory grew from {before} KB to {after} KB, by more than {most} KB, {sentence}")


class Wrong(Exception):
    """One sentence: what did not hold."""


class WatchedLab(BareLab):
    """Its files lie in `top`, of which it may leave nothing."""

    patience = FAR

    def __init__(self, fblab, *options):
        self.top = tempfile.TemporaryDirectory(prefix="soak-")
        os.environ["TMPDIR"] = self.top.name
        super().__init__(fblab, *options)
        self.run("exo", "Set-LabAvailabilityService -ConnectMilliseconds 60000 -AnswerMilliseconds 60000")  # patience, on a busy machine
        self.read()

    def request(self, host, path, kind="", body=b"", more=""):
        """The bytes of a request."""
        return (f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
                f"{self.authorization(kind)}{more}\r\n").encode() + body

    def look_up(self):
        return self.request("localhost", "/EWS/Exchange.asmx", "user", (LOOK_UP % self.ready["target"]).encode())

    def proc(self, name):
        return pathlib.Path(f"/proc/{self.child.pid}/{name}")

    def kilobytes(self):
        """Of memory that is resident."""
        return int(self.proc("statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024

    def links(self):
        """What its descriptors are open for; one that goes meanwhile is left out."""
        found = []
        for path in self.proc("fd").iterdir():
            try:
                found.append(os.readlink(path))
            except FileNotFoundError:
                pass
        return found

    def descriptors(self):
        return len(self.links())

    def alive(self):
        if self.child.poll() is not None:
            raise Wrong(f"the lab has ended, with status {self.child.returncode}")

    def end(self):
        """SIGTERM; nothing may be left."""
        self.alive()
        self.child.terminate()
        status = self.child.wait(timeout=FAR)
        self.child.stdout.close()
        self.folder.cleanup()
        left = sorted(os.listdir(self.top.name))
        self.top.cleanup()
        if status != 0:
            raise Wrong(f"the lab ended with status {status} after SIGTERM")
        if left:
            raise Wrong(f"the lab left {', '.join(left)} in TMPDIR")

    def stop(self):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        self.top.cleanup()


def read_answer(stream, buffered=b""):
    """(status, body, what came behind) of one answer with a Content-Length."""
    data = buffered
    while b"\r\n\r\n" not in data:
        if not (more := stream.recv(65536)):
            raise Wrong(f"the connection ended in the head of an answer: {data[:200]!r}")
        data += more
    head, rest = data.split(b"\r\n\r\n", 1)
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(rest) < length:
        if not (more := stream.recv(65536)):
            raise Wrong(f"the connection ended in an answer: {head[:200]!r}")
        rest += more
    return int(head.split(b" ", 2)[1]), rest[:length], rest[length:]


def pass_time_until(holds, seconds=FAR):
    """Waits for the thing; false: it does not come."""
    pause = socket.socketpair()
    pause[0].settimeout(0.02)
    for _ in range(int(seconds / 0.02)):
        if holds():
            return True
        try:
            pause[0].recv(1)
        except TimeoutError:
            pass
    return holds()
