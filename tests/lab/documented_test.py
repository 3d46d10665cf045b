#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Replays every failure, and looks at what was printed: each documented text of a row is printed by one of its variants
at least, the long ones too, and where Exchange prints a type and a code, fbcheck does.

usage: documented_test.py FBLAB FBCHECK SCENARIOS
"""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "clients"))
from lab import Lab, Report  # noqa: E402

NAMESPACE = "{urn:fblab:scenario}"
STACK = ("at System.Web.Services.Protocols.SoapHttpClientProtocol.ReadResponse(SoapClientMessage message, WebResponse response, "
         "Stream responseStream, Boolean asyncCall) at System.Web.Services.Protocols.SoapHttpClientProtocol.EndInvoke("
         "IAsyncResult asyncResult)")
PSF = ('<psf:error xmlns:psf="http://schemas.microsoft.com/Passport/SoapServices/SOAPFault"><psf:value>0x80048821</psf:value>'
       "<psf:internalerror><psf:code>0x80041034</psf:code><psf:text>The specified member name is either invalid or empty.")

# What the catalogue prints behind the short texts: row, a part of what one of its variants prints
LONG = [
    ("03", "An error occurred when verifying security for the message. " + STACK),
    ("10", "HTTP status 401: Unauthorized. " + STACK + " at Microsoft.Exchange.InfoWorker.Common.Availability.Proxy.Service."
     "EndGetUserAvailability(IAsyncResult asyncResult) at Microsoft.Exchange.InfoWorker.Common.Availability.FreeBusyApplication."
     "EndProxyWebRequest(ProxyWebRequest proxyWebRequest, QueryList queryList, IService service, IAsyncResult asyncResult)"),
    ("23", '<S:Fault xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Code>'),
    ("23", '<S:Subcode><S:Value>wst:FailedAuthentication</S:Value></S:Subcode></S:Code><S:Reason><S:Text xml:lang="en-US">'
     "Authentication Failure</S:Text></S:Reason><S:Detail>" + PSF),
    ("23", "</psf:text></psf:internalerror></psf:error></S:Detail></S:Fault> Microsoft.Exchange.Net.WSTrust.SoapFaultException: "
     "Soap fault exception received. at Microsoft.Exchange.Net.WSTrust.SecurityTokenService.EndIssueToken(IAsyncResult "
     "asyncResult) at Microsoft.Exchange.InfoWorker.Common.Availability.ExternalAuthenticationRequest.Complete(IAsyncResult "
     "asyncResult)"),
    ("31", "The request failed with the error message: -- <head><title>Object moved</title></head> <body><h1>Object Moved</h1>"),
]

# What none may print: row, text
NEVER = [("23", "&#13;"), ("23", "&#xD;")]

# Published texts have names of somebody else's company, or what who published them put in their place: here is what the lab has.
# With it the whole text must be printed. Blanks and how a line end is spelt do not count.
NAMES = {
    "04": [("CUSTOMER_IP:443", "127.0.0.1:443")],
    "05": [("user@contoso.fr", "joe@contoso.com")],
    "08": [("user@notes.domain.com", "dora@notes.domain.com")],
    # published with the type of the exception, and without
    "10": [("inner exception: The request failed", "inner exception: System.Net.WebException: The request failed")],
    "11": [("https://autodiscover/", "https://autodiscover-s.outlook.com/autodiscover/")],
    "14": [("user@notes.domain.com", "dora@notes.domain.com"), ("DBXPR05MB0655", "DB3PR02MB0345")],
    # the type is published without the word that all types of exceptions end with
    "16": [("yyy@contoso.com", "ann@contoso.com"), ("ExternalOrganization Exception Message", "ExternalOrganizationException Exception Message")],
    # where the object may be found was left out
    "31": [("<h1>Object Moved</h1></body>",
            '<h1>Object Moved</h1>This object may be found <a HREF="https://mail.contoso.com/owa/">here</a>.</body>')],
    "34": [("<hybrid.domain.com>", "mail.contoso.com")],
}
# What the look-up does not print, and who does: truth_test.py types it.
ELSEWHERE = {"xAppId": ("Unable to get token from Auth Server",),
             "xAppCertificate": ("AADSTS700027",),
             "xAppConsent": ("Setting Override", "HCW8126"),
             "xEwsGate": ("X-EWS-Policy-Reason", "System.Net.WebException"),
             "xHybridApp": ("Exchange Response Details", "System.Net.WebException"),
             # bodies of Microsoft Graph, which the asking server reads and does not print
             "xGraphAccess": ("Access to OData is disabled", "Authorization_RequestDenied"),
             "xGraphRecipient": ("scheduleId", "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive"),
             # the script's words, and the security log's
             "xExtendedProtection": ("Following scenarios will not work", "An account failed to log on"),
             "xTls12": ("---> System.IO.IOException",)}  # the event log's way to write what the look-up prints

# What fbcheck prints beside the text: variant, type, code
BLOCKS = [
    ("14a", "MailRecipientNotFoundException", "ErrorMailRecipientNotFound"),
    ("16a", "CrossOrganizationProxyNotAllowedForExternalOrganizationException", "ErrorProxyRequestNotAllowed"),
]

# The whole block that `fbcheck query` prints, a line each; long ones are wrapped.
LINES = [
    ("14a", ["Recipient: dora@notes.domain.com",
             "Exception: Unable to resolve e-mail address dora@notes.domain.com to an Active Directory object. LID: 57660",
             "Server Name: DB3PR02MB0345", "Exception Type: MailRecipientNotFoundException",
             "Response Code: ErrorMailRecipientNotFound"]),
    ("16a", ["Recipient: ann@contoso.com", "Exception Type: CrossOrganizationProxyNotAllowedForExternalOrganization",
             "Exception Message: The cross-organization request for mailbox ann@contoso.com is not allowed because the "
             "requester is from a different organization. LID: 39660", "Response Code: ErrorProxyRequestNotAllowed"]),
]


def plain(text):
    """Letters that count: no blanks, no line ends however they are spelt."""
    return re.sub(r"&#(?:x0*D|13);|\s", "", text, flags=re.IGNORECASE).lower()


def documented(scenarios):
    """Row: its documented texts."""
    roots = [tree.parse(path).getroot() for path in sorted(pathlib.Path(scenarios).glob("*.xml"))]
    return {root.get("id"): [error.text for error in root.iterfind(f"{NAMESPACE}documented/{NAMESPACE}error")]
            for root in roots if root.tag == NAMESPACE + "scenario" and root.find(f".//{NAMESPACE}lookup") is not None}


def printed_by(rows):
    """Row: what its variants printed."""
    printed = {}
    for row in rows:
        printed.setdefault(row["expected"], []).append(plain(row["error_text"] or ""))
    return printed


def prints(texts, part):
    return any(plain(part) in text for text in texts)


def in_the_lab(text, names):
    """The text with the names of the lab in it."""
    for theirs, ours in names:
        text = plain(text).replace(plain(theirs), plain(ours))
    return text


def unprinted(texts, printed, names):
    """What is documented and not printed, not with the names of the lab either; and the names that are not needed."""
    return ([text for text in texts if not prints(printed, in_the_lab(text, names))],
            [theirs for theirs, _ in names if not any(plain(theirs) in plain(text) for text in texts)])


def check_texts(report, scenarios, rows, blocks):
    printed = printed_by(rows)
    for row, block in blocks.items():
        printed[row].append(block)
    for row, texts in documented(scenarios).items():
        here = [text for text in texts if not any(part in text for part in ELSEWHERE.get(row, ()))]
        missing, stale = unprinted(here, printed.get(row, []), NAMES.get(row, []))
        report.expect(not missing and not stale, f"{row}: what is documented is printed", f"missing {missing}, not needed {stale}")
    for row, part in LONG:
        report.expect(prints(printed[row], part), f"{row}: {part[:50]}...", printed[row])
    for row, part in NEVER:
        raw = [one["error_text"] or "" for one in rows if one["expected"] == row]
        report.expect(not any(part.lower() in text.lower() for text in raw), f"{row}: never {part}", raw)


def check_blocks(report, fblab, fbcheck):
    with Lab(fblab) as lab:
        for identifier, kind, code in BLOCKS:
            lab.arm(identifier)
            done = subprocess.run([fbcheck, "query", "--lab", lab.ready_file], stdout=subprocess.PIPE, text=True, check=False)
            report.expect(kind in done.stdout and code in done.stdout, f"{identifier}: type and code", done.stdout)


def check_lines(report, fblab, fbcheck):
    """Row: what fbcheck prints for people, in which the block stands."""
    printed = {}
    with Lab(fblab) as lab:
        for identifier, lines in LINES:
            lab.arm(identifier)
            done = subprocess.run([fbcheck, "query", "--lab", lab.ready_file], stdout=subprocess.PIPE, text=True, check=False)
            at = [plain(done.stdout).find(plain(line)) for line in lines]
            report.expect(min(at) >= 0 and at == sorted(at), f"{identifier}: the block", done.stdout)
            printed[identifier[:2]] = plain(done.stdout)
    return printed


def self_test(report):
    printed = [plain("say a  B here")]
    report.expect(unprinted(["A b", "c"], printed, []) == (["c"], []), "what is missing is seen")
    report.expect(unprinted(["x b"], printed, [("x", "a")]) == ([], []), "a name stands for another")
    report.expect(unprinted(["a b"], printed, [("x", "a")]) == ([], ["x"]), "a name that is not needed is seen")
    report.expect(plain("--&#xD; <a>") == plain("-- <A>"), "a line end is spelt in several ways")


def main(fblab, fbcheck, scenarios):
    report = Report()
    self_test(report)
    done = subprocess.run([fblab, "replay", "--json"], stdout=subprocess.PIPE, check=False)
    results = json.loads(done.stdout)
    wrong = [(row["id"], row["problem"]) for row in results["rows"] if row["problem"]]
    report.expect(done.returncode == 0 and results["failed"] == 0, f"all of {len(results['rows'])} are replayed", wrong)
    check_texts(report, scenarios, results["rows"], check_lines(report, fblab, fbcheck))
    check_blocks(report, fblab, fbcheck)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
