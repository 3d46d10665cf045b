#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify --follow: a log that grows, is begun anew or taken away while it is watched.

usage: follow_test.py FBCHECK
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

FBCHECK = os.path.abspath(sys.argv.pop(1))
HEAD = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-22 09:00:00
#Fields: date time cs-method cs-uri-stem cs(User-Agent) sc-status x-ms-diagnostics
"""
AMBIGUOUS = ('2026-11-22 09:00:01 POST /EWS/Exchange.asmx ASProxy/CrossForest/EmailDomain//15.20 401 2000005;reason='
             '"The+user+specified+by+the+user-context+in+the+token+is+ambiguous."\n')
NOT_FOUND = '2026-11-22 10:00:01 POST /autodiscover/autodiscover.svc ASAutoDiscover/CrossForest/EmailDomain 404 -\n'


class Follow(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.log = pathlib.Path(holder.name) / "u_ex.log"
        self.log.write_text(HEAD + AMBIGUOUS + NOT_FOUND, encoding="utf-8")
        self.child = subprocess.Popen([FBCHECK, "classify", "--follow", "--json", str(self.log)], stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop)
        self.wait_until_it_watches()

    def wait_until_it_watches(self):
        """It sleeps in poll() once everything is set up: the watches are among its descriptors."""
        folder = pathlib.Path(f"/proc/{self.child.pid}")

        def target(link):
            try:
                return os.readlink(link)
            except OSError:  # closed meanwhile
                return ""
        while not any("signalfd" in target(link) for link in (folder / "fd").iterdir()):
            self.assertIsNone(self.child.poll())
            os.sched_yield()

    def stop(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.communicate()

    def add(self, text):
        with open(self.log, "a", encoding="utf-8") as file:
            file.write(text)

    def next(self):
        row = json.loads(self.child.stdout.readline())["diagnoses"][0]
        return row["id"], row["where"].rsplit(":", 1)[1]

    def end(self, how=signal.SIGTERM):
        self.child.send_signal(how)
        output, errors = self.child.communicate(timeout=60)
        return self.child.returncode, output, errors

    def test_growth(self):
        self.add(AMBIGUOUS)
        self.assertEqual(self.next(), ("06", "7"))
        line = NOT_FOUND
        self.add(line[:40])
        self.add(line[40:])
        self.assertEqual(self.next(), ("05", "8"))
        self.assertEqual(self.end(), (0, "", ""))

    def test_rotation(self):
        self.log.rename(self.log.with_suffix(".old"))
        self.log.write_text(HEAD + AMBIGUOUS + NOT_FOUND, encoding="utf-8")
        self.assertEqual([self.next(), self.next()], [("06", "5"), ("05", "6")])
        self.assertEqual(self.end(signal.SIGINT), (0, "", ""))

    def test_truncation(self):
        self.log.write_text("", encoding="utf-8")
        self.add(HEAD + NOT_FOUND)
        self.assertEqual(self.next(), ("05", "5"))
        self.assertEqual(self.end(), (0, "", ""))


class Refusal(unittest.TestCase):
    def test_no_file_to_follow(self):
        done = subprocess.run([FBCHECK, "classify", "--follow", "/nonexistent/a.log"], capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (3, b""))
        self.assertEqual(done.stderr, b"fbcheck: /nonexistent/a.log cannot be watched: No such file or directory\n")


if __name__ == "__main__":
    unittest.main()
