#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What tests/mutants/run does: each operator on a line of its own, which lines are code, and a small project whose one test
notices one change, misses another, and cannot notice a third and a fourth, of which the compiler makes the same code.

usage: mutants_test.py
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

import asking
import operators
import reach

HERE = pathlib.Path(__file__).resolve().parent

# operator, line, what becomes of it
C_ROWS = [
    ("negate-condition", "    if (a(b) && c)", ["    if (!(a(b) && c))"]),
    ("negate-condition", "    while (*at == ')')", ["    while (!(*at == ')'))"]),
    ("negate-condition", "    if (a &&", []),
    ("change-comparison", "    if (a == b)", ["    if (a != b)"]),
    ("change-comparison", "    x = a->b <= 3;", ["    x = a->b < 3;"]),
    ("change-comparison", "    x = 1 << a;", []),
    ("change-comparison", "    say(\"a == b\");", []),
    ("swap-and-or", "    return a && b || c;", ["    return a || b || c;", "    return a && b && c;"]),
    ("drop-not", "    if (!a && b != c)", ["    if (a && b != c)"]),
    ("drop-statement", "    free(a);", ["    ;"]),
    ("drop-statement", "    a->b = c(d);", ["    ;"]),
    ("drop-statement", "        break;", ["        ;"]),
    ("drop-statement", "    const int a = b;", []),
    ("drop-statement", "    return a;", []),
    ("change-constant", "    x = 10 + y2;", ["    x = 11 + y2;"]),
    ("change-constant", "    struct a b = {0};", []),
    ("change-constant", "    char name[256];", ["    char name[256];"]),
    ("change-constant", "    char name[32], other[32];", ["    char name[32], other[32];", "    char name[32], other[32];"]),
    ("change-constant", "    a = memory_grow(a, count + 1, 2);", ["    a = memory_grow(a, count + 1, 2);",
                                                               "    a = memory_grow(a, count + 1, 3);"]),
    ("change-constant", "    a = names[2];", ["    a = names[3];"]),
    ("off-by-one", "    at = length - 1;", ["    at = length - 0;"]),
    ("change-sign", "    at = length - count;", ["    at = length + count;"]),
    ("change-sign", "    at = -count;", []),
    ("swap-true-false", "    return true;", ["    return false;"]),
    ("return-other", "    return a == b;", ["    return !(a == b);"]),
    ("return-other", "    return a(b) && !c(d);", ["    return !(a(b) && !c(d));"]),
    ("return-other", "    return a ? b : c;", []),
    ("drop-row", "    {\"a\", 1},", [""]),
    ("drop-row", "    [SIGN] = {1, 2},", [""]),
    ("drop-row", "    ROW(a, \"b\")        \\", ["\\"]),
    ("change-letter", "    say(\"%s is\", \"\");", ["    say(\"%s qs\", \"\");"]),
    ("change-letter", "    say(\"%s\");  /* \"of\" */", []),
]
RULE_ROWS = [
    ("drop-element", "      <status>401</status>", [""]),
    ("drop-element", "      <sign>", []),
    ("change-number", "      <confidence>0.9</confidence>", ["      <confidence>0.3</confidence>"]),
    ("change-number", "      <status>401</status>", ["      <status>402</status>"]),
    ("change-word", "      <way>oauth</way>", ["      <way>qauth</way>"]),
]
CODE = """/* if (a)
 * b(); */
#include "a.h"
static int a(int b)
{
    if (b)
        c(d,
          e);
    return b;
}
"""
RULES = "<scenario>\n  <title>A</title>\n  <signs>\n    <sign>\n    </sign>\n  </signs>\n  <fits><way>dauth</way></fits>\n"

SMALL = {
    "CMakePresets.json": '{"version": 3, "configurePresets": ['
                         '{"name": "debug", "generator": "Ninja", "binaryDir": "${sourceDir}/build/debug"},'
                         '{"name": "coverage", "inherits": "debug", "cacheVariables": {"CMAKE_C_FLAGS": "--coverage"}}]}\n',
    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nproject(small C)\nenable_testing()\n"
                      "set(CMAKE_EXPORT_COMPILE_COMMANDS ON)\n"
                      "add_executable(odd client/odd/odd.c)\nadd_test(NAME odd COMMAND odd)\n"
                      "set_tests_properties(odd PROPERTIES LABELS client/odd)\n"
                      "add_executable(far client/far/far.c)\nadd_test(NAME far COMMAND far)\nadd_test(NAME near COMMAND far 1)\n",
    "client/odd/odd.c": "static int noticed = 3;\n\nint main(void)\n{\n    volatile int missed;\n    missed = 3;\n"
                        "    int dead = 3;\n    return noticed - 3;\n}\n",
    "client/far/far.c": "int main(int count, char **words)\n{\n    (void)words;\n    if (count > 1)\n        return 0;\n"
                        "    return count -\n        1;\n}\n",
    ".gitignore": "/build\n",
}
MISSED = "client/odd/odd.c\tmissed = 3;\tmissed = 4;\tnobody reads it\n"


def differing(rows, table):
    for name, line, wanted in rows:
        found = list(table[name](line, operators.mask(line)))
        if found != wanted:
            yield f"{name} makes of \"{line}\": {found} instead of {wanted}"
    yield from (f"{name} has no row" for name in table if not any(row[0] == name for row in rows))


def small_tree(folder, equivalents):
    for name, text in {**SMALL, "tests/mutants/equivalents.tsv": equivalents}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("run", "asking.py", "operators.py", "reach.py", "shelter"):
        shutil.copy(HERE / name, folder / "tests/mutants" / name)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)


def reported(equivalents):
    """Exit status, what is printed, {verdict} and {by which test} of the report, and who runs a line, of all changes that the small
    project has."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        small_tree(folder, equivalents)
        done = subprocess.run([folder / "tests/mutants/run", "--preset", "debug", "--seed", "7", "--count", "20"], check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        report = folder / "build/mutants/report.tsv"
        rows = [line.split("\t") for line in report.read_text(encoding="utf-8").splitlines()] if report.exists() else []
        who = reach.Reach(folder / "build/mutants/tree", folder / "build/mutants/coverage", folder / "build/mutants/reach")
        runs = {number: who.tests_of(pathlib.PurePath("client/far/far.c"), number) for number in (4, 5, 7)}
    return done.returncode, done.stdout, {row[5]: row[1] for row in rows}, {row[5]: row[2] for row in rows}, runs


def whole_runs():
    status, output, verdicts, by, runs = reported("")
    if status != 1 or verdicts.get("return noticed - 3;") != "noticed" or verdicts.get("missed = 3;") != "survived":
        yield f"of a missed change: exit status {status}, {verdicts}, {output}"
    if verdicts.get("int dead = 3;") != "equivalent" or "1 equivalent" not in output:
        yield f"of a change that makes the same code: {verdicts}, {output}"
    if "survived\tclient/odd/odd.c:6" not in output:
        yield f"a missed change is not told: {output}"
    if by.get("1;") != "far" or runs != {4: {"far", "near"}, 5: {"near"}, 7: {"far"}}:
        yield f"of a line that one test of others runs: noticed {by}, {runs}, {output}"
    status, output, verdicts, *_ = reported(MISSED + MISSED.replace("missed = 4;", ";"))
    if verdicts.get("missed = 3;") != "equivalent" or "2 equivalent" not in output or status != 1:
        yield f"of an equivalent change: exit status {status}, {verdicts}, {output}"


def left_behind():
    """Nobody waits for what a killed test leaves running."""
    left = "setsid sleep 300 & echo $!; "
    for status, then, seconds in ((0, "exit 0", 60), (None, "sleep 300", 1)):
        got, output = asking.run(["sh", "-c", left + then], seconds)
        os.kill(int(output), signal.SIGKILL)
        if got != status:
            yield f"of one that leaves another running and then does \"{then}\": {got}"


def main():
    if not shutil.which("git"):
        print("SKIPPED: git is not installed")
        return 77
    failed = [*differing(C_ROWS, operators.C_OPERATORS), *differing(RULE_ROWS, operators.RULE_OPERATORS), *whole_runs(), *left_behind()]
    lines = [(index, going_on) for index, _, _, going_on in operators.code_lines(CODE)]
    if lines != [(3, False), (5, False), (6, False), (7, True), (8, False)]:
        failed.append(f"lines of code: {lines}")
    lines = [index for index, *_ in operators.rule_lines(RULES)]
    if lines != [3, 4, 6]:
        failed.append(f"lines of rules: {lines}")
    print("\n".join(failed) or "in order")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
