#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What is named as a file and is none: pipes that nobody uses, "-", nothing at all, one file for two things; and addresses that are none.

usage: odd_files_test.py FBLAB FBCHECK
"""
import concurrent.futures
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile

FBLAB, FBCHECK = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
TIMEOUT = 60  # seconds; what hangs is killed and fails


def run(program, *arguments, **more):
    return subprocess.run([program, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT, check=False, text=True, **more)


class Answers(http.server.BaseHTTPRequestHandler):
    """GET /logs of something that is no lab: the first page has a log of that path, the second nothing."""
    path_of_log = ""

    def do_GET(self):
        first = self.path.endswith("after=0")
        files = [{"path": self.path_of_log, "party": "onprem", "head": "", "lines": ["line\n"]}] if first else []
        body = json.dumps({"files": files, "entries": int(first), "next": 1, "evicted": 0, "instance": "1"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class OddFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        os.mkfifo(self.folder / "pipe")
        (self.folder / "log").write_text("nothing\n", encoding="utf-8")

    def refused(self, program, status, sentence, *arguments):
        done = run(program, *arguments, cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout, sentence in done.stderr), (status, "", True), (arguments, done.stderr))

    def test_pipes_that_nobody_writes_to(self):
        os.mkfifo(self.folder / "pipe.xml")
        rows = ((FBLAB, ("status", "--lab", "pipe")), (FBCHECK, ("query", "--lab", "pipe")), (FBCHECK, ("query", "--organization", "pipe", "a@b.c")),
                (FBLAB, ("check", "pipe.xml")), (FBLAB, ("import", "pipe")), (FBCHECK, ("classify", "pipe")),
                (FBCHECK, ("classify", "--jsonl", "pipe")), (FBCHECK, ("classify", "--merge", "pipe")),
                (FBLAB, ("class", "--web", "--roster", "pipe")), (FBLAB, ("matrix", "--tool", "true", "--verdicts", "pipe", "00a")),
                (FBLAB, ("matrix", "--tool", "true", "--baseline", "pipe", "00a")), (FBLAB, ("matrix", "merge", "pipe")))
        with concurrent.futures.ThreadPoolExecutor(len(rows)) as together:  # each waits for seconds
            answers = list(together.map(lambda row: run(row[0], *row[1], cwd=self.folder), rows))
        for (_, arguments), done in zip(rows, answers):
            with self.subTest(arguments=arguments):
                self.assertEqual(done.returncode, 3)
                self.assertIn("it is a pipe, and nobody writes to it", done.stderr)

    def test_a_name_with_line_ends_stays_on_its_line(self):
        odd = "a\nfbcheck: b\t\x1b[2Jc.txt"
        (self.folder / odd).write_text("nothing\n", encoding="utf-8")
        shown = "a fbcheck: b [2Jc.txt"
        rows = ((FBCHECK, ("classify", odd, "log"), f"{shown}: no documented failure found", 1),
                (FBCHECK, ("classify", odd + "x"), f"fbcheck: {shown}x: it cannot be read: No such file or directory", 3),
                (FBLAB, ("check", odd + "x"), f"{shown}x cannot be read: No such file or directory", 3),
                (FBLAB, ("show", "a\nb"), "fblab: there is no scenario a b; close to it: 00, 01, 02", 2),
                (FBLAB, ("check", odd), f"{shown}:1:1: Start tag expected, '<' not found", 3))
        for program, arguments, sentence, status in rows:
            done = run(program, *arguments, cwd=self.folder)
            with self.subTest(arguments=arguments):
                self.assertIn(sentence, (done.stdout + done.stderr).splitlines())
                self.assertEqual(done.returncode, status)

    def test_a_pipe_is_not_followed(self):
        self.refused(FBCHECK, 3, "pipe cannot be watched", "classify", "--follow", "pipe")

    def test_other_files_are_read_beside_a_pipe(self):
        done = run(FBCHECK, "classify", "log", "pipe", cwd=self.folder)
        self.assertEqual((done.returncode, "log: no documented failure found" in done.stdout), (3, True), done)

    def test_names_that_are_empty(self):
        for program, what, arguments in ((FBLAB, "--lab needs the name of a file", ("status", "--lab", "")),
                                         (FBLAB, "--into needs the name of a folder", ("logs", "--lab", "log", "--into", "")),
                                         (FBLAB, "-o needs the name of a file", ("progress", "--export", "csv", "-o", "")),
                                         (FBLAB, "--state needs the name of a folder", ("progress", "--state", "")),
                                         (FBLAB, "--junit needs the name of a file", ("replay", "--junit=", "00a")),
                                         (FBCHECK, "--scenarios needs the name of a folder", ("classify", "--scenarios", "", "log"))):
            with self.subTest(arguments=arguments):
                self.refused(program, 2, what, *arguments)

    def test_one_file_for_two_things(self):
        (self.folder / "x.json").write_text("{}", encoding="utf-8")
        (self.folder / "xA.xml").write_text("{}", encoding="utf-8")
        both, read = "give each a file of its own", "which is read; name another file"
        for sentence, arguments in ((both, ("replay", "00a", "--tap", "one", "--html", "./one")),
                                    (both, ("replay", "00a", "--tap", "-", "--html", "/dev/stdout")),
                                    (both, ("replay", "00a", "--tap", "-", "--json")),
                                    (both, ("serve", "--ready-file", "one", "--tool-file", "one")),
                                    (read, ("matrix", "merge", "x.json", "--html", "x.json")),
                                    (read, ("matrix", "--tool", "true", "--verdicts", "x.json", "--tap", "x.json", "00a")),
                                    (read, ("import", "xA.xml", "--force", "--out", "xA.xml"))):
            with self.subTest(arguments=arguments):
                done = run(FBLAB, *arguments, cwd=self.folder)
                self.assertIn(done.returncode, (2, 3))
                self.assertNotIn("passed", done.stdout)
                self.assertFalse((self.folder / "one").exists())
                self.assertEqual((self.folder / "x.json").read_text(encoding="utf-8"), "{}")
                self.assertEqual((self.folder / "xA.xml").read_text(encoding="utf-8"), "{}")
                if "merge" not in arguments and "--verdicts" not in arguments:
                    self.assertIn(sentence, done.stderr)

    def test_what_was_merged_is_not_replaced(self):
        report = run(FBLAB, "matrix", "--tool", "echo 00", "--json", "00a").stdout
        (self.folder / "part.json").write_text(report, encoding="utf-8")
        self.refused(FBLAB, 2, "--html would replace part.json, which is read", "matrix", "merge", "part.json", "--html", "./part.json")
        self.assertEqual((self.folder / "part.json").read_text(encoding="utf-8"), report)

    def test_a_hyphen_is_standard_output(self):
        replayed = run(FBLAB, "replay", "00a", "--tap", "-", cwd=self.folder)
        self.assertEqual((replayed.returncode, replayed.stdout.splitlines()[0]), (0, "TAP version 14"), replayed)
        self.assertNotIn("row  text", replayed.stdout)
        exported = run(FBLAB, "progress", "--state", ".", "--export", "csv", "-o", "-", cwd=self.folder)
        self.assertIn("trainee,", exported.stdout)
        self.assertFalse((self.folder / "-").exists())

    def test_logs_of_a_lab_that_is_silent(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            admin = f"http://127.0.0.1:{silent.getsockname()[1]}"
            (self.folder / "ready.json").write_text(json.dumps({"admin": admin, "admin_token": "t", "health": admin}), encoding="utf-8")
            with subprocess.Popen([FBLAB, "logs", "--lab", "ready.json"], cwd=self.folder, stderr=subprocess.DEVNULL) as logs:
                with silent.accept()[0]:
                    logs.terminate()
                    self.assertEqual(logs.wait(5), -signal.SIGTERM)

    def test_logs_into_a_folder(self):
        server = http.server.HTTPServer(("127.0.0.1", 0), Answers)
        self.addCleanup(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        admin = f"http://127.0.0.1:{server.server_port}"
        (self.folder / "ready.json").write_text(json.dumps({"admin": admin, "admin_token": "t", "health": admin, "pid": os.getpid(),
                                                            "instance": "1"}), encoding="utf-8")
        (self.folder / "into").mkdir()
        os.mkfifo(self.folder / "into" / "pipe")
        for path, sentence in (("../victim", "which is none of this folder"), ("a/../../victim", "which is none of this folder"),
                               ("/victim", "which is none of this folder"), ("", "which is none of this folder"),
                               ("a//b", "which is none of this folder"), ("pipe", "pipe cannot be written"), ("a/...b", None)):
            with self.subTest(path=path):
                Answers.path_of_log = path
                done = run(FBLAB, "logs", "--lab", "ready.json", "--into", "into", cwd=self.folder)
                self.assertEqual((done.returncode, (sentence or "") in done.stderr), (3 if sentence else 0, True), done)
                self.assertFalse((self.folder / "victim").exists())
        self.assertEqual((self.folder / "into/a/...b").read_text(encoding="utf-8"), "line\n")


class Controls(unittest.TestCase):
    """No name and no text of others moves the cursor of a terminal."""
    def test_of_entries_and_files(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a\x1b[2J\u009b\u202e.zip")
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("p\x1b]0;x\x07.pcap", b"\xd4\xc3\xb2\xa1\x02\0\x04\0" + bytes(100))
                archive.writestr("t\x1b[31m.txt", "\u009b31m The request failed with HTTP status 401: Unauthorized. \u202e")
            log = pathlib.Path(folder, "n\x1b[31m.txt")
            log.write_text("nothing \x1b[31m", encoding="utf-8")
            for arguments in ((path,), (log,), (log, "no\x1bne"), ("--no\x1bne",)):
                done = run(FBCHECK, "classify", *arguments)
                for text in (done.stdout, done.stderr):
                    self.assertFalse([sign for sign in text if sign != "\n" and (sign < " " or "\x7f" <= sign < "\xa0" or sign == "\u202e")],
                                     (arguments, text))
            self.assertIn("401", run(FBCHECK, "classify", path).stdout)


class Addresses(unittest.TestCase):
    def test_what_is_no_address(self):
        for address in ("", "joe", "@contoso.com", "joe@", "joe@contoso.com\n", "joe smith@contoso.com", "<joe@contoso.com>",
                        "joe@contoso.com;ann@contoso.com", "joe@contoso.com,ann@contoso.com", b"\xff\xfe@contoso.com"):
            for what, arguments in (("TARGET", (address,)), ("--requester", ("--requester", address, "joe@contoso.com"))):
                with self.subTest(address=address, what=what):
                    done = subprocess.run([FBCHECK, "query", "--ews", "https://127.0.0.1:1/", *arguments], capture_output=True,
                                          timeout=TIMEOUT, check=False)
                    self.assertEqual((done.returncode, done.stdout), (2, b""))
                    self.assertIn(f"{what} must be an e-mail address".encode(), done.stderr)

    def test_what_is_no_url(self):
        for url in ("", "http://", "https:///EWS", "file:///etc/passwd", "ftp://mail.contoso.com/", "mail.contoso.com", "https//mail.contoso.com"):
            with self.subTest(url=url):
                done = run(FBCHECK, "query", "--ews", url, "joe@contoso.com")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("--ews must be a URL that begins with https://HOST or http://HOST", done.stderr)


unittest.main()
