#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify on files of every kind: what is found, where, and what is refused.

usage: classify_test.py FBCHECK
"""
import base64
import gzip
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

FBCHECK = os.path.abspath(sys.argv.pop(1))
AMBIGUOUS = ('2000005;reason="The user specified by the user-context in the token is ambiguous.";'
             'error_category="invalid_user"')
UNRESOLVED = ("Autodiscover failed for email address joe@contoso.com with error System.Net.WebException: "
              "The remote name could not be resolved: 'autodiscover.contoso.com'")
UNTRUSTED = ("ProxyWebRequest CrossForest to https://mail.contoso.com/ews/exchange.asmx failed. System.Net.WebException: "
             "The underlying connection\r\nwas closed: Could not establish trust\r\n   relationship for the SSL/TLS secure "
             "channel.")
ENVELOPE = """<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
<GetUserAvailabilityResponse xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">
<FreeBusyResponseArray>
<FreeBusyResponse><ResponseMessage ResponseClass="Success"><ResponseCode>NoError</ResponseCode></ResponseMessage></FreeBusyResponse>
<FreeBusyResponse><ResponseMessage ResponseClass="Error">
<MessageText>The caller does not have access to free/busy data.</MessageText><ResponseCode>ErrorNoFreeBusyAccess</ResponseCode></ResponseMessage></FreeBusyResponse>
</FreeBusyResponseArray></GetUserAvailabilityResponse></s:Body></s:Envelope>
"""
FAULT = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode>
<faultstring>The application is missing a linked account for RBAC roles, or the linked account has no RBAC role
assignments, or the calling users account is logon disabled.</faultstring></s:Fault></s:Body></s:Envelope>"""
REQUEST = "POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n"
CHALLENGE = "HTTP/1.1 401 Unauthorized\r\nServer: BigIP\r\nContent-Length: 0\r\n\r\n"
FINE = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
IIS = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-22 09:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus \
sc-win32-status time-taken x-ms-diagnostics
2026-11-22 09:00:00 10.0.0.1 POST /EWS/Exchange.asmx - 443 - 40.1.1.1 ASProxy/CrossForest/EmailDomain//15.20 200 0 0 15 -
2026-11-22 09:00:01 10.0.0.1 POST /EWS/Exchange.asmx - 443 - 40.1.1.1 ASProxy/CrossForest/EmailDomain//15.20 401 0 0 15 \
2000005;reason="The+user+specified+by+the+user-context+in+the+token+is+ambiguous."
2026-11-22 10:00:01 10.0.0.1 POST /autodiscover/autodiscover.svc - 443 - 40.1.1.1 ASAutoDiscover/CrossForest/EmailDomain \
404 0 0 15 -
"""
REFUSED = """\
2026-11-22 11:00:00 10.0.0.1 POST /EWS/Exchange.asmx/WSSecurity - 443 - 40.1.1.1 ASProxy/CrossForest/EmailDomain 401 0 0 15 -
"""
HTTPERR = """#Software: Microsoft HTTP API 2.0
#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename
2026-11-22 09:00:01 40.1.1.1 55555 10.0.0.1 443 - - - - - - Timer_ConnectionIdle -
2026-11-22 09:00:00 40.1.1.1 55555 10.0.0.1 443 HTTP/1.1 POST /EWS/Exchange.asmx - 503 1 AppOffline EwsPool
"""
HTTPPROXY = """DateTime,RequestId,UrlHost,UrlStem,UserAgent,ServerHostName,HttpStatus,BackEndStatus,Method,GenericErrors
#Software: Microsoft Exchange Server
#Fields: DateTime,RequestId,UrlHost,UrlStem,UserAgent,ServerHostName,HttpStatus,BackEndStatus,Method,GenericErrors
2026-11-22T09:00:00.100Z,1,mail.contoso.com,/ews/exchange.asmx,ASProxy/CrossForest,EX01,503,503,POST,"says ""no"", twice"
"""
EVENTS = f"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='MSExchange Availability'/>\
<EventID>4002</EventID><TimeCreated SystemTime='2026-11-22T09:15:00Z'/><Computer>EX01.contoso.com</Computer></System>
<EventData><Data>{UNRESOLVED}</Data></EventData></Event></Events>
"""
VIEWER = f'Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabe\r\nFehler,22.11.2026 09:15:00,MSExchange,4002,Keine,"{UNTRUSTED}"\r\n'
EXPORT = ('#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\n"Message","Id","MachineName","TimeCreated"\n'
          '"nothing","1","EX00","2026-11-22 08:00:00"\n'
          '"diagnostics: ' + AMBIGUOUS.replace('"', '""') + '","4002","EX01","2026-11-22 09:00:00"\n')
STAMPED = "".join(f"2026-11-22 09:0{i}:00 nothing of interest\n" for i in range(5)) + \
    "2026-11-22 10:00:00 MSExchange Availability 4002\n   The remote name\n   could not be resolved, Autodiscover failed\n"
SCHEDULE = json.dumps({"value": [{"scheduleId": "ann@contoso.com", "scheduleItems": []}, {
    "scheduleId": "joe@contoso.com", "error": {"responseCode": "ErrorProxyRequestProcessingFailed", "message":
        "Proxy web request failed. , inner exception: An internal server error occurred. The operation failed. LID: 59916"}}]})
TOKEN = json.dumps({"error": "invalid_client", "error_codes": [700027],
                    "error_description": "AADSTS700027: Client assertion contains an invalid signature."})
OWA = {"Body": {"ResponseMessage": {"MessageText": UNRESOLVED, "ResponseCode": "ErrorAutoDiscoverFailed"}}}
MAIL = f"Hello,\n\nwe see\n\n{REQUEST}HTTP/1.1 401 Unauthorized\nx-ms-diagnostics: {AMBIGUOUS}\n\nand\n\n{ENVELOPE}\nBye\n"

BASE64_MAIL = ("Subject: free/busy\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n"
               "Content-Transfer-Encoding: base64\n\n" +
               base64.encodebytes(f"Hello\nx-ms-diagnostics: {AMBIGUOUS}\n".encode()).decode() + "--b--\n")


def har():
    def entry(url, status, headers, content):
        return {"startedDateTime": "2026-11-22T09:00:00Z", "request": {"method": "POST", "url": url, "headers": []},
                "response": {"status": status, "statusText": "", "content": content,
                             "headers": [{"name": name, "value": value} for name, value in headers]}}
    return json.dumps({"log": {"entries": [
        entry("https://outlook.office.com/owa/", 200, [("Content-Type", "text/html")], {"text": "<html>"}),
        entry("https://outlook.office.com/owa/service.svc", 200, [("Content-Type", "application/json")],
              {"encoding": "base64", "text": base64.b64encode(json.dumps(OWA).encode()).decode()}),
        entry("https://mail.contoso.com/EWS/Exchange.asmx", 503, [("Server", "Microsoft-HTTPAPI/2.0")], {"text": "no"})]}})


def saz(answer=None):
    packed = gzip.compress(ENVELOPE.encode())
    chunked = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("raw/01_s.txt", answer or b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n"
                         b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked)
        archive.writestr("raw/01_c.txt", "POST https://mail.contoso.com/EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com"
                         "\r\n\r\n<GetUserAvailabilityRequest/>")
        archive.writestr("raw/01_m.xml", '<Session><SessionTimers ClientBeginRequest="2026-11-22T10:00:01+01:00"/></Session>')
    return file.getvalue()


def logs():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("W3SVC1/u_ex.log", IIS)
        archive.writestr("HTTPERR/httperr1.log", HTTPERR)
    return file.getvalue()


# file, bytes, what is found: (id, where without the file, kind, host, time)
KINDS = (
    ("error.txt", UNRESOLVED, [("29", ":1", "text", None, None)]),
    ("utf8-bom.txt", b"\xef\xbb\xbf" + UNRESOLVED.encode(), [("29", ":1", "text", None, None)]),
    ("utf16le.txt", UNRESOLVED.encode("utf-16-le"), [("29", ":1", "text", None, None)]),
    ("utf16be-bom.txt", b"\xfe\xff" + ("Überlauf\n" + UNRESOLVED).encode("utf-16-be"), [("29", ":2", "text", None, None)]),
    ("cp1252.txt", f"“Frei/Gebucht” für Jörg: {UNRESOLVED}".encode("cp1252"), [("29", ":1", "text", None, None)]),
    ("nuls.txt", b"\0\0" + UNRESOLVED.encode() + b"\0\0\0", [("29", ":1", "text", None, None)]),
    ("view.xml", ENVELOPE, [("12", ":7", "xml", None, None)]),
    ("fault.http", REQUEST + "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/xml\r\n\r\n" + FAULT,
     [("18", ":8", "http", "mail.contoso.com", None)]),
    ("schedule.json", SCHEDULE, [("01", "!value[1].error.message", "json", None, None)]),
    ("token.json", TOKEN, [("26", "!error_description", "json", None, None)]),
    ("refused.http", REQUEST + CHALLENGE, [("10", ":4", "http", "mail.contoso.com", None)]),
    ("challenged.http", REQUEST + CHALLENGE + REQUEST + FINE, []),
    ("curl.txt", "* Trying\n> POST /EWS/Exchange.asmx HTTP/1.1\n> Host: mail.contoso.com\n> \n< HTTP/1.1 302 Found\n"
     "< Location: https://x/\n< \n", [("31", ":5", "text", "mail.contoso.com", None)]),
    ("browser.har", har(), [
        ("29", "!entry 2 https://outlook.office.com/owa/service.svc Body.ResponseMessage.MessageText", "har",
         "outlook.office.com", "2026-11-22T09:00:00Z"),
        ("x503", "!entry 3 https://mail.contoso.com/EWS/Exchange.asmx", "har", "mail.contoso.com", "2026-11-22T09:00:00Z")]),
    ("fiddler.saz", saz(), [("12", "!raw/01_s.txt", "saz", "mail.contoso.com", "2026-11-22T10:00:01+01:00")]),
    ("u_ex.log", IIS, [("06", ":6", "iis", "10.0.0.1", "2026-11-22T09:00:01Z"),
                       ("05", ":7", "iis", "10.0.0.1", "2026-11-22T10:00:01Z")]),
    ("u_ex-utf16.log", b"\xff\xfe" + IIS.encode("utf-16-le"), [("06", ":6", "iis", "10.0.0.1", "2026-11-22T09:00:01Z")]),
    ("u_ex.log.gz", gzip.compress(IIS.encode()), [("06", ":6", "iis", "10.0.0.1", "2026-11-22T09:00:01Z")]),
    ("answered.log", "".join(line for line in IIS.splitlines(True) if line.startswith("#")) + REFUSED + REFUSED.replace(
        "401 0", "200 0"), []),
    ("refused.log", IIS.replace(" 404 0", " 200 0").replace("2000005;", "-") + REFUSED,
     [("10", ":8", "iis", "10.0.0.1", "2026-11-22T11:00:00Z")]),
    ("httperr1.log", HTTPERR, [("x503", ":4", "httperr", "10.0.0.1", "2026-11-22T09:00:00Z")]),
    ("HttpProxy.log", HTTPPROXY, [("x503", ":4", "httpproxy", "EX01", "2026-11-22T09:00:00.100Z")]),
    ("events.xml", EVENTS, [("29", ":3", "events", "EX01.contoso.com", "2026-11-22T09:15:00Z")]),
    ("viewer.csv", VIEWER, [("xTrust", ":3", "events", None, None)]),
    ("export.csv", EXPORT, [("06", ":4", "events", "EX01", "2026-11-22 09:00:00")]),
    ("stamped.log", STAMPED, [("29", ":7", "text", None, "2026-11-22 10:00:00 ")]),
    ("mail.txt", MAIL, [("06", ":9", "text", "mail.contoso.com", None), ("12", ":19", "text", None, None)]),
    ("logs.zip", logs(), [("06", "!W3SVC1/u_ex.log:6", "iis", "10.0.0.1", "2026-11-22T09:00:01Z"),
                          ("x503", "!HTTPERR/httperr1.log:4", "httperr", "10.0.0.1", "2026-11-22T09:00:00Z")]),
    ("mail.eml", BASE64_MAIL, [("06", "!part at line 8:2", "text", None, None)]),
    ("lines.jsonl", '{"a": 1}\n' + json.dumps({"error": {"message": UNRESOLVED}}) + "\n",
     [("29", ":2 error.message", "json", None, None)]),
    ("broken.json", "[" + '{"a": "b"},\n' * 200000 + UNRESOLVED, [("29", ":200001", "text", None, None)]),
    ("nothing.txt", "Nothing to see here.", []),
    ("empty.txt", "", []),
    ("cut.json", '{"error": {"message": "' + UNRESOLVED, [("29", ":1", "text", None, None)]),
    ("long-line.txt", "x" * 3_000_000 + UNRESOLVED, [("29", ":1", "text", None, None)]),
)


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("u_ex.log", bytes(300 << 20))
    return file.getvalue()


# file, bytes, the sentence; each is read before a good file, which must be done all the same
REFUSALS = (
    ("cut.zip", logs()[:200], "is damaged"),
    ("cut.saz", saz(b"HTTP/1.1 200 OK\r\n\r\n" + os.urandom(4000))[:3000], "is damaged"),
    ("Application.evtx", b"ElfFile\0" + bytes(4096), "there is no event in the event log"),
    ("nested.zip", None, "it lies 8 archives or mails deep"),
)


class Classify(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def put(self, name, content):
        (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def run_it(self, *arguments, **options):
        return subprocess.run([FBCHECK, "classify", *arguments], cwd=self.folder, capture_output=True, check=False,
                              timeout=300, **options)

    def diagnoses(self, *arguments):
        done = self.run_it("--json", *arguments)
        found = json.loads(done.stdout)["diagnoses"]
        self.assertEqual((done.returncode, done.stderr), (0 if found else 1, b""))
        return found

    def test_kinds(self):
        for name, content, wanted in KINDS:
            with self.subTest(name):
                found = {row["id"]: row for row in self.diagnoses(self.put(name, content))}
                for row, where, kind, host, time in wanted:
                    self.assertIn(row, found)
                    if name != "u_ex.log.gz":
                        self.assertEqual(found[row]["where"], name + where)
                    self.assertEqual([found[row][key] for key in ("kind", "host")], [kind, host])
                    if time:
                        self.assertEqual(found[row]["time"], time)
                    self.assertEqual(found[row]["count"], 1)
                if not wanted:
                    self.assertEqual(found, {})

    def test_standard_input_is_like_a_file(self):
        for name, content, wanted in KINDS:
            with self.subTest(name):
                content = content.encode() if isinstance(content, str) else content
                done = self.run_it("--json", input=content)
                found = [row["id"] for row in json.loads(done.stdout)["diagnoses"]]
                self.assertEqual(done.returncode, 0 if found else 1)
                self.assertLessEqual({row[0] for row in wanted}, set(found))

    def test_saved_query(self):
        lookup = {"target": "joe@contoso.com", "requester": "ann@contoso.com", "ok": False, "evidence": [
            {"hop": "availability", "step": "availability", "outcome": "timeout", "party": "mail.contoso.com"}]}
        found = self.diagnoses(self.put("query.json", json.dumps(lookup)))
        self.assertEqual([found[0][key] for key in ("id", "kind", "host", "hop")],
                         ["22", "query", "mail.contoso.com", "availability"])

    def test_nothing_is_said(self):
        self.assertEqual(self.run_it(input=b"Nothing.").stdout, b"No documented failure found.\n")
        self.assertEqual(self.run_it(self.put("a.txt", "")).stdout, b"a.txt: no documented failure found\n")
        self.assertEqual(self.run_it("a.txt").returncode, 1)
        for arguments in ["missing.txt"], ["--summary", "missing.txt"]:
            done = self.run_it(*arguments)
            self.assertEqual((done.returncode, done.stdout), (3, b""))  # nothing is said of what was not read

    def test_words_in_context(self):
        done = self.run_it(self.put("a.txt", f"first\nsee: {UNRESOLVED}\n")).stdout.decode()
        self.assertTrue(done.startswith("a.txt:2  text\n"))
        self.assertIn("The remote name could not be resolved: 'autodiscover.contoso.com'", done.split("\n")[1])
        self.assertNotIn("\x1b", done)

    def test_refusals(self):
        self.put("good.txt", UNRESOLVED)
        for name, content, sentence in REFUSALS:
            with self.subTest(name):
                if content is None:
                    content = logs()
                    for _ in range(8):
                        inner = io.BytesIO()
                        with zipfile.ZipFile(inner, "w") as archive:
                            archive.writestr("logs.zip", content)
                        content = inner.getvalue()
                self.assertEqual(self.run_it("--json", self.put(name, content)).returncode, 3)
                self.assertEqual(self.run_it("--strict", name, "good.txt").returncode, 3)
                done = self.run_it("--json", name, "good.txt")
                self.assertEqual(done.returncode, 0)
                self.assertEqual(done.stderr.count(b"\n"), 1)
                unread = json.loads(done.stdout)[0]["unread"]
                self.assertTrue(unread[0]["name"].startswith(name))
                self.assertIn(sentence, unread[0]["why"])
                self.assertIn(sentence, done.stderr.decode())
                self.assertTrue(done.stderr.startswith(f"fbcheck: {name}".encode()))
                self.assertEqual(json.loads(done.stdout)[-1]["diagnoses"][0]["id"], "29")

    def test_folder_and_missing_file(self):
        self.put("good.txt", UNRESOLVED)
        for strict, status in ((), 0), (("--strict",), 3):
            done = self.run_it("--json", *strict, ".", "missing.txt", "good.txt")
            self.assertEqual(done.returncode, status)
            self.assertEqual(done.stderr.decode().splitlines(), ["fbcheck: .: it cannot be read: Is a directory",
                             "fbcheck: missing.txt: it cannot be read: No such file or directory"])
            found = json.loads(done.stdout)
            self.assertEqual([row["unread"][0]["name"] for row in found[:2]], [".", "missing.txt"])
            self.assertNotIn("unread", found[2])
            self.assertEqual([len(row["diagnoses"]) for row in found], [0, 0, 1])

    def test_deep_json_is_a_text(self):
        done = self.run_it("--json", self.put("deep.json", "[" * 100000 + json.dumps(UNRESOLVED)))
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout)["diagnoses"][0]["id"], "29")

    def test_bomb(self):
        done = self.run_it(self.put("bomb.zip", bomb()))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"the archive unpacks to more than 200 times its size", done.stderr)

    def test_wrong_usage(self):
        self.put("a.txt", "")
        for arguments in (["--jobs", "0", "a.txt"], ["--jobs", "x"], ["--follow"], ["--follow", "a.txt", "a.txt"],
                          ["--follow", "--summary", "a.txt"], ["--jsonl", "--summary"]):
            with self.subTest(arguments):
                done = self.run_it(*arguments, input=b"")
                self.assertEqual((done.returncode, done.stdout, done.stderr.count(b"\n")), (2, b"", 1))

    def test_jobs_keep_the_order(self):
        names = [self.put(f"{i:02}.txt", UNRESOLVED + "\n" + "filler\n" * (200000 if i % 5 == 0 else 1)) for i in range(20)]
        done = [json.loads(self.run_it("--json", "--jobs", jobs, *names).stdout) for jobs in ("1", "4", "100")]
        self.assertEqual([row["file"] for row in done[0]], names)
        self.assertEqual(done[0], done[1])
        self.assertEqual(done[0], done[2])

    def test_summary(self):
        self.put("u_ex.log", IIS * 3)
        self.put("httperr1.log", HTTPERR)
        done = json.loads(self.run_it("--summary", "--json", "u_ex.log", "httperr1.log").stdout)
        self.assertEqual(done["count"], 7)
        self.assertEqual([(row["id"], row["count"]) for row in done["rows"]], [("05", 3), ("06", 3), ("x503", 1)])
        self.assertEqual(done["hosts"], [{"host": "10.0.0.1", "count": 7}])
        self.assertEqual(done["hours"], [{"hour": "2026-11-22 09", "count": 4}, {"hour": "2026-11-22 10", "count": 3}])
        lines = self.run_it("--summary", "u_ex.log").stdout.decode().splitlines()
        self.assertEqual(lines[0], "by failure")
        self.assertTrue(all(len(line) <= 80 for line in lines))
        self.assertEqual(self.run_it("--summary", input=b"x").stdout, b"No documented failure found.\n")

    def test_memory_does_not_grow(self):
        """Of a log sixteen times as long, and of a line of the same length."""
        def peak(text, times):
            self.put("grown.log", b"")
            with open(self.folder / "grown.log", "wb") as file:
                file.write(IIS.encode())
                for _ in range(times):
                    file.write(text * (1 << 20 >> 7))
            child = os.fork()
            if child == 0:
                with open(os.devnull, "w", encoding="utf-8") as null:
                    os.dup2(null.fileno(), 1)
                os.execv(FBCHECK, [FBCHECK, "classify", str(self.folder / "grown.log")])
            _, status, usage = os.wait4(child, 0)
            self.assertEqual(status, 0)
            return usage.ru_maxrss
        line = b"2026-11-22 09:00:00 10.0.0.1 GET /owa/ - 443 - 40.1.1.1 Mozilla/5.0+(Windows+NT+10.0) 200 0 0 15 -".ljust(127)
        few = peak(line + b"\n", 4)
        for text in (line + b"\n", b"x" * 128, b"\0" * 128):
            self.assertLess(peak(text, 64), few + 20000)  # KB


if __name__ == "__main__":
    unittest.main()
