#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify on what parsers of others read (event logs, messages of Outlook, PDF), and on what is refused by name.

usage: foreign_test.py FBCHECK
"""
import base64
import html
import io
import os
import pathlib
import random
import shutil
import subprocess
import unittest
import zipfile
import zlib

import inputs
from evtx_writer import event, evtx
from inputs import AMBIGUOUS, IIS, UNRESOLVED
from ole_writer import message, ole
from tnef_writer import tnef

QUIET = event("MSExchange Availability", 4001, "EX01.contoso.com", "nothing")
LOUD = event("MSExchange Availability", 4002, "EX01.contoso.com", "12345", "ProxyWebRequest", UNRESOLVED, "<none> & no more")
RTF = r"{\rtf1\ansi\pard " + UNRESOLVED.replace("'", r"\'27") + r"\par}"


def packed(rich_text):
    """As Outlook writes it: without packing, which it is free to do."""
    text = rich_text.encode()
    return len(text).to_bytes(4, "little") * 2 + b"MELA" + bytes(4) + text


def zipped(*files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def word(text, *more):
    """With the text cut into runs, as Word does with what was corrected."""
    half = len(text) // 2
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:half], text[half:]))
    return zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>'
                   f"Hello</w:t></w:r></w:p><w:p>{runs}</w:p></w:body></w:document>"), *more)


def excel(rows, shared=False):
    texts = [text for row in rows for text in row]
    strings = "<sst>" + "".join(f"<si><t>{html.escape(text)}</t></si>" for text in texts) + "</sst>"
    numbers = iter(range(len(texts)))

    def cell(text):
        if shared:
            return f'<c t="s"><v>{next(numbers)}</v></c>'
        return f'<c t="inlineStr"><is><t>{html.escape(text)}</t></is></c>'
    sheet = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
    return zipped(("xl/workbook.xml", "<w/>"), ("xl/worksheets/sheet1.xml", f"<w><sheetData>{sheet}</sheetData></w>"),
                  ("xl/sharedStrings.xml", strings))


def pdf(text):
    """One page; the text in a font that every reader has."""
    stream = f"BT /F1 8 Tf 20 700 Td ({text}) Tj ET".encode() if text else b""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
               b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


# what it is, the bytes, where what is found
READ = (
    ("event log", evtx([QUIET, LOUD]), {"29": "!events:2"}),
    ("event log of many", evtx([QUIET] * 60 + [LOUD]), {"29": "!events:61"}),
    ("event log in a zip", zipped(("Application.evtx", evtx([LOUD]))), {"29": "!Application.evtx!events:1"}),
    ("event log with nothing", evtx([QUIET]), {}),
    ("message", ole(message("free/busy", "Hello\n" + UNRESOLVED)), {"29": "!body:2"}),
    ("message, its subject", ole(message(UNRESOLVED, "")), {"29": "!subject:1"}),
    ("message, in bytes", ole(message("x", **{"__substg1.0_1000001E": UNRESOLVED.encode()})), {"29": "!body:1"}),
    ("message, HTML", ole(message("x", **{"__substg1.0_10130102": f"<p>{UNRESOLVED}</p>".encode()})), {"29": "!body:1"}),
    ("message, rich text", ole(message("x", **{"__substg1.0_10090102": packed(RTF)})), {"29": "!body:1"}),
    ("message, attached", ole(message("x", "y", [("u_ex.log", IIS.encode())])), {"10": "!u_ex.log:3"}),
    ("message, attached, large", ole(message("x", "y", [("u_ex.log", IIS.encode() + b"#\n" * 5000)])),
     {"10": "!u_ex.log:3"}),
    ("message, two attached", ole(message("x", "y", [("u_ex.log", IIS.encode()), ("a.txt", AMBIGUOUS.encode())])),
     {"10": "!u_ex.log:3", "06": "!a.txt:1"}),
    ("message, attached zip", ole(message("x", "y", [("a.zip", zipped(("u_ex.log", IIS)))])),
     {"10": "!a.zip!u_ex.log:3"}),
    ("message in a message", ole(message("x", "y", [("inner.msg", message("z", UNRESOLVED))])), {"29": "!inner.msg!body:1"}),
    ("message with nothing", ole(message("x", "y")), {}),
)

READ += (
    ("winmail.dat", tnef("free/busy", "Hello\n" + UNRESOLVED), {"29": "!body:2"}),
    ("winmail.dat, rich text", tnef("x", None, rich=packed(RTF)), {"29": "!body:1"}),
    ("winmail.dat, attached", tnef("x", "y", [("u_extended.log", IIS.encode()), ("a.txt", AMBIGUOUS.encode())]),
     {"10": "!u_extended.log:3", "06": "!a.txt:1"}),
    ("winmail.dat in a mail", b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: application/ms-tnef; name=winmail.dat\n"
     b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(tnef("x", UNRESOLVED)), {"29": "!winmail.dat!body:1"}),
    ("Word document", word(UNRESOLVED), {"29": "!word/document.xml:2"}),
    ("Excel workbook, a log in one column", excel([[line] for line in IIS.splitlines()]),
     {"10": "!xl/worksheets/sheet1.xml:3"}),
    ("Excel workbook, shared texts", excel([["when", "Message"], ["now", UNRESOLVED]], shared=True),
     {"29": "!xl/worksheets/sheet1.xml:2"}),
    ("presentation", zipped(("ppt/presentation.xml", "<p/>"), ("ppt/slides/slide1.xml", f"<s><p>{UNRESOLVED}</p></s>")),
     {"29": "!ppt/slides/slide1.xml:1"}),
    ("Base64", base64.encodebytes(IIS.encode()), {"10": "!decoded:3"}),
    ("Base64 in one line", base64.b64encode(zipped(("u_ex.log", IIS))), {"10": "!decoded!u_ex.log:3"}),
    ("OpenDocument", zipped(("mimetype", "x"), ("content.xml", f"<o><p>{UNRESOLVED}</p></o>")), {"29": "!content.xml:1"}),
)


def cut_log():
    """Two chunks are meant to be there, and one is."""
    file = bytearray(evtx([QUIET, LOUD]))
    file[42:44] = (2).to_bytes(2, "little")
    file[124:128] = zlib.crc32(bytes(file[:120])).to_bytes(4, "little")
    return bytes(file)


PICTURE = "picture; copy the words out of it, or have the error sent as text"

# what it is, name, the bytes, the sentence
REFUSED = (
    ("event log, cut", "a.evtx", evtx([LOUD])[:3000], "the event log is damaged; export it"),
    ("event log, cut in its events", "a.evtx", evtx([LOUD] * 20)[:6000], "it is cut off; copy it again"),
    ("event log of zeros", "a.evtx", b"ElfFile\0" + bytes(4088), "there is no event in the event log"),
    ("message, cut", "a.msg", ole(message("x", "y"))[:600], "the message of Outlook (or old document) is damaged"),
    ("Word document", "a.doc", ole({"WordDocument": bytes(5000)}), "this is an old Word document; save it as .docx"),
    ("Excel workbook", "a.xls", ole({"Workbook": bytes(5000)}), "this is an old Excel workbook"),
    ("document with a password", "a.docx", ole({"EncryptedPackage": bytes(5000)}), "protected by a password"),
    ("another OLE file", "a.msi", ole({"x": bytes(5000)}), "this is an OLE file, but no message of Outlook"),
    ("winmail.dat, cut", "winmail.dat", tnef("x", "y" * 500)[:100], "the wrapped mail (winmail.dat) is cut off"),
    ("PNG", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "this is a PNG " + PICTURE),
    ("JPEG", "a.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "this is a JPEG " + PICTURE),
    ("GIF", "a.gif", b"GIF89a" + bytes(100), "this is a GIF " + PICTURE),
    ("video", "a.mp4", b"\0\0\0\x20ftypisom" + bytes(100), "this is a video recording; write down"),
    ("dump of a process", "w3wp.dmp", b"MDMP\x93\xa7" + bytes(100), "this is a dump of a process; save the event"),
    ("dump of a machine", "MEMORY.DMP", b"PAGEDU64" + bytes(100), "this is a dump of a Windows machine"),
    ("pcap", "a.pcap", b"\xd4\xc3\xb2\xa1\2\0\4\0" + bytes(100), "this is a packet capture; what it holds is mostly encrypted"),
    ("pcapng", "a.pcapng", b"\x0a\x0d\x0d\x0a\x1c\0\0\0" + bytes(100), "this is a packet capture (pcapng)"),
    ("old event log", "a.evt", b"\x30\0\0\0LfLe" + bytes(100), "this is an old event log (.evt)"),
    ("mailbox of Outlook", "a.pst", b"!BDN" + bytes(100), "this is a mailbox of Outlook (.pst, .ost); open it in Outlook"),
    ("OneNote", "a.one", bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + bytes(100), "this is a notebook of OneNote"),
    ("ESE", "a.edb", bytes(4) + b"\xef\xcd\xab\x89" + bytes(100), "this is a database of Exchange or Windows"),
    ("ARJ", "a.arj", b"\x60\xea" + bytes(100), "this is an ARJ archive"),
    ("trace of Windows", "a.etl", random.Random(1).randbytes(5000), "this is a trace of Windows (ETL); convert it first (tracerpt"),
    ("performance counters", "a.blg", random.Random(2).randbytes(5000), "convert it first (relog"),
    ("EBCDIC", "a.txt", UNRESOLVED.encode("cp500"), "this is in an encoding that is not known here; save it as UTF-8"),
    ("something else", "a.bin", random.Random(3).randbytes(500000), "this is neither text nor a format that is known here"),
    ("encrypted", "a.enc", b"Salted__" + bytes(100), "this is encrypted (OpenSSL)"),
)

# what it is, name, the bytes, which row is named although it is no text
NAMED_ALL_THE_SAME = (
    ("event log that ends too early", "a.evtx", cut_log(), "29"),
    ("words in something else", "a.bin", random.Random(4).randbytes(5000) + UNRESOLVED.encode() + bytes(50), "29"),
)


def commands_below(process):
    """Command lines of what it has started; what ends meanwhile has none."""
    for children in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text(encoding="ascii").split():
                yield pathlib.Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            pass


class Foreign(inputs.Inputs):
    def test_read(self):
        for what, content, wanted in READ:
            with self.subTest(what):
                done = self.classify(content)
                self.assertEqual(done.where, {row: "input" + where for row, where in wanted.items()}, done.errors)
                self.assertEqual((done.status, done.errors), (0 if wanted else 1, ""))

    def test_each_in_a_fresh_process(self):
        """One with threads must not go on after fork()."""
        name = self.folder / "Application.evtx"
        name.write_bytes(evtx([QUIET] * 100))
        seen = set()
        with subprocess.Popen([inputs.FBCHECK, "classify", *[name] * 50], stdout=subprocess.DEVNULL) as reading:
            while reading.poll() is None:
                seen.update(commands_below(reading.pid))
        self.assertIn(b"fblab-confined-reader\0event-log\0", seen)

    def test_refused(self):
        for what, name, content, sentence in REFUSED:
            with self.subTest(what):
                done = self.classify(content, name)
                self.assertEqual((done.status, done.where, done.unread), (3, {}, [name]))
                self.assertIn(f"fbcheck: {name}: ", done.errors)
                self.assertIn(sentence, done.errors)
                done = self.classify(zipped((name, content), ("err.txt", UNRESOLVED)), "x.zip")
                self.assertEqual((done.status, done.where), (0, {"29": "x.zip!err.txt:1"}))
                self.assertRegex(done.errors, rf"x.zip: 1 of [23] entries was not read \({name}\): ")

    def test_named_all_the_same(self):
        for what, name, content, row in NAMED_ALL_THE_SAME:
            with self.subTest(what):
                done = self.classify(content, name)
                self.assertEqual((done.status, list(done.where), done.unread), (0, [row], [name]))

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed: PDF is NOT tested")
    def test_pdf(self):
        done = self.classify(pdf(UNRESOLVED), "a.pdf")
        self.assertEqual((done.status, done.where, done.errors), (0, {"29": "a.pdf!text:1"}, ""))
        for content, sentence in ((pdf(""), "there is no text in the PDF, only pictures of it"),
                                  (b"%PDF-1.4\n" + bytes(100), "the PDF is damaged, or protected by a password")):
            done = self.classify(content, "a.pdf")
            self.assertEqual((done.status, done.unread), (3, ["a.pdf"]))
            self.assertIn(sentence, done.errors)

    def test_pdf_begins_within_a_kilobyte(self):
        for before, status in ((1, 3), (1024 - len("%PDF-"), 3), (1025 - len("%PDF-"), 1)):
            done = self.classify(b" " * before + b"%PDF-1.4\n" + bytes(100), "a.pdf")
            self.assertEqual((done.status, "the PDF is damaged" in done.errors), (status, status == 3), before)

    def test_pdf_without_its_program(self):
        done = self.classify(pdf(UNRESOLVED), "a.pdf", {**os.environ, "PATH": "/nowhere"})
        self.assertEqual((done.status, done.where), (3, {}))
        self.assertIn("the program pdftotext is not installed (package poppler-utils); install it", done.errors)

    def test_picture_in_a_document(self):
        done = self.classify(word("nothing", ("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + bytes(100))), "a.docx")
        self.assertEqual((done.status, done.unread), (3, ["a.docx!word/media/image1.png"]))
        self.assertIn("(word/media/image1.png): this is a PNG picture", done.errors)

    def test_room_that_was_not_used(self):
        self.assertEqual(self.classify(UNRESOLVED.encode() + bytes(100000)).errors, "")

    def test_damaged(self):
        """Whatever is wrong, the status is one of those, and a sentence says what was not read."""
        chance = random.Random(5)
        for whole in (evtx([QUIET, LOUD]), ole(message("x", UNRESOLVED, [("u_ex.log", IIS.encode())]))):
            for _ in range(12):
                content = bytearray(whole)
                for _ in range(chance.randrange(1, 30)):
                    content[chance.randrange(len(content))] = chance.randrange(256)
                done = self.classify(bytes(content))
                self.assertIn(done.status, (0, 1, 3))
                self.assertEqual(bool(done.unread), bool(done.errors))


if __name__ == "__main__":
    inputs.main()
