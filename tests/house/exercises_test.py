#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""CONTRIBUTING.md's exercises as they are written: applied to a copy of the tree, built, and seen to work.

usage: exercises_test.py SOURCE BUILD
The copy is mounted over the tree, for this test alone, so that a build needs no more than what the exercises change.
Skipped (77) where the machine gives no namespaces.

What the page says:
  New `path`:                    the file that follows
  `path`, below `words`:         lines that follow the line with these words
  `path`, instead of `words`:    what that line becomes
  a console block                after "$ " a command that has to succeed; other lines stand in what it prints
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What the exercises change and run.
TARGETS = "fblab fbcheck generated_test shell_checks_test fault_actions_test fuzz_intake scenarios_test"
STEP = re.compile(r"^(?:New `(?P<new>[^`]+)`|`(?P<old>[^`]+)`, (?P<how>below|instead of) `(?P<words>[^`\n]+)`):\n\n```\w*\n"
                  r"(?P<text>.*?)^```$|^```console\n(?P<commands>.*?)^```$", re.M | re.S)


def exercises(page):
    """{title: steps}."""
    found = {}
    for section in re.split(r"^## ", page, flags=re.M)[1:]:
        steps = list(STEP.finditer(section))
        if steps:
            found[section.split("\n", 1)[0]] = steps
    return found


def apply(root, step):
    """Makes one change; a sentence if it cannot be made."""
    if step["new"]:
        path = root / step["new"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return f"{step['new']} is there already"
        path.write_text(step["text"], encoding="utf-8")
        return None
    path = root / step["old"]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    places = [number for number, line in enumerate(lines) if step["words"] in line]
    if len(places) != 1:
        return f"{step['old']}: \"{step['words']}\" stands in {len(places)} lines"
    at = places[0]
    lines[at if step["how"] != "below" else at + 1:at + 1] = [step["text"]]
    path.write_text("".join(lines), encoding="utf-8")
    return None


def run(root, commands, build):
    """Runs each line of a console block; sentences of those that did not do what stands below them."""
    for command, wanted in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", commands, re.M):
        done = subprocess.run(["sh", "-c", command.replace("build/release", build)], cwd=root, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=600, check=False)
        missing = [line for line in wanted.splitlines() if line.strip() and line.strip() not in done.stdout]
        if done.returncode or missing:
            yield f"$ {command}\n{done.stdout}ends with {done.returncode}; missing: {missing}"


def promised(page):
    """{title of the exercise: files} of the table."""
    return {title: int(files) for files, title in
            re.findall(r"^\| [^|]+ \| (\d+) \| \[below\]\(#([\w-]+)\) \|$", page, re.M)}


def count(page):
    """Sentences where the table says another number of files than the exercise changes."""
    told = promised(page)
    for title, steps in exercises(page).items():
        files = {step["new"] or step["old"] for step in steps} - {None}
        if files and told.get(title.lower().replace(" ", "-")) != len(files):
            yield f"{title}: changes {len(files)} files, the table says {told.get(title.lower().replace(' ', '-'))}"
    for title in set(told) - {title.lower().replace(" ", "-") for title in exercises(page)}:
        yield f"the table names {title}, and there is no such exercise"


def try_all(root, page, build, target):
    """All changes, one build, then what each exercise says is seen."""
    wrong = list(count(page))
    for title, steps in exercises(page).items():
        wrong += [f"{title}: {said}" for said in (apply(root, step) for step in steps if not step["commands"]) if said]
    if wrong:
        return wrong
    wrong += run(root, f"$ cmake --build {build} -j2 --target {target}\n", build)
    for title, steps in exercises(page).items():
        for step in steps:
            if step["commands"] and not wrong:
                wrong += [f"{title}: {said}" for said in run(root, step["commands"], build)]
    return wrong


def self_test():
    """A small page whose steps go wrong in each way."""
    page = ("| a | 1 | [below](#good) |\n| a | 2 | [below](#bad) |\n| a | 1 | [below](#gone) |\n"
            "## Good\nNew `a/b.txt`:\n\n```\none\n```\n```console\n$ cat a/b.txt\none\n```\n"
            "## Bad\n`a/b.txt`, below `none`:\n\n```c\ntwo\n```\n```console\n$ cat a/b.txt\ntwo\n$ false\n```\n")
    with tempfile.TemporaryDirectory() as place:
        root, found = pathlib.Path(place), exercises(page)
        said = [apply(root, step) for steps in found.values() for step in steps if not step["commands"]]
        ran = [len(list(run(root, step["commands"], "build"))) for steps in found.values() for step in steps
               if step["commands"]]
    wanted = [None, 'a/b.txt: "none" stands in 0 lines']
    counted = sorted(count(page))
    return said == wanted and ran == [0, 2] and counted == [
        "Bad: changes 1 files, the table says 2", "the table names gone, and there is no such exercise"]


def inside(source, build, target):
    """In namespaces of its own, with the copy in the place of the tree."""
    page = (source / "CONTRIBUTING.md").read_text(encoding="utf-8")
    wrong = try_all(source, page, str(build.relative_to(source)), target)
    print("\n".join(wrong) or f"{len(exercises(page))} exercises work as written")
    return 1 if wrong else 0


def main():
    source, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    if not self_test():
        print("self-test: wrong steps are not seen")
        return 1
    if os.environ.get("EXERCISES_INSIDE"):
        return inside(source, build, TARGETS)
    if source not in build.parents or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        print("SKIPPED, AND SO UNTESTED: the exercises of CONTRIBUTING.md, for want of namespaces")
        return 77
    with tempfile.TemporaryDirectory() as place:
        copy = pathlib.Path(place) / "tree"
        subprocess.run(["cp", "-a", "--reflink=auto", "--", *[path for path in source.iterdir() if path.name not in ("build", ".git")],
                        copy.parent / "tree"] if copy.mkdir() is None else [], check=True)
        (copy / build.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(build, copy / build.relative_to(source), symlinks=True)
        return subprocess.run(["unshare", "-rm", "sh", "-c", 'mount --bind "$0" "$1" && cd "$1" && shift && exec "$@"', copy,
                               source, sys.executable, *sys.argv], env={**os.environ, "EXERCISES_INSIDE": "1"},
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
