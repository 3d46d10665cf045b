#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Does the catalogue's own checks in a healthy lab, and in the one that its page is about: what an administrator knows of Exchange
must be so.

usage: truth_test.py FBLAB
"""
import base64
import datetime
import os
import re
import socket
import ssl
import sys
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
YEAR = datetime.timedelta(days=365)

# Name, place, command, what its output matches
HEALTHY = [
    ("the authorization server, as row 25 shows it", "onprem",
     "Get-AuthServer | fl Name, IssuerIdentifier, TokenIssuingEndpoint, AuthMetadataUrl, Enabled",
     rf"Name +: ACS - {GUID}\nIssuerIdentifier +: 00000001-0000-0000-c000-000000000000\nTokenIssuingEndpoint +: "
     rf"https://accounts\.accesscontrol\.windows\.net/{GUID}/tokens/OAuth/2\nAuthMetadataUrl +: "
     rf"https://accounts\.accesscontrol\.windows\.net/contoso\.com/metadata/json/1\nEnabled +: True"),
    ("its metadata, read by the domain, name the tenant", "onprem",
     "Set-AuthServer ACS -RefreshAuthMetadata; Get-AuthServer | fl Realm, TokenIssuingEndpoint",
     rf"Realm +: ({GUID})\nTokenIssuingEndpoint +: https://accounts\.accesscontrol\.windows\.net/\1/tokens/OAuth/2"),
    ("by its name of old", "onprem", "(Get-AuthServer WindowsAzureACS).IssuerIdentifier", "^00000001-0000-0000-c000-000000000000"),
    ("the domains of the other side", "exo", "(Get-IntraOrganizationConfiguration).OnPremiseTargetAddresses", r"^contoso\.com\n$"),
    ("both trusts of Exchange Online", "exo", "Get-FederationTrust | fl Name", r"MicrosoftOnline[\s\S]*WindowsLiveId"),
    ("no password of an address space", "exo", "Get-AvailabilityAddressSpace | fl", r"^(?![\s\S]*Password +: \S)"),
    ("no key file of a certificate", "onprem", "Get-ExchangeCertificate | fl", r"^(?![\s\S]*\.pem)(?![\s\S]*KeyFile)"),
]
# Row, place, command, what its output matches while the row is armed
ARMED = [
    ("17", "exo", "Test-OAuthConnectivity -Service AutoD -TargetUri https://autodiscover.contoso.com/autodiscover/autodiscover.svc "
     "-Mailbox ann@contoso.com -Verbose | fl", r"Missing signing certificate\."),
    ("01", "exo", "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx -Mailbox ann@contoso.com",
     r"\(500\) Internal Server Error"),
    ("22e", "onprem", "Test-FederationTrust -UserIdentity joe@contoso.com -Verbose", r"The operation has timed out"),
    ("22e", "onprem", 'Test-OrganizationRelationship -Identity "On-premises to O365*" -UserIdentity joe@contoso.com -Verbose',
     r"Requesting delegation token from the STS\.\.\.\s+RESULT: Error[\s\S]*The operation has timed out"),
    ("xAppId", "onprem", "Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox "
     "joe@contoso.com -Verbose | fl", r"Unable to get token from Auth Server[\s\S]*AADSTS700016"),
    ("26", "onprem", "Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox "
     "joe@contoso.com -Verbose | fl", r"Client assertion contains an invalid signature[\s\S]*The key was not found"),
]
# What identifies Joe's mailbox, and the cmdlets that take one: {} is where it stands
NAMES = ["joe", "Joe Hill", "joe@contoso.com", "joe@contoso.mail.onmicrosoft.com"]
TAKERS = [
    'Get-Mailbox "{}"', 'Get-Recipient "{}"', 'Get-User "{}"', 'Get-ADUser "{}"',
    'Set-Mailbox "{}" -WhatIf', r'Get-MailboxFolderPermission "{}:\calendar"',
    r'Set-MailboxFolderPermission "{}:\calendar" -User Default -AccessRights AvailabilityOnly -WhatIf',
    'Get-MailboxCalendarConfiguration "{}"', 'Set-MailboxCalendarConfiguration "{}" -WorkDays Monday -WhatIf',
    'Test-FederationTrust -UserIdentity "{}"',
    'Test-OrganizationRelationship -Identity "On-premises to O365*" -UserIdentity "{}"',
    'Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox "{}"',
]
# What the settings of a mailbox say of its server, by POX
POX = ('<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>'
       "<EMailAddress>{}</EMailAddress><AcceptableResponseSchema>"
       "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request>"
       "</Autodiscover>")
SETTINGS = [
    ("EXCH has a GUID for its server", rf"<Type>EXCH</Type>[\s\S]*?<Server>{GUID}@[a-z.]+</Server>"),
    ("EXPR has a host for its server", r"<Type>EXPR</Type>[\s\S]*?<Server>(?![^<]*@)[a-z0-9.-]+</Server>"),
    ("SSL", r"<SSL>On</SSL>"),
    ("AuthPackage", r"<AuthPackage>\w+</AuthPackage>"),
]


def type_line(lab, at, command):
    """What is printed; a refusal is a text, too."""
    try:
        return lab.ask("/commands", {"at": at, "command": command}).get("output", "")
    except urllib.error.HTTPError as refusal:
        return "refused: " + refusal.read().decode("utf-8", "replace")


def certificate(lab, name, address):
    host, port = address.rsplit(":", 1)
    context = ssl.create_default_context(cafile=lab.ready["ca_file"])
    with socket.create_connection((host, int(port)), timeout=60) as plain, context.wrap_socket(plain, server_hostname=name) as secure:
        return secure.getpeercert()


def lifetime(parsed):
    first, last = (datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(parsed[key]), datetime.timezone.utc)
                   for key in ("notBefore", "notAfter"))
    return last - first


def check_certificates(report, lab):
    tls = {name.rsplit(":", 1)[0]: address for name, address in lab.ready["hosts"].items() if name.endswith(":443")}
    report.expect("contoso.com" in tls, "contoso.com itself has a host", sorted(tls))
    for name, address in sorted(tls.items()):
        lives = lifetime(certificate(lab, name, address))
        report.expect(abs(lives - YEAR) <= datetime.timedelta(days=2), f"{name}: its certificate lives a year", lives)


def front_door(lab, path, body=None):
    """(status, head, text) as the user of the front door."""
    door = lab.ready["front_door"]
    secret = base64.b64encode(f"{door['user']}:{door['password']}".encode()).decode()
    request = urllib.request.Request(lab.base + path, data=body and body.encode(),
                                     headers={"Authorization": "Basic " + secret, "Content-Type": "text/xml; charset=utf-8"})
    try:
        with urllib.request.urlopen(request, timeout=60, context=ssl.create_default_context(cafile=lab.ready["ca_file"])) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, dict(refusal.headers), refusal.read().decode()


def check_settings(report, lab):
    _, _, text = front_door(lab, "/autodiscover/autodiscover.xml", POX.format(lab.ready["requester"]))
    for name, pattern in SETTINGS:
        report.expect(re.search(pattern, text), f"POX: {name}", text[:1500])


def check_names(report, lab):
    for taker in TAKERS:
        outputs = {name: type_line(lab, "onprem", taker.format(name)) for name in NAMES}
        refused = {name: output for name, output in outputs.items() if output.startswith("refused")}
        report.expect(not refused, f"{taker.split()[0]} takes every name of a mailbox", refused)


def check_request_ids(report, fblab):
    """Of labs that were started at once, however few seconds passed."""
    with labs.Lab(fblab) as one, labs.Lab(fblab) as other:
        ids = [[front_door(lab, "/EWS/Exchange.asmx")[1].get("request-id") for _ in range(3)] for lab in (one, other)]
    every = ids[0] + ids[1]
    report.expect(all(every) and len(set(every)) == len(every), "no two labs share a request id", ids)


def main(fblab):
    report = labs.Report()
    with labs.Lab(fblab) as lab:
        check_certificates(report, lab)
        check_settings(report, lab)
        for name, at, command, pattern in HEALTHY:
            output = type_line(lab, at, command)
            report.expect(re.search(pattern, output), name, output)
        check_names(report, lab)
        for row, at, command, pattern in ARMED:
            lab.arm(row)
            output = type_line(lab, at, command)
            report.expect(re.search(pattern, output), f"{row}: {command.split()[0]}", output)
    check_request_ids(report, fblab)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
