#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What both programs print, and where: colour only on a terminal that wants it, the width that is asked for, progress on
standard error, and exit status 3 where standard output is full or closed.

usage: output_test.py FBLAB FBCHECK
"""
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios

fblab, fbcheck = sys.argv[1:3]
wrong = 0


def expect(good, sentence, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {sentence}{'' if good else f': {seen!r}'}")


def surroundings(**changes):
    """Ours with these variables; None: unset."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "PAGER", *changes)}
    return {"PAGER": "", **kept, **{name: value for name, value in changes.items() if value is not None}}


def read_terminal(descriptor):
    text = b""
    while select.select([descriptor], [], [], 60)[0]:
        try:
            text += os.read(descriptor, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            break
    os.close(descriptor)
    return text.decode().replace("\r\n", "\n")


def at_terminal(arguments, environment, width=80, stream="stdout"):
    """What a stream gets if it is a terminal."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    others = {name: subprocess.DEVNULL for name in ("stdout", "stderr") if name != stream}
    with subprocess.Popen(arguments, env=environment, stdin=subprocess.DEVNULL, **{stream: its}, **others) as child:
        os.close(its)
        text = read_terminal(ours)
    return child.returncode, text


def widest(text):
    return max(len(line) for line in text.splitlines())


XTERM = {"TERM": "xterm"}
for command in ([fbcheck, "explain", "06"], [fblab, "list"], [fblab, "show", "06"], [fblab, "--help"], [fbcheck, "query", "-h"]):
    name = " ".join([os.path.basename(command[0]), *command[1:]])
    plain = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=surroundings(**XTERM)).stdout
    expect("\033" not in plain, f"{name}: no colour in a pipe", plain[:200])
    for why, changes in (("NO_COLOR", {"NO_COLOR": "1"}), ("TERM=dumb", {"TERM": "dumb"}), ("no TERM", {"TERM": None})):
        status, text = at_terminal(command, surroundings(**{**XTERM, **changes}))
        expect(status == 0 and "\033" not in text, f"{name}: no colour with {why}", text[:200])
for command in ([fbcheck, "explain", "06"], [fblab, "list"]):
    for changes in ({}, {"NO_COLOR": ""}):
        status, text = at_terminal(command, surroundings(**XTERM, **changes))
        expect(status == 0 and "\033[1m" in text, f"{command[1]}: colour on a terminal {changes}", text[:200])

for command in ([fbcheck, "explain", "00"], [fblab, "list"], [fblab, "show", "00"], [fblab, "help", "matrix"]):
    for width in (60, 80, 120):
        text = at_terminal(command, surroundings(TERM="dumb"), width)[1]
        long = [line for line in text.splitlines() if len(line) > width and "[" not in line]
        expect(not long, f"{command[1:]} fits {width} columns", long)
text = at_terminal([fblab, "list"], surroundings(TERM="dumb", COLUMNS="70"), 120)[1]
expect(60 < widest(text) <= 70, "COLUMNS wins over the terminal", widest(text))
piped = subprocess.run([fblab, "list"], check=True, stdout=subprocess.PIPE, text=True, env=surroundings(COLUMNS="60")).stdout
listed = subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE, text=True).stdout
expect(piped.count("\n") == listed.count('"title"'), "in a pipe a failure is a line", piped[:200])

for program, arguments in ((fbcheck, ["explain", "06"]), (fbcheck, ["--help"]), (fbcheck, ["--version"]), (fbcheck, ["explain", "06", "--json"]),
                           (fblab, ["list"]), (fblab, ["show", "06", "--json"]), (fblab, ["replay", "06a"]), (fblab, ["replay", "06a", "--json"]),
                           (fblab, ["matrix", "--tool", "echo 06", "06a"]), (fblab, ["matrix", "--tool", "echo 06", "--json", "06a"]),
                           (fblab, ["check", "-h"]), (fblab, ["help"]),
                           (fblab, ["shell", "-c", "Get-AuthServer | fl Name"])):
    name = f"{os.path.basename(program)} {' '.join(arguments)}"
    for end, redirection, why in (("full", ">/dev/full", "No space left on device"), ("closed", ">&-", "Bad file descriptor"),
                                  ("a pipe that nobody reads", "| sleep 0", "Broken pipe")):
        if "|" in redirection and len(arguments) == 1:
            continue  # so little text may be written before the reader is gone
        done = subprocess.run(["bash", "-c", f'(sleep 0.05; "$@"; echo "status $?" >&2) {redirection}', "bash", program, *arguments],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        expect(done.stderr == f"{os.path.basename(program)}: standard output cannot be written: {why}\nstatus 3\n",
               f"{name}: standard output is {end}", done.stderr)
for redirection in (">/dev/full", ">&-"):
    with tempfile.TemporaryDirectory() as folder:
        script = f'"$@" {redirection} & while kill -0 $! && ! [ -e "$TMPDIR/ready" ]; do :; done; kill $!; wait $!; echo "status $?" >&2'
        done = subprocess.run(["bash", "-c", script, "bash", fblab, "serve", "--ready-file", os.path.join(folder, "ready")],
                              env=surroundings(TMPDIR=folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    expect(done.stderr.startswith("fblab: standard output cannot be written") and done.stderr.endswith("status 3\n"), f"serve: standard output {redirection}", done.stderr)

# The second run of the tool waits until the row of the first was read.
with tempfile.TemporaryDirectory() as folder:
    os.mkfifo(os.path.join(folder, "go"))
    tool = f"if [ -e '{folder}/first' ]; then read go <'{folder}/go'; else touch '{folder}/first'; fi; echo 06"
    with subprocess.Popen([fblab, "matrix", "--tool", tool, "--jobs", "1", "--timeout", "60", "06a", "06b"], stdout=subprocess.PIPE, text=True) as child:
        lines = [child.stdout.readline(), child.stdout.readline()]
        expect(lines[0].startswith("scenario") and lines[1].startswith("06a") and child.poll() is None, "matrix prints a row when it is done", lines)
        with open(os.path.join(folder, "go"), "w", encoding="utf-8") as go:
            print("go", file=go)
        rest = child.stdout.read()
        expect("06b" in rest and "time-out" not in rest and "2 right" in rest, "and the rest afterwards", rest)

done = subprocess.run(["bash", "-c", '"$0" list >&- 2>&-; echo $?', fblab], stdout=subprocess.PIPE, text=True, check=False)
expect(done.stdout == "3\n", "both streams closed", done.stdout)
done = subprocess.run([fblab, "exec", "--", "bash", "-c", "yes | head -n 1; echo ${PIPESTATUS[0]}"], stdout=subprocess.PIPE, text=True, check=False)
expect(done.stdout == "y\n141\n", "a command of exec has its SIGPIPE", done.stdout)

# `ulimit -f`: KB that a file may have. What dies of it loses what it was about to save. The thread sanitizer writes a file itself.
with open(fblab, "rb") as program:
    LEAST = 1 if b"__tsan_init" in program.read() else 0
HAR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "printed/small.har")  # more than 1 KB is said of it
with tempfile.TemporaryDirectory() as folder:
    for limit, command, words in ((1, [fblab, "serve", "--scenario", "06"], "File too large"),
                                  (LEAST, [fblab, "train", "--evidence-only", "--state", "state", "-o", "pack.zip"], "this was not kept"),
                                  (LEAST, [fblab, "import", HAR, "--out", "xBig.xml"], "File too large"),
                                  (LEAST, [fbcheck, "classify", HAR], "standard output cannot be written: File too large")):
        with open(os.path.join(folder, "output"), "w", encoding="utf-8") as output:
            done = subprocess.run(["bash", "-c", 'ulimit -f "$0"; exec "$@"', str(limit), *command], cwd=folder, env=surroundings(TMPDIR=folder),
                                  stdout=output, stderr=subprocess.PIPE, text=True, check=False)
        expect(done.returncode == 3 and words in done.stderr, f"a file too large: {command[1]}", (done.returncode, done.stderr))
        left = [name for name in os.listdir(folder) if name not in ("output", "state")]
        expect(not left, f"and nothing is left behind: {command[1]}", left)

with tempfile.TemporaryDirectory() as folder:
    slow = os.path.join(folder, "slow")
    os.mkfifo(slow)
    writer = subprocess.Popen(["bash", "-c", f"sleep 2.5 >'{slow}'"])
    status, text = at_terminal([fbcheck, "classify", slow], surroundings(**XTERM), stream="stderr")
    writer.wait()
    expect(status in (0, 1) and " MB" in text and text.endswith("\r\033[K"), "progress of what takes long, and it is taken away", text)
    writer = subprocess.Popen(["bash", "-c", f"sleep 2.5 >'{slow}'"])
    status, text = at_terminal([fbcheck, "classify", slow], surroundings(TERM="dumb"), stream="stderr")
    writer.wait()
    expect(text == "", "no progress on a dumb terminal", text)
quick = at_terminal([fbcheck, "classify", HAR], surroundings(**XTERM), stream="stderr")[1]
expect(quick == "", "no progress of what takes no time", quick)
sys.exit(1 if wrong else 0)
