# SPDX-License-Identifier: MIT
"""kill -9 at random moments, during serve, serve --state, arm, exec and record: the next start works and clears away what is left."""
import os
import pathlib
import random
import select
import signal
import subprocess
import tempfile

from watched_lab import FAR, Wrong, pass_time_until

LONGEST_WAIT = 0.6  # seconds until the kill


class Ground:
    """The folders that the programs of one round write to."""

    def __init__(self, folder, fblab):
        self.folder, self.fblab = pathlib.Path(folder), fblab
        self.temporary, self.state, self.ready = self.folder / "tmp", self.folder / "state", self.folder / "out" / "ready.json"
        self.recording = self.folder / "out" / "recorded.xml"
        for path in (self.temporary, self.ready.parent):
            path.mkdir(exist_ok=True)
        self.environment = {**os.environ, "TMPDIR": str(self.temporary), "XDG_CACHE_HOME": str(self.folder / "cache")}

    def begin(self, *arguments):
        return subprocess.Popen([self.fblab, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment,
                                start_new_session=True)

    def kill(self, process):
        """With all that it started."""
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.communicate(timeout=FAR)

    def left(self):
        """What lies in TMPDIR, in the cache, beside the ready file."""
        return sorted(str(path.relative_to(self.folder)) for root in ("tmp", "cache", "out") if (self.folder / root).exists()
                      for path in (self.folder / root).rglob("*"))


def serve(ground, _):
    return [ground.begin("serve", "--ready-file", ground.ready)]


def serve_with_state(ground, _):
    return [ground.begin("serve", "--state", ground.state, "--ready-file", ground.ready)]


def fresh_keys(ground, _):
    return [ground.begin("serve", "--fresh-keys", "--state", ground.state, "--ready-file", ground.ready)]


def arm(ground, chance):
    """The lab that is being armed."""
    lab = ground.begin("serve", "--state", ground.state, "--ready-file", ground.ready)
    lab.stdout.readline()
    return [lab, ground.begin("arm", chance.choice(("06", "13", "20", "18")), "--lab", ground.ready)]


def run_a_tool(ground, _):
    return [ground.begin("exec", "--scenario", "06", "--", "/bin/sleep", "1")]


def record(ground, _):
    return [ground.begin("record", "--upstream", "https://127.0.0.1:9", "--out", ground.recording, "--force")]


KINDS = [serve, serve_with_state, fresh_keys, arm, run_a_tool, record]


def kill_once(ground, kind, chance):
    processes = kind(ground, chance)
    select.select([], [], [], chance.random() * LONGEST_WAIT)  # the random moment
    for process in processes:
        ground.kill(process)


def end(process):
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=FAR)[1]


def starts_again(ground, arguments):
    """A whole life of a lab: it starts, is armed, and ends."""
    lab = ground.begin("serve", *arguments, "--ready-file", ground.ready)
    if not lab.stdout.readline():
        raise Wrong(f"fblab serve {' '.join(map(str, arguments))} does not start: {lab.communicate()[1].strip()}")
    armed = ground.begin("arm", "06", "--lab", ground.ready)
    sentence = armed.communicate(timeout=FAR)[1]
    errors = end(lab)
    if armed.returncode != 0 or lab.returncode != 0:
        raise Wrong(f"a lab after a kill: arm ended with {armed.returncode}, serve with {lab.returncode}: {(sentence + errors).strip()}")


def restart(ground):
    starts_again(ground, [])
    starts_again(ground, ["--state", ground.state])
    recorder = ground.begin("record", "--upstream", "https://127.0.0.1:9", "--out", ground.recording, "--force")
    if not recorder.stdout.readline():
        raise Wrong(f"fblab record does not start: {recorder.communicate()[1].strip()}")
    end(recorder)


def kept(ground):
    return sorted(str(path.relative_to(ground.state)) for path in ground.state.rglob("*"))


def soak(fblab, count, seed=1):
    chance, most = random.Random(seed), 0
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        ground = Ground(folder, fblab)
        restart(ground)
        clean, state = ground.left(), kept(ground)
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            kill_once(ground, kind, chance)
            most = max(most, len(set(ground.left()) - set(clean)))
            restart(ground)
            if not pass_time_until(lambda: ground.left() == clean, 2):
                raise Wrong(f"kill {number + 1}, during {kind.__name__}: the next start left "
                            f"{', '.join(sorted(set(ground.left()) ^ set(clean)))}")
            if kept(ground) != state:
                raise Wrong(f"kill {number + 1}, during {kind.__name__}: the state directory differs in "
                            f"{', '.join(sorted(set(kept(ground)) ^ set(state)))}")
    print(f"kills: {count} at random moments of {len(KINDS)} kinds, at most {most} files and folders left by one; each next start ran, was armed, "
          "and cleared them away")
