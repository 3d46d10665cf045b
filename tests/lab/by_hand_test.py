#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Breaks a lab by hand, through the shell, in ways that no scenario plays: each is named, with its cause among those printed, and
the same by an ordinary client of EWS, who is only told the text. Of by_hand_cases.py the printed procedure is followed, too.

usage: by_hand_test.py FBLAB FBCHECK [NAME]
"""
import sys

import by_hand_cases
import robot
from robot import labs

OUT, HOME = "00a", "00c"  # a healthy lab whose look-up goes from the cloud to the premises; the other way
CONNECTOR = 'Set-IntraOrganizationConnector "HybridIOC*" '
RELATIONSHIP = 'Set-OrganizationRelationship "O365 to On-premises*" '
DAUTH = ("exo", CONNECTOR + "-Enabled $false")
OTHER = "00000002-0000-0ff1-ce00-000000000001"

# What free/busy does not need: nothing is to be seen.
HARMLESS = [
    ("POP3 is stopped", OUT, [("onprem", "Stop-Service MSExchangePop3")]),
    ("IMAP4 and unified messaging are stopped", OUT, [("onprem", "Stop-Service MSExchangeImap4; Stop-Service MSExchangeUM")]),
]

# Name, healthy lab, what is typed where, the row, its first cause, or the list of all (None: the row has one story for all).
CASES = [
    ("no handler for EWS", OUT, [("onprem", r'Remove-LabHandlerMapping "EX01\EWS\svc-Integrated"')], "05", "ews-handler-missing"),
    ("a path of the connector that is none", OUT,
     [("exo", CONNECTOR + "-TargetSharingEpr https://mail.contoso.com/nothing/Exchange.asmx")], "05", "connector-sharing-epr"),
    ("a path of the relationship that is none", OUT,
     [DAUTH, ("exo", RELATIONSHIP + "-TargetSharingEpr https://mail.contoso.com/nothing/Exchange.asmx")], "05",
     "relationship-sharing-epr"),
    ("a host of the connector that is none", OUT,
     [("exo", CONNECTOR + "-TargetSharingEpr https://nowhere.contoso.com/EWS/Exchange.asmx")], "29", None),
    ("a discovery endpoint that is none", OUT,
     [("exo", CONNECTOR + "-DiscoveryEndpoint https://nowhere.contoso.com/autodiscover/autodiscover.svc")], "29",
     "connector-names-wrong-host"),
    ("the token service does not resolve", OUT, [("lab", "Remove-LabDnsRecord accounts.accesscontrol.windows.net")], "29",
     "token-service-unresolved"),
    ("the token service does not answer", OUT, [("lab", "Set-LabFirewall token-service -Inbound drop")], "04",
     "token-service-closed"),
    ("the token service refuses", OUT, [("lab", "Set-LabFirewall token-service -Inbound refuse")], "xRefused", None),
    ("the token service resets", OUT, [("lab", "Set-LabFirewall token-service -Inbound reset-in-handshake")], "08", None),
    ("the token service is silent", OUT, [("lab", "Set-LabFirewall token-service -Inbound silence")], "22", "token-service-slow"),
    ("the token service has no TLS 1.2", OUT, [("lab", "Set-LabTls token-service -MinimumProtocol Tls10 -MaximumProtocol Tls11")],
     "32", None),
    ("the gateway does not resolve", OUT, [DAUTH, ("lab", "Remove-LabDnsRecord login.microsoftonline.com")], "28",
     "name-unresolved"),
    ("the gateway does not answer", OUT, [DAUTH, ("lab", "Set-LabFirewall federation-gateway -Inbound drop")], "28",
     "outbound-closed"),
    ("the gateway refuses", OUT, [DAUTH, ("lab", "Set-LabFirewall federation-gateway -Inbound refuse")], "28", "outbound-refused"),
    ("a partner application that is disabled", OUT, [("onprem", "Get-PartnerApplication | Set-PartnerApplication -Enabled $false")],
     "xToken", "partner-application-disabled"),
    ("a wrong ServiceName of the asked", OUT, [("onprem", f"Set-AuthConfig -ServiceName {OTHER}")], "xToken",
     "wrong-service-name"),
    ("a redirection of IIS, where no TargetSharingEpr is set", OUT,
     [("onprem", r'New-LabHttpRedirect "EX01\EWS" -Path /EWS -Destination https://mail.contoso.com/owa/')], "31",
     ["published-url", "iis-redirect"]),
    ("an external URL that redirects", OUT,
     [("onprem", r'Set-WebServicesVirtualDirectory "EX01\EWS (Default Web Site)" -ExternalUrl https://mail.contoso.com/exchange')],
     "31", ["published-url", "iis-redirect"]),
    ("an external URL of a page that takes no POST", OUT,
     [("onprem", r'Set-WebServicesVirtualDirectory "EX01\EWS (Default Web Site)" -ExternalUrl https://mail.contoso.com/owa/')],
     "05", None),
    ("the information store is stopped", OUT, [("onprem", "Stop-Service MSExchangeIS")], "01", None),
    ("a firewall that delays EWS", OUT, [("lab", "Set-LabFirewall onprem -Inbound silence -Names mail.contoso.com")], "22", None),
    ("an address that EWS does not know, without Autodiscover", OUT,
     [("exo", CONNECTOR + "-TargetSharingEpr https://mail.contoso.com/EWS/Exchange.asmx"),
      ("exo", "Set-MailUser joe@contoso.com -ExternalEmailAddress joe.hill@contoso.com")], "11", "object-points-elsewhere"),
    ("the trust of the asked is gone", OUT, [DAUTH, ("onprem", "Get-FederationTrust | Remove-FederationTrust -Confirm:$false")],
     "03", None),
    ("the trust of the asking is gone", OUT, [DAUTH, ("exo", "Get-FederationTrust | Remove-FederationTrust -Confirm:$false")],
     "xFedOrg", None),
    ("the asking is no federated organization", HOME,
     [("onprem", "Get-IntraOrganizationConnector | Set-IntraOrganizationConnector -Enabled $false"),
      ("onprem", "Set-FederatedOrganizationIdentifier -Enabled $false")], "xFedOrg", "identifier-off"),
    ("a wrong ServiceName of the asking", HOME, [("onprem", f"Set-AuthConfig -ServiceName {OTHER}")], "xAppId",
     "wrong-service-name"),
]


class Asker(robot.Robot):
    def break_by_hand(self, healthy, commands):
        self.lab.arm(healthy)
        for at, command in commands:
            self.lab.run(at, command)

    def answers(self):
        """By an Exchange and by a client."""
        return self.look_up(), self.look_up("--ews", self.lab.ready["front_door"]["ews_url"])


def check_healed(asker, report, case):
    """Named by both, with causes; the first that its check confirms heals, and nothing wrong is advised."""
    name, healthy, commands, row, cause = case
    asker.break_by_hand(healthy, commands)
    seen, told = asker.answers()
    named = [one["diagnoses"][0]["id"] if one["diagnoses"] else None for one in (seen, told)]
    report.expect(named == [row, row] and not seen["ok"], f"{name}: row {row}", f"{named} {seen['error_text']}")
    if not seen["diagnoses"]:
        return
    diagnosis, log = seen["diagnoses"][0], []
    advice = " ".join(line["command"] for one in diagnosis["causes"] for line in one["commands"])
    for wrong in [text for other, text in by_hand_cases.NEVER if other == name]:
        report.expect(wrong not in advice, f"{name}: never {wrong}", advice)
    used = asker.follow(diagnosis, log)
    good = asker.look_up()["ok"] if cause else diagnosis["causes"]
    report.expect(used == cause and good, f"{name}: {cause or 'words'}", log)


def main():
    wanted = sys.argv[3:]
    asker, report = Asker(labs.Lab(sys.argv[1]), sys.argv[2]), labs.Report()
    try:
        for name, healthy, commands, row, cause in CASES:
            if wanted and not any(word in name for word in wanted):
                continue
            asker.break_by_hand(healthy, commands)
            for way, seen in zip(("query", "--ews"), asker.answers()):
                found = [(one["id"], [each["id"] for each in one["causes"]]) for one in seen["diagnoses"]]
                said = f"{found} {seen['error_text']}"
                first = bool(found) and found[0][0] == row
                report.expect(not seen["ok"] and first, f"{name}, {way}: row {row}", said)
                if way == "query" and cause and found:
                    causes = cause if isinstance(cause, list) else [cause]
                    named = found[0][1] if isinstance(cause, list) else found[0][1][:1]
                    report.expect(named == causes, f"{name}: {causes}", said)
        for case in by_hand_cases.HEALED:
            if not wanted or any(word in case[0] for word in wanted):
                check_healed(asker, report, case)
        for name, healthy, commands in HARMLESS:
            if not wanted or any(word in name for word in wanted):
                asker.break_by_hand(healthy, commands)
                for seen in asker.answers():
                    report.expect(seen["ok"], f"{name}, and times are seen", seen["error_text"])
    finally:
        asker.lab.stop()
    return report.end()


sys.exit(main())
