#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""repetitions_test.py FBCHECK [PART OF A NAME]: one thing repeated to 1 MB in each format that fbcheck classify reads costs half a second of
the processor at most, or a sum that grows with its length and not its square. Processor time is measured, never waiting time."""
import base64
import io
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

import evtx_writer
import ole_writer

FBCHECK = os.path.abspath(sys.argv[1])
CHOSEN = sys.argv[2] if len(sys.argv) > 2 else ""
SMALL, LARGE, ENOUGH, MOST_TIMES = 64 << 10, 1 << 20, 0.5, 64
IIS = "#Fields: date time cs-method cs-uri-stem sc-status\n2026-11-22 09:00:01 POST "
HTTP = "POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n"

UNITS = ["<!--", "<", "<a>", "<a ", "</a>", "&", "&amp;", "{", "[", "{\"a\":", "\"", "'", "\\", "\\u0041", "1,", "=", "%41", "+", ";", ",", ":",
         " ", "\t", "\n", "\r\n", "\r", "\0", "\xff", "eyJ", "eyJhbGciOiJSUzI1NiJ9.", ".", "-", "--b\r\n", "a: b\r\n", "Received: a\r\n", "=\r\n",
         "=3D", "=?utf-8?B?QQ==?= ", "QUJD", "HTTP/1.1 401 ", HTTP, "HTTP/1.1 200 OK\r\n\r\n", "reason=\"", "2000005;reason=\"",
         "The remote name could not be resolved: '", "System.Net.WebException: ", "Name : a\n", "#Fields: a\n", "#Fields: date time sc-status\n",
         "2026-11-22 09:00:01 ", "From a\n", "Authorization: Bearer ", "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.AA\r\n", "<saml:Assertion ",
         "AADSTS", "error ", "Exception ", "Microsoft.Exchange.", "(", "a@b.", "https://", "begin 644 a\n",
         "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"]
DANGEROUS = ["<!--", "<", "<a>", "&", "{", "[", "\"", "\\", "=", " ", "\r\n", "eyJ", "reason=\"", HTTP, "=?utf-8?B?QQ==?= ", "--b\r\n"]


def many(unit, size):
    return (unit * (size // len(unit) + 1))[:size]


def archive(entries):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in entries:
            written.writestr(name, text)
    return output.getvalue()


def har(text):
    return json.dumps({"log": {"version": "1.2", "entries": [
        {"request": {"method": "POST", "url": "https://mail.contoso.com/EWS/Exchange.asmx", "headers": [], "postData": {"text": text}},
         "response": {"status": 401, "statusText": "Unauthorized", "headers": [{"name": "WWW-Authenticate", "value": text[:8000]}],
                      "content": {"text": text}}}]}}).encode()


def saz(text):
    head = "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/xml\r\n\r\n"
    return archive([("[Content_Types].xml", "<Types/>"), ("raw/01_c.txt", HTTP + text), ("raw/01_s.txt", head + text), ("raw/01_m.xml", "<a/>")])


def mail(text):
    return ("From: a@b.c\r\nTo: d@e.f\r\nSubject: free/busy\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            "Content-Type: text/plain\r\n\r\n" + text + "\r\n--b--\r\n").encode("latin-1")


def mail_headers(text):
    return ("From: a@b.c\r\nSubject: " + text + "\r\nMIME-Version: 1.0\r\n\r\nhello\r\n").encode("latin-1")


def saml(text):
    security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
    return ("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><o:Security xmlns:o=\"" + security +
            "\"><saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\">" + text).encode("latin-1")


def token(text):
    """A JWT whose payload it is."""
    def part(value):
        return base64.urlsafe_b64encode(value.encode("latin-1")).rstrip(b"=").decode()
    return f"Authorization: Bearer {part('{}')}.{part(text)}.AAAA\r\n".encode()


def event_log(text):
    """The same chunk of 64 KB over and over."""
    file = evtx_writer.evtx([evtx_writer.event("MSExchange Availability", 4002, "EX01", text[:20000].replace("\0", " "))])
    return file[:4096] + file[4096:] * (len(text) >> 16)


FRAMES = {
    "text": (lambda text: text.encode("latin-1"), UNITS),
    "an HTTP capture": (lambda text: (HTTP + text).encode("latin-1"), DANGEROUS[::2]),
    "a HAR": (har, DANGEROUS[1::2]),
    "a SAZ": (saz, DANGEROUS[::2]),
    "a mail": (mail, DANGEROUS),
    "a mail's subject": (mail_headers, DANGEROUS[8:]),
    "a token": (token, DANGEROUS[:8]),
    "a SAML assertion": (saml, DANGEROUS[::2]),
    "a string of JSON": (lambda text: json.dumps({"error": text}).encode(), DANGEROUS[:8]),
    "lines of JSON": (lambda text: b"\n".join(json.dumps({"a": text[at:at + 100]}).encode() for at in range(0, len(text), 100)), DANGEROUS[:6]),
    "an IIS log": (lambda text: (IIS + text).encode("latin-1"), DANGEROUS[1::2]),
    "an event log": (event_log, DANGEROUS[:6]),
    "a message of Outlook": (lambda text: ole_writer.ole(ole_writer.message("free/busy", text)), DANGEROUS[:6]),
    "Base64": (lambda text: base64.encodebytes(text.encode("latin-1")), DANGEROUS[:6]),
    "an archive": (lambda text: archive([("a.txt", text)]), DANGEROUS[:6]),
}


def seconds_for(folder, content):
    """Of the processor, with what fbcheck starts."""
    path = folder / "input"
    path.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([FBCHECK, "classify", "--json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 3) or not done.stdout.startswith(b"{"):
        raise AssertionError(f"ended with {done.returncode}: {done.stderr.decode(errors='replace')[:600]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def judge(folder, frame, unit):
    """None, or what is wrong; and what 1 MB took."""
    try:
        large = seconds_for(folder, frame(many(unit, LARGE)))
        if large <= ENOUGH:
            return None, large
        small = seconds_for(folder, frame(many(unit, SMALL)))
    except (AssertionError, subprocess.TimeoutExpired) as problem:
        return str(problem), 0
    return (f"{small:.3f} s for 64 KB, {large:.3f} s for 1 MB" if large > MOST_TIMES * small else None), large


def main():
    wrong, worst = 0, (0, "")
    with tempfile.TemporaryDirectory() as name:
        for frame, (make, units) in FRAMES.items():
            for unit in units:
                row = f"{frame}: {unit!r}"
                if CHOSEN not in row:
                    continue
                problem, took = judge(pathlib.Path(name), make, unit)
                worst = max(worst, (took, row))
                wrong += problem is not None
                if problem:
                    print(f"FAIL {row}: {problem}", flush=True)
                if took > ENOUGH / 2:
                    print(f"slow {row}: {took:.3f} s")
    print(f"the dearest: {worst[1]}, {worst[0]:.3f} s of the processor for 1 MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
