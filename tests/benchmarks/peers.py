# SPDX-License-Identifier: MIT
"""mountebank, the peer that npm installs: both give the same answer to what the XML of the request asks for."""
import json
import pathlib
import urllib.request

from figures import Figure, Floor
from load import Post, compare
from processes import Server, accepts, free_ports
from servers import HALF_BODY, BenchServer, Lab, captured_scenario, find, leave_certificate

MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
CHOICE = {"predicates": [{"xpath": {"selector": "//m:GetUserAvailabilityRequest", "ns": {"m": MESSAGES}},
                          "exists": {"body": True}}],
          "responses": [{"is": {"statusCode": 200, "headers": {"Content-Type": "text/xml; charset=utf-8"},
                                "body": HALF_BODY * 2}}]}
REFUSAL = {"responses": [{"is": {"statusCode": 500}}]}


class Mountebank(Server):
    """With an imposter for each protocol and the certificate that the folder holds."""

    def __init__(self, folder):
        self.admin, plain, tls = free_ports(3)
        self.ports = {"plain": plain, "tls": tls}
        super().__init__([find("mb", "npm install -g mountebank"), "start", "--port", self.admin, "--localOnly",
                          "--nologfile", "--loglevel", "error", "--pidfile", pathlib.Path(folder) / "mb.pid"])
        self.await_true(lambda: accepts(self.admin))
        self._add("plain", protocol="http")
        self._add("tls", protocol="https", key=(pathlib.Path(folder) / "key.pem").read_text(encoding="ascii"),
                  cert=(pathlib.Path(folder) / "certificate.pem").read_text(encoding="ascii"))

    def _add(self, kind, **imposter):
        document = json.dumps({"port": self.ports[kind], "stubs": [CHOICE, REFUSAL], **imposter}).encode()
        with urllib.request.urlopen(urllib.request.Request(f"http://localhost:{self.admin}/imposters", document)):
            pass

    url = BenchServer.url


def peers(settings):
    """The lab beside it, by the processor."""
    figures = []
    leave_certificate(settings)
    with Mountebank(settings.folder) as peer, Lab(settings.programs, settings.folder,
                                                  scenario=captured_scenario(settings.folder)).await_ready() as lab:
        for name, kind in (("plain", "plain"), ("TLS 1.3", "tls")):
            _, (ours, theirs) = compare(settings.rounds, Post(lab, lab.captured_url(kind), settings.seconds),
                                        Post(peer, peer.url(kind, "/"), settings.seconds))
            figures.append(Figure(f"captured 200 chosen by XML, {name}", "answers/CPU s", ours, theirs, "mountebank",
                                  Floor(3, "ratio")))
    return figures
