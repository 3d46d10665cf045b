#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""completion_test.py FBLAB FBCHECK: what bash, fish and zsh propose, with the scripts that the programs print. A shell that is not
installed is said loudly, and left out.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pseudo_terminal

PROGRAMS = {"fblab": sys.argv[1], "fbcheck": sys.argv[2]}
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "notes.json").touch()
(folder / "own").mkdir()
environment = dict(os.environ, HOME=str(folder), PATH=f"{pathlib.Path(sys.argv[1]).parent}:{os.environ['PATH']}", XDG_CONFIG_HOME=str(folder))
TO_THE_FRONT = "\x01"
wrong = 0

# What is typed; what must be proposed, and what must not.
ROWS = (
    ("fblab ser", {"serve"}, {"show"}),
    ("fblab ", {"replay", "help", "doctor"}, {"notes.json"}),
    ("fblab replay --j", {"--json", "--junit", "--jobs"}, {"--html"}),
    ("fblab replay 24", {"24", "24b"}, {"notes.json", "06"}),
    ("fblab serve --scenario 06", {"06"}, {"--json"}),
    ("fblab matrix --fail-on 24", {"24", "24b"}, {"notes.json"}),
    ("fblab serve --ready-file no", {"notes.json"}, {"06"}),
    ("fblab matrix --scenarios o", {"own"}, {"notes.json"}),
    ("fblab help Get-LabF", {"Get-LabFirewall"}, {"Set-LabFirewall"}),
    ("fblab completion ", {"bash", "zsh", "fish"}, {"serve"}),
    ("fbcheck cl", {"classify"}, {"query"}),
    ("fbcheck explain x40", {"x403"}, {"06"}),
    ("fbcheck classify no", {"notes.json"}, {"06"}),
)


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}")


def script(program, shell):
    done = subprocess.run([PROGRAMS[program], "completion", shell], stdout=subprocess.PIPE, text=True, check=True)
    path = folder / f"{program}.{shell}"
    path.write_text(done.stdout, encoding="utf-8")
    return path


def bash(line):
    words = line.split(" ")
    program = f"source {script(words[0], 'bash')}; COMP_WORDS=({' '.join(repr(word) for word in words)}); " \
              f"COMP_CWORD={len(words) - 1}; _{words[0]}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                          cwd=folder, env=environment)
    return set(done.stdout.split()) | set(done.stderr.split())


def fish(line):
    program = f"source {script(line.split(' ')[0], 'fish')}; complete -C '{line}'"
    done = subprocess.run(["fish", "--no-config", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, cwd=folder, env=environment)
    return {row.split("\t")[0].rstrip("/") for row in done.stdout.splitlines()}


def zsh(line):
    """Typed at a prompt; what stands there after the tabulator."""
    name = line.split(" ")[0]
    (folder / f"_{name}").write_text(script(name, "zsh").read_text(encoding="utf-8"), encoding="utf-8")
    settings = {key: environment[key] for key in ("HOME", "PATH")} | {"ZDOTDIR": str(folder)}
    (folder / ".zshrc").write_text(f"PS1='> '; fpath=({folder} $fpath); autoload -U compinit; compinit -u -d {folder}/known; "
                                   f"zstyle ':completion:*' list-prompt ''; LISTMAX=1000; cd {folder}; echo ready\n", encoding="utf-8")
    terminal = pseudo_terminal.Terminal([shutil.which("zsh"), "-i"], settings, columns=200)
    terminal.wait("ready")
    terminal.type(line + "\t\t")  # the second lists what is left to choose from
    terminal.type(TO_THE_FRONT + "print -r -- \necho do''ne\n")
    seen = terminal.wait("done")
    terminal.kill()
    return {word for rows in ROWS for word in rows[1] | rows[2] if word in seen}


def help_of(program, *words):
    return subprocess.run([PROGRAMS[program], *words, "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout


def commands_of(program):
    usage = help_of(program)
    rows = re.findall(r"^  ([\w|]+)  +.*$", usage[:usage.index("\n`")], re.M)
    return [name for names in rows for name in names.split("|")]


def options_in(shell, program, command):
    """What that shell's script has behind the command."""
    text = script(program, shell).read_text(encoding="utf-8")
    if shell == "fish":
        return set(re.findall(rf"__fish_seen_subcommand_from {command}' -[ls] (\S+)", text))
    part = re.search(rf"^    {command}\)\n(.*?);;$", text, re.M | re.S)
    if shell == "zsh":
        return set(re.findall(r"'\*?--?([\w-]+)\[", part[1]))
    return {word.lstrip("-") for word in re.search(r"words='([^']*)'", part[1])[1].split()}


def every_option():
    """Whatever --help has can be completed, and nothing else."""
    for program in PROGRAMS:
        for command in commands_of(program):
            wanted = set(re.findall(r"^  (?:-h, )?--?([\w-]+)", help_of(program, command), re.M))
            seen = {shell: options_in(shell, program, command) for shell in ("bash", "fish", "zsh")}
            check(f"{program} {command}: completion has the options of its help", all(one == wanted for one in seen.values()),
                  {shell: one ^ wanted for shell, one in seen.items()})


every_option()
for shell, propose in (("bash", bash), ("fish", fish), ("zsh", zsh)):
    if not shutil.which(shell):
        print(f"SKIPPED: {shell} IS NOT INSTALLED, AND SO ITS COMPLETION IS NOT TRIED")
        continue
    for line, there, elsewhere in ROWS:
        seen = propose(line)
        check(f"{shell}: {line}", there <= seen and (shell == "zsh" or not elsewhere & seen), seen)
for arguments, words in ((["completion"], 'completion takes a shell: bash, zsh or fish, not ""'), (["completion", "csh"], 'not "csh"'),
                         (["completion", "bash", "zsh"], '"zsh" is one more')):
    done = subprocess.run([PROGRAMS["fblab"], *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    check(f"refused: {' '.join(arguments)}", done.returncode == 2 and words in done.stderr and not done.stdout, done)
shutil.rmtree(folder)
sys.exit(1 if wrong else 0)
