#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""exec_test.py FBLAB: a program run by `fblab exec`: variables, streams, signals, exit status, and nothing left behind."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

FBLAB = sys.argv[1]
FBCHECK = str(pathlib.Path(FBLAB).parent / "fbcheck")
OURS = ("FBLAB_READY_FILE FBLAB_EWS_URL FBLAB_AUTODISCOVER_URL FBLAB_CA_FILE FBLAB_USER FBLAB_PASSWORD FBLAB_REQUESTER"
        " FBLAB_MAILBOX FBLAB_CLIENT SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS").split()
folder = tempfile.mkdtemp()
os.environ["TMPDIR"] = folder
wrong = 0


def check(name, good, seen=""):
    global wrong
    left = os.listdir(folder)
    if not good or left:
        print(f"FAIL {name}: {seen} {f'left behind: {left}' if left else ''}")
        wrong += 1
    else:
        print(f"ok   {name}")


def run(*arguments, **options):
    return subprocess.run([FBLAB, "exec", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=60, check=False, **options)


def statuses():
    for name, arguments, status, words in (
            ("the exit status is the command's", ["--", "sh", "-c", "exit 42"], 42, ""),
            ("success", ["--", "true"], 0, ""),
            ("without the hyphens", ["true"], 0, ""),
            ("ended by a signal", ["--", "sh", "-c", "kill -KILL $$"], 137, ""),
            ("a command that is not there", ["--", "no-such-command"], 127, "no-such-command cannot be run: No such file"),
            ("a command that is no program", ["--", "/etc/passwd"], 126, "/etc/passwd cannot be run: Permission denied"),
            ("an unknown scenario", ["--scenario", "99", "--", "true"], 2, "there is no scenario 99"),
            ("no command", [], 2, "exec needs a command to run"),
            ("an unknown option", ["--loud", "--", "true"], 2, "there is no option --loud; see fblab exec --help"),
            ("a seed that is no number", ["--seed", "x", "--", "true"], 2, "--seed must be a number")):
        done = run(*arguments)
        check(name, done.returncode == status and words in done.stderr and done.stderr.count("\n") == (1 if words else 0)
              and not done.stdout, (done.returncode, done.stdout, done.stderr))


def variables():
    done = run("--scenario", "19", "--", sys.executable, "-c",
               "import json, os; print(json.dumps([dict(os.environ), json.load(open(os.environ['FBLAB_READY_FILE']))]))")
    seen, ready = json.loads(done.stdout)
    door = ready["front_door"]
    check("every variable is there", all(seen.get(name) for name in OURS), [n for n in OURS if not seen.get(n)])
    check("they say what the ready file says",
          [seen[name] for name in OURS[1:9]] == [door["ews_url"], door["autodiscover_url"], ready["ca_file"], door["user"],
                                                door["password"], ready["requester"], ready["target"], ready["client"]],
          seen)
    check("the other variables are the caller's", seen["TMPDIR"] == folder and seen["HOME"] == os.environ["HOME"], seen)
    check("what is beside fblab is found behind all others", seen["PATH"] == f"{os.environ['PATH']}:{pathlib.Path(FBLAB).parent}", seen)
    check("nothing tells which failure it is", not any("19" == value or "scenario" in value for name, value in seen.items()
                                                     if name.startswith("FBLAB")) and "scenario" not in json.dumps(ready))
    twice = run("--", FBLAB, "exec", "--", "sh", "-c", "env | grep -c ^FBLAB_READY_FILE=")
    check("one lab in another's command", twice.stdout == "1\n", twice)


def streams():
    done = run("--", "sh", "-c", "cat; echo complaint >&2", input="typed\n")
    check("standard streams are the caller's", (done.stdout, done.stderr) == ("typed\n", "complaint\n"), done)
    done = run("--", "sh", "-c", 'curl -sS -o /dev/null -w "%{http_code}" -u "$FBLAB_USER:$FBLAB_PASSWORD" "$FBLAB_EWS_URL"')
    check("curl trusts the lab and gets in", done.stdout == "200", done)
    done = run("--scenario", "06", "--", FBCHECK, "query", "--lab", "/dev/fd/9", "--json", preexec_fn=lambda: os.close(0))
    check("a closed standard input", done.returncode == 3 and "/dev/fd/9" in done.stderr, done)
    done = run("--scenario", "06", "--", "sh", "-c", f'{FBCHECK} query --lab "$FBLAB_READY_FILE" --json "$FBLAB_MAILBOX"')
    check("fbcheck names the failure", done.returncode == 1 and json.loads(done.stdout)["diagnoses"][0]["id"] == "06", done)
    done = run("--scenario", "06", "--", "fbcheck", "query", "--json", cwd="/", env=dict(os.environ, PATH="/usr/bin"))
    check("so it does when nothing says where it and the lab are", done.returncode == 1 and json.loads(done.stdout)["diagnoses"][0]["id"] == "06", done)


def signals():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2):
        child = subprocess.Popen(
            [FBLAB, "exec", "--", sys.executable, "-c",
             f"import signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [{int(number)}]); print('ready', flush=True);"
             f" signal.sigwait([{int(number)}]); sys.exit(7)"], stdout=subprocess.PIPE)
        child.stdout.readline()
        child.send_signal(number)
        check(f"{number.name} reaches the command", child.wait(timeout=60) == 7, child.returncode)
        child.stdout.close()
    child = subprocess.Popen([FBLAB, "exec", "--", "sh", "-c", "echo ready; exec sleep 600"], stdout=subprocess.PIPE)
    child.stdout.readline()
    child.terminate()
    check("a command that dies of it", child.wait(timeout=60) == 143, child.returncode)
    child.stdout.close()


statuses()
variables()
streams()
signals()
os.rmdir(folder)
sys.exit(1 if wrong else 0)
