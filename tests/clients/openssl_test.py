#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""openssl s_client looks at the TLS of a party in every variant that concerns it: protocol, chain, alert, end.

usage: openssl_test.py FBLAB
Exit status 77: skipped, because openssl is not installed.
"""
import re
import shutil
import subprocess
import sys

from lab import Lab, Report, skip

HOST, DOMINO = "mail.contoso.com", "notes.server.com"
GOOD = "Verification: OK"
# variant armed, host, options, pattern in what s_client prints
ROWS = [
    ("00a", HOST, (), "New, TLSv1.3"),
    ("00a", HOST, (), GOOD),
    ("00a", HOST, ("-tls1_2",), "New, TLSv1.2"),
    ("00a", HOST, ("-tls1_2",), GOOD),
    ("00a", HOST, ("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), "alert protocol version"),
    ("00a", HOST, ("-alpn", "h2,http/1.1"), "ALPN protocol: http/1.1"),
    ("00a", HOST, (), r"0 s:CN ?= ?mail\.contoso\.com"),
    ("00a", "autodiscover.contoso.com", (), GOOD),
    ("00a", "autodiscover-s.outlook.com", (), GOOD),
    ("00a", "outlook.office365.com", (), GOOD),
    ("00a", "login.microsoftonline.com", (), GOOD),
    ("00a", "nexus.microsoftonline-p.com", (), GOOD),
    ("00a", "accounts.accesscontrol.windows.net", (), GOOD),
    ("00a", DOMINO, (), GOOD),
    ("07a", HOST, (), GOOD),  # the reset comes after the request
    ("08a", DOMINO, (), "no peer certificate available"),
    ("08a", DOMINO, (), "errno=104"),  # ECONNRESET
    ("32a", HOST, ("-tls1_2",), "unsupported protocol"),  # the server chose TLS 1.1, which the client does not take
    ("32a", HOST, ("-tls1_3",), "SSL alert number 70"),
    ("32a", HOST, ("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), "New, TLSv1.0|Protocol  : TLSv1.1"),
    ("32b", HOST, ("-tls1_2",), "SSL alert number 40"),
    ("xTrusta", HOST, (), "num=20:unable to get local issuer certificate"),
    ("xTrustb", HOST, (), "num=62:hostname mismatch"),
    ("xTrustc", HOST, (), "num=10:certificate has expired"),
    ("xTrustd", HOST, (), "num=9:certificate is not yet valid"),
    ("xTruste", HOST, (), "num=18:self-signed certificate"),
    ("xTrustf", HOST, (), "num=20:unable to get local issuer certificate"),
    ("xTrustg", HOST, ("-status",), "Cert Status: revoked"),
    ("xTrusth", HOST, (), "num=66:EE certificate key too weak"),
    ("xClosedb", HOST, (), "unexpected eof while reading"),
]


def look(ready, host, options):
    """What s_client prints of a handshake and the end of the connection."""
    command = ["openssl", "s_client", "-connect", ready["hosts"][host + ":443"], "-servername", host,
               "-verify_hostname", host, "-CAfile", ready["ca_file"], *options]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=30,
                          check=False).stdout.decode("utf-8", "replace")


def main(fblab):
    if not shutil.which("openssl"):
        skip("openssl is not installed; apt-get install openssl")
    report, armed = Report(), None
    with Lab(fblab) as lab:
        for variant, host, options, pattern in ROWS:
            if variant != armed:
                lab.arm(variant)
                armed = variant
            text = look(lab.ready, host, options)
            report.expect(re.search(pattern, text), f"{variant} {host} {' '.join(options)}: {pattern}", text[-1500:])
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
