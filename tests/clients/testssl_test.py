#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""testssl.sh sees the protocols and the certificate that a variant plays. Each look takes it some ten seconds.

usage: testssl_test.py FBLAB
Exit status 77: skipped, because testssl.sh is not installed.
"""
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys

from lab import Lab, Report, skip

HOST = "mail.contoso.com"
# variant, checks, what must be found: id and the beginning of the finding
ROWS = [
    ("00a", "-p", {"TLS1": "not offered", "TLS1_1": "not offered", "TLS1_2": "offered", "TLS1_3": "offered"}),
    ("32a", "-p", {"TLS1": "offered", "TLS1_1": "offered", "TLS1_2": "not offered", "TLS1_3": "not offered"}),
    ("xTrustc", "-S", {"cert_commonName": HOST, "cert_chain_of_trust": "failed (expired)", "cert_expirationStatus": "expired"}),
]


def findings(program, fblab, variant, checks):
    """What the program found, by the id of the finding."""
    with Lab(fblab, "--scenario", variant) as lab:
        output = os.path.join(lab.folder.name, "found.json")
        port = lab.ready["hosts"][HOST + ":443"].split(":")[1]
        done = subprocess.run(
            [program, "--quiet", "--warnings", "off", "--color", "0", "-n", "none", "--ip", "127.0.0.1",
             "--openssl", shutil.which("openssl"), "--openssl-timeout", "5", "--connect-timeout", "5", "--add-ca",
             lab.ready["ca_file"], checks, "--jsonfile", output, f"{HOST}:{port}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=280, check=False)
        if not os.path.exists(output):
            return {"output": done.stdout.decode("utf-8", "replace")[-800:]}
        with open(output, encoding="utf-8") as file:
            return {found["id"]: found["finding"] for found in json.load(file)}


def main(fblab):
    program = shutil.which("testssl") or shutil.which("testssl.sh")
    if not program:
        skip("testssl.sh is not installed; apt-get install testssl.sh")
    report = Report()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        looks = [pool.submit(findings, program, fblab, variant, checks) for variant, checks, _ in ROWS]
        for (variant, checks, expected), found in zip(ROWS, (look.result() for look in looks)):
            for name, finding in expected.items():
                report.expect(found.get(name, "").startswith(finding), f"{variant} {checks}: {name} {finding}", found)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
