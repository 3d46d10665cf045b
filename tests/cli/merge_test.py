#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify --merge: summaries of several machines become one, also by way of GNU parallel.

usage: merge_test.py FBCHECK SOURCE_FOLDER
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop(2)).resolve()
FBCHECK = os.path.abspath(sys.argv.pop(1))
HEAD = """#Software: Microsoft Internet Information Services 10.0
#Fields: date time s-ip cs-method cs-uri-stem s-port c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken
"""
REQUEST = "{} 10.0.0.{} POST {} 443 40.1.1.{} ASProxy/CrossForest/EmailDomain//15.20 {} 0 0 15\n"
SUMMARY = {"count": 0, "rows": [], "hosts": [], "hours": []}

# name, what the file has, what is said of it
REFUSED = [
    ("a log", HEAD, "it is no JSON: "),
    ("nothing", " \n", "it is empty"),
    ("another object", "{}", '"count" must be a number from 0 on'),
    ("a negative number", json.dumps({**SUMMARY, "count": -1}), '"count" must be a number from 0 on'),
    ("no list", json.dumps({**SUMMARY, "rows": {}}), '"rows" must be a list'),
    ("a row without an id", json.dumps({**SUMMARY, "rows": [{"count": 1}]}), '"rows.id" must be a text'),
    ("an hour without a count", json.dumps({**SUMMARY, "hours": [{"hour": "9"}]}), '"hours.count" must be a number'),
    ("a reason that is none", json.dumps({**SUMMARY, "unread": [{"name": "a"}]}), '"unread.why" must be a text'),
    ("a list with a number in it", "[1]", "a list of it has something else in it"),
    ("a second one that is cut off", json.dumps(SUMMARY) + '{"count":', "it is no JSON: "),
]


class Merge(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.held.name)

    def tearDown(self):
        self.held.cleanup()

    def run_it(self, *arguments, **more):
        return subprocess.run([FBCHECK, "classify", *arguments], cwd=self.folder, stdin=more.pop("stdin", subprocess.DEVNULL),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **more)

    def put(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def log(self, server, hours, path="/EWS/Exchange.asmx", status=404):
        lines = [REQUEST.format(f"2026-11-22 {hour:02}:00:0{i}", server, path, hour, status) for hour in hours for i in range(2)]
        return self.put(f"u_ex{server}.log", HEAD + "".join(lines))

    def summarise(self, *names):
        done = self.run_it("--summary", "--json", *names)
        self.assertIn(done.returncode, (0, 1, 3))
        return done.stdout.decode()

    def machines(self):
        """Three logs, and their summaries in files of their own."""
        logs = [self.log(1, range(8, 11)), self.log(2, range(9, 12)), self.log(3, [7], status=200)]
        return logs, [self.put(f"{i}.json", self.summarise(log)) for i, log in enumerate(logs)]

    def test_sum_of_parts_is_the_whole(self):
        logs, parts = self.machines()
        whole = json.loads(self.summarise(*logs))
        self.assertEqual(whole["count"], 12)
        self.assertEqual((whole["first"], whole["last"]), ("2026-11-22T08:00:00Z", "2026-11-22T11:00:01Z"))
        self.assertEqual(whole["rows"][0]["first"], whole["first"])
        self.assertEqual([(host["host"], host["count"]) for host in whole["hosts"]], [("10.0.0.1", 6), ("10.0.0.2", 6)])
        self.assertEqual([(hour["hour"][-2:], hour["count"]) for hour in whole["hours"]],
                         [("08", 2), ("09", 4), ("10", 4), ("11", 2)])
        merged = self.run_it("--merge", "--json", *parts)
        self.assertEqual((merged.returncode, merged.stderr), (0, b""))
        self.assertEqual(json.loads(merged.stdout), whole)

    def test_one_after_another_and_merged_again(self):
        logs, parts = self.machines()
        whole = json.loads(self.summarise(*logs))
        texts = [(self.folder / part).read_text() for part in parts]
        again = self.put("again.json", self.run_it("--merge", "--json", *parts[:2]).stdout.decode())
        for name, text in (("one after another", "".join(texts)), ("a list", "[" + ",".join(texts) + "]"),
                           ("one that was merged", (self.folder / again).read_text() + texts[2])):
            for source in ([self.put("all.json", text)], ["-"], []):
                with self.subTest(name, source=source), open(self.folder / "all.json", "rb") as file:
                    merged = self.run_it("--merge", "--json", *source, stdin=file)
                    self.assertEqual(json.loads(merged.stdout), whole)

    def test_for_people(self):
        logs, parts = self.machines()
        self.assertEqual(self.run_it("--merge", *parts).stdout, self.run_it("--summary", *logs).stdout)
        nothing = self.run_it("--merge", parts[2])
        self.assertEqual((nothing.returncode, nothing.stdout), (1, b"No documented failure found.\n"))

    def test_unread_comes_along(self):
        _, parts = self.machines()
        unread = self.put("unread.json", self.summarise("missing.log"))
        part = {"name": "missing.log", "why": "it cannot be read: No such file or directory"}
        self.assertEqual(json.loads((self.folder / unread).read_text())["unread"], [part])
        for arguments, status in (([parts[0], unread], 0), (["--strict", parts[0], unread], 3), ([unread], 3), ([parts[0]], 0)):
            with self.subTest(arguments):
                done = self.run_it("--merge", "--json", *arguments)
                self.assertEqual(done.returncode, status)
                self.assertEqual(json.loads(done.stdout).get("unread"), [part] if unread in arguments else None)
                self.assertEqual(b"missing.log" in done.stderr, unread in arguments)

    def test_refusals(self):
        _, parts = self.machines()
        for name, text, why in REFUSED:
            with self.subTest(name):
                done = self.run_it("--merge", self.put("bad.json", text), parts[0])
                self.assertEqual(done.returncode, 0)
                self.assertEqual(done.stderr.count(b"\n"), 1)
                self.assertTrue(done.stderr.startswith(b"fbcheck: bad.json: this is not what"), done.stderr)
                self.assertIn(why, done.stderr.decode())
                self.assertEqual(self.run_it("--merge", "bad.json").returncode, 3)
        self.assertIn(b"gone.json: it cannot be read: No such file", self.run_it("--merge", "gone.json").stderr)

    def test_what_does_not_go_together(self):
        for arguments in (["--merge", "--summary"], ["--merge", "--jsonl"], ["--merge", "--follow", "a"], ["-", "-"],
                          ["--follow", "-"]):
            with self.subTest(arguments):
                done = self.run_it(*arguments)
                self.assertEqual((done.returncode, done.stdout, done.stderr.count(b"\n")), (2, b"", 1))

    def test_hyphen_is_standard_input(self):
        logs, _ = self.machines()
        for arguments in (["-"], [logs[2], "-"], ["--summary", "-"], ["--jobs", "1", "-"]):
            with self.subTest(arguments), open(self.folder / logs[0], "rb") as file:
                done = self.run_it(*arguments, stdin=file)
                self.assertEqual(done.returncode, 0)
                self.assertIn(b"05", done.stdout)

    def test_parallel(self):
        """The example, as it stands."""
        if not shutil.which("parallel"):
            self.skipTest("GNU parallel is not installed: apt-get install parallel")
        logs, _ = self.machines()
        path = f"{os.path.dirname(FBCHECK)}:{os.environ['PATH']}"
        done = subprocess.run([SOURCE / "tests/examples/parallel.sh", *logs], cwd=self.folder, stdout=subprocess.PIPE, check=False,
                              env={**os.environ, "PATH": path, "HOME": str(self.folder)})
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout), json.loads(self.summarise(*logs)))


if __name__ == "__main__":
    if not shutil.which("parallel"):
        print("SKIPPED in part: GNU parallel is not installed: apt-get install parallel", file=sys.stderr)
    unittest.main()
