# SPDX-License-Identifier: MIT
"""Which tests run a line: each was run once, alone, in a build that counts, and what it counted was put by."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

BATCH = 100  # of gcov's files at once
SOURCES = ("client", "sim", "include")


def digest(tree):
    """Of every source: as long as it is the same, lines are where they were."""
    whole = hashlib.sha256()
    for path in sorted(path for folder in SOURCES for path in (tree / folder).rglob("*.[ch]")):
        whole.update(str(path.relative_to(tree)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


class File:
    """What of one source each test has run."""

    def __init__(self):
        self.functions = []  # (first line, last line)
        self.tests = {}      # line: {names}; lines without code are missing

    def take(self, test, counted):
        self.functions = [(row["start_line"], row["end_line"]) for row in counted["functions"]]
        for row in counted["lines"]:
            names = self.tests.setdefault(row["line_number"], set())
            if row["count"] > 0:
                names.add(test)

    def all(self):
        return set().union(*self.tests.values())

    def of(self, line):
        """Inside a function those of the statement that the line belongs to, elsewhere those of the whole file."""
        for first, last in self.functions:
            if first <= line <= last:
                begun = [at for at in self.tests if first <= at <= line]
                return self.tests[max(begun)] if begun else self.all()
        return self.all()


class Reach:
    """Counts of all tests, below one folder: <test>/<object>.gcda."""

    def __init__(self, tree, build, folder):
        self.tree, self.build, self.folder = tree, build, folder
        self.files = {}

    def is_known(self):
        stamp = self.folder / "sources"
        return stamp.exists() and stamp.read_text(encoding="utf-8") == digest(self.tree)

    def measure(self, tests):
        """Runs each; what one that fails or is killed has not counted is not known."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.files = {}
        for test in tests:
            for path in self.build.rglob("*.gcda"):
                path.unlink()
            test.passes()
            for path in self.build.rglob("*.gcda"):
                kept = self.folder / test.name / path.relative_to(self.build)
                kept.parent.mkdir(parents=True, exist_ok=True)
                path.rename(kept)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "sources").write_text(digest(self.tree), encoding="utf-8")

    def tests_of(self, path, line):
        """Names of the tests that run the line; where none was seen to, of those that run the file; None: nobody knows."""
        if path not in self.files:
            self.files[path] = self.read(path)
        return self.files[path].of(line) or self.files[path].all() or None

    def read(self, path):
        file = File()
        counts = sorted(self.folder.glob(f"*/**/{path.name}.gcda"))
        for at in range(0, len(counts), BATCH):
            with tempfile.TemporaryDirectory() as folder:
                self.read_some(counts[at:at + BATCH], pathlib.Path(folder), path, file)
        return file

    def read_some(self, counts, folder, path, file):
        """gcov wants what the compiler noted beside what was counted."""
        for number, count in enumerate(counts):
            notes = self.build / pathlib.Path(*count.relative_to(self.folder).parts[1:]).with_suffix(".gcno")
            os.symlink(count, folder / f"{number}.gcda")
            os.symlink(notes, folder / f"{number}.gcno")
        done = subprocess.run(["gcov", "--json-format", "--stdout", *[f"{number}.gcda" for number in range(len(counts))]], cwd=folder,
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in done.stdout.splitlines():
            counted = json.loads(line)
            test = counts[int(pathlib.Path(counted["data_file"]).stem)].relative_to(self.folder).parts[0]
            for one in counted["files"]:
                if pathlib.Path(counted["current_working_directory"], one["file"]).resolve() == self.tree / path:
                    file.take(test, one)
