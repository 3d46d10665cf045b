#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fblab progress: what it prints and exports, read by programs of others; refusals.

usage: progress_test.py FBLAB
"""
import csv
import io
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import yaml

FBLAB = os.path.abspath(sys.argv.pop(1))
NAMES = ["ann", "=1+1", "a\tb\nc", "\x1b[31mred", "王" * 60]


class Progress(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.state = pathlib.Path(self.folder.name) / "state"

    def run_it(self, *words, **more):
        return subprocess.run([FBLAB, "progress", "--state", self.state, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, check=False, **more)

    def fill(self, given_up=False):
        """An attempt of each name at row 06, well solved, and one by ann at row 13, badly; perhaps one that she gave up."""
        self.assertEqual(self.run_it().returncode, 0)
        now = int(time.time())
        with sqlite3.connect(self.state / "training.db") as file:
            for number, name in enumerate(NAMES, 1):
                file.execute("INSERT INTO trainee VALUES (?, ?)", (number, name))
                self.attempt(file, number, "06", now - 60, 100)
            self.attempt(file, 1, "13", now - 50, 20)
            if given_up:
                self.attempt(file, 1, "04", now - 15, 0, 3)
        file.close()

    @staticmethod
    def attempt(file, trainee, row, started, points, outcome=None):
        file.execute("INSERT INTO attempt (trainee, course, ticket, row, seed, number, mode, started, ended, outcome, points,"
                     " registration) VALUES (?, 'the-six', ?, ?, 7, 1, 2, ?, ?, ?, ?, '12345678-1234-4234-a234-12345678901' || ?)",
                     (trainee, row + "a", row, started, started + 30, outcome or (1 if points > 50 else 2), points, trainee % 10))

    def export(self, name, *words):
        path = pathlib.Path(self.folder.name) / name
        done = self.run_it("--export", name, "-o", path, *words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        return path.read_bytes().decode("utf-8")

    def merge(self, *folders):
        return subprocess.run([FBLAB, "class", "merge", "--state", self.state, *folders], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False)

    def test_several_machines(self):
        """Attempts come once, however often they are merged, and are brought up to date."""
        other = pathlib.Path(self.folder.name) / "other"
        here, self.state = self.state, other
        self.fill(given_up=True)
        with sqlite3.connect(other / "training.db") as file:
            file.execute("UPDATE attempt SET ended = 0, outcome = 0, registration = 'r' || id")
            file.execute("INSERT INTO event (attempt, at, kind, text) VALUES (1, 1, 'hint', '')")
        file.close()
        self.state = here
        self.assertEqual(self.merge(other).stdout, f"{other}\t7 attempts\n")
        self.assertEqual(self.merge(other).stdout, f"{other}\t0 attempts\n")
        with sqlite3.connect(other / "training.db") as file:
            file.execute("UPDATE attempt SET ended = started + 9, outcome = 1, points = 80 WHERE id = 1")
            file.execute("INSERT INTO event (attempt, at, kind, text) VALUES (1, 2, 'hint', '')")
        file.close()
        self.assertEqual(self.merge(other).stdout, f"{other}\t1 attempt\n")
        rows = list(csv.DictReader(io.StringIO(self.export("csv"))))
        self.assertEqual(len(rows), 7)
        self.assertEqual([(row["trainee"], row["outcome"], row["points"], row["hints"]) for row in rows if row["outcome"] == "solved"],
                         [("ann", "solved", "80", "2")])

    def test_nothing_to_merge(self):
        self.assertEqual(self.merge().returncode, 2)
        self.fill()
        for folder, says in ((self.state, "is where progress is brought together"), ("/none", "holds no progress")):
            done = self.merge(folder)
            self.assertEqual(done.returncode, 3)
            self.assertIn(says, done.stderr)

    def test_nobody_yet(self):
        done = self.run_it()
        self.assertEqual((done.returncode, done.stdout), (0, "No ticket was begun yet.\n"))
        self.assertEqual(json.loads(self.run_it("--json").stdout), {"trainees": []})
        self.assertEqual(self.state.stat().st_mode & 0o777, 0o700)

    def test_table(self):
        self.fill()
        done = self.run_it()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("\x1b", done.stdout)
        self.assertIn("ann: 0 mastered, 0 due, 1 weak, 1 learning; 2 tickets ended, 0 open\n", done.stdout)
        self.assertRegex(done.stdout, r"\n06 +learning +#\.\.\.\. +100 +1/1 +1 day ")
        self.assertRegex(done.stdout, r"\n13 +weak +#\.\.\.\. +20 +0/1 +1 day ")
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 130)

    def test_one_trainee(self):
        self.fill()
        rows = json.loads(self.run_it("--json", "--trainee", "ann").stdout)["trainees"]
        self.assertEqual([(row["row"], row["state"], row["box"]) for row in rows[0]["rows"]], [("06", "learning", 1), ("13", "weak", 1)])
        self.assertEqual([row["trainee"] for row in json.loads(self.run_it("--json").stdout)["trainees"]], NAMES)
        self.assertEqual(self.run_it("--trainee", "nobody").stdout, "No ticket was begun yet.\n")

    def test_grade_book(self):
        self.fill()
        text = self.export("csv")
        self.assertEqual(text.count("\r\n"), len(NAMES) + 2)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual([row["trainee"] for row in rows], ["ann", "'=1+1", *NAMES[2:], "ann"])
        self.assertEqual({row["points"] for row in rows}, {"100", "20"})

    def test_statements(self):
        self.fill(given_up=True)
        statements = [json.loads(line) for line in self.export("xapi", "--trainee", "ann").splitlines()]
        verbs = [statement["verb"]["id"].rsplit("/", 1)[1] for statement in statements]
        self.assertEqual(verbs, ["initialized", "passed", "terminated", "initialized", "failed", "terminated", "initialized", "abandoned"])
        for statement in statements:
            self.assertRegex(statement["id"], r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
            self.assertRegex(statement["timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            self.assertEqual(statement["actor"]["account"]["name"], "ann")
            self.assertIn("registration", statement["context"])
        self.assertEqual(statements[1]["result"]["score"], {"scaled": 1.0, "raw": 100, "min": 0, "max": 100})
        self.assertEqual(statements[1]["result"]["duration"], "PT30S")
        # cmi5 9.3.6 and 9.6: a duration, the category cmi5 and no moveon, nothing of success
        self.assertEqual(statements[-1]["result"], {"duration": "PT30S"})
        categories = [category["id"] for category in statements[-1]["context"]["contextActivities"]["category"]]
        self.assertEqual(categories, ["https://w3id.org/xapi/cmi5/context/categories/cmi5"])

    def test_deck(self):
        text = self.export("anki")
        head, lines = text.split("#guid column:4\n")
        self.assertEqual(head, "#separator:tab\n#html:false\n#notetype:Basic\n#deck:fblab\n#tags column:3\n")
        notes = list(csv.reader(io.StringIO(lines, newline=""), delimiter="\t"))
        self.assertGreater(len(notes), 30)
        self.assertEqual({len(note) for note in notes}, {4})
        guids = [note[3] for note in notes]
        self.assertEqual(len(set(guids)), len(guids))
        self.assertIn("fblab-06", guids)
        self.assertEqual(self.export("anki"), text)

    def test_challenges(self):
        challenges = list(yaml.safe_load_all(self.export("ctfd")))
        self.assertGreater(len(challenges), 30)
        self.assertEqual(len({challenge["name"] for challenge in challenges}), len(challenges))
        for challenge in challenges:
            self.assertEqual((challenge["version"], challenge["type"], challenge["state"]), ("0.1", "standard", "visible"))
            self.assertIsInstance(challenge["value"], int)
            self.assertEqual({(flag["type"], flag["data"]) for flag in challenge["flags"]}, {("static", "case_insensitive")})
            for flag in challenge["flags"]:
                self.assertIsInstance(flag["content"], str)
                self.assertFalse(re.search(rf"\b{flag['content']}\b", challenge["name"]))
            for hint in challenge.get("hints", []):
                self.assertEqual(set(hint), {"content", "cost"})
        self.assertIn(["30", "x503"], [[flag["content"] for flag in challenge["flags"]] for challenge in challenges])

    def refused(self, status, sentence, *words, **more):
        done = self.run_it(*words, **more)
        self.assertEqual((done.returncode, done.stdout), (status, ""))
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertIn(sentence, done.stderr)

    def test_refusals(self):
        self.refused(2, 'no operand "ann"', "ann")
        self.refused(2, "go together", "--export", "csv")
        self.refused(2, "go together", "-o", "x")
        self.refused(2, "exclude each other", "--json", "--export", "csv", "-o", "x")
        self.refused(2, "there are csv, xapi, anki and ctfd", "--export", "scorm", "-o", "x")
        self.refused(3, "absent", "--export", "csv", "-o", "/absent/x")

    def test_an_export_spares_what_it_is_made_of(self):
        self.fill()
        (self.state / "link").symlink_to("training.db")
        for name in ("training.db", "link", "training.lock", "training.db-wal"):
            done = self.run_it("--export", "csv", "-o", self.state / name)
            self.assertEqual(done.returncode, 2, name)
            self.assertIn("in which progress is kept; name another file", done.stderr)
        self.assertIn("ann", self.run_it().stdout)

    def test_state_that_is_no_folder(self):
        self.state.write_text("", encoding="ascii")
        self.refused(3, "is no folder")

    def test_damaged_file(self):
        self.fill()
        (self.state / "training.db").write_bytes(b"no database" * 1000)
        done = self.run_it()
        self.assertEqual(done.returncode, 0)
        self.assertIn("was damaged and is kept as ", done.stderr)
        self.assertTrue(list(self.state.glob("training.db.damaged-*")))
        self.assertEqual(self.run_it().stderr, "")

    def test_newer_file(self):
        self.fill()
        with sqlite3.connect(self.state / "training.db") as file:
            file.execute("PRAGMA user_version = 99")
        file.close()
        self.refused(3, "was written by a newer fblab")


if __name__ == "__main__":
    unittest.main()
