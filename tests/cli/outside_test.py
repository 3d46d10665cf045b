#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The documented texts of all failures, with the names of another company: what classify says of them, and what explain says,
names nothing of the lab. And texts of other companies' own: the row, the first cause, and what must not be advised.

usage: outside_test.py FBLAB FBCHECK [--verbose]
"""
import json
import re
import subprocess
import sys

# Whole words, so that "ann" is not found in "cannot".
OURS = re.compile(r"(?i)contoso|\bEX0[0-9]\b|HybridIOC|\b(?:ann|joe|kim|max|dora)\b|Ann Berg|Dora Quist|Spring-2026|(?:Get|Set|New|Remove)-Lab|"
                  r"adatum|8f4e2a1c|7d8a1c2e|notes\.(?:server|domain)\.com|localhost")
# Another company's names, in the order in which they replace ours.
THEIRS = [(r"(?i)contoso\.mail\.onmicrosoft", "northwind.mail.onmicrosoft"), (r"(?i)contoso", "fabrikam"), (r"(?i)adatum", "northwind"),
          (r"notes\.(?:server|domain)\.com", "domino.fabrikam.com"), (r"\bEX0([0-9])\b", r"SRV-MBX-\1"), (r"(?i)\bann\b", "paula"),
          (r"(?i)\bjoe\b", "henk"), (r"(?i)\bkim\b", "ines"), (r"(?i)\bdora\b", "olga"), (r"(?i)\bmax\b", "udo"),
          (r"8f4e2a1c", "11112222"), (r"7d8a1c2e", "33334444"), (r"localhost(?::[0-9]+)?", "mail.fabrikam.com")]

CLOUD, OWN = " Name of the server where exception originated: AM6PR05MB1234.", " Name of the server where exception originated: MBX03."
NO_NAME = "with error System.Net.WebException: The remote name could not be resolved: "
GATEWAY = "Failed to communicate with https://login.microsoftonline.com/extSTS.srf., inner exception: "
TOKEN = "Proxy web request failed. , inner exception: The request failed with HTTP status 401: Unauthorized diagnostics: "
CLOSED = "The underlying connection was closed: "
# Text, row, first cause, what is not advised.
OTHERS = [
    (f"Proxy web request failed. , inner exception: {NO_NAME[11:]}'ews.tailspin.local'." + CLOUD, "29", "external-url-internal",
     "TokenIssuingEndpoint"),
    (f"Autodiscover failed for E-Mail Address petra@tailspin.com {NO_NAME}'autodiscover-s.outlook.com'" + OWN, "29",
     "cloud-unresolved", "record-missing"),
    ("Autodiscover failed for email address petra@tailspin.com with error Microsoft.Exchange.InfoWorker.Common.Availability."
     "AutoDiscoverInvalidUserException: The response from the Autodiscover service at 'https://autodiscover.tailspin.com/"
     "autodiscover/autodiscover.svc' failed due to an error in user setting 'ExternalEwsUrl'. Error message: "
     "SettingIsNotAvailable.. LID: 33676" + CLOUD, "11", "external-url-missing", "address-missing"),
    ("The mail recipient is not found in Active Directory., inner exception: Microsoft.Exchange.InfoWorker.Common.Availability."
     "InvalidOrganizationRelationshipForRequestDispatcherException: The organization relationship Tailspin can't be used. Please "
     "confirm that the organization relationship is configured correctly.", "xRelation", "application-uri",
     "New-OrganizationRelationship"),
    (GATEWAY + CLOSED + "Could not establish trust relationship for the SSL/TLS secure channel.", "xTrust", "inspected",
     "outbound-closed"),
    (GATEWAY + "The request was aborted: Could not create SSL/TLS secure channel.", "32", None, "outbound-closed"),
    (GATEWAY + CLOSED + "An unexpected error occurred on a receive.", "07", None, "outbound-closed"),
    (GATEWAY + "The remote name could not be resolved: 'login.microsoftonline.com'", "28", "name-unresolved", "outbound-closed"),
    (GATEWAY + "The remote server returned an error: (404) Not Found.", "28", "system-proxy", "outbound-closed"),
    (GATEWAY + "Unable to connect to the remote server" + OWN, "28", "outbound-closed", "name-unresolved"),
    ("Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: System.Net.WebException: " + CLOSED +
     "Could not establish trust relationship for the SSL/TLS secure channel.", "xTrust", "inspected", "EwsAllowList"),
    ("Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: System.Net.WebException: The remote name could not be "
     "resolved: 'accounts.accesscontrol.windows.net'", "29", "token-service-unresolved", "TargetSharingEpr"),
    (TOKEN + '2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"'
     + CLOUD, "33", "unknown-on-premises", "ADSync"),
    (TOKEN + '2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"'
     + OWN, "33", "not-synchronized", "New-RemoteMailbox"),
    (TOKEN + '2000005;reason="The user specified by the user-context in the token is ambiguous.";error_category="invalid_user"'
     + OWN, "06", "same-smtp-address", '"onprem"'),
    (TOKEN + '2000001;reason="The token is outside its lifetime.";error_category="invalid_token"' + CLOUD, "xToken", "clock",
     "Set-AuthConfig"),
    (TOKEN + '2000009;reason="The issuer of the token is unknown.";error_category="invalid_issuer"' + CLOUD, "xToken",
     "issuer-unknown", "Set-AuthConfig"),
    ("Configuration information for forest/domain tailspin.mail.onmicrosoft.com could not be found in Active Directory." + OWN, "09",
     "tenant-domain-not-in-connector", "Set-RemoteMailbox"),
    ("Configuration information for forest/domain tailspin.co.uk could not be found in Active Directory." + CLOUD, "09",
     "domain-not-in-connector", "Set-RemoteMailbox"),
    ("Unable to resolve e-mail address petra@tailspin.com to an Active Directory object. LID: 57660" + OWN, "14", None,
     "Remove-Mailbox"),
    ("Autodiscover failed for email address petra@tailspin.com with error System.Net.WebException: The request failed with HTTP "
     "status 403: Forbidden." + CLOUD, "x403", None, "EwsAllowList"),
    ("Autodiscover failed for email address petra@tailspin.com with error System.Net.WebException: The request failed with HTTP "
     "status 404: Not Found." + OWN, "05", None, "handler-missing"),
    ("Proxy web request failed. , inner exception: System.Net.WebException: Unable to connect to the remote server ; System.Net."
     "Sockets.SocketException: A connection attempt failed because the connected party did not properly respond after a period "
     "of time, or established connection failed because connected host has failed to respond 203.0.113.9:443" + OWN, "04",
     "outbound-closed", "inbound-closed"),
    ("Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy "
     "data.. LID: 47652." + OWN, "12", "default-none", "routing-domain"),
]


def output(*command, text=None):
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    return done.stdout.decode()


def theirs(text):
    for pattern, name in THEIRS:
        text = re.sub(pattern, name, text)
    return text


def documented(shown):
    """Every text that a scenario documents, those of its variants, too."""
    return sorted({text for text in shown["errors"] + [variant.get("error") for variant in shown["variants"]] if text})


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            if key not in ("errors",):
                yield from strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings(inside)


def main():
    fblab, fbcheck = sys.argv[1:3]
    checked = wrong = 0

    def expect(where, words):
        nonlocal checked, wrong
        checked += 1
        found = OURS.search(words)
        if found:
            wrong += 1
            print(f"FAIL {where}: {found[0]!r} in {words[max(0, found.start() - 70):found.end() + 50]!r}")

    for text, row, cause, never in OTHERS:
        seen = json.loads(output(fbcheck, "classify", "--json", text=text.encode()))["diagnoses"]
        causes = [one["id"] for one in seen[0]["causes"]] if seen else []
        checked += 1
        if not seen or seen[0]["id"] != row or not causes or cause not in (None, causes[0]) or never in json.dumps(seen[0]["causes"]):
            wrong += 1
            print(f"FAIL {text[:120]!r}: {[one['id'] for one in seen]} {causes}, wanted {row} {cause}, never {never}")
        for said in strings(seen):
            expect(f"classify --json {text[:60]!r}", said)
    for entry in json.loads(output(fblab, "list", "--json")):
        identifier = entry["id"]
        for text in documented(json.loads(output(fblab, "show", identifier, "--json"))):
            outside = theirs(text)
            expect(f"classify {identifier}", output(fbcheck, "classify", text=outside.encode()).replace(outside, ""))
            for said in strings(json.loads(output(fbcheck, "classify", "--json", text=outside.encode()))):
                expect(f"classify --json {identifier}", said)
        if identifier == "00":
            continue
        for said in strings(json.loads(output(fbcheck, "explain", identifier, "--json"))):
            expect(f"explain --json {identifier}", said)
        # The documented errors stand as they are documented.
        expect(f"explain {identifier}", re.sub(r"(?ms)^What Exchange prints$.*?\n\n", "", output(fbcheck, "explain", identifier)))
    print(f"{checked - wrong} passed, {wrong} failed")
    sys.exit(1 if wrong or checked < 1000 else 0)


main()
