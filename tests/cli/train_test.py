#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""train_test.py FBLAB FBCHECK: a trainee at a terminal, and a file of what one types: tickets are solved, left, killed and gone on with; nothing
tells the failure; what is wrong is refused in a sentence."""
import contextlib
import json
import os
import pathlib
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

import pseudo_terminal
from pseudo_terminal import CTRL_C, TAB

FBLAB, FBCHECK = sys.argv[1:3]
COURSE = """<course name="{name}" xmlns="urn:fblab:course">
  <title>One</title>
  <says>One failure.</says>
  <block><title>One</title>{tickets}</block>
</course>
"""
REPAIR = 'Remove-Mailbox "Ann Berg (merged forest)"'
PROMPT = "]> "


class Desk:
    """A folder for progress, and a course of one ticket."""

    def __init__(self, folder, tickets=("06a",)):
        self.folder = pathlib.Path(folder)
        self.state = self.folder / "state"
        self.course = self.folder / "one.xml"
        lines = "".join(f"<ticket>{ticket}</ticket>" for ticket in tickets)
        self.course.write_text(COURSE.format(name="one", tickets=lines), encoding="utf-8")

    def command(self, *options):
        return [FBLAB, "train", str(self.course), "--seed", "1", "--trainee", "ann", "--state", str(self.state), *options]

    def pipe(self, *lines, options=(), **how):
        return subprocess.run(self.command(*options), input="".join(line + "\n" for line in lines), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False, timeout=120, **how)

    def terminal(self):
        terminal = pseudo_terminal.Terminal(self.command(), {"TMPDIR": str(self.folder)})
        terminal.wait(PROMPT)
        return terminal

    def alone(self):
        """Up to where nothing is given."""
        assert self.pipe(REPAIR, "checks").returncode == 0
        done = self.pipe("answer " + self.right(), REPAIR, "checks")
        assert done.returncode == 0, done.stdout

    def right(self):
        """The answer to the ticket on the table, found as a trainee finds it: by its texts."""
        asked = self.pipe("answer", "").stdout
        row = re.search(r"^  (\d)  Two directory objects share", asked, re.M)[1]
        asked = self.pipe("answer", row, "availability", "").stdout
        refutation = re.search(r"^  (\d)  Get-Recipient with the address", asked, re.M)[1]
        return f"{row} availability {refutation}"

    def progress(self):
        done = subprocess.run([FBLAB, "progress", "--json", "--state", str(self.state)], stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout)


def solves_a_worked_example_at_the_terminal(desk):
    terminal = desk.terminal()
    assert "A worked example" in terminal.seen and REPAIR in terminal.seen
    assert "401 Unauthorized" in terminal.say("look", PROMPT)
    assert "W3SVC1" in terminal.say("logs", PROMPT)
    assert "POST /EWS/Exchange.asmx" in terminal.say("logs W3SVC1", PROMPT)
    assert "NO  ann@contoso.com sees when joe@contoso.com is free" in terminal.say("checks", PROMPT)
    assert "merged forest" in terminal.say("Get-Mailbox | fl Name", PROMPT)
    terminal.type("Remove-Mailb" + TAB)
    terminal.say('"Ann Berg (merged forest)"', PROMPT)
    assert "Solved: 100 points" in terminal.say("checks", PROMPT)
    assert "one object" in terminal.say("explain It is ambiguous.", PROMPT)
    assert "You have met this failure before" in terminal.say("next", PROMPT)
    terminal.say("quit", "goes on with it")
    assert terminal.end() == 1


def counts_what_it_cost(desk):
    desk.alone()
    right = desk.right()
    wrong = f"{int(right[0]) % 4 + 1} tls {right[-1]}"
    done = desk.pipe("hint", "hint", "answer " + wrong, "Remove-OrganizationRelationship Adatum", "checks")
    assert "can be had in" in done.stdout and "failure    wrong" in done.stdout
    assert "NO  The relationship with Adatum is still there" in done.stdout and done.returncode == 1
    done = desk.pipe(REPAIR, "checks", "answer " + right, "checks", "give-up")
    assert "Not solved" in done.stdout and "Solved" not in done.stdout, done.stdout


def no_answer_solves_nothing(desk):
    desk.alone()
    done = desk.pipe(REPAIR, "checks")
    assert done.returncode == 1 and "What was the cause?" in done.stdout
    assert desk.pipe("answer " + desk.right(), "checks").returncode == 0


def goes_on_after_a_kill(desk):
    """After each step the program is killed; what was done stays, and is counted once."""
    desk.alone()
    right = desk.right()
    steps = [("hint", PROMPT), ("answer 1 tls 1", "wrong"), (REPAIR, PROMPT), ("answer " + right, "Now repair it"), ("look", PROMPT)]
    for line, words in steps:
        terminal = desk.terminal()
        terminal.say(line, words)
        assert terminal.kill() == -signal.SIGKILL
    done = desk.pipe("checks")
    assert "You have begun this ticket before" in done.stdout
    cost = 5 + 10 + (0 if right[0] == "1" else 25) + (0 if right[-1] == "1" else 10)
    assert f"Solved: {100 - cost} points" in done.stdout, done.stdout


def keeps_what_tools_changed(desk):
    """What another program did in the ticket's lab is done again, too; with an answer it is the solution."""
    desk.alone()
    right = desk.right()

    def by_tool(command):
        tool_file = next(desk.state.glob("ticket-*.json"))
        done = subprocess.run([FBLAB, "shell", "--lab", str(tool_file), "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False)
        return done.stdout

    terminal = desk.terminal()
    by_tool('Set-Mailbox joe@contoso.com -Name "by a tool"')
    assert "not for the program under test" in by_tool("Get-LabLoadBalancer")
    terminal.say(REPAIR, PROMPT)
    assert terminal.kill() == -signal.SIGKILL
    terminal = desk.terminal()
    assert "by a tool" in terminal.say("Get-Mailbox joe@contoso.com | fl Name", PROMPT)
    by_tool("Set-Mailbox joe@contoso.com -Name again")
    terminal.say("answer " + right, PROMPT)
    assert "Solved: 100 points" in terminal.say("checks", PROMPT)
    terminal.say("next", PROMPT)
    with contextlib.closing(sqlite3.connect(desk.state / "training.db", isolation_level=None)) as database:
        database.execute("ALTER TABLE event RENAME TO away")
        assert "this was not kept" in by_tool("Set-Mailbox joe@contoso.com -Name lost")
        database.execute("ALTER TABLE away RENAME TO event")
    assert "Joe Hill" in by_tool("Get-Mailbox joe@contoso.com | fl Name")
    terminal.type("quit\n")
    terminal.end()


def goes_on_after_kills_at_any_moment(desk):
    """Whatever was answered is there, and nothing is counted twice."""
    desk.alone()
    right = desk.right()
    lines = ["look", REPAIR, "Get-Mailbox | fl Name", "checks", "logs", "answer " + right, "look", "checks"]
    solved, moment = False, 0
    while not solved:
        moment += 1
        with subprocess.Popen(desk.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
            child.stdin.write("".join(line + "\n" for line in lines).encode())
            child.stdin.flush()
            seen = child.stdout.read(400 * moment * moment)  # where it is killed is up to how much is read
            child.kill()
            solved = b"Solved" in seen + child.stdout.read()
    attempts = desk.progress()["trainees"][0]
    assert attempts["finished"] == 3 and attempts["open"] == 0, attempts
    assert moment > 2


def ends_at_a_signal(desk):
    """At once, without a trace but what was kept."""
    for how, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)):
        terminal = desk.terminal()
        assert terminal.kill(how) == status
        assert "goes on with it" in terminal.seen
        left = [path.name for path in desk.folder.iterdir() if path.name not in ("state", "one.xml")]
        assert not left and not list(desk.state.glob("ticket-*")), left
    terminal = desk.terminal()
    terminal.type(CTRL_C)
    assert terminal.end() == 130
    terminal = desk.terminal()
    assert terminal.hang_up() in (129, 1, 3)  # by the signal, by the end of input, or because nothing can be printed


def two_sessions_play_two_tickets(desk):
    first, second = desk.terminal(), desk.terminal()
    for terminal in first, second:
        assert "You have begun" not in terminal.seen
        terminal.say(REPAIR, PROMPT)
        assert "Solved" in terminal.say("checks", PROMPT)
    for terminal in first, second:
        terminal.type("quit\n")
        assert terminal.end() == 0
    assert desk.progress()["trainees"][0]["finished"] == 2, desk.progress()


def tells_nothing(desk):
    """Neither arguments, environment, files nor the tool file have the row, and the tool file opens no back door."""
    desk.alone()
    terminal = desk.terminal()
    process = pathlib.Path(f"/proc/{terminal.child}")
    seen = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    tool_file = next(desk.state.glob("ticket-*.json"))
    texts = [tool_file.read_text(encoding="utf-8"), seen.decode(), terminal.seen]
    names = [str(path) for path in desk.folder.rglob("*")]
    assert not any(re.search(r"\b06a\b|ambiguous|user-context|same-smtp|admin", text) for text in texts + names if "one.xml" not in text)
    for command in (["status"], ["journal"], ["arm", "32"], ["repair"], ["logs"], ["evidence", "-o", str(desk.folder / "x.zip")]):
        done = subprocess.run([FBLAB, *command, "--lab", str(tool_file)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        assert done.returncode == 3 and done.stdout.count("\n") == 1 and "not for the program under test" in done.stdout, done.stdout
    done = subprocess.run([FBCHECK, "query", "--evidence", "--lab", str(tool_file)], stdout=subprocess.PIPE, text=True, check=False)
    assert "401 Unauthorized" in done.stdout and "cause" not in done.stdout
    assert "not for the program under test" in terminal.say("Get-LabLoadBalancer", PROMPT)
    terminal.type("quit\n")
    terminal.end()


def refuses(desk):
    """One sentence and the status of a wrong command line."""
    bad = desk.folder / "bad.xml"
    bad.write_text(COURSE.format(name="bad", tickets="<ticket>99z</ticket>"), encoding="utf-8")
    rows = [(["nowhere"], 2, "the-six"), (["the-six", "dauth"], 2, "one too many"), (["--seed", "x"], 2, "--seed"), ([str(bad)], 2, "99z"),
            ([str(desk.folder / "none.xml")], 2, "none.xml"), (["--trainee", ""], 2, "--trainee"), (["--trainee", "a\x1b[2Jb"], 2, "control"),
            (["--trainee", "a" * 300], 3, "300 bytes"), (["-o", "x.zip"], 2, "--evidence-only"), (["--web", "--evidence-only", "-o", "x.zip"], 2, "leave -o out"), (["--state", "/dev/null/x"], 3, "/dev/null")]
    for options, status, words in rows:
        done = subprocess.run([FBLAB, "train", "--state", str(desk.state), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, text=True, check=False)
        assert done.returncode == status and words in done.stderr and done.stderr.count("\n") == 1, (options, done)
    lines = ["answer", "", "answer 1", "answer 9 tls 1", "answer 1 nowhere 1", "answer -1 tls 1", "explain", "next", "logs \x1b[2J",
             "help Get-Nothing", "Get-Nothing"]
    done = desk.pipe(*lines)
    for words in ("no answer was given", "a refutation from 1 to", "is no hop", "when the ticket is solved", "neither solved nor given up",
                  "There is no cmdlet", "is not recognized"):
        assert words.lower() in done.stdout.lower(), (words, done.stdout)


def keeps_what_a_full_disk_takes(desk):
    """What could not be kept was not done, and is said."""
    desk.pipe("quit")
    size = (desk.state / "training.db").stat().st_size

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = desk.pipe(*["look"] * 3, REPAIR, "checks", preexec_fn=limit)
    assert "was not kept" in done.stdout or "cannot" in done.stdout, done.stdout
    assert "Solved" not in done.stdout and done.returncode in (1, 3)
    assert desk.pipe(REPAIR, "checks").returncode == 0


def same_seed_same_words(desk):
    texts = set()
    for name in ("one", "two"):
        done = subprocess.run([FBLAB, "train", "everything", "--seed", "77", "--state", str(desk.folder / name)], input="answer\n1\ntls\n1\nchecks\n",
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        # but for times, as IIS and as the DNS server write them, and the folder
        texts.add(re.sub(r"(?m)^(.*[12][0-9]{3}-[0-9]{2}-[0-9]{2}.*|.*:[0-9]{2}:[0-9]{2} [AP]M.*|.*ticket-1.json)$", "", done.stdout))
    assert len(texts) == 1, texts


def asks_about_a_pack(desk):
    output = desk.folder / "pack.zip"
    arguments = [FBLAB, "train", "--evidence-only", "--seed", "3", "--state", str(desk.state), "-o", str(output), "network-and-tls"]

    def ask(*answers):
        return subprocess.run(arguments, input="".join(f"{answer}\n" for answer in answers), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, check=False)

    done = ask(5, 5, 1, "x", 9, 1)
    assert done.returncode == 1 and "Type a number from 1 to" in done.stdout
    right = {match[1] for match in re.finditer(r"it is: (.*)", done.stdout)}
    numbers = [next((number for number, text in re.findall(r"^  (\d)  (.*)$", part, re.M) if any(told.startswith(text) for told in right)), 1)
               for part in re.split(r"\n(?=Wh|At)", done.stdout)[1:]]
    done = ask(*numbers)
    assert done.returncode == 0 and "4 of 4 right" in done.stdout, done.stdout
    assert zipfile.ZipFile(output).testzip() is None
    assert not list(desk.state.glob("pack-*"))
    done = subprocess.run([FBCHECK, "classify", str(output)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    assert re.search(r"^\d\d\w*  ", done.stdout, re.M)


TESTS = [solves_a_worked_example_at_the_terminal, counts_what_it_cost, no_answer_solves_nothing, goes_on_after_a_kill,
         keeps_what_tools_changed, goes_on_after_kills_at_any_moment, ends_at_a_signal,
         two_sessions_play_two_tickets, tells_nothing, refuses, keeps_what_a_full_disk_takes, same_seed_same_words, asks_about_a_pack]


def play(test):
    with tempfile.TemporaryDirectory() as folder:
        try:
            test(Desk(folder))
        except AssertionError as error:
            return f"FAIL {test.__name__}: line {error.__traceback__.tb_next.tb_lineno}: {error}"
    return f"ok   {test.__name__}"


def main():
    wanted = [test for test in TESTS if not sys.argv[3:] or test.__name__ in sys.argv[3:]]
    results = [play(test) for test in wanted]
    print("\n".join(results))
    return any(result.startswith("FAIL") for result in results)


os.environ.pop("FBLAB_READY_FILE", None)
sys.exit(main())
