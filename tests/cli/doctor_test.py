#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""doctor_test.py FBLAB: what is said of a machine that is fit, and of one where this or that is missing."""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

FBLAB = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp())
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}")


def doctor(*arguments, program=FBLAB, before=None, **variables):
    done = subprocess.run([program, "doctor", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                          env=dict(os.environ, **variables), preexec_fn=before)
    return done.returncode, done.stdout, done.stderr


def findings(**options):
    status, output, _ = doctor("--json", **options)
    answer = json.loads(output)
    check(f"the exit status is that of the answer {options or ''}", status == (0 if answer["ok"] else 1), output)
    return {one["name"]: one for one in answer["findings"]}


fit = findings()
check("all that is needed is here", all(one["state"] != "missing" for one in fit.values()), fit)
check("every finding is a sentence", all(one["sentence"] and one["state"] in ("fine", "odd", "missing") for one in fit.values()))
for name, sentence in (("client", "fbcheck is beside fblab"), ("libraries", "every library that is loaded when it is needed can be"),
                       ("catalogue", "every scenario can be read"), ("ports", "ports of 127.0.0.1 can be listened on and reached"),
                       ("temporary folder", "folders can be made below TMPDIR"), ("keys", "the folder of kept keys is ours alone")):
    check(f"{name} is fine", fit[name] == {"name": name, "state": "fine", "sentence": sentence}, fit[name])
for name, fine, odd in (("open files", "enough files may be open", "files may be open at once"),
                        ("clock", "the clock is later than the catalogue", "the clock says "),
                        ("namespaces", "namespaces can be had: --isolated works", "--isolated"),
                        *((program, f"{program} is there", f"{program} is not on the PATH: {use}") for program, use in (
                            ("pwsh", "Microsoft's PowerShell cannot be used against a lab; fblab shell needs none"),
                            ("chromium", "the tests that look at pages in a browser are skipped; any browser shows the pages"),
                            ("tshark", "the packets of fblab evidence cannot be read here; Wireshark anywhere else can")))):
    one = fit[name]
    check(f"{name} is fine or odd", one["sentence"] == fine if one["state"] == "fine" else odd in one["sentence"], one)
check("these are looked at, in this order", list(fit) == ["client", "libraries", "catalogue", "ports", "temporary folder", "keys", "open files",
                                                          "clock", "namespaces", "pwsh", "chromium", "tshark"], list(fit))
status, text, _ = doctor()
check("for people, a line each", status == 0 and len(text.splitlines()) == len(fit), text)
check("nothing is left behind", not list(pathlib.Path(tempfile.gettempdir()).glob("fblab-doctor-*")))

alone = folder / "bin"
alone.mkdir()
shutil.copy(FBLAB, alone / "fblab")
(folder / "folders/pwsh").mkdir(parents=True)
(folder / "damaged").mkdir()
(folder / "damaged/libevtx.so.1").touch()
rows = (
    ("client", "missing", "fbcheck cannot be run", {"program": str(alone / "fblab")}),
    ("libraries", "missing", "libevtx.so.1 cannot be loaded: ", {"LD_LIBRARY_PATH": str(folder / "damaged")}),
    ("temporary folder", "missing", "/no/such", {"TMPDIR": "/no/such"}),
    ("chromium", "odd", "chromium is not on the PATH: the tests that look at pages in a browser are skipped; any browser shows the pages",
     {"PATH": str(folder)}),
    ("tshark", "odd", "tshark is not on the PATH: the packets of fblab evidence cannot be read here; Wireshark anywhere else can",
     {"PATH": str(folder)}),
    ("pwsh", "odd", "pwsh is not on the PATH", {"PATH": str(folder)}),
    ("pwsh", "odd", "pwsh is not on the PATH", {"PATH": str(folder / "folders")}),  # a folder is no program
    ("open files", "odd", "only 64 files may be open at once",
     {"before": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))}),
)
for name, state, words, options in rows:
    seen = findings(**options).get(name)
    check(f"{name} is {state}", seen and seen["state"] == state and words in seen["sentence"], seen)
others = folder / "others"
others.mkdir(mode=0o700)
(others / "fblab").mkdir()
(others / "fblab").chmod(0o777)
seen = findings(XDG_CACHE_HOME=str(others))["keys"]
check("a folder of keys that is open to others", seen["state"] == "missing" and str(others) in seen["sentence"], seen)
(folder / "later/bin").mkdir(parents=True)
shutil.copy(FBLAB, folder / "later/bin/fblab")
schema = folder / "later/share/fblab/scenarios/scenario.rng"
schema.parent.mkdir(parents=True)
schema.touch()
os.utime(schema, (4102444800, 4102444800))
seen = findings(program=str(folder / "later/bin/fblab"))
check("a clock that is behind", seen["clock"]["state"] == "odd" and "2100-01-01" in seen["clock"]["sentence"] and
      seen["clock"]["sentence"].endswith("; tokens and certificates of a lab look expired to who has the right time: set the clock"), seen["clock"])
check("a catalogue that cannot be read", seen["catalogue"]["state"] == "missing", seen["catalogue"])
status, text, errors = doctor("now")
check("refused: an operand", status == 2 and 'takes no operand "now"' in errors and not text, errors)
shutil.rmtree(folder)
sys.exit(1 if wrong else 0)
