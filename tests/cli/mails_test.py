#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify on mails: what is written and what is attached, in every coding; and on mails that were cut or pasted.

usage: mails_test.py FBCHECK
"""
import base64
import binascii
import email.message
import email.policy
import gzip
import io
import json
import quopri
import unittest
import zipfile

import inputs
from inputs import AMBIGUOUS, IIS, UNRESOLVED

NOTE = "Hello,\n\nplease see what is attached.\n"
ERROR = f"x-ms-diagnostics: {AMBIGUOUS}\n"
CUT_MAIL = "--b\nContent-Type: application/octet-stream; name=u_ex.log\nContent-Transfer-Encoding: base64\n\n" + \
    base64.encodebytes(IIS.encode()).decode()
OPAQUE = "MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n"


def mail(*attachments, note=NOTE, policy=email.policy.SMTP):
    message = email.message.EmailMessage(policy=policy)
    message["From"], message["To"], message["Subject"] = "ann@contoso.com", "joe@contoso.com", "free/busy"
    message.set_content(note)
    for name, content, *kind in attachments:
        main, sub = (kind or ["application/octet-stream"])[0].split("/")
        if main == "message":
            message.add_attachment(email.message_from_bytes(content, policy=policy), filename=name)
        else:
            message.add_attachment(content.encode() if isinstance(content, str) else content, main, sub, filename=name)
    return message.as_bytes()


def plain(headers, body, ends="\n"):
    return ends.join(["From: ann@contoso.com", "Subject: free/busy", "MIME-Version: 1.0", *headers, "", body])


def parts(*rows, kind="mixed"):
    body = "".join("--=_b\n" + "\n".join(headers) + "\n\n" + content + "\n" for headers, content in rows)
    return plain([f'Content-Type: multipart/{kind};\n boundary="=_b"'], "A mail in parts.\n\n" + body + "--=_b--\n")


def attached(name, coding, content, kind="application/octet-stream"):
    return [f"Content-Type: {kind}; name={name}", f"Content-Transfer-Encoding: {coding}"], content


def uuencode(name, content):
    lines = [binascii.b2a_uu(content[at:at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n" + "".join(lines) + "`\nend\n"


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


HAR = json.dumps({"log": {"entries": [{"request": {"method": "POST", "url": "https://mail.contoso.com/EWS/Exchange.asmx"},
    "response": {"status": 503, "headers": [{"name": "Server", "value": "Microsoft-HTTPAPI/2.0"}], "content": {}}}]}})
INNER = mail(("u_ex.log", IIS))
HTML = f"<html><body><p>{UNRESOLVED}</p></body></html>"

# what it is, the mail, where what is found
READ = (
    ("log, octets", mail(("u_ex.log", IIS)), {"10": "!u_ex.log:3"}),
    ("text, octets", mail(("a.txt", ERROR)), {"06": "!a.txt:1"}),
    ("text, as text", mail(("a.txt", ERROR, "text/plain")), {"06": "!a.txt:1"}),
    ("HAR", mail(("a.har", HAR)), {"x503": "!a.har entry 1 https://mail.contoso.com/EWS/Exchange.asmx"}),
    ("zip", mail(("logs.zip", zipped("u_ex.log", IIS), "application/zip")), {"10": "!logs.zip!u_ex.log:3"}),
    ("gz", mail(("u_ex.log.gz", gzip.compress(IIS.encode()), "application/gzip")), {"10": "!u_ex.log.gz:3"}),
    ("UTF-16", mail(("a.txt", b"\xff\xfe" + ERROR.encode("utf-16-le"))), {"06": "!a.txt:1"}),
    ("two logs", mail(("note.txt", "nothing"), ("u_ex.log", IIS)), {"10": "!u_ex.log:3"}),
    ("in the text", mail(note=NOTE + UNRESOLVED), {"29": ":12"}),
    ("both", mail(("u_ex.log", IIS), note=NOTE + UNRESOLVED + "\n"), {"10": "!u_ex.log:3", "29": None}),
    ("in the subject", "From: a@b.c\nSubject: " + UNRESOLVED + "\n\nsee above\n", {"29": ":2"}),
    ("in the subject, coded", "From: a@b.c\nSubject:" + "".join(
        f" =?utf-8?B?{base64.b64encode(UNRESOLVED.encode()[at:at + 40]).decode()}?=\n" for at in range(0, len(UNRESOLVED), 40)) +
     "\nsee above\n", {"29": ":2"}),
    ("a mail in a mail", mail(("forwarded.eml", INNER, "message/rfc822")), {"10": "!forwarded.eml!u_ex.log:3"}),
    ("a mail in a mail, octets", mail(("forwarded.eml", INNER)), {"10": "!forwarded.eml!u_ex.log:3"}),
    ("a mail in a zip", zipped("a.eml", INNER), {"10": "!a.eml!u_ex.log:3"}),
    ("nested multipart", parts((["Content-Type: multipart/alternative; boundary=i"], "--i\nContent-Type: text/plain\n\n" + NOTE +
     "\n--i\nContent-Type: text/html\n\n" + HTML + "\n--i--"), attached("u_ex.log", "7bit", IIS)),
     {"10": "!u_ex.log:3", "29": ":22"}),
    ("seven bits", parts(attached("u_ex.log", "7bit", IIS)), {"10": "!u_ex.log:3"}),
    ("quoted-printable", parts(attached("u_ex.log", "quoted-printable", quopri.encodestring(IIS.encode()).decode())),
     {"10": "!u_ex.log:3"}),
    ("quoted-printable text", plain(["Content-Type: text/plain", "Content-Transfer-Encoding: quoted-printable"],
     quopri.encodestring((NOTE + UNRESOLVED).encode()).decode()), {"29": ":11"}),
    ("base64 text", plain(["Content-Transfer-Encoding: base64"], base64.encodebytes(UNRESOLVED.encode()).decode()),
     {"29": "!part at line 6:1"}),
    ("uuencode", plain([], NOTE + uuencode("u_ex.log", IIS.encode())), {"10": "!u_ex.log:3"}),
    ("uuencode, as a coding", parts(attached("u_ex.log", "x-uuencode", uuencode("x", IIS.encode()))), {"10": "!u_ex.log:3"}),
    ("a name in another alphabet", parts((["Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64",
     "Content-Disposition: attachment; filename==?utf-8?B?RmVobGVyLsO8?="], base64.encodebytes(IIS.encode()).decode())),
     {"10": "!Fehler.ü:3"}),
    ("a name in pieces", parts((["Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64",
     "Content-Disposition: attachment; filename*0*=utf-8''%C3%BC; filename*1=_ex.log"],
     base64.encodebytes(IIS.encode()).decode())), {"10": "!ü_ex.log:3"}),
    ("KOI8-R", parts(attached("a.txt", "base64", base64.encodebytes(("Ошибка: " + ERROR).encode("koi8-r")).decode(),
     "text/plain; charset=koi8-r")), {"06": "!a.txt:1"}),
    ("ISO-2022-JP", plain(["Content-Type: text/plain; charset=iso-2022-jp"], ("エラー\n" + ERROR).encode("iso-2022-jp").decode()),
     {"06": ":7"}),
    ("line ends of Windows", mail(("u_ex.log", IIS.replace("\n", "\r\n"))).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
     {"10": "!u_ex.log:3"}),
    ("byte order mark", b"\xef\xbb\xbf" + mail(("u_ex.log", IIS)), {"10": "!u_ex.log:3"}),
    ("mailbox", b"From ann@contoso.com Mon Nov 23 09:00:00 2026\n" + mail() +
     b"\n\nFrom joe@contoso.com Mon Nov 23 09:00:01 2026\n" + mail(("u_ex.log", IIS)), {"10": "!u_ex.log:3"}),
    ("cut behind half an attachment", mail(("u_ex.log", IIS + "#\n" * 2000))[:2500], {"10": "!u_ex.log:3"}),
    ("no end of the multipart", mail(("u_ex.log", IIS)).rsplit(b"--", 2)[0], {"10": "!u_ex.log:3"}),
    ("a part without its mail", CUT_MAIL, {"10": "!u_ex.log:3"}),
    ("a note before the mail", b"Here is what they sent:\n\n" + mail(("u_ex.log", IIS)), {"10": "!u_ex.log:3"}),
    ("signed", mail(("a.txt", ERROR), ("smime.p7s", b"\x30\x80", "application/pkcs7-signature")), {"06": "!a.txt:1"}),
    ("web page saved as mail", parts((["Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable"],
     quopri.encodestring(HTML.encode()).decode()), kind="related"), {"29": None}),
    ("nothing in it", mail(("a.txt", "nothing")), {}),
)

# what it is, the mail, the sentence
REFUSED = (
    ("S/MIME", OPAQUE, "1 of 1 entries was not read (smime.p7m): signed or encrypted as one block"),
    ("an archive that is damaged", mail(("a.zip", zipped("a.txt", "x" * 500)[:60])),
     "was not read (a.zip): the archive is damaged"),
    ("somewhere else", parts((["Content-Type: message/external-body; access-type=URL; name=a.log"], "\n")), "not in the mail"),
)


class Mails(inputs.Inputs):
    def test_read(self):
        for what, content, wanted in READ:
            with self.subTest(what):
                done = self.classify(content)
                self.assertEqual(set(done.where), set(wanted), done.errors)
                for row, where in wanted.items():
                    if where is not None:
                        self.assertEqual(done.where[row], "input" + where)
                    self.assertEqual(done.count[row], 1)
                self.assertEqual((done.status, done.errors), (0 if wanted else 1, ""))

    def test_refused(self):
        for what, content, sentence in REFUSED:
            with self.subTest(what):
                done = self.classify(content)
                self.assertIn(sentence, done.errors)
                self.assertEqual((done.status, done.where), (3, {}))


if __name__ == "__main__":
    inputs.main()
