# SPDX-License-Identifier: MIT
"""Connections of which no good comes, a function a kind: makes one, and gives it back if it is to be held, else None."""
import random
import socket
import ssl
import struct
import subprocess

from watched_lab import TRUST

HOSTS = ("localhost", "mail.contoso.com", "autodiscover.contoso.com", "outlook.office365.com", "login.microsoftonline.com",
         "accounts.accesscontrol.windows.net", "admin")
TLS_12 = ssl._create_unverified_context()
TLS_12.maximum_version = ssl.TLSVersion.TLSv1_2


def hello(host):
    """The bytes of a ClientHello."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = TRUST.wrap_bio(incoming, outgoing, server_hostname=host)
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def reset(stream):
    """RST instead of FIN."""
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.close()


def silent(lab, host, _):
    return lab.plain(host)


def half_hello(lab, host, chance):
    stream, bytes_ = lab.plain(host), hello(host)
    stream.sendall(bytes_[:chance.randrange(1, len(bytes_))])
    return stream


def hello_without_end(lab, host, _):
    """The server has answered; nothing more comes."""
    stream = lab.plain(host)
    stream.sendall(hello(host))
    return stream


def garbage(lab, host, chance):
    stream = lab.plain(host)
    stream.sendall(chance.randbytes(chance.randrange(1, 4000)))
    return stream


def garbage_record(lab, host, chance):
    """Looks like TLS, and is none."""
    stream = lab.plain(host)
    body = chance.randbytes(chance.randrange(1, 400))
    stream.sendall(bytes([chance.choice((20, 21, 22, 23, 24)), 3, chance.randrange(5)]) + struct.pack(">H", len(body)) + body)
    return stream


def alert(lab, host, chance):
    stream = lab.plain(host)
    if chance.random() < 0.5:
        stream.sendall(hello(host))
    stream.sendall(bytes([21, 3, 3, 0, 2, chance.choice((1, 2)), chance.choice((0, 10, 20, 40, 42, 48, 80, 90, 100, 112))]) * 50)
    return stream


def alert_in_the_open(lab, host, _):
    """A record in plain text after the handshake."""
    stream = lab.connect(host)
    raw = socket.socket(fileno=stream.detach())
    raw.sendall(bytes([21, 3, 3, 0, 2, 2, 40]))
    return raw


def renegotiation(lab, host, _):
    """TLS 1.2, and R: a new handshake in the old one. What openssl says does not matter."""
    if host == "admin":
        return silent(lab, host, _)
    subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{lab.port(host)}", "-servername", host, "-tls1_2"], input=b"R\nR\nR\n",
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=60)
    return None


def key_updates(lab, host, _):
    """TLS 1.3, and K: new keys, many times over."""
    if host == "admin":
        return silent(lab, host, _)
    subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{lab.port(host)}", "-servername", host, "-tls1_3"],
                   input=b"K\nk\n" * 20, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=60)
    return None


def reset_at_once(lab, host, _):
    reset(lab.plain(host))


def reset_in_handshake(lab, host, _):
    stream = lab.plain(host)
    stream.sendall(hello(host))
    reset(stream)


def reset_after_request(lab, host, _):
    stream = lab.connect(host)
    stream.sendall(lab.look_up())
    reset(stream)


def end_in_body(lab, host, chance):
    """Half of a body, then FIN, RST, or nothing."""
    stream, request = lab.connect(host), lab.request(host, "/EWS/Exchange.asmx", "user", b"<a>" * 5000)
    stream.sendall(request[:chance.randrange(1, len(request))])
    way = chance.choice((reset, socket.socket.close, None))
    if way:
        way(stream)
    return None if way else stream


def half_closed(lab, host, _):
    """FIN in the middle of a head; what comes back is not read."""
    stream = lab.plain(host) if host == "admin" else lab.connect(host)
    stream.sendall(b"POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: ")
    stream.shutdown(socket.SHUT_WR)
    return stream


def drip(lab, host, chance):
    """A head byte by byte, as far as it comes."""
    stream, request = lab.connect(host), lab.request(host, "/EWS/Exchange.asmx", "user", b"<a/>")
    if host != "admin":
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in request[:chance.randrange(10, 60)]:
        stream.sendall(bytes([byte]))
    return stream


CHUNK_SIZES = (b"FFFFFFFFFFFFFFFF", b"7FFFFFFFFFFFFFFF", b"FFFFFFFFFFFFFFFFFFFFFFFF", b"-1", b"0x10", b"", b"zz", b" 5", b"5 ", b"+5",
               b"5;" + b"a" * 9000, b"0" * 9000 + b"5", b"80000000", b"100000000")


def absurd_chunk(lab, host, chance):
    stream = lab.connect(host)
    stream.sendall(lab.request(host, "/EWS/Exchange.asmx", "user").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked") +
                   chance.choice(CHUNK_SIZES) + b"\r\nhello\r\n0\r\n\r\n")
    return stream


def garbage_in_tls(lab, host, chance):
    stream = lab.connect(host)
    stream.sendall(chance.randbytes(chance.randrange(1, 20000)))
    return stream


def absurd_head(lab, host, chance):
    stream = lab.connect(host)
    stream.sendall(chance.choice((b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 20000, b"GET /" + b"a" * 200000, b"\r\n" * 50000,
                                  b"GET / HTTP/9.9\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n : \r\n\r\n",
                                  b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n")))
    return stream


def pipelined(lab, host, chance):
    """Many requests at once, whose answers nobody reads."""
    stream = lab.connect(host)
    stream.settimeout(0.2)
    try:
        stream.sendall(lab.request(host, "/EWS/Exchange.asmx", "user", b"<a/>") * chance.randrange(2, 200))
    except TimeoutError:
        pass
    return stream


def slow_reader(lab, host, _):
    """Answers pile up in front of a small window."""
    stream = socket.socket()
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    stream.settimeout(10)
    stream.connect(("127.0.0.1", lab.port("admin")))
    stream.settimeout(0.2)
    try:
        stream.sendall(f"GET /cmdlets HTTP/1.1\r\nHost: {host}\r\n{lab.authorization('admin')}\r\n".encode() * 5)
    except TimeoutError:
        pass
    return stream


KINDS = [silent, half_hello, hello_without_end, garbage, garbage_record, alert, alert_in_the_open, reset_at_once, reset_in_handshake,
         reset_after_request, end_in_body, half_closed, drip, absurd_chunk, garbage_in_tls, absurd_head, pipelined, slow_reader]
DEAR_KINDS = [renegotiation, key_updates]  # a program each


def attack(lab, number, held, most_held):
    """One connection; a server that ends it early has every right to."""
    chance = random.Random(number)
    kind = DEAR_KINDS[number // 50 % len(DEAR_KINDS)] if number % 50 == 0 else KINDS[number % len(KINDS)]
    try:
        stream = kind(lab, chance.choice(HOSTS), chance)
    except (ConnectionError, ssl.SSLError, TimeoutError):
        stream = None
    if stream:
        held.append(stream)
    while len(held) > most_held:
        held.pop(0).close()
    return kind.__name__
