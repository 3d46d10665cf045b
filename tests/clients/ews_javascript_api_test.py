#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""ews-javascript-api, a port of Microsoft's EWS Managed API, asks the front door.

usage: ews_javascript_api_test.py FBLAB NODE_MODULES
Exit status 77: skipped, because node or the package is not installed (tests/run does it).
"""
import datetime
import json
import os
import shutil
import subprocess
import sys

from lab import Lab, Report, next_working_day, skip

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ews-javascript-api", "client.js")
FAILURES = {"06": "user-context in the token is ambiguous", "09": "Configuration information for forest/domain",
            "12": "The caller does not have access to free/busy data", "31": "Object moved"}


class Client:
    """The program, which is started once: node takes a while."""

    def __init__(self, ready, modules):
        environment = dict(os.environ, NODE_PATH=modules, NODE_EXTRA_CA_CERTS=ready["ca_file"])
        self.child = subprocess.Popen(["node", PROGRAM], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True)

    def ask(self, ready, what, **more):
        start = next_working_day()
        order = {"do": what, "target": ready["target"], "requester": ready["requester"], **ready["front_door"],
                 "start": f"{start:%Y-%m-%dT%H:%M:%SZ}", "end": f"{start + datetime.timedelta(days=3):%Y-%m-%dT%H:%M:%SZ}",
                 **more}
        self.child.stdin.write(json.dumps(order) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())

    def stop(self):
        self.child.stdin.close()
        self.child.wait(timeout=30)


def check_healthy(client, ready, report):
    for version in ("Exchange2007_SP1", "Exchange2010_SP2", "Exchange2013", "Exchange2016"):
        answer = client.ask(ready, "availability", version=version)
        report.expect(answer["ok"] and "Busy" in answer["busy"], f"busy times, {version}", answer)
    answer = client.ask(ready, "suggestions")
    report.expect(answer["ok"] and answer["days"] >= 3, "suggestions", answer)
    answer = client.ask(ready, "name", name="Ann")
    report.expect(answer == {"ok": True, "found": "ann@contoso.com"}, "a name", answer)
    answer = client.ask(ready, "folder")
    report.expect(answer == {"ok": True, "found": "Calendar"}, "a folder", answer)
    answer = client.ask(ready, "settings")
    report.expect(answer.get("found") == ready["front_door"]["ews_url"], "settings by Autodiscover", answer)
    answer = client.ask(ready, "availability", password="wrong")
    report.expect(not answer["ok"], "the wrong password", answer)


def main(fblab, modules):
    if not shutil.which("node") or not os.path.isdir(os.path.join(modules, "ews-javascript-api")):
        skip("ews-javascript-api is not installed; tests/run installs it where npm reaches its registry")
    report = Report()
    with Lab(fblab) as lab:
        client = Client(lab.ready, modules)
        check_healthy(client, lab.ready, report)
        for identifier, words in FAILURES.items():
            lab.arm(identifier)
            answer = client.ask(lab.ready, "availability")
            report.expect(not answer["ok"] and words in answer["text"], f"failure {identifier}", answer)
            lab.post("/repair")
            answer = client.ask(lab.ready, "availability")
            report.expect(answer["ok"] and answer["busy"], f"failure {identifier} repaired", answer)
        client.stop()
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
