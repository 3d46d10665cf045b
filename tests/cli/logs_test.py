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


# ---- what follows each other
def header(names):
    return f"#Software: Microsoft Internet Information Services 10.0\n#Fields: {names}\n" if names else ""


def iis(clock, status, client="203.0.113.9", server="10.0.0.5", path=EWS, agent=PROXY, taken=5):
    return line(w3c(IIS, time=clock, **{"c-ip": client, "s-ip": server, "time-taken": str(taken)}), status, path, agent) + "\n"


def nginx(clock, status, client="203.0.113.9", path=EWS, agent=PROXY):
    return f'{client} - - [01/Mar/2024:{clock} +0000] "POST {path} HTTP/1.1" {status} 401 "-" "{agent}"\n'


def day(write, status_of, **values):
    return "".join(write(f"{hour:02}:00:00", status_of(hour), **values) for hour in range(24))


NTLM = [("08:15:02", 401), ("08:15:02", 401), ("08:15:03", 200)]
TEN_TIMES = [(f"08:{minute:02}:{second:02}", status) for minute in range(10) for second, status in ((2, 401), (2, 401), (3, 200))]
BOTH = "".join(iis(f"{hour:02}:{minute:02}:00", 200, server="10.0.0.5") + iis(f"{hour:02}:{minute:02}:00", 401, server="10.0.0.6")
               for hour in range(24) for minute in range(0, 60, 2))
LOCALISED = ('"WebExceptionStatus=ProtocolError;ResponseStatusCode=403;WebException=System.Net.WebException: Le serveur distant a '
             'retourné une erreur : (403) Interdit.    à System.Net.HttpWebRequest.EndGetResponse(IAsyncResult asyncResult)"')


def proxy_line(status, backend, errors="", agent=PROXY, path=EWS):
    return line(http_proxy(74, HttpStatus=str(status), BackEndStatus=str(backend), GenericErrors=errors), status, path, agent)


def packed(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


ENVELOPE = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body></s:Body></s:Envelope>'


def har(*entries):
    """Entries: (second, operation, status)."""
    return json.dumps({"log": {"entries": [
        {"startedDateTime": f"2024-03-01T08:15:{second:02}.100Z",
         "request": {"method": "POST", "url": "https://mail.contoso.com/EWS/Exchange.asmx", "headers": [
             {"name": "SOAPAction", "value": '"http://schemas.microsoft.com/exchange/services/2006/messages/' + operation + '"'}]},
         "response": {"status": status, "statusText": "", "headers": [{"name": "Content-Type", "value": "text/xml"}],
                      "content": {"mimeType": "text/xml", "text": ENVELOPE}}}
        for second, operation, status in entries]}})


TMG = ("#Fields: c-ip\tcs-username\tc-agent\tdate\ttime\ts-computername\tr-host\tr-port\ttime-taken\tcs-uri\tsc-status\trule\n" +
       "".join(f"203.0.113.9\tanonymous\t{PROXY}\t2024-03-01\t08:15:02\tTMG01\tmail.contoso.com\t443\t401\t"
               f"https://mail.contoso.com{EWS}\t{code}\tEWS rule\n" for code in (200, 10060, 12209, 10060)))
ENTRY = "!entry {} https://mail.contoso.com/EWS/Exchange.asmx"
HEAD = header(IIS)
# name, content, (id, count, where first, where last) of each failure; a name of two files in a tuple
SEQUENCES = (
    ("a demand an hour", HEAD + day(iis, lambda hour: 401), [("10", 24, ":3", ":26")]),
    ("a demand an hour, without header", day(iis, lambda hour: 401), [("10", 24, ":1", ":24")]),
    ("a demand an hour, nginx", day(nginx, lambda hour: 401), [("10", 24, ":1", ":24")]),
    ("repaired at noon", HEAD + day(iis, lambda hour: 401 if 9 <= hour < 13 else 200), [("10", 4, ":12", ":15")]),
    ("repaired at noon, nginx", day(nginx, lambda hour: 401 if 9 <= hour < 13 else 200), [("10", 4, ":10", ":13")]),
    ("NTLM", HEAD + "".join(iis(*one) for one in NTLM), []),
    ("NTLM, without header", "".join(iis(*one) for one in NTLM), []),
    ("NTLM, nginx", "".join(nginx(*one) for one in NTLM), []),
    ("NTLM, ten times", HEAD + "".join(iis(*one) for one in TEN_TIMES), []),
    ("a challenge, then a fault", HEAD + iis("08:15:02", 401) + iis("08:15:02", 404), [("05", 1, ":4", ":4")]),
    ("answered to another client", HEAD + iis("08:15:02", 401) + iis("08:15:02", 200, client="203.0.113.10"), [("10", 1, ":3", ":3")]),
    ("answered by another server", HEAD + iis("08:15:02", 401) + iis("08:15:02", 200, server="10.0.0.6"), [("10", 1, ":3", ":3")]),
    ("answered at another path", HEAD + iis("08:15:02", 401) + iis("08:15:02", 200, path=EWS + "/WSSecurity"),
     [("10", 1, ":3", ":3")]),
    ("answered before", HEAD + iis("08:14:58", 200) + iis("08:15:02", 401), [("10", 1, ":4", ":4")]),
    ("answered half a minute later", HEAD + iis("08:15:02", 401) + iis("08:15:32", 200), [("10", 1, ":3", ":3")]),
    ("answered half a minute later, asked at once", HEAD + iis("08:15:02", 401) + iis("08:15:27", 404, client="192.0.2.1") +
     iis("08:15:32", 200, taken=29800), [("05", 1, ":4", ":4")]),
    ("one of two servers, merged", HEAD + BOTH, [("10", 720, ":4", ":1442")]),
    ("one of two servers, merged, without header", BOTH, [("10", 720, ":2", ":1440")]),
    ("one of two servers, one behind the other", HEAD + day(iis, lambda hour: 401) + HEAD + day(iis, lambda hour: 200, server="10.0.0.6"),
     [("10", 24, ":3", ":26")]),
    ("columns that change", HEAD + iis("08:15:02", 401) + header(IIS_SHORT) + line(w3c(IIS_SHORT, time="09:15:02"), 503, noise=401) +
     "\n" + line(w3c(IIS_SHORT, time="10:15:02"), 200, noise=401) + "\n", [("x503", 1, ":6", ":6"), ("10", 1, ":3", ":3")]),
    ("names in the middle", iis("08:15:02", 401) + iis("09:15:02", 200, taken=401) + header(IIS_OTHER) +
     line(w3c(IIS_OTHER, time="10:15:02"), 401, noise=404) + "\n", [("10", 2, ":1", ":5")]),
    ("cut at the beginning", iis("08:15:02", 200)[40:] + iis("09:15:02", 401) + iis("10:15:02", 200, taken=401),
     [("10", 1, ":2", ":2")]),
    ("CRLF", (HEAD + iis("08:15:02", 401) + iis("09:15:02", 200, taken=503)).replace("\n", "\r\n"), [("10", 1, ":3", ":3")]),
    ("UTF-16", (HEAD + iis("08:15:02", 401)).encode("utf-16"), [("10", 1, ":3", ":3")]),
    ("a day in the head, none in the lines", "#Date: 2024-03-01 00:00:00\n#Fields: " + IIS[5:] + "\n" +
     "".join(iis(*one)[11:] for one in [("08:15:02", 401), ("08:15:40", 200)]), [("10", 1, ":3", ":3")]),
    ("CSV with quotation marks", '"date","time","cs-uri-stem","cs(User-Agent)","sc-status","time-taken"\n'
     f'"2024-03-01","08:15:02","{EWS}","{PROXY}","404","401"\n"2024-03-01","08:15:02","{EWS}","a, ""503"", {PROXY}","200","401"\n',
     [("05", 1, ":2", ":2")]),
    ("HttpProxy, what the server behind answered", PROXY_NAMES + "\n" + proxy_line("", 404) + "\n", [("05", 1, ":2", ":2")]),
    ("HttpProxy, what the exception says", PROXY_NAMES + "\n" + proxy_line("", "", LOCALISED) + "\n", [("x403", 1, ":2", ":2")]),
    ("HttpProxy, localised", PROXY_NAMES + "\n" + proxy_line(503, 503, LOCALISED.replace("403", "503")) + "\n", [("x503", 1, ":2", ":2")]),
    ("HttpProxy, localised, without header", proxy_line(503, 503, LOCALISED.replace("403", "503")) + "\n", [("x503", 1, ":1", ":1")]),
    ("HttpProxy, good whatever the latencies", (PROXY_NAMES + "\n" + proxy_line(200, 200) + "\n").replace(",17,", ",401,"), []),
    ("a reason in a column", header(IIS + " x-ms-diagnostics") + iis("08:15:02", 401)[:-1] + " " + REASON.replace(" ", "+") + "\n",
     [("06", 1, ":3", ":3")]),
    ("a reason, without header", iis("08:15:02", 401)[:-1] + " " + REASON.replace(" ", "+") + "\n", [("06", 1, ":1", ":1")]),
    ("within one organisation", HEAD + "".join(iis("08:15:02", status, agent="ASProxy/CrossSite/Directory/EXCH/15.01.2507.035")
                                               for status in MEANINGS), []),
    ("within one organisation, nginx", "".join(nginx("08:15:02", status, agent="ASProxy/CrossSite/Directory/EXCH/15.01.2507.035")
                                               for status in MEANINGS), []),
    ("other clients", HEAD + "".join(iis("08:15:02", status, agent="Microsoft+Office/16.0") for status in MEANINGS), []),
    ("other clients, nginx", "".join(nginx("08:15:02", status, agent="Microsoft Office/16.0") for status in MEANINGS), []),
    ("http.sys", "#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid streamid_ex sc-status s-siteid "
     "s-reason s-queuename transport\n2024-03-01 08:15:02 203.0.113.9 40401 10.0.0.5 443 HTTP/1.1 POST /EWS/Exchange.asmx - - 503 1 "
     "AppOffline MSExchangeServicesAppPool TCP\n", [("x503", 1, ":2", ":2")]),
    ("TMG", "#Fields: c-ip\tcs-username\tc-agent\tdate\ttime\ts-computername\tr-host\tr-port\ttime-taken\tcs-uri\tsc-status\trule\n"
     f"203.0.113.9\tanonymous\t{PROXY}\t2024-03-01\t08:15:02\tTMG01\tmail.contoso.com\t443\t401\thttps://mail.contoso.com{EWS}\t"
     "403\tEWS rule\n", [("x403", 1, ":2", ":2")]),
    ("by its path alone", '203.0.113.9 - - [01/Mar/2024:08:15:02 +0000] "POST /EWS/Exchange.asmx/WSSecurity HTTP/1.1" 503 401\n',
     [("x503", 1, ":1", ":1")]),
    ("in a mail", "Hello,\n\nwe see this in the log of 10.0.0.5:\n\n" + iis("08:15:02", 200, taken=401) + iis("08:16:02", 401) +
     "\nCan you help?\n", [("10", 1, ":6", ":6")]),
    ("in a mail, all good", "Hello,\n\nwe see this in the log of 10.0.0.5:\n\n" + iis("08:15:02", 200, taken=401) +
     nginx("08:15:02", 200) + "\nCan you help?\n", []),
    ("two servers in an archive", packed({"EX01/u_ex240301.log": HEAD + day(iis, lambda hour: 200),
                                          "EX02/u_ex240301.log": HEAD + day(iis, lambda hour: 401)}),
     [("10", 24, "!EX02/u_ex240301.log:3", "!EX02/u_ex240301.log:26")]),
    ("a capture, another operation", har((1, "GetUserAvailability", 401), (2, "GetFolder", 200)),
     [("10", 1, ENTRY.format(1), ENTRY.format(1))]),
    ("a capture, the same operation", har((1, "GetUserAvailability", 401), (2, "GetUserAvailability", 401), (3, "GetUserAvailability", 200)), []),
    ("a capture, each counts", har(*((second, "GetUserAvailability", 401) for second in (1, 20, 40))),
     [("10", 3, ENTRY.format(1), ENTRY.format(3))]),
    ("JSON lines", "".join(json.dumps({"ts": 1709280902 + 3600 * hour, "request": {"remote_ip": "203.0.113.9", "method": "POST", "uri": EWS,
                                      "headers": {"User-Agent": [PROXY]}}, "duration": 401, "size": 503,
                                      "status": 401 if hour < 3 else 200}) + "\n" for hour in range(5)), [("10", 3, ":1", ":3")]),
    ("TMG, denied by a rule", TMG.replace("12209", "12202"), [("13", 1, ":4", ":4"), ("x403", 1, ":4", ":4")]),
    ("TMG, denied, without header", TMG.split("\n")[1] + "\n" + TMG.split("\n")[3].replace("12209", "12202") + "\n",
     [("13", 1, ":2", ":2"), ("x403", 1, ":2", ":2")]),
    ("no column for agents", header(IIS_SHORT.replace(" cs(User-Agent)", "")) + "".join(
        line(w3c(IIS_SHORT.replace(" cs(User-Agent)", "")), status) + "\n" for status in (200, 401, 403, 500, 503, 302)),
     [("x503", 1, ":7", ":7"), ("31", 1, ":8", ":8")]),
    ("a table that is drawn", "| date | time | cs-method | cs-uri-stem | sc-status | cs(User-Agent) |\n|---|---|---|---|---|---|\n" + "".join(
        f"| 2024-03-01 | 08:15:02 | POST | {EWS} | {status} | {PROXY} |\n" for status in (200, 404)), [("05", 1, ":4", ":4")]),
    ("docker, one message in several objects", "".join(json.dumps({"log": one + "\n", "stream": "stdout"}) + "\n" for one in (
        "12:00 asking", "Autodiscover failed for email address joe@contoso.com with error", "System.Net.WebException: The remote name could",
        "not be resolved: 'autodiscover.contoso.com'", "done")), [("29", 1, ":3", ":3")]),
    ("lines in JSON", "".join(json.dumps({"stream": "stdout", "log": nginx(f"0{hour}:15:02", 404 if hour < 2 else 200)}) + "\n"
                              for hour in range(4)), [("05", 2, ":1", ":2")]),
)


# what an availability service was answered that no documented failure explains: its status, how often, in which lines
UNNAMED = (
    ("502 of IIS", HEAD + iis("08:15:02", 502) + iis("08:15:03", 502), [(502, 2, ":3", ":4")]),
    ("502 of nginx", nginx("08:15:02", 502), [(502, 1, ":1", ":1")]),
    ("502 of nginx, no agent", nginx("08:15:02", 502, agent="-"), [(502, 1, ":1", ":1")]),
    ("502 of HAProxy", line(LINES[18][1], 502) + "\n", [(502, 1, ":1", ":1")]),
    ("400 and 413", HEAD + iis("08:15:02", 400) + iis("08:15:02", 413, path=DISCOVERY, agent=DISCOVERER),
     [(400, 1, ":3", ":3"), (413, 1, ":4", ":4")]),
    ("numbers of TMG", TMG, [(10060, 2, ":3", ":5"), (12209, 1, ":4", ":4")]),
    ("another client's", HEAD + iis("08:15:02", 502, agent="Microsoft+Office/16.0"), None),
)


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

    def test_summary_of_two_servers(self):
        good = "".join(iis(f"{hour:02}:30:00", 200, server="10.0.0.5") for hour in range(24))
        bad = "".join(iis(f"{hour:02}:00:00", 401, server="10.0.0.6") for hour in range(9, 12)) + iis("23:59:59", 503, server="10.0.0.5")
        proxy = nginx("12:00:00", 404).replace("+0000", "+0300")
        summary = self.run_it({"EX01.log": HEAD + good + bad, "proxy.log": proxy}, "--summary")
        self.assertEqual({key: value for key, value in summary.items() if key != "rows"}, {
            "count": 5, "first": "2024-03-01T09:00:00Z", "last": "2024-03-01T23:59:59Z",
            "hosts": [{"host": "10.0.0.6", "count": 3}, {"host": "10.0.0.5", "count": 1}, {"host": "host not known", "count": 1}],
            "hours": [{"hour": "2024-03-01 09", "count": 2}, {"hour": "2024-03-01 10", "count": 1},
                      {"hour": "2024-03-01 11", "count": 1}, {"hour": "2024-03-01 23", "count": 1}]})
        self.assertEqual([(row["id"], row["count"], row["first"], row["last"]) for row in summary["rows"]], [
            ("10", 3, "2024-03-01T09:00:00Z", "2024-03-01T11:00:00Z"),
            ("05", 1, "2024-03-01T12:00:00+03:00", "2024-03-01T12:00:00+03:00"),
            ("x503", 1, "2024-03-01T23:59:59Z", "2024-03-01T23:59:59Z")])


    def test_no_documented_failure(self):
        for name, content, expected in UNNAMED:
            with self.subTest(name):
                result = self.run_it({"x.log": content})
                found = [(one["status"], one["count"], one["where"].removeprefix("x.log"), one["last"].removeprefix("x.log"))
                         for one in result.get("unnamed", [])]
                self.assertEqual((result["diagnoses"], found or None), ([], expected))

    def test_unclear(self):
        """Which of the numbers is the status? What is not clear is not named, and said."""
        native = "203.0.113.9, -, 3/1/2024, 8:15:02, W3SVC1, EX01, 10.0.0.5, 503, 401, 404, 200, 0, POST, " + EWS + ", -, " + PROXY + ",\n"
        for content in (native, native * 4, "Hello,\n\nsee this line:\n" + native + "Bye\n", "2024-03-01 08:15:02 " + native * 3):
            (self.folder / "x.log").write_text(content, encoding="ascii")
            done = subprocess.run([FBCHECK, "classify", "--json", "x.log"], cwd=self.folder, capture_output=True, check=False, text=True)
            with self.subTest(content):
                self.assertEqual((json.loads(done.stdout)["diagnoses"], done.returncode), ([], 3))
                self.assertEqual(done.stderr.count("which number is the status of the answer is not clear"), 1)

    def test_no_documented_failure_in_words(self):
        (self.folder / "x.log").write_text(nginx("08:15:02", 502) * 3, encoding="ascii")
        done = subprocess.run([FBCHECK, "classify", "x.log"], cwd=self.folder, capture_output=True, check=False, text=True)
        self.assertEqual((done.returncode, done.stdout.split("\n")[0]), (1, "x.log: no documented failure found"))
        self.assertRegex(done.stdout, r"x\.log:1: status 502 \(bad gateway: .*\), 3 times, last at x\.log:3; this is no documented failure")
        summary = self.run_it({"x.log": nginx("08:15:02", 502) * 3 + nginx("08:15:02", 404)}, "--summary")
        self.assertEqual([(one["status"], one["count"]) for one in summary["unnamed"]], [("502", 3)])
        (self.folder / "s.json").write_text(json.dumps([summary, summary]), encoding="ascii")
        merged = subprocess.run([FBCHECK, "classify", "--merge", "--json", "s.json"], cwd=self.folder, capture_output=True, check=True)
        self.assertEqual([(one["status"], one["count"]) for one in json.loads(merged.stdout)["unnamed"]], [("502", 6)])


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


def sequence(content, expected):
    def test(self):
        self.assertEqual(self.found(content), expected)
    return test


def single(text, ids):
    def test(self):
        self.assertEqual([(one[0], one[1], one[2].split(" ")[0]) for one in self.found(text + "\n")],
                         [(one, 1, ":1") for one in ids.split() if one != "none"])
    return test


def add_tests():
    for row in (pathlib.Path(__file__).parent / "log_lines.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, ids, text = row.split("\t")
        setattr(Logs, "test_" + name, single(text.replace("{P}", PROXY).replace("{D}", DISCOVERER), ids))
    for name, content, expected in SEQUENCES:
        setattr(Logs, "test_" + name, sequence(content, expected))
    for name, template, names in LINES:
        setattr(Logs, "test_" + name, statuses(template, None))
        if names:
            setattr(Logs, "test_" + name + ", with header", statuses(template, names))


add_tests()

if __name__ == "__main__":
    unittest.main()
