# SPDX-License-Identifier: MIT
"""Answers over kept-alive connections."""
import base64

from figures import Figure, Floor
from load import Post, compare
from servers import BenchServer, Lab, Nginx

CANNED = (
    # name, listener, path, ratio asked for
    ("canned 401, plain", "plain", "/challenge", 0.85),
    ("canned 200 of 6.3 KB, plain", "plain", "/", 0.85),
    ("canned 200 of 6.3 KB, TLS 1.3", "tls", "/", 0.7),
    ("canned 200 of 6.3 KB chosen by XML, plain", "plain", "/chosen", 0.6),
    ("canned 200 of 6.3 KB chosen by XML, TLS 1.3", "tls", "/chosen", 0.6),
)


def _figures(name, result, floor):
    (rate, rate_there), (processor, processor_there) = result
    return [Figure(name, "answers/s", rate, rate_there, "nginx", Floor(floor, "ratio")),
            Figure(name, "answers/CPU s", processor, processor_there, "nginx", Floor(floor, "ratio"))]


def canned(settings):
    """wire and http alone: bench_server."""
    figures = []
    with BenchServer(settings.programs, settings.folder) as ours, Nginx(settings.folder).await_answer() as nginx:
        for name, listener, path, floor in CANNED:
            result = compare(settings.rounds, Post(ours, ours.url(listener, path), settings.seconds),
                             Post(nginx, nginx.url(listener, path), settings.seconds))
            figures += _figures(name, result, floor)
    return figures


def chosen(settings):
    """The whole lab: what it answers depends on the request. The reference is nginx's canned 200 over TLS."""
    figures = []
    with BenchServer(settings.programs, settings.folder):
        pass  # for its certificate
    with Lab(settings.programs, settings.folder).await_ready() as lab, Nginx(settings.folder).await_answer() as nginx:
        door = lab.ready["front_door"]
        login = "Basic " + base64.b64encode(f"{door['user']}:{door['password']}".encode()).decode()
        challenge = f"https://localhost:{lab.port('mail.contoso.com')}/EWS/Exchange.asmx"
        for name, url, authorization in (("EWS challenge 401 of the lab, TLS 1.3", challenge, None),
                                         ("free/busy of the lab by XML, TLS 1.3", door["ews_url"], login)):
            result = compare(settings.rounds, Post(lab, url, settings.seconds, authorization),
                             Post(nginx, nginx.url("tls", "/"), settings.seconds))
            figures += _figures(name, result, 0.6)
    return figures
