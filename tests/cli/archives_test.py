#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify on archives of every kind: each holds a log and a text, or is refused by name.

usage: archives_test.py FBCHECK
"""
import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import unittest
import zipfile

import archive_writers
import inputs

FILES = (("u_ex.log", inputs.IIS), ("err.txt", inputs.UNRESOLVED))
BOTH = {"10": "u_ex.log:3", "29": "err.txt:1"}


def zipped(files=FILES, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def flat(writer, **options):
    return lambda folder: writer([(name, content.encode()) for name, content in FILES], **options)


def tool(program, *arguments, name="out"):
    """What the program writes into `out` from the two files."""
    def make(folder):
        if not shutil.which(program):
            raise unittest.SkipTest(f"{program} is not installed: archives it would write are NOT tested")
        for file, content in FILES:
            (folder / file).write_text(content)
        subprocess.run([program, *arguments, "u_ex.log", "err.txt"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return (folder / name).read_bytes()
    return make


def tar(*arguments):
    return tool("bsdtar", *arguments, "-cf", "out")


def seven(*arguments, name="out.zip"):
    return tool("7z", "a", "-bd", *arguments, name, name=name)


def of(content):
    return lambda folder: content


def deep(levels):
    content = ("u_ex.log", inputs.IIS)
    for _ in range(levels):
        content = ("inner.zip", zipped((content,)))
    return content[1]


MADE = bytes(range(256)) * 300
LOG = inputs.IIS.encode()
PASSWORD, DEFLATE64 = "protected by a password; save it without one", "compressed as Deflate64"

# what it is, how it is made, what is found and where in it
READ = (
    ("zip", of(zipped()), BOTH),
    ("zip, stored", of(zipped(method=zipfile.ZIP_STORED)), BOTH),
    ("zip, bzip2", of(zipped(method=zipfile.ZIP_BZIP2)), BOTH),
    ("zip, LZMA", of(zipped(method=zipfile.ZIP_LZMA)), BOTH),
    ("zip, PPMd", seven("-mm=PPMd"), BOTH),
    ("zip, no directory at its end", of(zipped()[:-150]), {"10": "u_ex.log:3"}),
    ("7z", seven(name="out.7z"), BOTH),
    ("7z, PPMd", seven("-m0=PPMd", name="out.7z"), BOTH),
    ("7z, bzip2", seven("-m0=BZip2", name="out.7z"), BOTH),
    ("7z by libarchive", tar("--format=7zip"), BOTH),
    ("rar 4", flat(archive_writers.rar4), BOTH),
    ("rar 5", flat(archive_writers.rar5), BOTH),
    ("cabinet", flat(archive_writers.cab), BOTH),
    ("lha", flat(archive_writers.lha), BOTH),
    ("iso 9660", tar("--format=iso9660"), BOTH),
    ("cpio, odc", tar("--format=odc"), BOTH),
    ("cpio, newc", tar("--format=newc"), BOTH),
    ("cpio, binary", tar("--format=bin"), BOTH),
    ("ar", tar("--format=ar"), BOTH),
    ("xar", tar("--format=xar"), BOTH),
    ("tar, ustar", tar("--format=ustar"), BOTH),
    ("tar, pax", tar("--format=pax"), BOTH),
    ("tar, GNU", tar("--format=gnutar"), BOTH),
    ("tar, old", tar("--format=v7"), BOTH),
    ("tar.gz", tar("--gzip"), BOTH),
    ("tar.bz2", tar("--bzip2"), BOTH),
    ("tar.xz", tar("--xz"), BOTH),
    ("tar.lzma", tar("--lzma"), BOTH),
    ("tar.lz", tar("--lzip"), BOTH),
    ("tar.zst", tar("--zstd"), BOTH),
    ("tar.lz4", tar("--lz4"), BOTH),
    ("tar.Z", tar("--compress"), BOTH),
    ("cpio.gz", tar("--gzip", "--format=newc"), BOTH),
    ("log.gz", of(gzip.compress(LOG)), {"10": ":3"}),
    ("log.gz in two members", of(gzip.compress(LOG[:300]) + gzip.compress(LOG[300:])), {"10": ":3"}),
    ("log.bz2", of(bz2.compress(LOG)), {"10": ":3"}),
    ("log.xz", of(lzma.compress(LOG)), {"10": ":3"}),
    ("log.lzma", of(lzma.compress(LOG, lzma.FORMAT_ALONE)), {"10": ":3"}),
    ("UTF-16 in a zip", of(zipped((("err.txt", b"\xff\xfe" + inputs.UNRESOLVED.encode("utf-16-le")),))), {"29": "err.txt:1"}),
    ("zip in a zip", of(zipped((("logs.zip", zipped()),))), {"10": "logs.zip!u_ex.log:3", "29": "logs.zip!err.txt:1"}),
    ("gz in a zip", of(zipped((("u_ex.log.gz", gzip.compress(LOG)),))), {"10": "u_ex.log.gz:3"}),
    ("tar.gz in a zip", lambda folder: zipped((("a.tgz", tar("--gzip")(folder)),)), {"10": "a.tgz!u_ex.log:3"}),
    ("7z in an iso in a zip", lambda folder: zipped((("a.7z", tar("--format=7zip")(folder)),)), {"10": "a.7z!u_ex.log:3"}),
    ("zip.gz", of(gzip.compress(zipped())), BOTH),
    ("zip.xz", of(lzma.compress(zipped())), BOTH),
    ("eight zips", of(deep(8)), {"10": "inner.zip!" * 7 + "u_ex.log:3"}),
    ("zip behind a program", of(b"MZ" + MADE + zipped()), BOTH),
    ("7z behind a program", lambda folder: b"MZ" + MADE + tar("--format=7zip")(folder), BOTH),
    ("rar behind a program", lambda folder: b"MZ" + MADE + flat(archive_writers.rar5)(folder), BOTH),
    ("cabinet behind a program", lambda folder: b"MZ" + MADE + flat(archive_writers.cab)(folder), BOTH),
    ("tar.gz behind a script", lambda folder: b"#!/bin/sh\nexit 0\n" + tar("--gzip")(folder), BOTH),
    ("zip behind an empty line", of(b"\r\n" + zipped()), BOTH),
    ("zip behind a note", of(b"Here are the logs:\n\n" + zipped()), BOTH),
    ("an entry with a password among others", lambda folder: seven("-p123", name="out.zip")(folder) and zipped(
        (("pw.zip", (folder / "out.zip").read_bytes()), ("err.txt", inputs.UNRESOLVED))), {"29": "err.txt:1"}),
)

# what it is, how it is made, the sentence
REFUSED = (
    ("zip with a password", seven("-p123"), "2 of 2 entries were not read (err.txt, u_ex.log): " + PASSWORD),
    ("zip with a password, AES", seven("-p123", "-mem=AES256"), PASSWORD),
    ("7z with a password", seven("-p123", name="out.7z"), PASSWORD),
    ("7z with a password for its names", seven("-p123", "-mhe", name="out.7z"), PASSWORD),
    ("rar 4 with a password", flat(archive_writers.rar4, flags=0x80), PASSWORD),
    ("rar 5 with a password", flat(archive_writers.rar5, encrypted=True), PASSWORD),
    ("zip, Deflate64", seven("-mm=Deflate64"), DEFLATE64),
    ("zip, cut in an entry", of(zipped()[:60]), "the archive is damaged"),
    ("gz, cut", of(gzip.compress(LOG)[:60]), "the archive is damaged"),
    ("a program", of(b"MZ" + MADE), "this is a program, with no archive in it"),
    ("nine zips", of(deep(9)), "it lies 8 archives or mails deep; unpack the outer ones first"),
    ("a zip of zips of nothing", of(zipped((("a.gz", gzip.compress(gzip.compress(b"none " * (40 << 20)))),))),
     "the archive unpacks to more than 200 times its size"),
)


class Archives(inputs.Inputs):
    def test_read(self):
        for what, make, wanted in READ:
            with self.subTest(what):
                done = self.classify(make(self.folder))
                self.assertEqual({row: done.where[row] for row in wanted if row in done.where},
                                 {row: "input" + ("" if where[0] == ":" else "!") + where for row, where in wanted.items()})
                self.assertEqual(done.status, 0)

    def test_refused(self):
        for what, make, sentence in REFUSED:
            with self.subTest(what):
                done = self.classify(make(self.folder))
                self.assertIn(sentence, done.errors)
                self.assertEqual((done.status, done.where), (3, {}))

    def test_sessions_with_a_password_among_others(self):
        (self.folder / "raw").mkdir()
        for number, status, password in (("1", 503, []), ("2", 404, ["-p123"])):
            (self.folder / f"raw/{number}_c.txt").write_text(
                "POST https://mail.contoso.com/EWS/Exchange.asmx HTTP/1.1\r\nSOAPAction: GetUserAvailability\r\n\r\n")
            (self.folder / f"raw/{number}_s.txt").write_text(f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n")
            if not shutil.which("7z"):
                self.skipTest("7z is not installed: a SAZ with a password is NOT tested")
            subprocess.run(["7z", "a", "-bd", *password, "x.zip", f"raw/{number}_c.txt", f"raw/{number}_s.txt"], cwd=self.folder,
                           check=True, stdout=subprocess.DEVNULL)
        done = self.classify((self.folder / "x.zip").read_bytes())
        self.assertEqual((done.status, done.where["x503"].split(" ")[0], done.unread),
                         (0, "input!raw/1_s.txt", ["input!raw/2_c.txt", "input!raw/2_s.txt"]))
        self.assertIn("2 of 3 entries were not read (raw/2_c.txt, raw/2_s.txt): " + PASSWORD, done.errors)

    def test_some_entries(self):
        packed = zipped((("a.gz", gzip.compress(LOG)[:60]), ("err.txt", inputs.UNRESOLVED), ("b.txt", "")))
        done = self.classify(packed)
        self.assertEqual((done.status, done.where), (0, {"29": "input!err.txt:1"}))
        self.assertIn("input: 1 of 3 entries was not read (a.gz): the archive is damaged", done.errors)
        self.assertEqual(done.unread, ["input!a.gz"])


if __name__ == "__main__":
    inputs.main()
