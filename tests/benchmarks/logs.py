# SPDX-License-Identifier: MIT
"""Logs of IIS to read: what stands on every line, and what fbcheck classify has to find in them."""
import random

HEAD = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-22 00:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status \
sc-substatus sc-win32-status time-taken x-ms-diagnostics
"""
PATHS = ("/EWS/Exchange.asmx", "/autodiscover/autodiscover.xml", "/mapi/emsmdb/", "/owa/service.svc",
         "/Microsoft-Server-ActiveSync/default.eas")
SERVICES = (("/EWS/Exchange.asmx", "ASProxy/CrossForest/EmailDomain"),
            ("/autodiscover/autodiscover.svc", "ASAutoDiscover/CrossForest/EmailDomain"))
OUTLOOK = "Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.5000;+Pro)"
HIT = '2000005;reason="The+user+specified+by+the+user-context+in+the+token+is+ambiguous."'
PIECE = 20000
LINES_A_SECOND = 20


class Log:
    """`every`: lines between two with the status, 1: all have it; the others are 200. `agent`: that of an availability service."""

    def __init__(self, name, status, diagnostics="-", every=1, agent=True, head=True, row=None):
        self.name, self.status, self.diagnostics, self.row = name, status, diagnostics, row
        self.every, self.agent, self.head = every, agent, head

    def _line(self, generator, number):
        say = lambda below: generator.randrange(below)  # pylint: disable=unnecessary-lambda-assignment
        second = number // LINES_A_SECOND
        chosen = number % self.every == 0
        path, agent = SERVICES[say(2)] if self.agent else (PATHS[say(5)], OUTLOOK)
        return (f"2026-11-22 {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02} 10.0.0.{say(4)} POST {path} "
                f"&CorrelationID=<empty>;&cafeReqId={generator.getrandbits(128):032x}; 443 - 10.1.{say(255)}.{say(255)} "
                f"{agent} - {self.status if chosen else 200} 0 0 {say(9999)} {self.diagnostics if chosen else '-'}\n")

    def write(self, path, megabytes):
        """A piece that is repeated, as logs are, in whole lines. How many lines have the status."""
        generator = random.Random(1)
        lines = [self._line(generator, number).encode() for number in range(PIECE)]
        room, count = megabytes << 20, 0
        with open(path, "wb") as file:
            file.write(HEAD.encode() if self.head else b"")
            while file.tell() < room:
                fitting = lines[:max(1, (room - file.tell()) // len(lines[0]))]
                file.write(b"".join(fitting))
                count += -(-len(fitting) // self.every)
        return count if self.row else 0


# What is asked for, beside grep: see classify.py.
FEW = Log("few hits", 401, HIT, every=PIECE, agent=False, row="06")
EVERY_LINE = (Log("agent and 200 on every line", 200), Log("agent and 200, without header", 200, head=False),
              Log("a 401 on every line", 401, row="10"), Log("a text hit on every line", 401, HIT, row="06"))
