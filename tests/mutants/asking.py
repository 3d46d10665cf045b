# SPDX-License-Identifier: MIT
"""Programs and tests that are run, several at a time, and ended when they are not wanted any more."""
import concurrent.futures
import contextlib
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

SHELTER = pathlib.Path(__file__).with_name("shelter")


class Children:
    """Those that run, so that they can be ended."""

    def __init__(self):
        self.lock, self.running, self.ended = threading.Lock(), set(), False

    def start(self, command, **options):
        """None: no more are to be started."""
        with self.lock:
            if self.ended:
                return None
            child = subprocess.Popen(command, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True, **options)
            self.running.add(child)
            return child

    def gone(self, child):
        with self.lock:
            self.running.discard(child)

    def end(self):
        with self.lock:
            self.ended = True
            for child in self.running:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)


def run(command, seconds, children=None, **options):
    """Exit status and output; None: it took too long, or was not wanted any more, and it and its children were ended."""
    children = children or Children()
    with tempfile.TemporaryFile(mode="w+", errors="replace") as output:  # a pipe ends when what it has left behind ends
        child = children.start(command, stdout=output, **options)
        status = ended(child, seconds) if child else None
        children.gone(child)
        output.seek(0)
        return status, output.read()


def ended(child, seconds):
    """The exit status; None: it took too long."""
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return None


class Test:
    """One test of ctest, as ctest would run it."""

    def __init__(self, entry, build):
        """sheltered: the only folder that it may write to."""
        self.sheltered = build.parent
        properties = {row["name"]: row["value"] for row in entry.get("properties", ())}
        self.name, self.command = entry["name"], entry.get("command", [])
        self.folder = properties.get("WORKING_DIRECTORY")
        self.labels = properties.get("LABELS", [])
        self.skip = properties.get("SKIP_RETURN_CODE")
        self.environment = dict(word.split("=", 1) for word in properties.get("ENVIRONMENT", ()))
        self.environment["XDG_CACHE_HOME"] = str(build / "cache")
        self.seconds = None  # that it took when it passed
        self.holds = False   # it has passed without a change

    def programs(self, build):
        """What of the build it runs."""
        return [word for word in self.command if word.startswith(f"{build}/") and not os.path.isdir(word)]

    def passes(self, children=None):
        began = time.monotonic()
        status, _ = run([SHELTER, self.sheltered, *self.command], self.limit(), children, cwd=self.folder, env={**os.environ, **self.environment})
        passed = status == 0 or status == self.skip and status is not None
        if passed:
            self.seconds = time.monotonic() - began
        return passed

    def limit(self):
        """A change may make it wait for ever: a unit test that was not timed yet gets a minute, others what they may need."""
        if self.seconds is not None:
            return 20 + 5 * self.seconds
        return 60 if self.guess() == 1 else 300

    def guess(self):
        """Seconds that it may take."""
        return self.seconds if self.seconds is not None else 300 if "whole" in self.labels else 1 if self.labels else 30


def first_of(tests):
    """The first that is seen to fail; as many run at a time as there are processors, and the others are ended then."""
    children, failed = Children(), []

    def ask(test):
        if not test.passes(children) and not children.ended:
            failed.append(test)
            children.end()

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(ask, tests))
    return failed[0] if failed else None
