# SPDX-License-Identifier: MIT
"""Logs and captures to read, and what fbcheck classify has to find in them: rows, counts, first, last, servers."""
import collections
import json
import random
from dataclasses import dataclass
from typing import Callable

IIS_HEAD = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-22 00:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status \
sc-substatus sc-win32-status time-taken x-ms-diagnostics
"""
PROXY_HEAD = """#Software: Microsoft Exchange Server
#Fields: DateTime,RequestId,UrlHost,UrlStem,ClientIpAddress,UserAgent,ServerHostName,HttpStatus,BackEndStatus,Method,GenericErrors
"""
EWS_HEAD = """#Software: Microsoft Exchange Server
#Fields: DateTime,RequestId,ClientIpAddress,UserAgent,ServerHostName,SoapAction,HttpStatus,TotalRequestTime,GenericErrors
"""
PATHS = ("/EWS/Exchange.asmx", "/autodiscover/autodiscover.xml", "/mapi/emsmdb/", "/owa/service.svc",
         "/Microsoft-Server-ActiveSync/default.eas")
SERVICES = (("/EWS/Exchange.asmx", "ASProxy/CrossForest/EmailDomain"),
            ("/autodiscover/autodiscover.svc", "ASAutoDiscover/CrossForest/EmailDomain"))
OUTLOOK = "Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.5000;+Pro)"
REASON = '2000005;reason="The user specified by the user-context in the token is ambiguous."'
PIECE = 20000
LINES_A_SECOND = 20
DAY = "2026-11-22"


@dataclass
class Line:
    """What a line tells; how it is written is the writer's business."""
    clock: str
    status: int
    words: str
    server: int
    client: str
    path: str
    agent: str
    noise: random.Random

    @property
    def id(self):
        return f"{self.noise.getrandbits(128):032x}"

    def below(self, limit):
        return self.noise.randrange(limit)


def iis(line):
    return (f"{DAY} {line.clock} 10.0.0.{line.server} POST {line.path} &CorrelationID=<empty>;&cafeReqId={line.id}; 443 - "
            f"{line.client} {line.agent} - {line.status} 0 0 {line.below(900)} {line.words.replace(' ', '+') or '-'}\n")


def http_proxy(line):
    words = line.words.replace('"', '""')
    return (f"{DAY}T{line.clock}.120Z,{line.id},mail.contoso.com,{line.path},{line.client},{line.agent},EX0{line.server},"
            f"{line.status},{line.status},POST,\"{words}\"\n")


def ews(line):
    words = line.words.replace('"', '""')
    return (f"{DAY}T{line.clock}.120Z,{line.id},{line.client},{line.agent},EX0{line.server},GetUserAvailability,"
            f"{line.status},{line.below(9999)},\"{words}\"\n")


def combined(line):
    """nginx and Apache alike."""
    return (f'{line.client} - - [22/Nov/2026:{line.clock} +0000] "POST {line.path} HTTP/1.1" {line.status} {line.below(9999)} '
            f'"-" "{line.agent}"\n')


def haproxy(line):
    return (f"Nov 22 {line.clock} lb haproxy[812]: {line.client}:{40000 + line.below(9999)} [22/Nov/2026:{line.clock}.120] "
            f"fe_https~ be_exchange/EX0{line.server} 0/0/1/{line.below(99)}/{line.below(999)} {line.status} {line.below(9999)} "
            f"- - ---- 1/1/0/0/0 0/0 {{{line.agent}}} \"POST {line.path} HTTP/1.1\"\n")


@dataclass
class Told:
    """What a line tells of its request, and the row it counts for."""
    status: int = 200
    words: str = ""
    row: str = None
    client: str = None


def good(_):
    return Told()


def now_and_then(number):
    return Told(401, REASON, "06", "10.1.0.1") if number % PIECE == 0 else Told()


def refused(_):
    return Told(401, row="10")


def explained(_):
    return Told(401, REASON, "06")


def unavailable(_):
    return Told(503, row="x503")


def challenged(number):
    """One log-on after one demand, one after two (NTLM), and one that never succeeds; each client is another."""
    log_on, step = divmod(number, 6)
    client = f"10.{1 + (step > 1) + (step > 4)}.{log_on >> 8 & 255}.{log_on & 255}"
    return Told(200 if step in (1, 4) else 401, row="10" if step == 5 else None, client=client)


class Expected:
    """Of a piece that is repeated."""

    def __init__(self):
        self.rows, self.hosts, self.clocks = collections.Counter(), collections.Counter(), []

    def add(self, row, host, clock):
        self.rows[row] += 1
        self.hosts[host] += 1
        self.clocks.append(clock)

    def check(self, name, pieces, summary):
        """As fast as it may be, it has to be right."""
        rows = {row["id"]: row["count"] for row in summary["rows"]}
        hosts = {host["host"]: host["count"] for host in summary["hosts"]}
        times = [summary.get(end, "").split("T")[-1][:8] for end in ("first", "last")]
        found = rows, hosts, summary["count"], times
        wanted = ({row: count * pieces for row, count in self.rows.items()},
                  {host: count * pieces for host, count in self.hosts.items()}, pieces * sum(self.rows.values()),
                  [min(self.clocks), max(self.clocks)] if self.clocks else ["", ""])
        for what, one, other in zip(("rows", "servers", "count", "times"), found, wanted):
            if one != other:
                raise RuntimeError(f"in {name} {what} {one} were found instead of {other}")


@dataclass
class Log:
    """`host` writes the server of a line as the log names it; "host not known": it names none."""
    name: str
    writer: Callable = iis
    tells: Callable = good
    head: str = IIS_HEAD
    host: str = "10.0.0.{}"
    services: bool = True
    floor: float = None  # of grep's rate

    def _lines(self, expected):
        noise = random.Random(1)
        for number in range(PIECE):
            told, second, server = self.tells(number), number // LINES_A_SECOND, noise.randrange(4)
            path, agent = SERVICES[noise.randrange(2)] if self.services else (PATHS[noise.randrange(5)], OUTLOOK)
            if told.client:  # is told of a certain request
                server, (path, agent) = 1, SERVICES[0]
            client = told.client or f"10.1.{noise.randrange(255)}.{noise.randrange(255)}"
            clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
            if told.row:
                expected.add(told.row, self.host.format(server), clock)
            yield self.writer(Line(clock, told.status, told.words, server, client, path, agent, noise))

    def pieces(self):
        """The head, a piece, and what is to be found in each."""
        expected = Expected()
        piece = "".join(self._lines(expected)).encode()
        return self.head.encode(), piece, expected

    def write(self, path, megabytes):
        """A piece that is repeated, as logs are. The check of a summary."""
        head, piece, expected = self.pieces()
        count = max(1, (megabytes << 20) // len(piece))
        with open(path, "wb") as file:
            file.write(head)
            for _ in range(count):
                file.write(piece)
        return lambda summary: expected.check(f"the log with {self.name}", count, summary)


def _check_rows(name, rows):
    """None: however often."""
    def check(summary):
        found = {row["id"]: row["count"] for row in summary["rows"]}
        if found.keys() != rows.keys() or any(count not in (None, found[row]) for row, count in rows.items()):
            raise RuntimeError(f"in {name} {found} was found instead of {rows}")
    return check


def _write_elements(path, megabytes, begin, elements, end):
    """How many were written; one in a hundred is of interest, the first of them."""
    count = 0
    with open(path, "wb") as file:
        file.write(begin)
        for element in elements:
            file.write((b"," if count else b"") + element)
            count += 1
            if file.tell() >= megabytes << 20 and count % 100 == 0:
                break
        file.write(end)
    return count // 100


@dataclass
class Json:
    """One line, however large. Elements are read some at a time, and one text counts once: only the row is known before."""
    name: str = "JSON in one line"

    @staticmethod
    def _elements():
        number = 0
        while True:
            refused_one = number % 100 == 0
            yield json.dumps({"id": f"item{number}", "mailbox": f"user{number}@contoso.com", "ok": not refused_one, "note": "n" * 900,
                              "error": "Autodiscover failed for email address joe@contoso.com with error System.Net.WebException: "
                                       "The remote name could not be resolved: 'autodiscover.contoso.com'"
                                       if refused_one else None}).encode()
            number += 1

    def write(self, path, megabytes):
        _write_elements(path, megabytes, b'{"items":[', self._elements(), b"]}")
        return _check_rows(self.name, {"29": None})


@dataclass
class Har:
    name: str = "HAR"

    @staticmethod
    def _elements():
        number = 0
        while True:
            ambiguous = number % 100 == 0
            headers = [{"name": "x-ms-diagnostics", "value": REASON}] if ambiguous else []
            yield json.dumps({
                "startedDateTime": f"2026-11-22T00:{number // 60 % 60:02}:{number % 60:02}Z", "time": 12,
                "request": {"method": "POST", "url": "https://mail.contoso.com/EWS/Exchange.asmx",
                            "headers": [{"name": "User-Agent", "value": SERVICES[0][1]}]},
                "response": {"status": 401 if ambiguous else 200, "statusText": "", "headers": headers,
                             "content": {"mimeType": "text/xml", "text": "<a>" + "b" * 2000 + "</a>"}}}).encode()
            number += 1

    def write(self, path, megabytes):
        return _check_rows(self.name, {"06": _write_elements(path, megabytes, b'{"log":{"version":"1.2","entries":[',
                                                             self._elements(), b"]}}")})


# What is asked for, beside grep: see classify.py.
FEW = Log("few hits", tells=now_and_then, services=False)
EVERY_LINE = (Log("agent and 200 on every line", floor=0.5),
              Log("agent and 200, without header", head="", floor=0.25),
              Log("a 401 on every line", tells=refused, floor=0.15),
              Log("a text hit on every line", tells=explained, floor=0.1))
STREAMED = EVERY_LINE[2]
OTHERS = (Log("log-ons, a 401 before most", tells=challenged),
          Log("HttpProxy, 401", http_proxy, refused, PROXY_HEAD, "EX0{}"),
          Log("EWS, a text hit", ews, explained, EWS_HEAD, "EX0{}"),
          Log("nginx and Apache, 401", combined, refused, "", "host not known"),
          Log("HAProxy, 503", haproxy, unavailable, "", "EX0{}"))
DOCUMENTS = (Json(), Har())
