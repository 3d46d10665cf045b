#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Cmdlets typed on the servers of a lab say what is broken, and what is not: of services, pools, components, names, connections;
and what mends them in reality mends the look-up.

usage: shell_state_test.py FBLAB
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

# What breaks it (commands of a place), what is typed, what it prints when all is well and when it is broken, what mends it.
CASES = [
    ("a service", [("onprem", "Stop-Service W3SVC")], "(Get-Service W3SVC).Status", "Running", "Stopped",
     ("onprem", "Start-Service W3SVC")),
    ("the health of services", [("onprem", "Stop-Service MSExchangeIS")], "(Test-ServiceHealth).RequiredServicesRunning", "True", "False",
     ("onprem", "Start-Service MSExchangeIS")),
    ("a pool", [("server", "Stop-WebAppPool MSExchangeServicesAppPool")], "(Get-IISAppPool MSExchangeServicesAppPool).State", "Started",
     "Stopped", ("server", "Start-WebAppPool MSExchangeServicesAppPool")),
    ("a pool whose process crashes", [("server", 'Set-LabApplicationPool "EX01\\MSExchangeServicesAppPool" -Status Crashing')],
     "(Get-LabApplicationPool *Services*).Status", "Started", "Crashing", ("server", "Restart-WebAppPool MSExchangeServicesAppPool")),
    ("a component", [("onprem", "Set-ServerComponentState EX01 -Component EwsProxy -Requester Maintenance -State Inactive")],
     "(Get-ServerComponentState EX01 -Component EwsProxy).State", "Active", "Inactive",
     ("onprem", "Set-ServerComponentState EX01 -Component EwsProxy -Requester Maintenance -State Active")),
    ("a name", [("lab", "Remove-LabDnsRecord mail.contoso.com")], "(Resolve-DnsName mail.contoso.com).IPAddress", "127.0.0.1",
     "DNS name does not exist", ("lab", "New-LabDnsRecord mail.contoso.com -Party onprem")),
    ("a connection", [("lab", "Set-LabFirewall onprem -Inbound drop -Names mail.contoso.com")],
     "(Test-NetConnection mail.contoso.com -Port 443).TcpTestSucceeded", "True", "False",
     ("lab", "Set-LabFirewall onprem -Inbound allow -Names $null")),
    ("a connection that is refused", [("lab", "Set-LabFirewall onprem -Inbound refuse -Names mail.contoso.com")],
     "(Test-NetConnection mail.contoso.com -Port 443).TcpTestSucceeded", "True", "False",
     ("lab", "Set-LabFirewall onprem -Inbound allow -Names $null")),
]


def type_in(fblab, lab, at, command):
    done = subprocess.run([fblab, "shell", "--lab", lab.ready_file, "--at", at, "-c", command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.strip()


def look_up(lab):
    return lab.ask("/status")["look_up"]["ok"]


def check(report, fblab, lab, case):
    name, breaks, command, well, broken, mend = case
    lab.post("/reset")
    at = "server" if "Get-ServerComponentState" not in command else "onprem"
    said = type_in(fblab, lab, at, command)
    report.expect(well in said and look_up(lab), f"{name}, all well", said)
    trouble = [type_in(fblab, lab, place, line) for place, line in breaks]
    said = type_in(fblab, lab, at, command)
    report.expect(broken in said and not look_up(lab), f"{name}, broken", (said, trouble))
    trouble = type_in(fblab, lab, *mend)
    said = type_in(fblab, lab, at, command)
    report.expect(well in said and look_up(lab), f"{name}, mended", (said, trouble))


def check_logs(report, fblab, lab):
    """What is typed is seen by those whom it reaches."""
    lab.post("/reset")
    lab.run("lab", "Set-LabFirewall onprem -Outbound drop -OutboundNames outlook.office365.com")
    type_in(fblab, lab, "server", "Resolve-DnsName none.contoso.com")
    type_in(fblab, lab, "server", "Test-NetConnection outlook.office365.com -Port 443")
    files = {file["path"]: "".join(file["lines"]) for file in lab.ask("/logs")["files"]}
    report.expect("NXDOMAIN] A      (4)none(7)contoso(3)com(0)" in files.get("DNS01/Windows/System32/dns/dns.log", ""),
                  "a name that was asked for is in the log of the DNS server", files)
    report.expect("action=drop stage=syn proto=tcp src=127.0.0.21 dst=127.0.0.1 dpt=443 rule=onprem-out host=outlook.office365.com\n"
                  in files.get("FW01/firewall.log", ""), "a connection that was stopped is in that of the firewall", files)


def main(fblab):
    report = labs.Report()
    with labs.Lab(fblab) as lab:
        for case in CASES:
            check(report, fblab, lab, case)
        check_logs(report, fblab, lab)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
