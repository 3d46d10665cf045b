#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tests/house/lint fails where its programs find something, and passes a file in which they do not.

usage: lint_test.py SOURCE BUILD
Skipped (77) where the programs are not installed: only CI asks for them.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

source, build = sys.argv[1:3]
GOOD = "int main(int count, char **words)\n{\n    return words[0] ? count : 0;\n}\n"
UGLY = "int main( int count,char**words ) { return words[0]?count:0; }\n"
WRONG = "int main(int count, char **words)\n{\n    char *nothing = 0;\n\n    return words[0] ? count : *nothing;\n}\n"


def lint(text):
    """What lint says of a file with that text: (status, output)."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "probe.c"
        path.write_text(text, encoding="utf-8")
        for name in (".clang-format", ".clang-tidy"):
            shutil.copy(pathlib.Path(source) / name, folder)
        done = subprocess.run([f"{source}/tests/house/lint", build, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False)
    return done.returncode, done.stdout


def main():
    missing = [name for name in ("clang-format", "clang-tidy", "cppcheck") if not shutil.which(name)]
    if missing:
        print(f"SKIPPED, AND SO UNTESTED: lint, for want of {', '.join(missing)}")
        return 77
    wrong = []
    for text, sentence, good in ((GOOD, "clang-format, 1 files: ok", True), (GOOD, "clang-tidy, 1 files: ok", True),
                                 (UGLY, "clang-format, 1 files: FAILED", False),
                                 (WRONG, "clang-tidy, 1 files: FAILED", False), (WRONG, "NullDereference", False)):
        status, output = lint(text)
        if sentence not in output or (not good and status != 1):
            wrong.append(f"{sentence!r} is not said (status {status}):\n{output}")
    print("\n".join(wrong) or "in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
