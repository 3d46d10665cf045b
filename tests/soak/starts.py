# SPDX-License-Identifier: MIT
"""Labs that start and stop, as programs and in a program of somebody else: nothing of them is left."""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from watched_lab import WatchedLab, Wrong, is_sanitized, judge_growth, read_answer

IN_ONE_PROCESS = pathlib.Path(__file__).resolve()
MOST_GROWTH = 4_000  # kilobytes, from a fifth of the starts to the last


def listening():
    """The inodes of all sockets that listen: a port's number may be somebody else's by now."""
    lines = pathlib.Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]
    return {fields[9] for fields in map(str.split, lines) if fields[3] == "0A"}


def sockets_of(lab):
    links = lab.links()
    return {link[len("socket:["):-1] for link in links if link.startswith("socket:[")}


def start_program(fblab):
    with WatchedLab(fblab) as lab:
        with lab.connect("localhost") as stream:
            stream.sendall(lab.look_up())
            status = read_answer(stream)[0]
        sockets = sockets_of(lab) & listening()
        files = [lab.ready_file, lab.ready["ca_file"]]
        lab.end()
    if status != 200:
        raise Wrong(f"a look-up in a lab that has just started got {status}")
    if not sockets or sockets & listening():
        raise Wrong(f"a lab has ended, and {len(sockets & listening())} of its {len(sockets)} ports are still open")
    if left := [file for file in files if os.path.exists(file)]:
        raise Wrong(f"a lab has ended and left {left[0]}")


class FblabError(ctypes.Structure):
    """struct fblab_error"""
    _fields_ = [("size", ctypes.c_size_t), ("text", ctypes.c_char * 1024)]


def own_kilobytes():
    with open("/proc/self/statm", encoding="utf-8") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def own_counts():
    return {"descriptors": len(os.listdir("/proc/self/fd")), "threads": len(os.listdir("/proc/self/task")),
            "files": len(os.listdir(os.environ["TMPDIR"]))}


def start_in_process(library, identifier):
    error = FblabError(ctypes.sizeof(FblabError))
    lab = ctypes.c_void_p(library.fblab_lab_start(None, ctypes.byref(error)))
    if not lab:
        raise Wrong(f"a lab does not start: {error.text.decode()}")
    if not library.fblab_lab_arm(lab, identifier, ctypes.byref(error)):
        raise Wrong(f"a lab cannot be armed: {error.text.decode()}")
    library.fblab_lab_stop(ctypes.byref(lab))


def in_this_process(path, count):
    """Prints what it measured as JSON."""
    library = ctypes.CDLL(path)
    library.fblab_lab_start.restype = ctypes.c_void_p
    library.fblab_lab_arm.restype = ctypes.c_bool
    start_in_process(library, b"06")  # what comes with the first use and stays
    counts, sixth = own_counts(), None
    for number in range(count):
        start_in_process(library, (b"06", b"13", b"29", b"18")[number % 4])
        if own_counts() != counts:
            raise Wrong(f"after start {number + 1} in one process: {own_counts()}, before: {counts}")
        if number == count // 5:
            sixth = own_kilobytes()
    print(json.dumps({"first": sixth, "last": own_kilobytes()}))


def soak_in_one_process(fblab, count):
    library = pathlib.Path(fblab).resolve().parent / "sim/libfblab.so"
    if is_sanitized(fblab) or not library.exists():
        return "none in one process: its library is not beside fblab, or has sanitizers in it"
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        done = subprocess.run([sys.executable, IN_ONE_PROCESS, library, str(count)], check=False, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": folder})
    if done.returncode != 0:
        raise Wrong(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"the process ended with {done.returncode}")
    kilobytes = json.loads(done.stdout)
    judge_growth(fblab, kilobytes["first"], kilobytes["last"], MOST_GROWTH, f"in one process, from {count // 5} starts to {count}")
    return (f"{count} in one process, memory {kilobytes['first']} KB after a fifth of them, {kilobytes['last']} KB after all; "
            "no descriptor, thread or file left")


def soak(fblab, count):
    for _ in range(count - count // 2):
        start_program(fblab)
    print(f"starts: {count - count // 2} as a program, no port, file or folder left; {soak_in_one_process(fblab, count // 2)}")


if __name__ == "__main__":
    try:
        in_this_process(sys.argv[1], int(sys.argv[2]))
    except Wrong as wrong:
        sys.exit(str(wrong))
