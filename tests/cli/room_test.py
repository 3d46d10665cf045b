#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""room_test.py FBLAB FBCHECK: who is let into the control room, what its answers say to a browser, and what its events bring."""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

from browser_client import Browser

FBLAB, FBCHECK = sys.argv[1:]
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


class Room(Browser):
    """A lab with its page."""

    def __init__(self, *options, stderr=None, env=None):
        self.child = subprocess.Popen([FBLAB, "serve", "--web", *options], stdout=subprocess.PIPE, stderr=stderr, text=True, env=env)
        for line in self.child.stdout:
            found = re.match(r"Open in a browser: +(\S+)", line)
            if found:
                break
        super().__init__(found[1])
        self.whole = found[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.stdout.close()
        check("the room ends", self.child.wait(timeout=60) == 0, self.child.returncode)


def the_first_url(room):
    check("loopback", room.link.hostname == "127.0.0.1", room.link)
    check("no page without the token", room.ask("/")[0] == 401)
    check("a guessed token", room.ask("/?token=" + "0" * 32)[0] == 403)
    check("an empty token", room.ask("/?token=")[0] == 403)
    status, text, headers = room.enter()
    check("the first URL answers the page itself", status == 200 and "<room-tabs>" in text, status)
    cookie = headers["Set-Cookie"]
    check("a cookie for this browser alone", "HttpOnly" in cookie and "SameSite=Strict" in cookie, cookie)
    check("whose value is not the token", room.link.query.split("=")[1] not in cookie, cookie)
    check("the cookie opens the page", room.ask("/")[0] == 200)
    check("another's cookie", room.ask("/", Cookie=room.cookie[:-4] + "0000")[0] == 401)
    check("the token opens nothing else", room.ask(f"/api/state?{room.link.query}", Cookie="")[0] == 403)


def every_answer(room):
    for path in ("/", "/page/main.js", "/api/state", "/api/none", "/none"):
        _, _, headers = room.ask(path)
        policy = headers.get("Content-Security-Policy", "")
        check(f"{path} has its policy", "default-src 'none'" in policy and "unsafe" not in policy and
              headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer", headers)
    check("no file needs another site", all("//" not in re.sub(r"//[^\n]*|http://www\.w3\.org/2000/svg", "", room.ask(path)[1])
                                            for path in ("/", "/page/room.css")))
    check("what is not there", room.ask("/api/none")[0] == 404 and room.ask("/page/../room.c")[0] == 404)
    check("files need the cookie, too", room.ask("/page/main.js", Cookie="")[0] == 401)


def foreign_sites(room):
    body = {"id": "06"}
    check("a foreign Host", room.ask("/", host="evil.example")[0] == 421)
    check("a POST of another site", room.ask("/api/arm", body, Origin="http://evil.example")[0] == 403)
    check("a POST of a sandboxed frame", room.ask("/api/arm", body, Origin="null")[0] == 403)
    check("a POST of nobody", room.ask("/api/arm", body, Origin=None)[0] == 403)
    check("a fetch of another site", room.ask("/api/state", Sec_Fetch_Site="cross-site")[0] == 403)
    check("nothing was armed", room.json("/api/armed")["armed"] == [], room.json("/api/armed"))
    check("the own page may", room.ask("/api/arm", body)[0] == 200)
    check("now it is", room.json("/api/armed")["armed"] == ["06a"], room.json("/api/armed"))


def a_look_up(room):
    before = room.json("/api/state")["event"]
    check("nobody of the lab", room.ask("/api/look-ups", {"requester": "x@nowhere.example", "target": "joe@contoso.com"})[0] == 409)
    check("no address", room.ask("/api/look-ups", {"requester": "ann", "target": "joe@contoso.com"})[0] == 400)
    check("it fails", room.json("/api/look-ups", {"requester": "ann@contoso.com", "target": "joe@contoso.com"}) == {"ok": False})
    listed = room.json("/api/look-ups")
    check("it is listed, with its reason", len(listed) == 1 and "ambiguous" in listed[0]["why"] and
          listed[0]["failing"] == {"hop": "availability", "step": "availability", "outcome": "http-status", "status": 401}, listed)
    whole = room.json(f"/api/look-ups?number={listed[0]['number']}")
    check("with every exchange", len(whole["exchanges"]) == 5 and whole["evidence"][whole["failing"]]["http_status"] == 401)
    tls = whole["exchanges"][0]["_securityDetails"]
    check("with what TLS showed", tls["protocol"] == "TLSv1.3" and tls["cipher"].startswith("TLS_AES_") and tls["verdict"] == "ok" and
          tls["subjectName"] == "CN=mail.contoso.com" and tls["issuer"] == "CN=fblab throw-away authority" and
          "DNS:autodiscover.contoso.com" in tls["sanList"] and tls["validFrom"] < tls["validTo"], tls)
    check("what is gone is said", room.ask("/api/look-ups?number=999")[0] == 404)
    status, text, headers = room.ask(f"/api/events?after={before}")
    check("events", status == 200 and headers["Content-Type"].startswith("text/event-stream"), headers)
    events = dict(re.findall(r"^id: (\d+)\nevent: (\S+)", text, re.M))
    check("one is the look-up", list(events.values()).count("look-up") == 1, events)
    number = next(number for number, kind in events.items() if kind == "look-up")
    again = room.ask("/api/events?after=0", Last_Event_ID=str(int(number) - 1))[1]
    check("after a cut it comes again", f"id: {number}\nevent: look-up" in again, again)
    check("and nothing before it", f"id: {int(number) - 1}\n" not in again, again)


def script_is_text(room):
    """JSON carries it as it is; the page makes text nodes of it alone (tests/browser)."""
    bad = "<img src=x onerror=alert(1)>"
    said = room.json("/api/commands", {"at": "onprem", "command": f"Get-Mailbox '{bad}'"})
    check("script in a command comes back as JSON", bad in said.get("error", ""), said)
    status, text, headers = room.ask(f"/{urllib.parse.quote(bad)}")
    check("script in a path", status == 404 and headers["Content-Type"] == "application/json", text)


def shown_after(room, after):
    """The next look-ups."""
    shown = []
    while not shown:
        text = room.ask(f"/api/events?after={after}")[1]
        after = max([int(number) for number in re.findall(r"^id: (\d+)", text, re.M)] or [after])
        shown = [json.loads(line) for line in re.findall(r"^event: look-up\ndata: (.*)", text, re.M)]
    return shown


def from_outside(room, ready):
    """What fbcheck asks is shown, too, without a word from fbcheck: put together from what reached the lab."""
    after = room.json("/api/state")["event"]
    subprocess.run([FBCHECK, "query", "--lab", ready], stdout=subprocess.DEVNULL, timeout=60, check=False)
    shown = shown_after(room, after)
    check("fbcheck's look-up is shown", len(shown) == 1 and shown[0]["source"] == "outside" and not shown[0]["ok"] and
          "ambiguous" in shown[0]["why"] and shown[0]["target"] == "joe@contoso.com", shown)
    named = room.json(f"/api/diagnoses?number={shown[0]['number']}")
    check("and named", named and named[0]["id"] == "06", named)
    after = room.json("/api/state")["event"]
    address = json.loads(pathlib.Path(ready).read_text(encoding="utf-8"))["hosts"]["mail.contoso.com:443"].split(":")
    try:
        ssl.create_default_context().wrap_socket(socket.create_connection(address), server_hostname="mail.contoso.com")
    except ssl.SSLError:
        pass
    shown = shown_after(room, after)
    check("a client that trusts nobody is shown, too", shown[0]["source"] == "outside" and shown[0]["failing"]["hop"] == "tls", shown)


def views(room):
    settings = room.json("/api/settings")
    different = [(scope["scope"], one["noun"], one["state"]) for scope in settings["scopes"] for one in scope["objects"]
                 if one["state"] != "same"]
    check("what differs from healthy", different == [("onprem", "Mailbox", "added")], different)
    check("no private key, no password", "PRIVATE KEY" not in json.dumps(settings))
    catalogue = room.json("/api/catalogue")
    check("the catalogue", len(catalogue) > 35 and catalogue[6]["id"] == "06", len(catalogue))
    check("one of it", "ambiguous" in room.json("/api/catalogue?id=6")["errors"][0])
    wires = {"06": ("availability", "401", False), "13": ("availability", "403", True), "28": ("connect", "", False), "29": ("resolve", "", False)}
    seen = {row: room.json(f"/api/catalogue?id={row}")["wire"] for row in wires}
    check("where each ends", {row: (wire["hop"], wire["status"], wire["proxy"]) for row, wire in seen.items()} == wires and
          seen["28"]["step"] == "token", seen)
    check("none of it", room.ask("/api/catalogue?id=99")[0] == 404)
    said = b"The user specified by the user-context in the token is ambiguous."
    check("an error is named", named(room, said, "")[0]["id"] == "06", named(room, said, ""))
    bad = "<script>alert(1)</script>.txt"
    check("a file is named by its name", bad in named(room, said, bad)[0]["where"], named(room, said, bad))
    check("nothing is named of nothing", named(room, b"lunch at twelve?", "") == [])


def named(room, text, name):
    line = http.client.HTTPConnection(room.link.netloc, timeout=60)
    line.request("POST", "/api/classify?name=" + urllib.parse.quote(name), text,
                 {"Cookie": room.cookie, "Origin": room.origin, "Content-Type": "application/octet-stream"})
    return json.loads(line.getresponse().read())["diagnoses"]


def refusals(folder):
    roster = pathlib.Path(folder, "roster")
    roster.write_text("# nobody yet\n\n", encoding="utf-8")
    pathlib.Path(folder, "one").write_text("Ann\n", encoding="utf-8")
    pathlib.Path(folder, "twins").write_text("Ann\n\n  Ann \n", encoding="utf-8")
    pathlib.Path(folder, "twins-2").write_text("Ann\x1b[1m\n", encoding="utf-8")
    for name, status, sentence, command in (
            ("a class without a roster", 2, "--roster FILE", ("class", "--web")),
            ("a roster that is not there", 3, "none", ("class", "--web", "--roster", f"{folder}/none")),
            ("a roster without names", 3, "has no name", ("class", "--web", "--roster", str(roster), "--state", f"{folder}/state")),
            ("a name that is there twice", 3, "twins:3", ("class", "--web", "--roster", f"{folder}/twins")),
            ("a name that is none", 3, "twins-2:1: a name has no control characters", ("class", "--web", "--roster", f"{folder}/twins-2")),
            ("a course that is not there", 3, "the-six", ("class", "--web", "--roster", f"{folder}/one", "--course", "none")),
            ("a public page in clear", 3, "https://", ("serve", "--web", "--public-url", "http://lab.example.com", "--behind-tls")),
            ("a public page without TLS", 3, "--behind-tls", ("serve", "--web", "--public-url", "https://lab.example.com")),
            ("a class beyond loopback", 3, "--public-url", ("class", "--web", "--roster", str(roster), "--listen", "0.0.0.0"))):
        done = subprocess.run([FBLAB, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        check(name, done.returncode == status and sentence in done.stderr, (done.returncode, done.stderr))


def a_class(folder):
    """Who may do what, without a browser: tests/browser plays a round."""
    pathlib.Path(folder, "class").write_text("Ann\nBob\n", encoding="utf-8")
    child = subprocess.Popen([FBLAB, "class", "--web", "--roster", f"{folder}/class", "--state", f"{folder}/class-state"],
                             stdout=subprocess.PIPE, text=True)
    links = []
    while len(links) < 3:
        links += re.findall(r"http:\S+", child.stdout.readline())
    ann, bob, instructor = (Browser(link) for link in links)
    for one in (ann, bob, instructor):
        one.enter()
    check("no two links are alike", len(set(links)) == 3 and len({one.cookie for one in (ann, bob, instructor)}) == 3, links)
    check("a trainee is no instructor", ann.ask("/api/class")[0] == 404 and ann.ask("/api/class", {"do": "write", "text": "x"})[0] == 404 and
          ann.ask("/api/class/export?format=deeds")[0] == 404)
    check("an instructor is no trainee", instructor.ask("/api/ticket")[0] == 404 and instructor.ask("/api/commands", {})[0] == 404)
    ticket = ann.json("/api/ticket")
    check("a ticket", ticket["stage"] in ("open", "answered") and ticket["notes"] == [], ticket)
    seen = instructor.json("/api/class")
    check("the instructor sees which failure it is, and the trainee does not", [one["name"] for one in seen] == ["Ann", "Bob"] and
          re.fullmatch(r"\w+[a-z]", seen[0]["failure"]) and "failure" not in ticket, seen)
    check("written to one", instructor.ask("/api/class", {"do": "write", "name": "Ann", "text": "look here"})[0] == 200)
    check("who sees it", [note["text"] for note in ann.json("/api/ticket")["notes"]] == ["look here"] and bob.json("/api/ticket")["notes"] == [])
    settings = bob.json("/api/settings")
    check("a change in one's own lab", ann.ask("/api/commands", {"at": "onprem", "command": "Set-Mailbox joe@contoso.com -Name Hidden"})[0] == 200 and
          "Hidden" in json.dumps(ann.json("/api/settings")))
    check("is none in another's", bob.json("/api/settings") == settings and "Hidden" not in json.dumps(bob.json("/api/logs")))
    check("nor is there another's look-up", bob.ask("/api/look-ups", {})[0] == 200 and ann.json("/api/look-ups") == [], ann.json("/api/look-ups"))
    for name, status, body in (("nobody of that name", 404, {"do": "reset", "name": "Eve"}), ("what nobody can do", 409, {"do": "dance"}),
                               ("a failure that is none", 409, {"do": "arm", "name": "Ann", "text": "99"})):
        check(name, instructor.ask("/api/class", body)[0] == status, instructor.ask("/api/class", body))
    check("broken in one more way", instructor.ask("/api/class", {"do": "arm", "name": "Ann", "text": "09a"})[0] == 200)
    check("ended", instructor.ask("/api/class", {"do": "end", "name": "Ann"})[0] == 200 and ann.json("/api/ticket")["stage"] == "given-up")
    deeds = [deed["text"] for deed in instructor.json("/api/class/export?format=deeds&name=Ann")[0]["deeds"]]
    check("all of it is kept", deeds[0] == "write look here" and deeds[-2:] == ["arm 09a", "end"] and
          any("Hidden" in deed for deed in deeds), deeds)
    check("an export that is none", instructor.ask("/api/class/export?format=exe")[0] == 409)
    child.terminate()
    child.stdout.close()
    check("the class ends", child.wait(timeout=60) == 0, child.returncode)


def a_public_page(folder):
    """As what speaks TLS in front of it asks: at the port that it was told, with the Host that browsers know."""
    with open(f"{folder}/said", "w", encoding="utf-8") as said, \
            Room("--public-url", "https://lab.example.com/", "--behind-tls", stderr=said) as room:
        check("the link is the public one", room.link.netloc == "lab.example.com" and room.link.scheme == "https", room.link)
        told = re.search(r"to http://127\.0\.0\.1:(\d+), and the Host", pathlib.Path(folder, "said").read_text(encoding="utf-8"))
        room.place, room.origin = f"127.0.0.1:{told[1]}", "https://lab.example.com"
        cookie = room.enter()[2]["Set-Cookie"]
        check("the cookie goes by TLS alone", "; Secure" in cookie and "HttpOnly" in cookie, cookie)
        check("the page for others", room.ask("/")[0] == 200 and room.ask("/", host=room.place)[0] == 200)
        check("a change from it", room.ask("/api/arm", {"id": "06"})[0] == 200)
        check("the same name in clear", room.ask("/api/arm", {"id": "06"}, Origin="http://lab.example.com")[0] == 403)
        for host in ("lab.example.com.evil.example", "lab.example.com:81", "example.com", "[::1]", ""):
            check(f"not {host!r}", room.ask("/", host=host)[0] in (400, 421), room.ask("/", host=host))


def the_users_browser(folder):
    """It is told by way of a file that others cannot read."""
    browser = pathlib.Path(folder, "browser")
    browser.write_text(f'#!/bin/sh\nstat -c "%a %U" "$1" > {folder}/mode\ngrep SigIgn /proc/$$/status > {folder}/ignored\ncp "$1" {folder}/page\nmv {folder}/page {folder}/opened\n', encoding="utf-8")
    browser.chmod(0o700)
    with open(f"{folder}/said-2", "w", encoding="utf-8") as said:
        with Room("--open", env={**os.environ, "BROWSER": str(browser)}, stderr=said) as room:
            while not os.path.exists(f"{folder}/opened"):
                time.sleep(0.01)
            check("the browser is given the link", f'href="{room.whole}"' in pathlib.Path(folder, "opened").read_text(encoding="utf-8"))
        check("in a file of the user's own", pathlib.Path(folder, "mode").read_text(encoding="utf-8").startswith("600 "))
        ignored = int(pathlib.Path(folder, "ignored").read_text(encoding="utf-8").split()[1], 16)
        check("which has its own signals", all(not ignored & 1 << (number - 1) for number in (signal.SIGPIPE, signal.SIGXFSZ)), hex(ignored))
        with Room("--open", env={**os.environ, "BROWSER": f"{folder}/none"}, stderr=said) as room:
            check("no browser is no end", room.enter()[0] == 200)
    check("and it is said", "is no program that opens a browser" in pathlib.Path(folder, "said-2").read_text(encoding="utf-8"))


def a_port_of_ones_own():
    with Room() as first:
        first.enter()
        port = str(first.link.port)
    with Room("--web-port", port) as room:
        check("the port that was asked for", str(room.link.port) == port, room.link)
        check("two rooms have two cookies", room.enter()[0] == 200 and room.cookie.split("=")[0] != first.cookie.split("=")[0])


with tempfile.TemporaryDirectory() as folder, Room("--ready-file", f"{folder}/ready.json") as only:
    the_first_url(only)
    every_answer(only)
    foreign_sites(only)
    a_look_up(only)
    script_is_text(only)
    from_outside(only, f"{folder}/ready.json")
    views(only)
    refusals(folder)
    a_class(folder)
    a_public_page(folder)
    the_users_browser(folder)
    a_port_of_ones_own()
sys.exit(1 if wrong else 0)
