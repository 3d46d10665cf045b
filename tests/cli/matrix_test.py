#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""matrix_test.py SOURCE FBLAB: tools that are right, wrong, dead, endless and noisy against `fblab matrix`."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

SOURCE, FBLAB = pathlib.Path(sys.argv[1]), sys.argv[2]
FBCHECK = str(pathlib.Path(FBLAB).parent / "fbcheck")
ASK = f"{FBCHECK} query --lab \"$FBLAB_READY_FILE\" --json \"$FBLAB_MAILBOX\""
WRONG_TOOL = f"{SOURCE}/tests/tools/calls_every_401_row_10.py {FBCHECK}"
# The failures that end in a 401 and are not row 10.
OTHER_401 = ("06a 06b 06c 17c 17a 17b 17d 25a 25b 25c 25d 26a 26b 26c 33a 33b 34a 34b 34c xAppCertificatea xAppCertificateb xAppConsenta xAppConsentb xAppIda xExtendedProtectiona xExtendedProtectionb xExtendedProtectionc xTokena xTokenb").split()
folder = tempfile.mkdtemp()
os.environ["TMPDIR"] = os.path.join(folder, "tmp")
os.mkdir(os.environ["TMPDIR"])
nap = 100000 + os.getpid()  # seconds; nobody else sleeps as long
wrong = 0


def check(name, good, seen=""):
    global wrong
    left = os.listdir(os.environ["TMPDIR"])
    if not good or left:
        print(f"FAIL {name}: {seen} {f'left behind: {left}' if left else ''}")
        wrong += 1
    else:
        print(f"ok   {name}")


def run(*arguments, **options):
    return subprocess.run([FBLAB, "matrix", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=800, check=False, **options)


def judge(tool, *arguments):
    """(exit status, {id: row}) of a run with --json"""
    done = run("--tool", tool, "--json", *arguments)
    if done.stderr or not done.stdout:
        check(f"{tool} is judged", False, done)
        return done.returncode, {}
    return done.returncode, {row["id"]: row for row in json.loads(done.stdout)["rows"]}


def put(name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def napping():
    """Is anybody asleep who was begun here?"""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [path.parent.name] if path.read_bytes() == f"sleep\0{nap}\0".encode() else []
        except OSError:
            pass  # gone meanwhile
    return found


def usage():
    for name, arguments, status, words in (
            ("no tool", [], 2, "--tool CMD is missing"),
            ("an unknown row", ["--tool", "true", "99"], 2, "there is no scenario 99"),
            ("a time-out that is no number", ["--tool", "true", "--timeout", "soon"], 2, "--timeout must be a number"),
            ("verdicts that are not there", ["--tool", "true", "--verdicts", "/no/such/file"], 3, "/no/such/file cannot be read"),
            ("a tool that is not there", ["--tool", "no-such-tool --x", "06"], 3, "the shell cannot run the tool: no-such-tool"),
            ("a report that cannot be written", ["--tool", "echo 06", "--html", "/no/such/folder/m.html", "06a"], 3,
             "/no/such/folder/m.html"),
            ("a folder that cannot be made", ["--tool", "true", "06"], 3, "set TMPDIR")):
        environment = dict(os.environ, TMPDIR="/no/such/folder") if "made" in name else None
        done = run(*arguments, env=environment)
        check(name, done.returncode == status and words in done.stderr and done.stderr.count("\n") == 1, done)


def right():
    """Where the wrong tool is wrong, and once where a cause strikes now and then; the README's test asks everywhere."""
    status, rows = judge(ASK, *OTHER_401, "x503c")
    check("fbcheck is right", status == 0 and len(rows) == len(OTHER_401) + 1 and
          all(row["state"] == "right" for row in rows.values()),
          [(row["id"], row["got"]) for row in rows.values() if row["state"] != "right"])
    check("a cause that strikes now and then is asked again", max(row["runs"] for row in rows.values()) > 1)


def wrong_on_purpose():
    page, junit, tap, sarif = (os.path.join(folder, name) for name in ("m.html", "m.xml", "m.tap", "m.sarif"))
    done = run("--tool", WRONG_TOOL, "--html", page, "--junit", junit, "--tap", tap, "--sarif", sarif)
    named = re.findall(r"^(\S+) +\S+ +10 +WRONG ", done.stdout, re.M)
    check("exactly the wrong rows are reported", done.returncode == 1 and named == OTHER_401 and
          done.stdout.count("WRONG") == len(OTHER_401), named)
    called = re.search(r"^row +called +times$(.*?)^$", done.stdout, re.M | re.S)
    pairs = [line.split() for line in called[1].splitlines()] if called else []
    check("and what they were called", ["06", "10", "3"] in pairs and sum(int(p[2]) for p in pairs if p) == len(OTHER_401), pairs)
    check("no line of the confusion is longer than a terminal", all(len(line) < 80 for line in called[0].splitlines()))
    root = ElementTree.parse(junit).getroot()
    failed = [case.get("name").split()[0] for case in root if case.find("failure") is not None]
    check("JUnit", failed == OTHER_401 and root.get("failures") == str(len(OTHER_401)), failed)
    text = pathlib.Path(tap).read_text(encoding="utf-8")
    check("TAP", re.findall(r"^not ok \d+ - (\S+)", text, re.M) == OTHER_401 and text.startswith("TAP version 14\n"), text)
    older = put("older.tap", text.replace("TAP version 14", "TAP version 13", 1))  # which Perl's knows
    proved = subprocess.run(["prove", "--exec", "cat", older], stdout=subprocess.PIPE, text=True, check=False).stdout
    check("and Perl's harness reads it so", f"Failed {len(OTHER_401)}/" in proved and "Parse errors" not in proved, proved)
    found = json.loads(pathlib.Path(sarif).read_text(encoding="utf-8"))["runs"][0]["results"]
    check("SARIF", [one["partialFingerprints"]["row/v1"] for one in found] == OTHER_401, found)
    html(page)


def html(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/1999/xhtml}"
    details = root.findall(f".//{space}details")
    cells = [cell for cell in root.iter(f"{space}td") if cell.get("class") == "wrong"]
    links = {link.get("href") for link in root.iter(f"{space}a")}
    check("the page has the wrong rows", [d.get("id") for d in details] == [f"row-{row}" for row in OTHER_401], details)
    check("its picture leads to them", len(cells) == 11 and links <= {f"#row-{row}" for row in OTHER_401}, links)
    words = "".join(details[0].itertext())
    check("with what the tool said", "HTTP/1.1 401 means row 10, or does it?" in words, words)
    check("and what the lab saw", "mail.contoso.com/EWS/Exchange.asmx401" in words and "2000005" in words, words)
    loads = [element for element in root.iter() if element.get("src") or element.tag in (f"{space}link", f"{space}script")]
    check("the page fetches nothing", not loads and "url(" not in text and "@import" not in text, loads)


def dead():
    status, rows = judge("kill -SEGV $$", "06a", "00a")
    check("a tool that crashes", status == 1 and [row["got"] for row in rows.values()] == ["crash", "crash"] and
          "SEGV" in rows["06a"]["sentence"], rows)
    status, rows = judge("sh -c 'kill -ABRT $$'; exit $?", "06a")
    check("a crash that the shell reports", rows["06a"]["got"] == "crash" and "ABRT" in rows["06a"]["sentence"], rows)
    began = time.monotonic()
    status, rows = judge("echo so far; sleep 600", "--timeout", "1", "06a", "00a")
    check("a tool that hangs", status == 1 and [row["got"] for row in rows.values()] == ["time-out"] * 2 and
          rows["06a"]["output"] == "so far\n" and time.monotonic() - began < 60, rows)
    status, rows = judge("yes 06 && kill -9 $$", "--timeout", "1", "06a")
    check("a tool that floods and never ends", rows["06a"]["got"] == "time-out" and rows["06a"]["cut"] and
          len(rows["06a"]["output"]) == 32 << 10, rows["06a"]["got"])
    status, rows = judge("head -c 20000000 /dev/zero; head -c 20000000 /dev/urandom >&2", "06a")
    check("a tool that floods with bytes that are no text", rows["06a"]["got"] == "nothing" and rows["06a"]["cut"], rows["06a"]["got"])
    status, rows = judge(f"echo 06; sleep {nap} & sleep {nap} &", "06a")
    check("what a tool leaves running is ended", status == 0 and not napping(), napping())
    status, rows = judge("exec >&- 2>&-; sleep 0.1; exit 3", "06a")
    check("a tool that closes its streams", rows["06a"]["got"] == "nothing" and rows["06a"]["exit_status"] == 3, rows)


def own_words():
    for name, tool, got in (
            ("the JSON of the contract", """echo '{"ok": false, "diagnoses": [{"id": "13"}, {"id": "10"}]}'""", "13"),
            ("success in it", """echo '{"ok": true, "diagnoses": []}'""", "00"),
            ("an unknown failure in it", """echo '{"ok": false, "diagnoses": []}'""", "nothing"),
            ("a line of its own", "echo looking; echo '  24b '; echo 24", "24b"),
            ("an id within a sentence", "echo 'it is (24b), not 24'", "nothing"),
            ("steps and times", "echo Step 10 of 34: ok; echo after 13 ms", "nothing"),
            ("numbers that are no row", "echo 'HTTP/1.1 401 at 10:30, 6 ms, 1999'", "nothing"),
            ("a neighbour", "echo xClosed", "xClosed"),
            ("standard error is not judged", "echo 06 >&2", "nothing"),
            ("nothing at all", "true", "nothing")):
        rows = judge(tool, "05a")[1]
        check(f"own words: {name}", rows["05a"]["got"] == got, rows)
    rows = judge("echo 00", "06a", "00a")[1]
    check("green for a broken lab", rows["06a"]["sentence"] == "this is row 06, and the tool said green" and
          rows["00a"]["state"] == "right", rows)


def verdicts():
    file = put("verdicts.xml", """<?xml version="1.0"?>
<verdicts xmlns="urn:fblab:verdicts">
  <verdict><row>0</row><exit-status>0</exit-status></verdict>
  <verdict><row>06</row><json><pointer>/cause/0</pointer><value>twins</value></json></verdict>
  <verdict><row>10</row><row>17</row><exit-status>4</exit-status><says>(?i)^un.*ed$</says></verdict>
  <verdict><row>05</row><says>a</says><says>b</says></verdict>
</verdicts>
""")
    for name, tool, row, got, state in (
            ("an exit status", "exit 0", "00a", "00", "right"),
            ("a JSON pointer", "echo '{\"cause\": [\"twins\"]}'; exit 1", "06a", "06", "right"),
            ("another value", "echo '{\"cause\": [\"triplets\"]}'; exit 1", "06a", "nothing", "wrong"),
            ("rows that share a verdict", "echo sorry; echo UNAUTHORIZED; exit 4", "17b", "10 17", "right"),
            ("the expression without the status", "echo UNAUTHORIZED; exit 5", "17b", "nothing", "wrong"),
            ("all expressions hold", "echo b a; exit 1", "05a", "05", "right"),
            ("one does not", "echo a; exit 1", "05a", "nothing", "wrong"),
            ("the first that fits counts", "echo a b; exit 0", "05a", "00", "wrong"),
            ("a row without verdict is run all the same", "exit 99", "13a", "nothing", "no verdict expected"),
            ("and may be a false alarm", "echo a b; exit 1", "13a", "05", "no verdict expected")):
        rows = judge(tool, "--verdicts", file, "00a" if row == "13a" else row, row)[1]
        check(f"verdicts: {name}", (rows[row]["got"], rows[row]["state"]) == (got, state), rows)
        alarm = row == "13a" and got == "05"
        check("and is told as that", rows[row].get("false_alarm", False) == alarm and
              (not alarm or "no verdict expected, and the tool said 05" in rows[row]["sentence"]), rows)
    done = run("--tool", "echo a b; exit 1", "--verdicts", file, "05a", "13a")
    check("and is counted", "1 right, 0 wrong, 1 with no verdict expected (false alarms: 1)" in done.stdout and
          re.search(r"^13 +05 +1$", done.stdout, re.M) and done.returncode == 0, done)
    slow = put("slow.xml", "<verdicts xmlns='urn:fblab:verdicts'><verdict><row>05</row><says>(x+x+)+[^x]</says></verdict></verdicts>")
    rows = judge("head -c 100000 /dev/zero | tr '\\0' x", "--verdicts", slow, "05a")[1]
    check("an expression that takes for ever", "slow.xml:1: an expression of this verdict, or all up to it, takes too long" in
          rows["05a"]["sentence"], rows["05a"]["sentence"])


def interrupted():
    for number in (signal.SIGINT, signal.SIGTERM):
        child = subprocess.Popen([FBLAB, "matrix", "--tool", f"touch {folder}/began; exec sleep {nap}", "06"])
        while not os.path.exists(f"{folder}/began"):
            if child.poll() is not None:
                break
            time.sleep(0.01)
        child.send_signal(number)
        check(f"{number.name} ends it at once, and what it began", child.wait(timeout=60) == -number and not napping(),
              child.returncode)
        os.unlink(f"{folder}/began")
        child = subprocess.Popen([FBLAB, "replay"], stdout=subprocess.DEVNULL)
        while not list(pathlib.Path(os.environ["TMPDIR"]).glob("*/ready.json")) and child.poll() is None:
            time.sleep(0.01)
        child.send_signal(number)
        check(f"{number.name} ends a replay", child.wait(timeout=60) == -number, child.returncode)


def shards():
    """Together they are the run, in every format; a baseline is a report."""
    ids = ("06a", "06b", "10a", "17a", "00a")
    paths = []
    for part in "1/2", "2/2":
        done = run("--tool", WRONG_TOOL, "--shard", part, "--json", *ids)
        paths.append(put(f"shard{part[0]}.json", done.stdout))
    names = [row["id"] for path in paths for row in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["rows"]]
    check("shards share the rows", sorted(names) == sorted(ids) and names[:3] == ["06a", "10a", "00a"], names)
    whole = os.path.join(folder, "merged.html"), os.path.join(folder, "merged.xml")
    done = run("merge", "--html", whole[0], "--junit", whole[1], "--json", *reversed(paths))
    merged = json.loads(done.stdout)
    check("merged", done.returncode == 1 and [row["id"] for row in merged["rows"]] == sorted(ids) and merged["failed"] == 3 and
          merged["seed"] == 1 and "shard" not in merged, done)
    cases = [case.get("name").split()[0] for case in ElementTree.parse(whole[1]).getroot()]
    page = pathlib.Path(whole[0]).read_text(encoding="utf-8")
    check("merged JUnit and page", cases == sorted(ids) and "What the lab saw" in page and "2000005" in page, cases)
    baseline = put("baseline.json", done.stdout)
    done = run("--tool", WRONG_TOOL, "--baseline", baseline, *ids)
    check("what is known does not fail", done.returncode == 0 and done.stdout.count(" known ") == 3 and
          "2 right, 3 wrong (3 excused)" in done.stdout, done)
    done = run("--tool", WRONG_TOOL, "--baseline", baseline, *ids, "25a")
    check("what is new does", done.returncode == 1 and done.stdout.count("WRONG") == 1, done)
    done = run("--tool", ASK, "--baseline", baseline, *ids)
    check("what is fixed is told", done.returncode == 0 and "right now, and wrong in the baseline: 06a 06b 17a\n" in done.stdout, done)
    done = run("merge", "--fail-on", "10,17", *paths)
    check("only some rows fail", done.returncode == 1 and done.stdout.count("allowed") == 2 and done.stdout.count("WRONG") == 1, done)
    done = run("--tool", WRONG_TOOL, "--shard", "9/9", "06a")
    check("a shard may have no row", done.returncode == 0 and "0 right, 0 wrong" in done.stdout, done)
    for name, arguments, status, words in (
            ("no shard", ["--tool", "true", "--shard", "3/2"], 2, "--shard must be K/N, such as 1/3"),
            ("no row", ["--tool", "true", "--fail-on", "99"], 2, "there is no scenario 99"),
            ("a shard that is missing", ["merge", paths[0]], 3, "the report of shard 2/2 is missing"),
            ("a shard that is there twice", ["merge", *paths, paths[1]], 3, "row 06b is in "),
            ("a merge that is to run something", ["merge", *paths, "--shard", "1/2"], 2, "runs no tool, and takes no --shard"),
            ("nothing to merge", ["merge"], 2, "there is no report to merge"),
            ("a baseline that is not there", ["--tool", "true", "--baseline", "/no/such/file"], 3, "/no/such/file cannot be read")):
        done = run(*arguments)
        check(f"refused: {name}", done.returncode == status and words in done.stderr and done.stderr.count("\n") == 1, done)


usage()
shards()
own_words()
verdicts()
dead()
interrupted()
wrong_on_purpose()
right()
sys.exit(1 if wrong else 0)
