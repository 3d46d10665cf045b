#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fbcheck classify on lines of logs: the status decides, whatever other columns hold, with and without names of columns.

usage: logs_test.py FBCHECK
"""
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
EWS, DISCOVERY = "/EWS/Exchange.asmx", "/autodiscover/autodiscover.svc/WSSecurity"
PROXY, DISCOVERER = "ASProxy/CrossForest/EmailDomain//15.20.7339.000", "ASAutoDiscover/CrossForest/EmailDomain//15.20.7339.000"
REASON = '2000005;reason="The user specified by the user-context in the token is ambiguous.";error_category="invalid_user"'
FAULTS = ["01", "02", "03", "15", "18"]
# what a status means at EWS and at Autodiscover: the failures that are named, best first
MEANINGS = {401: (["10"], ["10"]), 403: (["x403"], ["x403"]), 404: (["05"], ["05"]), 302: (["31"], ["31"]),
            500: (FAULTS, ["03", "15"]), 503: (["x503"], ["x503"]), 504: (["x504"], ["x504"]), 200: ([], [])}

# ---- layouts: how a line is written. {stamp}s are of one moment, 2024-03-01 08:15:02 UTC.
IIS = ("date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status "
       "sc-substatus sc-win32-status time-taken")
IIS_LONG = ("date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version "
            "cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken "
            "X-Forwarded-For")
IIS_OTHER = ("time date c-ip sc-status sc-substatus sc-win32-status time-taken s-port cs(User-Agent) cs-uri-stem cs-method s-ip")
IIS_SHORT = "date time cs-method cs-uri-stem s-port c-ip cs(User-Agent) sc-status time-taken"
W3C = {"date": "2024-03-01", "time": "08:15:02", "s-sitename": "W3SVC1", "s-computername": "EX01", "s-ip": "10.0.0.5",
       "cs-method": "POST", "cs-uri-query": "&CorrelationID=<empty>;&cafeReqId=9f422915-0721-48ce-b2c6-4406d2c1b49d;",
       "s-port": "443", "cs-username": "-", "c-ip": "203.0.113.9", "cs-version": "HTTP/1.1", "cs(Referer)": "-", "cs(Cookie)": "-",
       "cs-host": "mail.contoso.com", "sc-substatus": "0", "sc-win32-status": "0", "sc-bytes": "{noise}", "cs-bytes": "{noise}",
       "time-taken": "{noise}", "X-Forwarded-For": "-", "sc-status": "{status}", "cs-uri-stem": "{path}",
       "cs(User-Agent)": "{agent}"}


def w3c(names, separator=" ", **values):
    return separator.join({**W3C, **values}[name] for name in names.split())


PROXY_NAMES = (pathlib.Path(__file__).parent / "httpproxy_fields.txt").read_text(encoding="ascii").strip()


def http_proxy(count, **values):
    row = {"DateTime": "2024-03-01T08:15:02.001Z", "RequestId": "5e58f5e5-1ddc-48d3-82c6-0199bc121640", "MajorVersion": "15",
           "MinorVersion": "1", "BuildVersion": "2375", "RevisionVersion": "7", "Protocol": "Ews", "UrlHost": "mail.contoso.com",
           "UrlStem": "{path}", "AuthenticationType": "", "IsAuthenticated": "false", "UserAgent": "{agent}",
           "ClientIpAddress": "203.0.113.9", "ServerHostName": "EX01", "HttpStatus": "{status}", "BackEndStatus": "{status}",
           "Method": "POST", "ProxyAction": "Proxy", "TotalRequestTime": "{noise}", "RequestBytes": "{noise}", "ADLatency": "{noise}",
           "GenericInfo": '"BeginRequest=2024-03-01T08:15:02.001Z;a,b=""{noise}"""', **values}
    return ",".join(row.get(name, "") for name in PROXY_NAMES.split(",")[:count])


HAPROXY = ("{{client}}:51234 [01/Mar/2024:08:15:02.123] fe_https~ be_exchange/EX01 {noise}/0/1/{noise}/503 {{status}} {noise} - - "
           "---- 403/401/0/0/0 0/0 ")
LINES = (
    ("iis", w3c(IIS), IIS),
    ("iis, all columns", w3c(IIS_LONG), IIS_LONG),
    ("iis, other order", w3c(IIS_OTHER), IIS_OTHER),
    ("iis, few columns", w3c(IIS_SHORT), IIS_SHORT),
    ("iis, IPv6", w3c(IIS, **{"s-ip": "2001:db8::5", "c-ip": "2001:db8:0:401::9%4"}), IIS),
    ("iis, port 444", w3c(IIS, **{"s-port": "444"}), IIS),
    ("iis, tabs", w3c(IIS, "\t"), IIS.replace(" ", "\t")),
    ("iis, exported as CSV", w3c(IIS, ",").replace("{agent}", '"{agent}"'), IIS.replace(" ", ",")),
    ("iis, exported with semicolons", w3c(IIS, ";", **{"cs-uri-query": "-"}), IIS.replace(" ", ";")),
    ("HttpProxy, 70 fields", http_proxy(70), ",".join(PROXY_NAMES.split(",")[:70])),
    ("HttpProxy, 74 fields", http_proxy(74, RoutingStatus="CafeV1"), PROXY_NAMES),
    ("nginx combined", '203.0.113.9 - - [01/Mar/2024:08:15:02 +0000] "POST {path} HTTP/1.1" {status} {noise} "-" "{agent}"', None),
    ("nginx, user and times", '203.0.113.9 - CONTOSO\\ann [01/Mar/2024:08:15:02 +0000] "POST {path} HTTP/1.1" {status} {noise} '
     '"-" "{agent}" "-" rt=0.503 uct="0.401" uht="0.403" urt="0.{noise}"', None),
    ("nginx, names", 'time="2024-03-01T08:15:02+00:00" remote_addr=203.0.113.9 request="POST {path} HTTP/1.1" bytes={noise} '
     'request_time={noise} status={status} upstream_status={noise} user_agent="{agent}"', None),
    ("nginx, status first", '2024-03-01T08:15:02+00:00 {status} POST {path} 203.0.113.9 {noise} "{agent}"', None),
    ("nginx, IPv6", '2001:db8::9 - - [01/Mar/2024:09:15:02 +0100] "POST {path} HTTP/2.0" {status} {noise} "-" "{agent}"', None),
    ("apache with virtual host", 'mail.contoso.com:443 203.0.113.9 - - [01/Mar/2024:08:15:02 +0000] "POST {path} HTTP/1.1" '
     '{status} {noise} "-" "{agent}"', None),
    ("apache with name before", 'mail.contoso.com 203.0.113.9 - - [01/Mar/2024:08:15:02 +0000] "POST {path} HTTP/1.1" '
     '{status} {noise} "-" "{agent}" {noise}', None),
    ("haproxy", "Mar  1 08:15:02 lb01 haproxy[{noise}]: " + HAPROXY.replace("{{client}}", "203.0.113.9").replace(
        "{{status}}", "{status}") + '{{mail.contoso.com|{agent}}} "POST {path} HTTP/1.1"', None),
    ("haproxy, IPv6, without syslog", HAPROXY.replace("{{client}}", "2001:db8::9").replace("{{status}}", "{status}") +
     '{{{agent}}} {{}} "POST {path} HTTP/1.1"', None),
    ("F5 request log", "2024-03-01T08:15:02Z bigip1 ClientIP=203.0.113.9, VirtualIP=10.0.0.1:443, "
     'Request="POST {path} HTTP/1.1", UserAgent="{agent}", Bytes={noise}, HttpStatus={status}, ResponseTime={noise}', None),
    ("F5 rule", "Mar  1 08:15:02 bigip1 info tmm[{noise}]: Rule /Common/log <HTTP_RESPONSE>: client 203.0.113.9 POST {path} "
     "{status} {agent} {noise}ms", None),
    ("F5, common format", '203.0.113.9 10.0.0.1 - [01/Mar/2024:08:15:02 +0000] "POST {path} HTTP/1.1" {status} {noise} "-" '
     '"{agent}" pool /Common/ews {noise}', None),
    ("WAP", w3c("date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) sc-status sc-win32-status time-taken"),
     "date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) sc-status sc-win32-status time-taken"),
    ("grep", "u_ex240301.log:" + w3c(IIS), None),
    ("grep -n", "logs/u_ex240301.log:401:" + w3c(IIS), None),
    ("JSON", json.dumps({"time": "2024-03-01T08:15:02+00:00", "remote_addr": "203.0.113.9", "request": "POST {path} HTTP/1.1",
                         "bytes": "{noise}", "status": "{status}", "http_user_agent": "{agent}"}).replace(
        "{", "{{", 1).replace('"}', '"}}').replace('"{status}"', "{status}").replace('"{noise}"', "{noise}"), None),
)


def line(template, status=200, path=EWS, agent=PROXY, noise=17):
    return template.format(status=status, path=path, agent=agent, noise=noise)


class Logs(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def run_it(self, files, *options):
        for name, content in files.items():
            (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        done = subprocess.run([FBCHECK, "classify", "--json", *options, *files], cwd=self.folder, capture_output=True,
                              check=False, timeout=120)
        self.assertEqual(done.stderr, b"")
        return json.loads(done.stdout)

    def found(self, content, name="x.log"):
        """(id, count, where it was first, where last) of each failure; the last two without the file."""
        result = self.run_it({name: content})
        return [(one["id"], one["count"], one["where"].removeprefix(name), one["last"].removeprefix(name))
                for one in result["diagnoses"]]


def header(names):
    return f"#Software: Microsoft Internet Information Services 10.0\n#Fields: {names}\n" if names else ""


def variants(template, head):
    """file, text, the failures that are to be named in it"""
    for status, meanings in MEANINGS.items():
        for path, agent, ids in ((EWS, PROXY, meanings[0]), (DISCOVERY, DISCOVERER, meanings[1])):
            for noise in (17, 401, 403, 404, 500, 503, 504):
                yield f"{status}-{noise}{path[1:4]}.log", head + line(template, status, path, agent, noise) + "\n", ids


def statuses(template, names):
    def test(self):
        head = header(names)
        at = head.count("\n") + 1
        rows = list(variants(template, head))
        results = self.run_it({name: text for name, text, _ in rows})
        for (name, text, ids), result in zip(rows, results):
            with self.subTest(text=text):
                self.assertEqual([(one["id"], one["count"], one["where"].split(" ")[0]) for one in result["diagnoses"]],
                                 [(one, 1, f"{name}:{at}") for one in ids])
    return test


def add_tests():
    for name, template, names in LINES:
        setattr(Logs, "test_" + name, statuses(template, None))
        if names:
            setattr(Logs, "test_" + name + ", with header", statuses(template, names))


add_tests()

if __name__ == "__main__":
    unittest.main()
