# SPDX-License-Identifier: MIT
"""The three servers: bench_server (our two lowest layers), the lab, and nginx."""
import contextlib
import json
import os
import pathlib
import resource
import ssl
import string
import subprocess
import urllib.request

from figures import Skipped
from processes import Server, accepts, free_ports

HERE = pathlib.Path(__file__).parent
HALF_BODY = "x" * 3150


def raise_descriptor_limit(wanted=50000):
    """As far as may be; returns what was reached."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for limit in (max(wanted, hard), hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
            return limit
        except (ValueError, OSError):
            continue  # only root may go beyond the hard limit, and not everywhere
    return hard


class BenchServer(Server):
    """Canned answers from our wire and http layers. Leaves certificate.pem and key.pem in the folder."""

    def __init__(self, programs, folder):
        super().__init__([programs.need("bench_server"), folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         text=True)
        self.ports = json.loads(self.process.stdout.readline())

    def url(self, kind, path):
        return f"{'https' if kind == 'tls' else 'http'}://localhost:{self.ports[kind]}{path}"


class Nginx(Server):
    """The same answers. The folder holds the certificate already."""

    def __init__(self, folder, alone=True):
        plain, tls = free_ports(2)
        self.ports = {"plain": plain, "tls": tls, "reset": plain}
        descriptors = raise_descriptor_limit()
        template = string.Template((HERE / "nginx.conf.in").read_text(encoding="ascii"))
        config = pathlib.Path(folder) / "nginx.conf"
        config.write_text(template.substitute(folder=folder, plain=plain, tls=tls, half=HALF_BODY,
                                                   descriptors=descriptors, connections=descriptors - 100),
                          encoding="ascii")
        super().__init__([find("nginx"), "-c", config, "-p", folder], alone)

    url = BenchServer.url

    def await_answer(self):
        self.await_true(lambda: accepts(self.ports["plain"]))
        return self


def reference(folder):
    """nginx, or None where it is not installed: our figure stands alone then."""
    try:
        return Nginx(folder).await_answer()
    except Skipped:
        return contextlib.nullcontext()


def installed(program):
    """Its path, or None."""
    for folder in (*os.environ.get("PATH", "").split(":"), "/usr/sbin", "/usr/local/sbin"):
        if folder and os.access(os.path.join(folder, program), os.X_OK):
            return os.path.join(folder, program)
    return None


def find(program, how="apt-get install nginx-light wrk"):
    path = installed(program)
    if not path:
        raise Skipped(f"{program} is not installed; {how}")
    return path


def leave_certificate(settings):
    """In the folder, for those that show the same one."""
    with BenchServer(settings.programs, settings.folder):
        pass


def captured_scenario(folder):
    """A user's own scenario with two captured answers; returns its path."""
    template = string.Template((HERE / "captured.xml.in").read_text(encoding="ascii"))
    path = pathlib.Path(folder) / "own" / "xCaptured.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(template.substitute(body=HALF_BODY * 2, length=len(HALF_BODY) * 2), encoding="ascii")
    return path


class Lab(Server):
    """fblab serve, with a scenario of a file armed if there is one; its ready file is `ready`."""

    def __init__(self, programs, folder, alone=True, scenario=None):
        self.file = os.path.join(folder, "ready.json")
        armed = ["--scenarios", scenario.parent, "--scenario", scenario.stem] if scenario else []
        super().__init__([programs.need("fblab"), "serve", "--ready-file", self.file, *armed], alone,
                         stdout=subprocess.DEVNULL)
        self.ready = None

    def await_ready(self):
        self.await_true(lambda: os.path.exists(self.file))
        self.ready = json.loads(pathlib.Path(self.file).read_text(encoding="utf-8"))
        return self

    def port(self, name, public=443):
        return int(self.ready["hosts"][f"{name}:{public}"].rpartition(":")[2])

    def captured_url(self, kind):
        """Where captured_scenario() answers."""
        scheme, name, public = {"plain": ("http", "autodiscover.contoso.com", 80),
                                "tls": ("https", "mail.contoso.com", 443)}[kind]
        return f"{scheme}://localhost:{self.port(name, public)}/EWS/Captured.asmx"

    def admin(self, path):
        request = urllib.request.Request(self.ready["admin"] + path,
                                         headers={"Authorization": "Bearer " + self.ready["admin_token"]})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


def careless_tls():
    """TLS 1.3 that trusts anybody: what is measured is the server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
