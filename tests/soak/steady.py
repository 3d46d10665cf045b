# SPDX-License-Identifier: MIT
"""Many requests: the lab's memory stays what it was after the first sixth of them."""
import threading

from watched_lab import WatchedLab, Wrong, judge_growth, read_answer

AT_ONCE = 25          # requests in one go
PER_CONNECTION = 500  # then a new one
MOST_GROWTH = 12_000  # kilobytes, from a sixth of them to the last: the journal may fill meanwhile, to 8 MiB
CLIENTS = 2


def requests(lab):
    """Rows of (host, bytes of a request, the status wanted)."""
    admin = lab.authorization("admin")
    return [("mail.contoso.com", lab.request("mail.contoso.com", "/EWS/Exchange.asmx"), 401),
            ("localhost", lab.look_up(), 200),
            ("mail.contoso.com", lab.request("mail.contoso.com", "/EWS/Exchange.asmx/WSSecurity", "", b"<a/>"), 500),
            ("admin", b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n", 200),
            ("localhost", lab.request("localhost", "/autodiscover/autodiscover.xml", "user", b"<a>"), 200),
            ("autodiscover.contoso.com", b"GET /no/such/thing HTTP/1.1\r\nHost: autodiscover.contoso.com\r\n\r\n", 404),
            ("login.microsoftonline.com", lab.request("login.microsoftonline.com", "/extSTS.srf", "", b"<a" * 500), 500),
            ("admin", f"GET /armed HTTP/1.1\r\nHost: a\r\n{admin}\r\n".encode(), 200)]


def ask(lab, row, count):
    """So many on one connection; a look-up is dear, and comes a tenth as often."""
    host, request, wanted = row
    left = count
    with lab.connect(host) as stream:
        while left > 0:
            some = min(AT_ONCE, left)
            stream.sendall(request * some)
            behind = b""
            for _ in range(some):
                status, _, behind = read_answer(stream, behind)
                if status != wanted:
                    raise Wrong(f"{host} answered {status}, not {wanted}, to {request[:120]!r}")
            left -= some


def ask_many(lab, count):
    rows, problems = requests(lab), []

    def some(first):
        done, turn = 0, first
        try:
            while done < count // CLIENTS:
                row = rows[turn % len(rows)]
                now = min(PER_CONNECTION // (10 if row[0] == "localhost" else 1), count // CLIENTS - done)
                ask(lab, row, now)
                done, turn = done + now, turn + 1
        except (Wrong, OSError) as problem:
            problems.append(str(problem))

    threads = [threading.Thread(target=some, args=(first,)) for first in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.alive()
    if problems:
        raise Wrong(problems[0])


def soak(fblab, count):
    with WatchedLab(fblab) as lab:
        start = lab.kilobytes()
        ask_many(lab, count // 6)
        sixth, descriptors = lab.kilobytes(), lab.descriptors()
        figures = [sixth]
        for _ in range(5):
            ask_many(lab, count // 6)
            figures.append(lab.kilobytes())
        judge_growth(fblab, sixth, figures[-1], MOST_GROWTH, f"from {count // 6} requests to {count}; by sixths: {figures}")
        if lab.descriptors() > descriptors + 8:
            raise Wrong(f"{lab.descriptors()} descriptors after {count} requests, {descriptors} after {count // 6}")
        lab.end()
    print(f"requests: {count}; memory {start} KB at the start, after each sixth {', '.join(map(str, figures))} KB")
