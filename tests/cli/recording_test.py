#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""recording_test.py FBLAB: a recording from its beginning to its end: all that is printed, and what a client gets, over TLS and without."""
import http.client
import http.server
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

FBLAB = os.path.abspath(sys.argv[1])
wrong = 0


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"ok   {name}" if good else f"FAIL {name}: {seen}")


class Upstream(http.server.BaseHTTPRequestHandler):
    """Refuses, and sets a cookie; what is packed is in a coding that nobody knows."""

    def do_GET(self):
        self.send_response(401)
        self.send_header("Set-Cookie", "session=c2VjcmV0IG9mIEFubg; Path=/")
        if self.path == "/packed":
            self.send_header("Content-Encoding", "x-own")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"nope")

    def log_message(self, *_):
        pass


class Recorder:
    def __init__(self, server, file, *more):
        self.child = subprocess.Popen([FBLAB, "record", "--upstream", f"http://127.0.0.1:{server.server_port}", "--out", file, *more],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.text = ""
        while not ("or, plain" in self.text and self.text.endswith("\n\n")):
            self.text += self.child.stdout.readline()
        self.safe, self.authority, self.plain = re.findall(r"^  (?:ask|CA|or, plain)  +(\S+)$", self.text, re.M)

    def ask(self, url, target):
        host = url.split("//")[1]
        trust = ssl.create_default_context(cafile=self.authority) if url.startswith("https") else None
        connection = http.client.HTTPSConnection(host, context=trust) if trust else http.client.HTTPConnection(host)
        connection.request("GET", target, headers={"Connection": "close"})
        answer = connection.getresponse()
        told = answer.status, answer.read().decode()
        connection.close()
        return told

    def end(self, how):
        self.child.send_signal(how)
        output, errors = self.child.communicate(timeout=60)
        text = self.text + output
        for seen, said in ((self.safe, "{safe}"), (self.plain, "{plain}"), (self.authority, "{authority}")):
            text = text.replace(seen, said)
        return self.child.returncode, text, errors


HEAD = """Recording what 127.0.0.1 answers; Ctrl-C ends it.

  ask        {safe}
  CA         {authority}
  or, plain  {plain}

"""
NOT_A_PATH = '"http://127.0.0.2/x" does not begin with "/", so it was passed on to nobody'


def served():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def records(folder):
    server, file = served(), f"{folder}/xSeen.xml"
    recorder = Recorder(server, file)
    check("what is left of a killed one can be told", re.search(r"/fblab-record-\w{6}/", recorder.authority), recorder.authority)
    check("over TLS", recorder.ask(recorder.safe, "/EWS/Exchange.asmx?a=b") == (401, "nope"))
    check("without", recorder.ask(recorder.plain, "/x") == (401, "nope"))
    told = recorder.ask(recorder.plain, "http://127.0.0.2/x")
    check("another server is not asked", told == (400, f"fblab record: {NOT_A_PATH}\n"), told)
    server.shutdown()
    server.server_close()
    status, said = recorder.ask(recorder.plain, "/gone")
    check("nobody answers", status == 502 and "127.0.0.1" in said, (status, said))
    status, text, errors = recorder.end(signal.SIGINT)
    wanted = (f"{HEAD}GET /EWS/Exchange.asmx: 401\nGET /x: 401\nGET /x: {NOT_A_PATH}\n"
              f"GET /gone: {said.removeprefix('fblab record: ')}{file}: 2 answers\nredacted: 2 cookies; read it before you pass it on\n"
              f"left out: 1, the first because {said.removeprefix('fblab record: ')}")
    check("all that is printed", (status, text, errors) == (0, wanted, ""), (status, text, errors))
    check("and the authority is gone", not os.path.exists(recorder.authority))
    written = pathlib.Path(file).read_text(encoding="utf-8")
    check("the cookie is not in it", "c2VjcmV0" not in written and written.count("<reply>") == 2, written)
    done = subprocess.run([FBLAB, "check", file], capture_output=True, text=True, check=False)
    check("and it is a scenario", done.returncode == 0, done)


def keeps_secrets(folder):
    server, file = served(), f"{folder}/xAll.xml"
    recorder = Recorder(server, file, "--keep-secrets")
    recorder.ask(recorder.plain, "/x")
    status, text, errors = recorder.end(signal.SIGTERM)
    wanted = f"{HEAD}GET /x: 401\n{file}: 1 answer\nnothing was redacted: tokens, cookies, passwords and addresses are in it\n"
    check("with secrets: all that is printed", (status, text, errors) == (0, wanted, ""), (status, text, errors))
    check("and they are in it", "c2VjcmV0" in pathlib.Path(file).read_text(encoding="utf-8"))
    server.shutdown()
    server.server_close()


def leaves_out_what_may_have_secrets(folder):
    server, file = served(), f"{folder}/xPacked.xml"
    recorder = Recorder(server, file)
    recorder.ask(recorder.plain, "/packed")
    recorder.ask(recorder.plain, "/x")
    status, text, errors = recorder.end(signal.SIGTERM)
    wanted = (f"{HEAD}GET /packed: 401\nGET /x: 401\n{file}: 1 answer\nredacted: 1 cookies; read it before you pass it on\n"
              "left out: 1 answers that could not be searched for secrets\n")
    check("what cannot be searched: all that is printed", (status, text, errors) == (0, wanted, ""), (status, text, errors))
    server.shutdown()
    server.server_close()


def records_nothing(folder):
    server, file = served(), f"{folder}/xNone.xml"
    recorder = Recorder(server, file)
    status, text, errors = recorder.end(signal.SIGHUP)
    check("nothing was asked", (status, text) == (3, HEAD) and errors == "fblab: there is no answer to write\n",
          (status, text, errors))
    check("and nothing is written", not os.path.exists(file))
    server.shutdown()
    server.server_close()


def is_busy(folder):
    """A port that somebody has."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run([FBLAB, "record", "--upstream", "http://127.0.0.1:9", "--port-base", str(port), "--out", f"{folder}/xBusy.xml"],
                              capture_output=True, text=True, timeout=60, check=False)
    check("a port that is taken", done.returncode == 3 and f"recorder cannot listen on 127.0.0.1 port {port}: Address already in use" in done.stderr,
          done)


with tempfile.TemporaryDirectory() as place:
    records(place)
    keeps_secrets(place)
    leaves_out_what_may_have_secrets(place)
    records_nothing(place)
    is_busy(place)
sys.exit(wrong > 0)
