#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify on captures of browsers (HAR) and of mitmproxy: bodies in every coding, left out, or cut off.

usage: captures_test.py FBCHECK
"""
import base64
import gzip
import json
import lzma
import unittest

import inputs
from inputs import AMBIGUOUS, UNRESOLVED

EWS, OWA = "https://mail.contoso.com/EWS/Exchange.asmx", "https://outlook.office.com/owa/service.svc"
ANSWER = json.dumps({"Body": {"ResponseMessage": {"MessageText": UNRESOLVED, "ResponseCode": "ErrorAutoDiscoverFailed"}}})
HEADER = {"name": "x-ms-diagnostics", "value": AMBIGUOUS}
LONG = "nothing of interest\n" * 100000 + UNRESOLVED + "\n"


def entry(content, url=OWA, status=200, headers=()):
    return {"startedDateTime": "2026-11-22T09:00:00Z", "request": {"method": "POST", "url": url, "headers": []},
            "response": {"status": status, "statusText": "", "headers": list(headers), "content": content}}


def har(*entries):
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": list(entries)}})


def coded(text, packed=False):
    data = gzip.compress(text.encode()) if packed else text.encode()
    return {"encoding": "base64", "text": base64.b64encode(data).decode()}


def tnet(value):
    if isinstance(value, bool):
        return tagged(b"true" if value else b"false", b"!")
    if value is None:
        return tagged(b"", b"~")
    if isinstance(value, int):
        return tagged(str(value).encode(), b"#")
    if isinstance(value, float):
        return tagged(str(value).encode(), b"^")
    if isinstance(value, bytes):
        return tagged(value, b",")
    if isinstance(value, str):
        return tagged(value.encode(), b";")
    if isinstance(value, list):
        return tagged(b"".join(map(tnet, value)), b"]")
    return tagged(b"".join(tnet(key) + tnet(inner) for key, inner in value.items()), b"}")


def tagged(data, kind):
    return str(len(data)).encode() + b":" + data + kind


def flow(content, status=200, headers=(), path=b"/owa/service.svc"):
    return tnet({"version": 20, "type": "http", "id": "1", "error": None,
                 "request": {"method": b"POST", "scheme": b"https", "host": "mail.contoso.com", "port": 443, "path": path,
                             "http_version": b"HTTP/1.1", "headers": [[b"Host", b"mail.contoso.com"]], "content": b"",
                             "timestamp_start": 1795338000.25},
                 "response": {"status_code": status, "reason": b"", "http_version": b"HTTP/1.1", "content": content,
                              "headers": [[b"Content-Type", b"application/json"], *headers]}})


WITHOUT, CUT = "saved without the body of its answer; save it again with content", "the body of its answer is cut off"
TYPE = [{"name": "content-type", "value": "application/json; charset=utf-8"}]

# what it is, the capture, where what is found, a sentence (None: everything was read)
ROWS = (
    ("JSON", har(entry({"mimeType": "application/json", "text": ANSWER}, headers=TYPE)), {"29": "entry 1 " + OWA}, None),
    ("no headers", har(entry({"mimeType": "application/json", "text": ANSWER})), {"29": "entry 1 " + OWA}, None),
    ("text", har(entry({"mimeType": "text/plain", "text": UNRESOLVED})), {"29": "entry 1 " + OWA}, None),
    ("no type", har(entry({"text": UNRESOLVED})), {"29": "entry 1 " + OWA}, None),
    ("base64", har(entry({"mimeType": "application/json", **coded(ANSWER)})), {"29": "entry 1 " + OWA}, None),
    ("base64 of gzip", har(entry({"mimeType": "application/json", **coded(ANSWER, packed=True)})),
     {"29": "entry 1 " + OWA}, None),
    ("a long text", har(entry({"mimeType": "text/plain", "text": LONG})), {"29": "entry 1 " + OWA}, None),
    ("a long JSON", har(entry({"mimeType": "application/json", "text": json.dumps([LONG, {"MessageText": UNRESOLVED}])})),
     {"29": "entry 1 " + OWA}, None),
    ("a header alone", har(entry({}, EWS, 401, [HEADER])), {"06": "entry 1 " + EWS}, None),
    ("a page that quotes an error", har(entry({"mimeType": "text/html", "text": f"<p>{UNRESOLVED}</p>"})), {}, None),
    ("gz", gzip.compress(har(entry({}, EWS, 401, [HEADER])).encode()), {"06": "entry 1 " + EWS}, None),
    ("xz", lzma.compress(har(entry({}, EWS, 401, [HEADER])).encode()), {"06": "entry 1 " + EWS}, None),
    ("UTF-16", har(entry({}, EWS, 401, [HEADER])).encode("utf-16"), {"06": "entry 1 " + EWS}, None),
    ("byte order mark", b"\xef\xbb\xbf" + har(entry({}, EWS, 401, [HEADER])).encode(), {"06": "entry 1 " + EWS}, None),
    ("no body", har(entry({"size": 5, "mimeType": "application/json"}, headers=TYPE)), {}, WITHOUT),
    ("no body, one of two", har(entry({"size": 5, "mimeType": "application/json"}), entry({"text": "fine", "size": 4})), {},
     "1 of 2 entries was not read (entry 1 " + OWA + "): " + WITHOUT),
    ("no body, another named", har(entry({"size": 5, "mimeType": "application/json"}), entry({}, EWS, 401, [HEADER])),
     {"06": "entry 2 " + EWS}, WITHOUT),
    ("no body, as it should be", har(entry({"size": 0, "mimeType": "x-unknown"}, status=204)), {}, None),
    ("no body of a picture", har(entry({"size": 5000, "mimeType": "image/png"})), {}, None),
    ("a body that is cut off", har(entry({"size": 5000, "mimeType": "application/json", "text": ANSWER[:40]})), {}, CUT),
    ("cut in its second entry", har(entry({}, EWS, 401, [HEADER]), entry({"text": ANSWER}))[:-60], {"06": "entry 1 " + EWS},
     "the HAR is cut off, or damaged, behind entry 1; save it again"),
    ("cut in its first entry", har(entry({"text": "x"}))[:-40], {}, "the HAR is cut off, or damaged, behind entry 0"),
    ("flows", flow(ANSWER.encode()), {"29": "entry 1 https://mail.contoso.com/owa/service.svc"}, None),
    ("flows, gzip", flow(gzip.compress(ANSWER.encode()), headers=[[b"Content-Encoding", b"gzip"]]),
     {"29": "entry 1 https://mail.contoso.com/owa/service.svc"}, None),
    ("flows, the second", flow(b"{}") + flow(b"", 401, [[b"x-ms-diagnostics", AMBIGUOUS.encode()]], b"/EWS/Exchange.asmx"),
     {"06": "entry 2 " + EWS}, None),
    ("flows, cut", flow(ANSWER.encode()) + flow(b"{}")[:-9], {"29": "entry 1 https://mail.contoso.com/owa/service.svc"},
     "the flows of mitmproxy are cut off, or damaged, behind flow 1"),
    ("flows with nothing", flow(b"{}"), {}, None),
)


class Captures(inputs.Inputs):
    def test_rows(self):
        for what, content, wanted, sentence in ROWS:
            with self.subTest(what):
                done = self.classify(content)
                found = {row: where.split(" Body.")[0].split(" [")[0] for row, where in done.where.items()}
                self.assertEqual(found, {row: "input!" + where for row, where in wanted.items()}, done.errors)
                self.assertEqual(done.status, 0 if wanted else 3 if sentence else 1)
                if sentence:
                    self.assertIn(sentence, done.errors)
                else:
                    self.assertEqual(done.errors, "")


if __name__ == "__main__":
    inputs.main()
