# SPDX-License-Identifier: MIT
"""Programs under measurement: started on a processor of their own, watched through /proc, stopped."""
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time

PROCESSORS = sorted(os.sched_getaffinity(0))
SERVER_PROCESSOR, LOAD_PROCESSOR = PROCESSORS[0], PROCESSORS[-1]
LONGEST_START = 20  # seconds


def pinned(processor, command):
    return ["taskset", "-c", str(processor), *map(str, command)]


def run(command, **options):
    """The output of a program; an error with its last words if it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit status {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


class Server:
    """A running program; also what `with` needs. Not alone on its processor: it may use them all."""

    def __init__(self, command, alone=True, **options):
        self.errors = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen(pinned(SERVER_PROCESSOR, command) if alone else command, stderr=self.errors,
                                        **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate()

    def await_true(self, condition, pause=0.0005):
        """Returns when the condition holds; an error when the program has ended or takes too long."""
        deadline = time.monotonic() + LONGEST_START
        while not condition():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                self.errors.seek(0)
                raise RuntimeError(f"{self.process.args} did not start: {self.errors.read()[-500:].strip()}")
            time.sleep(pause)

    def cpu_seconds(self):
        """User and system time so far, of all threads."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file)
        return int(lines["VmRSS"].split()[0]) / 1024


def by_turns(rounds, *measures):
    """Medians of each, measured one after the other in every round, so that a noisy minute hits all of them. None for
    what is None: a reference that is not installed."""
    results = [[measure and measure() for measure in measures] for _ in range(rounds)]
    return [None if None in column else statistics.median(column) for column in zip(*results)]
