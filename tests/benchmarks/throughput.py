# SPDX-License-Identifier: MIT
"""Answers over kept-alive connections."""
import base64

from figures import Figure, Floor
from load import Post, compare
from servers import BenchServer, Lab, Nginx, captured_scenario, leave_certificate

REPEATED, VARIED = "the same asked again", "another day each time"  # the lab knows what it answered to the last few

CANNED = (
    # name, listener, path, ratio asked for
    ("canned 401, plain", "plain", "/challenge", 0.85),
    ("canned 200 of 6.3 KB, plain", "plain", "/", 0.85),
    ("canned 200 of 6.3 KB, TLS 1.3", "tls", "/", 0.7),
    ("canned 200, its request read as a tree, plain", "plain", "/read", None),
)


def _figures(name, result, floor):
    (rate, rate_there), (processor, processor_there) = result
    asked = floor and Floor(floor, "ratio")
    return [Figure(name, "answers/s", rate, rate_there, "nginx", asked),
            Figure(name, "answers/CPU s", processor, processor_there, "nginx", asked)]


def canned(settings):
    """wire and http alone: bench_server."""
    figures = []
    with BenchServer(settings.programs, settings.folder) as ours, Nginx(settings.folder).await_answer() as nginx:
        for name, listener, path, floor in CANNED:
            both = (Post(server, server.url(listener, path), settings.seconds, refused="401" in name)
                    for server in (ours, nginx))
            figures += _figures(name, compare(settings.rounds, *both), floor)
    return figures


def _questions(lab):
    """Name, URL, authorization, nginx's listener, ratio asked for."""
    door = lab.ready["front_door"]
    login = "Basic " + base64.b64encode(f"{door['user']}:{door['password']}".encode()).decode()
    challenge = f"https://localhost:{lab.port('mail.contoso.com')}/EWS/Exchange.asmx"
    return (("captured 200 of 6.3 KB chosen by XML, plain", lab.captured_url("plain"), None, "plain", 0.6),
            ("captured 200 of 6.3 KB chosen by XML, TLS 1.3", lab.captured_url("tls"), None, "tls", 0.6),
            ("EWS challenge 401, TLS 1.3", challenge, None, "tls", None),
            ("free/busy from calendars, TLS 1.3, " + REPEATED, door["ews_url"], login, "tls", 0.7),
            ("free/busy from calendars, TLS 1.3, " + VARIED, door["ews_url"], login, "tls", None))


def chosen(settings):
    """The whole lab: what it answers depends on the request. The reference is nginx's canned 200."""
    figures = []
    leave_certificate(settings)
    captured = captured_scenario(settings.folder)
    with Lab(settings.programs, settings.folder, scenario=captured).await_ready() as lab, \
            Nginx(settings.folder).await_answer() as nginx:
        for name, url, authorization, listener, floor in _questions(lab):
            ours = Post(lab, url, settings.seconds, authorization, refused="401" in name, varied=VARIED in name)
            result = compare(settings.rounds, ours, Post(nginx, nginx.url(listener, "/"), settings.seconds))
            figures += _figures(name, result, floor)
    return figures
