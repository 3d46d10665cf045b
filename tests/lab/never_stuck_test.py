# SPDX-License-Identifier: MIT
"""Nobody holds up the lab: FBLAB PART, where PART is a function below whose name begins with `check_`.

Processor time is measured, never waiting time; what is waited for has an end that is far off."""
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
from bare_lab import LOOK_UP, BareLab  # noqa: E402



def send_post(lab, host, path, kind, body):
    stream = lab.connect(host)
    stream.sendall((f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/xml\r\nConnection: close\r\n"
                    f"Content-Length: {len(body)}\r\n{lab.authorization(kind)}\r\n").encode() + body)
    return stream


def status_of(stream):
    answer = b""
    while more := stream.recv(65536):
        answer += more
    stream.close()
    if not answer:
        raise ConnectionError("the connection ended without an answer")
    return int(answer.split(b" ", 2)[1])


def drop_look_ups(lab, count):
    """So many look-ups wait for a firewall that answers nothing, each for a minute."""
    lab.run("exo", "Set-LabAvailabilityService -ConnectMilliseconds 60000 -AnswerMilliseconds 60000")
    lab.run("lab", "Set-LabFirewall onprem -Inbound drop")
    lab.read()
    body = (LOOK_UP % lab.ready["target"]).encode()
    return [send_post(lab, "localhost", "/EWS/Exchange.asmx", "user", body) for _ in range(count)]


def check_admin(lab):
    """The admin API answers while every look-up waits."""
    waiting = drop_look_ups(lab, 60)
    for path in ("/health", "/armed", "/journal", "/metrics", "/scenarios"):
        status = status_of(send_post(lab, "admin", path, "admin", b"")) if path == "/armed" else None
        assert status in (None, 405), f"POST {path}: {status}"
        lab_answer = lab.connect("admin")
        lab_answer.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                           f"{lab.authorization('admin')}\r\n".encode())
        assert status_of(lab_answer) == 200, path
    for stream in waiting:  # nothing has come of any of them
        stream.setblocking(False)
        try:
            raise AssertionError(f"a look-up was answered: {stream.recv(100)}")
        except (BlockingIOError, ssl.SSLWantReadError):
            stream.close()


def ends(lab, *signals):
    state = os.path.dirname(os.path.dirname(lab.ready["ca_file"]))
    assert os.path.isdir(state), state
    for number in signals:
        lab.child.send_signal(number)
    lab.child.wait(timeout=BareLab.patience / 2)  # half of what the look-ups would wait
    assert not os.path.exists(state), f"{state} is left"
    assert not os.path.exists(lab.ready_file), f"{lab.ready_file} is left"
    return lab.child.returncode


def check_end(lab):
    """SIGTERM ends the lab while look-ups wait, and a command holds the lock."""
    waiting = drop_look_ups(lab, 20)
    busy = lab.connect("admin")
    body = json.dumps({"at": "exo", "command": "Test-OrganizationRelationship -Identity \"On-premises\" "
                                               "-UserIdentity ann@contoso.com"}).encode()
    busy.sendall(f"POST /commands HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n"
                 f"{lab.authorization('admin')}\r\n".encode() + body)
    assert ends(lab, signal.SIGTERM) == 0
    assert waiting and busy


def check_end_twice(lab):
    """Two signals end it at once; what it kept for itself goes all the same."""
    waiting = drop_look_ups(lab, 20)
    assert ends(lab, signal.SIGTERM, signal.SIGINT) in (0, 128 + signal.SIGINT, 128 + signal.SIGTERM)
    assert waiting


SOAP = (b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
        b'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body><m:GetUserAvailabilityRequest>')
WSSE = (b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><wsse:Security xmlns:wsse="http://docs.'
        b'oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><e:EncryptedData xmlns:e="http://www.w3.org/'
        b'2001/04/xmlenc#"><e:CipherData><e:CipherValue>')
UNITS = ["<!--", "<!--a--", "<!-- a -->", "<", "<a>", "<a ", "<a:b>", "<a/>", "</a>", "&", "&#", "&#65;", "&amp;", "&x;",
         "]]>", "\"", "'", " ", "\r\n", "\r", "<?", "<?a ?>", "<?xml ", "<![CDATA[", "<![CDATA[]]>", "<!DOCTYPE", "<!",
         "=", "a='b' ", "QUJD", "[", "{", "{\"", "{\"a\":", "1,", "\\", "\\u0041", "%", "%41", "&a=b", ";", ".", ":",
         "\0", "\xff", "<Body>", "<Body", "<s:Body ", "x:y", "xmlns:a='b' ", "$a=", "$(", "(", "'\"", "|", "eyJ"]
NUMBERED = {"attributes": (b"<a ", "b%d='' ", b"/>"), "namespaces": (b"<a ", "xmlns:b%d='u' ", b"/>"),
            "unknown prefixes": (b"<a ", "b%d:c='' ", b"/>"), "elements": (b"<a>", "<b%d/>", b"</a>"),
            "elements with unknown prefixes": (SOAP, "<b%d:c/>", b""), "fields": (b"a=b", "&a%d=b", b""),
            "members": (b'{"a":1', ',"a%d":1', b"}")}
EWS, POX = ("localhost", "/EWS/Exchange.asmx", "user"), ("localhost", "/autodiscover/autodiscover.xml", "user")
TOKENS = ("accounts.accesscontrol.windows.net", "/7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31/tokens/OAuth/2", "")
VERIFY, COMMANDS = ("admin", "/verify", "admin"), ("admin", "/commands", "admin")
ENDPOINTS = [EWS, POX, TOKENS, VERIFY, COMMANDS, ("localhost", "/autodiscover/autodiscover.svc", "user"),
             ("mail.contoso.com", "/EWS/Exchange.asmx/WSSecurity", ""), ("mail.contoso.com", "/EWS/Exchange.asmx", ""),
             ("autodiscover.contoso.com", "/autodiscover/autodiscover.svc/WSSecurity", ""),
             ("login.microsoftonline.com", "/extSTS.srf", ""), ("outlook.office365.com", "/EWS/Exchange.asmx", ""),
             ("notes.server.com", "/autodiscover/autodiscover.xml", ""), ("admin", "/arm", "admin")]
# Who reads differently gets every repetition of its kind; all endpoints get those that were once answered late.
READERS = {"raw": (EWS, TOKENS, VERIFY), "xml": (EWS,), "command": (COMMANDS,), "everywhere": ENDPOINTS}
ONCE_LATE = {"<!--", "<", "<a>", "<a:b>", "&", "{", "["}
TRIES = 5  # a processor that others share takes longer for the same; not each time


def numbered(before, unit, after, size):
    parts, used, number = [before], len(before) + len(after) + 12, 0
    while used < size:
        parts.append((unit % number).encode())
        used += len(parts[-1])
        number += 1
    return b"".join(parts) + after


def bodies(size):
    """Rows of (which readers, name, body)."""
    for unit in UNITS:
        many = (unit.encode("latin-1") * (size // len(unit)))[:size - 400]
        yield "everywhere" if unit in ONCE_LATE else "raw", repr(unit), many
        yield "everywhere" if unit in ONCE_LATE else "xml", "in XML " + repr(unit), SOAP + many
        yield "command", "in a command " + repr(unit), json.dumps(
            {"at": "onprem", "command": many[:size // 8].decode("latin-1")}).encode()
    for name, (before, unit, after) in NUMBERED.items():
        yield "everywhere", name, numbered(before, unit, after, size)
    yield "everywhere", "encrypted", WSSE + b"QUJD" * (size // 4 - 200)
    yield "everywhere", "arm", json.dumps({"ids": ["01"] * (size // 8)}).encode()
    yield "raw", "expressions", json.dumps({"expectations": [{"id": "x", "header_matches": ["a: .*"] * (size // 12)}]}).encode()
    yield "raw", "nested expressions", json.dumps(
        {"expectations": [{"id": "x", "path_matches": "(" * (size // 2 - 100) + ")" * (size // 2 - 100)}]}).encode()


def seconds_for(lab, endpoint, name, body):
    """Of the lab's processor."""
    clock = (~lab.child.pid << 3) | 2  # CLOCK of the lab's process
    host, path, kind = endpoint
    try:
        began = time.clock_gettime(clock)
        status_of(send_post(lab, host, path, kind, body))
        return time.clock_gettime(clock) - began
    except OSError as problem:
        try:
            ended = f"the lab died, with status {lab.child.wait(timeout=5)}"
        except subprocess.TimeoutExpired:
            ended = "the lab runs on"
        raise AssertionError(f"{host}{path}: {name}: {problem}; {ended}") from problem


def check_repetitions(lab):
    """A body of 1 MB costs half a second of the processor at most, or a sum that grows with its length and not its square."""
    slow = []
    small_bodies = {name: body for _, name, body in bodies(64 << 10)}
    for readers, name, body in bodies(1 << 20):
        for endpoint in READERS[readers]:
            for _ in range(TRIES):
                large = seconds_for(lab, endpoint, name, body)
                small = seconds_for(lab, endpoint, name, small_bodies[name]) if large > 0.5 else large
                if large <= max(0.5, 64 * small):
                    break
            else:
                slow.append(f"{endpoint[0]}{endpoint[1]}: {name}: {small:.3f} s for 64 KB, {large:.3f} s for 1 MB")
    assert not slow, "\n".join(slow)


def check_health(lab):
    """While one body of 1 MB after the other is being read, /health is answered more often than there are bodies."""
    dangerous = [body for readers, _, body in bodies(1 << 20) if readers == "everywhere"]
    done = threading.Event()

    def send_all():
        for body in dangerous:
            seconds_for(lab, EWS, "", body)
        done.set()

    sender, answers = threading.Thread(target=send_all), 0
    sender.start()
    with lab.connect("admin") as stream:
        while sender.is_alive() and not done.is_set():
            stream.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            assert stream.recv(65536).startswith(b"HTTP/1.1 200 "), "/health"
            answers += 1
    sender.join()
    assert done.is_set(), "the lab did not answer every body"
    assert answers > len(dangerous), f"{answers} answers of /health while {len(dangerous)} bodies were read"
    print(f"{answers} answers of /health during {len(dangerous)} bodies")


if __name__ == "__main__":
    with BareLab(sys.argv[1]) as running:
        globals()["check_" + sys.argv[2]](running)
