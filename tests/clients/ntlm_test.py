#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A client that was not written with the lab's code logs on by NTLM, tied to its TLS connection or to another.

usage: ntlm_test.py FBLAB
"""
import http.client
import ssl
import sys

import ntlm
from lab import Lab, Report

EWS = "/EWS/Exchange.asmx"
MAIL = "mail.contoso.com"
AGENT = "3c1f6a70-92d4-4b8e-a5c3-7e20d91b64f8.resource.mailboxmigration.his.msappproxy.net"
DIRECTORY = '"EX01\\EWS (Default Web Site)"'
OTHER = bytes(range(16))
EVENT = "Windows/System32/winevt/Logs/Security.xml"


def open_to(lab, host):
    """A connection to that host of the lab, and the certificate that it shows (DER)."""
    address, port = lab.ready["hosts"][host + ":443"].rsplit(":", 1)
    context = ssl.create_default_context(cafile=lab.ready["ca_file"])
    connection = http.client.HTTPConnection(address, int(port))
    connection.connect()
    connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
    return connection, connection.sock.getpeercert(True)


def ask(connection, host, authorization):
    connection.request("GET", EWS, headers={"Host": host, "Authorization": "NTLM " + authorization})
    answer = connection.getresponse()
    answer.read()
    return answer


def log_on(lab, host, channel, service=None, wrong=""):
    """The status behind the last message. channel: of the certificate that is shown, "other", or None."""
    connection, certificate = open_to(lab, host)
    challenge = ask(connection, host, ntlm.negotiate()).getheader("WWW-Authenticate")[len("NTLM "):]
    binding = {"shown": ntlm.binding(certificate), "other": OTHER, "zeroes": bytes(16), None: None}[channel]
    door = lab.ready["front_door"]
    status = ask(connection, host, ntlm.answer(challenge, door["user"], door["password"] + wrong, binding, service)).status
    connection.close()
    return status


def set_directory(lab, checking, more=""):
    lab.run("onprem", f"Set-WebServicesVirtualDirectory {DIRECTORY} -ExtendedProtectionTokenChecking {checking} {more}")


def check_settings(lab, report):
    expected = {("None", "shown"): 200, ("None", "other"): 200, ("None", None): 200,
                ("Allow", "shown"): 200, ("Allow", "other"): 401, ("Allow", None): 200, ("Allow", "zeroes"): 200,
                ("Require", "shown"): 200, ("Require", "other"): 401, ("Require", None): 401, ("Require", "zeroes"): 401}
    for (checking, channel), status in expected.items():
        set_directory(lab, checking)
        got = log_on(lab, MAIL, channel)
        report.expect(got == status, f"{checking}, binding: {channel}", got)
    report.expect(log_on(lab, MAIL, "shown", wrong="x") == 401, "a wrong password, tied to the connection")


def check_devices(lab, report):
    set_directory(lab, "Require")
    report.expect(log_on(lab, AGENT, "shown") == 401, "through the hybrid agent")
    lab.run("lab", "Set-LabReverseProxy onprem -TlsBridging $true")
    report.expect(log_on(lab, MAIL, "shown") == 401, "through a device with a certificate of its own")
    lab.run("lab", "Set-LabReverseProxy onprem -TlsBridging $false -SslOffloading $true")
    report.expect(log_on(lab, MAIL, "shown") == 401, "through a device that off-loads TLS")
    set_directory(lab, "Require", f"-ExtendedProtectionFlags Proxy -ExtendedProtectionSPNList HTTP/{MAIL}")
    report.expect(log_on(lab, MAIL, "shown", f"HTTP/{MAIL}") == 200, "with the name of the service on the list")
    report.expect(log_on(lab, MAIL, "shown", "HTTP/other") == 401, "with another name of the service")
    set_directory(lab, "None", "-ExtendedProtectionFlags $null -ExtendedProtectionSPNList $null")
    report.expect(log_on(lab, AGENT, "shown") == 200, "through the hybrid agent, without Extended Protection")


def check_kept_connection(lab, report):
    """Who logged on untied is asked again where Extended Protection comes to be on."""
    lab.run("lab", "Set-LabReverseProxy onprem -SslOffloading $false")
    connection, _ = open_to(lab, MAIL)
    door = lab.ready["front_door"]
    challenge = ask(connection, MAIL, ntlm.negotiate()).getheader("WWW-Authenticate")[len("NTLM "):]
    first = ask(connection, MAIL, ntlm.answer(challenge, door["user"], door["password"])).status
    set_directory(lab, "Allow")
    connection.request("GET", EWS, headers={"Host": MAIL})
    second = connection.getresponse().status
    report.expect((first, second) == (200, 401), "a log-on that was not tied to its connection", (first, second))


def check_log(lab, report):
    written = [file for file in lab.ask("/logs")["files"] if file["path"].endswith(EVENT)]
    events = written[0]["lines"] if written else []
    report.expect(len(events) >= 7 and all("<EventID>4625<" in line and "0xC000035B" in line for line in events),
                  "the security log has those that were meant for another connection", events[:1])


def main(fblab):
    report = Report()
    assert ntlm.md4(b"abc").hex() == "a448017aaf21d8525fc10ae87aa6729d"
    with Lab(fblab, "--scenario", "00k") as lab:
        for check in (check_settings, check_devices, check_kept_connection, check_log):
            check(lab, report)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
