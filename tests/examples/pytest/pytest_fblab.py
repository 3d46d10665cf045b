# SPDX-License-Identifier: MIT
"""A lab for each test of yours: `pip install` the folder of this file, or copy it beside your tests as conftest.py. Needs pytest, and
`fblab` on the PATH or named by the variable FBLAB; else the standard library alone.

    @pytest.mark.scenario("06")
    def test_twins(lab):
        assert "ambiguous" in my_tool(lab.ews_url, lab.user, lab.password, lab.ca_file)
        assert lab.journal()
"""
import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest


class Lab:
    """A running lab. Every call reads the ready file anew: arming changes addresses and names."""

    def __init__(self, program, folder, scenario=None):
        self.ready_file = folder / "ready.json"
        self.tool_file = folder / "tool.json"  # hand this one to a tool: it does not tell what is broken
        options = ["--scenario", scenario] if scenario else []
        self._log = open(folder / "fblab.log", "w+", encoding="utf-8")
        self._child = subprocess.Popen([program, "serve", "--ready-file", str(self.ready_file), "--tool-file",
                                        str(self.tool_file), *options], stdout=subprocess.PIPE, stderr=self._log, text=True)
        self._child.stdout.readline()  # printed when every port listens
        if not self.ready_file.exists():
            self.stop()
            raise RuntimeError(f"fblab did not start: {(folder / 'fblab.log').read_text(encoding='utf-8').strip()}")

    @property
    def ready(self):
        """Everything a client may know, as the ready file has it."""
        return json.loads(self.ready_file.read_text(encoding="utf-8"))

    ews_url = property(lambda self: self.ready["front_door"]["ews_url"])
    autodiscover_url = property(lambda self: self.ready["front_door"]["autodiscover_url"])
    user = property(lambda self: self.ready["front_door"]["user"])
    password = property(lambda self: self.ready["front_door"]["password"])
    ca_file = property(lambda self: self.ready["ca_file"])
    requester = property(lambda self: self.ready["requester"])
    target = property(lambda self: self.ready["target"])

    def arm(self, *scenarios):
        """A fresh lab, broken that way: arm("06"), arm("06b"), arm("06", "32")."""
        self._call("POST", "/arm", {"ids": list(scenarios)})

    def repair(self):
        """The documented repair of what is armed."""
        self._call("POST", "/repair", {})

    def reset(self):
        """Back to the start: as the test found it."""
        self._call("POST", "/reset", {})

    def run(self, at, command):
        """One line of the management shell: run("lab", "Set-LabFirewall onprem -Inbound drop")."""
        return self._call("POST", "/commands", {"at": at, "command": command})

    def journal(self):
        """What reached the parties, and what they answered, oldest first."""
        return self._call("GET", "/journal")["entries"]

    def stop(self):
        self._child.terminate()
        self._child.communicate(timeout=30)
        self._log.close()

    def _call(self, method, path, body=None):
        ready = self.ready
        request = urllib.request.Request(
            ready["admin"] + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + ready["admin_token"], "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(f"{method} {path}: {refusal.read().decode('utf-8', 'replace')}") from None
        return json.loads(text) if text else None


def pytest_configure(config):
    config.addinivalue_line("markers", "scenario(id): the failure the lab begins with")


@pytest.fixture
def lab(request, tmp_path):
    program = os.environ.get("FBLAB") or shutil.which("fblab")
    if not program:
        pytest.fail("fblab is not on the PATH; install it, or say where it is with FBLAB=/path/to/fblab")
    marker = request.node.get_closest_marker("scenario")
    running = Lab(program, tmp_path, marker.args[0] if marker else None)
    yield running
    running.stop()
