#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What is printed for people and programs: all that is known of a made-up failure (printed/xPrinted.xml) byte for byte, and every
word of the help of each command and of what it refuses. Kept in printed/expected.txt and printed/refused.txt; where it is meant to
change, `printed_test.py FBLAB FBCHECK write` writes down what it is now: read the difference.

usage: printed_test.py FBLAB FBCHECK [write]
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from kept_text import is_kept

HERE = pathlib.Path(__file__).resolve().parent / "printed"
EXTRA = HERE / "words.txt"
STEM = 4  # "masters" is a word where "mastered" is one
PROGRAMS = {"fblab": os.path.abspath(sys.argv[1]), "fbcheck": os.path.abspath(sys.argv[2])}
FOLDER = tempfile.TemporaryDirectory()
COMMANDS = [
    "fblab --help",
    "fbcheck --help",
    "fblab show xPrinted --scenarios .",
    "fblab show xPrinted --scenarios . --json",
    "fblab show xNone --scenarios .",
    "fblab show",
    "fblab check xPrinted.xml",
    "fblab check xPrinted.xml walk.txt",
    "fbcheck explain xPrinted --scenarios .",
    "fbcheck explain xPrinted --scenarios . --json",
    "fbcheck classify --scenarios . walk.txt",
    "fbcheck classify --scenarios . --json walk.txt",
    "fbcheck classify --scenarios . --summary walk.txt w3svc.log nothing.txt",
    "fbcheck classify --scenarios . --summary --json walk.txt w3svc.log screen.png",
    "fbcheck classify --scenarios . w3svc.log",
    "fbcheck classify --scenarios . --json w3svc.log screen.png",
    "fbcheck classify --scenarios . nothing.txt walk.txt w3svc.log",
    "fbcheck classify --scenarios . screen.png",
    "fbcheck classify --scenarios . --strict screen.png nothing.txt",
    "fbcheck classify --scenarios . --summary nothing.txt",
    "fbcheck classify --scenarios . --summary screen.png",
    "fbcheck classify --scenarios . --jsonl lines.jsonl",
    *(f"{program} completion {shell}" for program in ("fblab", "fbcheck") for shell in ("bash", "zsh", "fish")),
    "fbcheck classify --merge nothing.txt",
    "fbcheck classify --merge --json nothing.txt absent.json",
    "fbcheck classify --scenarios . absent.txt walk.txt",
    "fbcheck classify --follow",
    "fbcheck classify --follow walk.txt nothing.txt",
    "fbcheck classify --follow .",
    "fbcheck classify --json --jsonl walk.txt",
    "fbcheck classify --summary --jsonl walk.txt",
    "fbcheck classify --summary --follow walk.txt",
    "fbcheck classify --merge --follow walk.txt",
    "fbcheck classify --jobs 0 walk.txt",
    "fbcheck query joe@contoso.com --lab gone.json",
    "fbcheck query joe@contoso.com --organization walk.txt",
    "fbcheck query --ews https://a.example/ joe",
    "fblab replay xNone",
    "fblab replay --scenarios absent",
    "fblab matrix --tool true xNone",
    "fblab matrix --tool true --verdicts absent.xml 06",
    "fblab matrix --tool true --verdicts walk.txt 06",
    "fblab exec --arm xNone -- true",
    "fblab exec --",
    "fblab import absent.har --out {folder}/xImported.xml",
    "fblab import walk.txt --out {folder}/xImported.xml",
    "fblab import small.har --out {folder}/imported.xml",
    "fblab import small.har --out {folder}/xImported.xml",
    "cat {folder}/xImported.xml",
    "fblab import small.har --out {folder}/xImported.xml",
    "fblab import small.har --party exo --redact-ip --force --out {folder}/xImported.xml",
    "fblab import small.har --party moon --force --out {folder}/xImported.xml",
    "fblab import small.har --keep-secrets --out {folder}/xSecret.xml",
    "cat {folder}/xSecret.xml",
    "fblab import mixed.har --out {folder}/xMixed.xml",
    "cat {folder}/xMixed.xml",
    "fblab import mixed.har --redact-ip --force --out {folder}/xMixed.xml",
    "cat {folder}/xMixed.xml",
    "fblab check {folder}/xImported.xml {folder}/xSecret.xml {folder}/xMixed.xml",
    "fblab record --upstream nonsense -o /dev/null",
    "fblab list --scenarios absent",
    *(f"fblab {command} --lab {ready}" for ready in ("absent.json", "walk.txt", "nothing.txt", "gone.json")
      for command in ("arm 06", "disarm", "repair", "reset", "status", "journal", "logs", "evidence -o /dev/null",
                      "verify walk.txt", "shell")),
    "fblab verify walk.txt --lab gone.json",
    "fblab evidence --lab gone.json",
    "fbcheck classify - -", "fbcheck classify --follow -", "fblab import", "fblab import small.har mixed.har", "fblab record",
    "fblab record --upstream https://a.example/x", "fblab record --upstream https://a.example --connect-to nowhere",
    "fblab import small.har --out {folder}/1.xml", "fblab import small.har --out {folder}/x-.xml", "fblab import small.har --out {folder}/none/x1.xml",
    "fblab matrix", "fblab matrix --tool true --shard x", "fblab matrix --tool true --shard 3/2", "fblab matrix --tool true --fail-on ,",
    "fblab matrix --tool true --fail-on xNone", "fblab matrix --tool true --baseline walk.txt", "fblab matrix --tool true --timeout 0",
    "fblab matrix --tool true --jobs 0", "fblab matrix merge", "fblab matrix merge walk.txt", "fblab matrix merge absent.json",
    "fblab logs a b --lab gone.json", "fblab logs --into x --grep y --lab gone.json", "fblab arm 06 13 --lab gone.json",
    "fblab class --web", "fblab class --roster walk.txt", "fblab class --web --roster absent.txt", "fblab class merge", "fblab class merge absent",
    "fblab progress --export csv", "fblab progress --json --export csv -o x", "fblab progress --export nonsense -o x",
    "fblab train nowhere", "fblab train --trainee ''", "fblab train -o x.zip", "fblab train --web --evidence-only -o x.zip",
    "fblab train --trainee ann --state walk.txt", "fblab pwsh --lab absent.json", "fblab check", "fblab check absent.xml", "fblab list x",
    "fblab serve --web --public-url http://a.example --behind-tls", "fblab serve --web --public-url https://a.example",
    "fblab serve --listen nowhere", "fblab serve --port-base 70000", "fblab serve --era 1999",
    "fblab serve --state walk.txt", "fblab exec", "fblab help faults", "fblab help Set-AuthServer", "fblab help Get-*Trust", "fblab help nonsense",
    "fblab nonsense", "fbcheck nonsense",
    *(f"sh -c 'mkdir {{folder}}/{name}; mkdir -m 777 {{folder}}/{name}/fblab; {command}'" for name, command in (
        ("cache", "XDG_CACHE_HOME={folder}/cache {fblab} exec -- true"), ("progress", "XDG_STATE_HOME={folder}/progress {fblab} train the-six"),
        ("state", "{fblab} serve --state {folder}/state/fblab"))),
    *(f"sh -c '{command}'" for command in (
        "mkdir {folder}/file; touch {folder}/file/fblab; XDG_CACHE_HOME={folder}/file {fblab} exec -- true",
        "unset XDG_STATE_HOME HOME; {fblab} progress",
        "PATH=/nowhere {fblab} pwsh -c x --lab gone.json", "mkdir {folder}/none; {fblab} list --scenarios {folder}/none",
        "mkdir {folder}/twin; cp ../../../scenarios/06-*.xml {folder}/twin; {fblab} list --scenarios {folder}/twin",
        *("printf '\"'\"'{roster}'\"'\"' >{folder}/roster; {fblab} class --web --roster {folder}/roster --state {folder}/class".replace("{roster}", roster)
          for roster in ("Ann\\nBob\\nAnn\\n", "# nobody\\n\\n", "An\\tn\\n")),
        *("printf '\"'\"'{report}'\"'\"' >{folder}/report; {fblab} matrix merge {folder}/report".replace("{report}", report) for report in (
            '[]', '{"tool": "x"}', '{"tool": "x", "rows": [{"id": "99"}]}', '{"tool": "x", "rows": [{"id": "06a", "state": "wrong"}]}')))),
    *(f"sh -c 'mkdir -p {{folder}}/two; cp xPrinted.xml {{folder}}/two; sed \"s/xPrinted/xSecond/g; {change}\" xPrinted.xml >{{folder}}/two/xSecond.xml; "
      "{fblab} check {folder}/two/*.xml'" for change in ("", "s:<confidence>0.9:<confidence>0.8:", "s:418:201:", "s:</status>:</status><no-mark>exchange</no-mark>:")),
    "fblab import small.har --out {folder}/x,y.xml", "fblab record --upstream https://a.example --connect nowhere", "fblab train --trainee 'a\tb'",
    "fblab completion bash zsh", "fblab completion nonsense", "fblab matrix merge --tool true walk.txt", "fbcheck classify --merge walk.txt absent.json",
    *(f"sh -c \"sed '{change}' ../../../scenarios/organizations.xml >{{folder}}/o.xml; {{fblab}} check {{folder}}/o.xml\"" for change in (
        "s:<Name>EX01</Name>:<Nome>EX01</Nome>:", "/<ServerName>EX01/d", "s:<FrontEndServer>EX01<:<FrontEndServer><:",
        "s:<onprem>:<onprem>text:", "s:15.1 (Build 2507.6):15.1:", "0,/contoso.com/s//contoso com/")),
]


def ran(line):
    """The command line, its exit status, what it prints, and on which side."""
    name, *words = shlex.split(line.replace("{folder}", FOLDER.name).replace("{fblab}", PROGRAMS["fblab"]))
    done = subprocess.run([PROGRAMS.get(name, name), *words], cwd=HERE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=120,
                          env={**os.environ, "COLUMNS": "80", "TZ": "UTC", "XDG_STATE_HOME": f"{FOLDER.name}/training"})
    root = str(HERE.parents[2])
    errors = "".join(f"! {said}\n" for said in done.stderr.splitlines())
    return f"$ {line}\n{done.stdout}{errors}[{done.returncode}]\n\n".replace(FOLDER.name, "{folder}").replace(root, "{source}")


def help_of(path, *words):
    return subprocess.run([path, *words, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout


def helps():
    """The help of each command, and what each says of nothing, of too much, and of each option with a value that is none."""
    for name, path in PROGRAMS.items():
        usage = help_of(path)
        yield f"{name} --help"
        for names in re.findall(r"^  ([\w|]+)  +.*$", usage[:usage.index("\n`")], re.M):
            for command in names.split("|"):
                yield f"{name} {command} --help"
                yield f"{name} {command} xNone xMore x x"
                for option, value in re.findall(r"^  (--?[\w-]+)(?: ([A-Z]\S*))?(?:  |$)", help_of(path, command), re.M):
                    if option not in ("-h", "--help"):
                        yield f"{name} {command} xNone xMore x x {option}{' nonsense' if value else ''}"
                        yield from [f"{name} {command} {option}"] * bool(value)


def vocabulary():
    """How words of the documents begin, and of the comments of the sources, but for what these print."""
    root, texts = HERE.parents[2], [EXTRA.read_text(encoding="utf-8")]
    for pattern in ("*.md", "client/**/*.md", "sim/**/*.md", "scenarios/*.md", "scenarios/*.xml", "sim/*.1", "client/*.1"):
        texts += [path.read_text(encoding="utf-8") for path in root.glob(pattern)]
    for folder in ("client", "sim"):
        for path in root.glob(f"{folder}/**/*.[ch]"):
            texts += re.findall(r"/\*.*?\*/", path.read_text(encoding="utf-8"), re.S)
    return {word.lower()[:STEM] for text in texts for word in re.findall(r"[A-Za-z]+", text.replace("\\-", "-"))}


def main():
    said = {line: ran(line) for line in helps()}
    write = sys.argv[3:] == ["write"]
    kept = [is_kept("expected.txt", "".join(ran(line) for line in COMMANDS), write), is_kept("refused.txt", "".join(said.values()), write)]
    known = vocabulary()
    odd = {word: line for line, text in said.items() for word in re.findall(r"[A-Za-z]+", text) if word.lower()[:STEM] not in known}
    for word, line in odd.items():
        print(f"\"{word}\" is printed by {line} and stands in no document; if it is a word, add it to {EXTRA.name}")
    return not all(kept) or bool(odd)


if __name__ == "__main__":
    sys.exit(main())
