#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""curl asks the lab as the clients do that write their own XML: EWS in all varieties, Autodiscover, challenges, and the
exit status of curl for every failure of the network.

usage: curl_test.py FBLAB
Exit status 77: skipped, because curl is not installed.
"""
import datetime
import gzip
import pathlib
import re
import shutil
import subprocess
import sys

import envelopes
from envelopes import SOAP12, availability, envelope, pox, user_settings, version
from lab import Lab, Report, next_working_day, skip

TARGET, ASKER = "joe@contoso.com", "ann@contoso.com"
XML = ("-H", "Content-Type: text/xml; charset=utf-8")
EWS = "/EWS/Exchange.asmx"
BUSY = r"<t:BusyType>Busy<"
PLAIN = envelope(availability(TARGET))
ZONE_ID = '<s:Header><t:TimeZoneContext><t:TimeZoneDefinition Id="W. Europe Standard Time"/></t:TimeZoneContext></s:Header>'

# name, what is sent, options of curl, status, in the answer
REQUESTS = [
    ("plain", PLAIN, XML, 200, BUSY),
    ("no view and no suggestions", envelope(availability(TARGET, wanted=False)), XML, 500, "ErrorInvalidFreeBusyViewType"),
    ("suggestions", envelope(availability(TARGET, suggestions=True)), XML, 200, "SuggestionQuality>Excellent"),
    ("suggestions alone", envelope(availability(TARGET, wanted=False, suggestions=True)), XML, 200,
     "GetUserAvailabilityResponse><m:SuggestionsResponse>"),
    ("no time zone", envelope(availability(TARGET, zone="")), XML, 200, BUSY),
    ("the zone in the header", envelope(availability(TARGET, zone=""), ZONE_ID), XML, 200, BUSY),
    ("times in UTC", envelope(availability(TARGET, suffix="Z")), XML, 200, BUSY),
    ("times with an offset", envelope(availability(TARGET, suffix=".000+02:00")), XML, 200, BUSY),
    ("view MergedOnly", envelope(availability(TARGET, view="MergedOnly")), XML, 200, "<t:MergedFreeBusy>[0-4]+<"),
    ("view FreeBusy", envelope(availability(TARGET, view="FreeBusy")), XML, 200, BUSY),
    ("view Detailed", envelope(availability(TARGET, view="Detailed")), XML, 200, BUSY),
    ("a byte order mark", b"\xef\xbb\xbf" + PLAIN.encode(), XML, 200, BUSY),
    ("UTF-16", PLAIN.replace("utf-8", "utf-16").encode("utf-16"), XML, 200, BUSY),
    ("Latin-1", PLAIN.replace("utf-8", "iso-8859-1").encode("latin-1"), XML, 200, BUSY),
    ("no XML declaration", envelope(availability(TARGET), declaration=""), XML, 200, BUSY),
    ("single quotes", envelope(availability(TARGET), declaration="<?xml version='1.0'?>"), XML, 200, BUSY),
    ("prefix SOAP-ENV", envelope(availability(TARGET), prefix="SOAP-ENV"), XML, 200, BUSY),
    ("prefix soap", envelope(availability(TARGET), prefix="soap"), XML, 200, BUSY),
    ("an empty header", envelope(availability(TARGET), "<s:Header/>"), XML, 200, BUSY),
    ("a SOAPAction", PLAIN, XML + ("-H", f'SOAPAction: "{envelopes.MESSAGES}/GetUserAvailability"'), 200, BUSY),
    ("no Content-Type", PLAIN, ("-H", "Content-Type:"), 200, BUSY),
    ("another charset spelling", PLAIN, ("-H", 'content-type: Text/XML;charset="UTF-8"'), 200, BUSY),
    ("chunked", PLAIN, XML + ("-H", "Transfer-Encoding: chunked"), 200, BUSY),
    ("Expect: 100-continue", PLAIN, XML + ("-H", "Expect: 100-continue"), 200, BUSY),
    ("HTTP/1.0", PLAIN, XML + ("--http1.0",), 200, BUSY),
    ("HTTP/2 offered", PLAIN, XML + ("--http2",), 200, BUSY),
    ("gzip wanted", PLAIN, XML + ("--compressed",), 200, BUSY),
    ("Connection: close", PLAIN, XML + ("-H", "Connection: close"), 200, BUSY),
    ("lower-case headers and a session", PLAIN, XML + ("-H", "x-anchormailbox: " + ASKER, "-H", "prefer: exchange.behavior"),
     200, BUSY),
    ("the own mailbox", envelope(availability(ASKER)), XML, 200, BUSY),
    ("a body compressed by the client", gzip.compress(PLAIN.encode()), XML + ("-H", "Content-Encoding: gzip"), 500,
     "ErrorSchemaValidation"),
    ("no body", "", XML, 400, "Bad Request"),
    ("no XML", "hello", XML, 500, "ErrorSchemaValidation"),
    ("SOAP 1.2", envelope(availability(TARGET), soap=SOAP12), ("-H", "Content-Type: application/soap+xml"), 415, ""),
    ("a form", "a=b", (), 415, ""),
    ("a header that must be understood", envelope(availability(TARGET), '<s:Header><x:Route xmlns:x="urn:x" s:mustUnderstand="1"/></s:Header>'),
     XML, 500, r">a:MustUnderstand<[\s\S]*The header 'Route' from the namespace 'urn:x' was not understood"),
    ("one that need not be", envelope(availability(TARGET), '<s:Header><x:Route xmlns:x="urn:x" s:mustUnderstand="0"/></s:Header>'), XML, 200,
     BUSY),
    ("one that is", envelope(availability(TARGET), '<s:Header><a:To xmlns:a="http://www.w3.org/2005/08/addressing" s:mustUnderstand="1">x</a:To>'
     "</s:Header>"), XML, 200, BUSY),
    ("an operation the lab has not", envelope("<m:FindItem/>"), XML, 500, "ErrorSchemaValidation"),
]
VERSIONS = [(name, 200, BUSY) for name in (
    "Exchange2007 Exchange2007_SP1 Exchange2010 Exchange2010_SP1 Exchange2010_SP2 Exchange2013 Exchange2013_SP1 "
    "Exchange2015 Exchange2016 V2015_10_05 V2017_07_11").split()]
VERSIONS += [(name, 500, "ErrorInvalidServerVersion") for name in ("Exchange2019", "V2099_01_01", "exchange2013", "")]

# in this order: some clients take the first scheme
BOTH = (r"WWW-Authenticate: Basic realm=[\s\S]*WWW-Authenticate: NTLM[\s\S]*"
        r"WWW-Authenticate: Bearer client_id=\"[^\"]+\", trusted_issuers=\"[^\"]+\"")
# name, path, options, status, in head or body; without credentials unless the options bring some
CHALLENGES = [
    ("GET", EWS, (), 401, BOTH),
    ("HEAD", EWS, ("--head",), 401, BOTH),
    ("POST", EWS, XML + ("-d", "x"), 401, BOTH),
    ("an empty Bearer", EWS, ("-H", "Authorization: Bearer"), 401, BOTH),
    ("a Bearer that is none", EWS, ("-H", "Authorization: Bearer abc"), 401, r'x-ms-diagnostics: 2000001;reason='),
    ("a refused Bearer says so", EWS, ("-H", "Authorization: Bearer abc"), 401, r'error="invalid_token"'),
    ("the wrong password", EWS, ("-u", "fblab:wrong"), 401, BOTH),
    ("Basic that is no Base64", EWS, ("-H", "Authorization: Basic ****"), 401, BOTH),
    ("the wrong password by NTLM", EWS, ("--ntlm", "-u", "fblab:x"), 401, BOTH),
    ("nobody by NTLM", EWS, ("--ntlm", "-u", "nobody:x"), 401, BOTH),
    ("a log-on by NTLM that was never begun", EWS, ("-H", "Authorization: NTLM TlRMTVNTUAADAAAA"), 401, BOTH),
    ("Kerberos, which the lab has not", EWS, ("-H", "Authorization: Negotiate YIIabc"), 401, BOTH),
    ("Digest, which nobody offers", EWS, ("-H", 'Authorization: Digest username="fblab"'), 401, BOTH),
    ("the description", "/EWS/Services.wsdl", (), 401, BOTH),
    ("Autodiscover tells its services on a 401", "/autodiscover/autodiscover.xml", (), 401, "X-SOAP-Enabled: True"),
    ("Autodiscover in other letters", "/AutoDiscover/AutoDiscover.xml", ("--head",), 401, "X-OAuth-Enabled: True"),
    ("SOAP Autodiscover", "/autodiscover/autodiscover.svc", (), 401, BOTH),
    ("another path", "/owa/", (), 404, ""),
    ("another verb", EWS, ("-X", "DELETE"), 405, "Allow: GET, HEAD, POST"),
]
# the same with the password
GETS = [
    ("a browser", EWS, (), 200, r"text/html[\s\S]*You have created a service\.[\s\S]*https://localhost:\d+/EWS/Services\.wsdl"),
    ("the description", "/EWS/Services.wsdl", (), 200, "ExchangeServicePortType"),
    ("in lower case", "/ews/services.wsdl", (), 200, "ExchangeServicePortType"),
    ("the messages", "/EWS/messages.xsd", (), 200, 'schemaLocation="types.xsd"'),
    ("the types", "/EWS/types.xsd", (), 200, "LegacyFreeBusyType"),
    ("no POST to the description", "/EWS/types.xsd", ("-d", "x"), 405, "Allow: GET, HEAD"),
    ("a domain behind the user", EWS, ("-u", "USER@contoso.com"), 200, "text/html"),
    ("a domain before the user", EWS, ("-u", "CONTOSO\\USER"), 200, "text/html"),
    ("another user", EWS, ("-u", "xUSER"), 401, BOTH),
    ("NTLM, a domain behind the user", EWS, ("--ntlm", "-u", "USER@contoso.com"), 200, "text/html"),
    ("NTLM, a domain before the user", EWS, ("--ntlm", "-u", "CONTOSO\\USER"), 200, "text/html"),
    ("NTLM, another user", EWS, ("--ntlm", "-u", "USERx"), 401, BOTH),
    ("NTLM", EWS, ("--ntlm",), 200, "text/html"),
    ("NTLM for a request", EWS, XML + ("--ntlm", "-d", PLAIN), 200, BUSY),
    ("NTLM for Autodiscover", "/autodiscover/autodiscover.xml", XML + ("--ntlm", "-d", pox(ASKER)), 200, "<EwsUrl>"),
    ("whatever is offered", EWS, ("--anyauth",), 200, "text/html"),
    ("Autodiscover by GET", "/autodiscover/autodiscover.xml", (), 200, "<ErrorCode>600</ErrorCode>"),
    ("settings by POX", "/autodiscover/autodiscover.xml", XML + ("-d", pox(ASKER)), 200, r"<EwsUrl>https://localhost:\d+/EWS/"),
    ("an address nobody has", "/autodiscover/autodiscover.xml", XML + ("-d", pox("no@contoso.com")), 200,
     "<ErrorCode>500</ErrorCode>"),
    ("settings of another schema", "/autodiscover/autodiscover.xml", XML + ("-d", pox(ASKER, "urn:other")), 200,
     "<ErrorCode>601</ErrorCode>"),
    ("a request that is none", "/autodiscover/autodiscover.xml", XML + ("-d", "<a/>"), 200, "<ErrorCode>600</ErrorCode>"),
    ("settings by SOAP", "/autodiscover/autodiscover.svc", XML + ("-d", user_settings(ASKER)), 200,
     r"<Name>ExternalEwsUrl</Name><Value>https://localhost:\d+/EWS/"),
    ("settings of nobody by SOAP", "/autodiscover/autodiscover.svc", XML + ("-d", user_settings("no@contoso.com")), 200,
     "<ErrorCode>InvalidUser</ErrorCode>"),
    ("federation, which needs no password", "/autodiscover/autodiscover.svc",
     XML + ("-u", ":", "-d", envelopes.federation_information("contoso.mail.onmicrosoft.com")), 200, "<ApplicationUri>"),
]

# the parties behind the front door, by their names: name, URL, options, status, in the answer
PARTIES = [
    ("the plain challenge on premises", "https://mail.contoso.com" + EWS, ("-H", "Authorization: Bearer"), 401,
     "WWW-Authenticate: NTLM"),
    ("the challenge of the cloud", "https://outlook.office365.com" + EWS, ("-H", "Authorization: Bearer"), 401,
     r'trusted_issuers="00000001-0000-0000-c000-000000000000@\*"'),
    ("the keys of the token service", "https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1", (), 200,
     '"x509Certificate"'),
    ("a token for nothing", "https://accounts.accesscontrol.windows.net/contoso.com/tokens/OAuth/2",
     ("-d", "grant_type=x"), 400, '"error"'),
    ("the gateway's metadata", "https://nexus.microsoftonline-p.com/federationmetadata/2006-12/federationmetadata.xml", (),
     200, "X509Certificate"),
    ("no token without a message", "https://login.microsoftonline.com/extSTS.srf", XML + ("-d", "<a/>"), 500, "Fault"),
    ("health", "https://mail.contoso.com/EWS/healthcheck.htm", (), 200, r"\n200 OK<br/>EX01\.contoso\.com"),
    ("health in the cloud", "https://outlook.office365.com/owa/healthcheck.htm", (), 200, r"\n200 OK<br/>\w+\.eurprd02\.prod\.outlook\.com"),
    ("no health of others", "https://mail.contoso.com/nothing/healthcheck.htm", (), 404, ""),
    ("where EWS is", "https://mail.contoso.com/autodiscover/autodiscover.json?Email=joe%40contoso.com&Protocol=EWS", (), 200,
     r'{"Protocol":"EWS","Url":"https://mail\.contoso\.com/EWS/Exchange\.asmx"}'),
    ("where the older protocol is", "https://outlook.office365.com/autodiscover/autodiscover.json/v1.0/ann@contoso.com?Protocol=AutodiscoverV1",
     (), 200, r'{"Protocol":"AutodiscoverV1","Url":"https://outlook\.office365\.com/autodiscover/autodiscover\.xml"}'),
    ("an unknown protocol", "https://mail.contoso.com/autodiscover/autodiscover.json?Email=joe@contoso.com&Protocol=Telex", (), 400,
     r'"ErrorCode":"InvalidProtocol","ErrorMessage":"The given protocol value \'Telex\' is invalid'),
    ("no protocol", "https://mail.contoso.com/autodiscover/autodiscover.json?Email=joe@contoso.com", (), 400, "MandatoryParameterMissing"),
    ("no address", "https://mail.contoso.com/autodiscover/autodiscover.json?Protocol=EWS", (), 400, "InvalidEmail"),
    ("nobody's address", "https://mail.contoso.com/autodiscover/autodiscover.json?Email=no@contoso.com&Protocol=EWS", (), 404, "UserNotFound"),
    ("a mailbox of the other side", "https://mail.contoso.com/autodiscover/autodiscover.json?Email=ann@contoso.com&Protocol=EWS", (), 302,
     r"Location: https://autodiscover\.contoso\.mail\.onmicrosoft\.com/autodiscover/autodiscover\.json\?Email=ann@"),
    # row 28: what a browser shows on a server that gets out
    ("row 28, the metadata", "https://nexus.microsoftonline-p.com/federationmetadata/2006-12/federationmetadata.xml", (), 200,
     r"Content-Type: text/xml[\s\S]*<\?xml"),
    ("row 28, a download", "https://login.microsoftonline.com/extSTS.srf", (), 200, "Content-Type: application/soap"),
    ("row 28, the operations", "https://domains.live.com/service/managedelegation2.asmx", (), 200,
     r"text/html[\s\S]*operations are supported[\s\S]*GetDomainInfo"),
    ("row 28, a prompt", "https://outlook.office365.com" + EWS, (), 401, "WWW-Authenticate"),
    ("row 28, the sign-in page", "https://login.windows.net/common/oauth2/authorize", (), 200, "having trouble signing you in"),
    ("row 28, refused", "https://accounts.accesscontrol.windows.net/contoso.com/tokens/OAuth/2", (), 400, "AADSTS900561"),
    ("Domino", "https://notes.server.com/AutoDiscover/AutoDiscover.xml", (), 401, "Lotus-Domino"),
]

# What curl says of the asked server while it is armed: id, URL, exit status (man curl, EXIT CODES)
CONNECT, TLS, RECEIVE, CERTIFICATE, TIME_OUT, EMPTY = 7, 35, 56, 60, 28, 52
NETWORK = [
    ("04a", "https://mail.contoso.com" + EWS, TIME_OUT),
    ("07a", "https://mail.contoso.com" + EWS, RECEIVE),
    ("08a", "https://notes.server.com/AutoDiscover/AutoDiscover.xml", TLS),
    ("32a", "https://mail.contoso.com" + EWS, TLS),
    ("32b", "https://mail.contoso.com" + EWS, TLS),
    ("xRefused", "https://mail.contoso.com" + EWS, CONNECT),
    ("xClosed", "https://mail.contoso.com" + EWS, EMPTY),
    ("xTrusta", "https://mail.contoso.com" + EWS, CERTIFICATE),
    ("xTrustb", "https://mail.contoso.com" + EWS, CERTIFICATE),
    ("xTrustc", "https://mail.contoso.com" + EWS, CERTIFICATE),
    ("xTruste", "https://mail.contoso.com" + EWS, CERTIFICATE),
    ("00a", "https://mail.contoso.com" + EWS, 0),
]


class Curl:
    def __init__(self, lab):
        self.lab = lab

    def run(self, url, *options, body=None):
        """Exit status of curl, HTTP status, and everything that came."""
        command = ["curl", "--silent", "--include", "--max-time", "20", "--connect-timeout", "1", "--noproxy", "*",
                   "--cacert", self.lab.ready["ca_file"], "--write-out", "\n%{http_code} %{num_connects}"]
        for name, address in self.lab.ready["hosts"].items():
            command += ["--connect-to", f"{name}:{address}"]
        if body is not None:
            command += ["--data-binary", "@-"]
        done = subprocess.run([*command, *options, url], stdout=subprocess.PIPE, check=False,
                              input=body if body is None or isinstance(body, bytes) else body.encode())
        text = done.stdout.decode("utf-8", "replace")
        self.connects = int(text.rsplit(" ", 1)[-1])
        return done.returncode, int(text.rsplit("\n", 1)[-1].split()[0]), text

    def front(self, path, *options, body=None, password=True):
        door = self.lab.ready["front_door"]
        user = ("-u", f"{door['user']}:{door['password']}") if password and "-u" not in options else ()
        options = [option.replace("USER", door["user"]) + ":" + door["password"] if "USER" in option else option for option in options]
        return self.run(self.lab.base + path, *user, *options, body=body)


def check_front_door(curl, report):
    for name, body, options, status, words in REQUESTS:
        code, got, text = curl.front(EWS, *options, body=body)
        report.expect(code == 0 and got == status and re.search(words, text), name, f"curl {code}, HTTP {got}: {text[-300:]}")
    for name, status, words in VERSIONS:
        _, got, text = curl.front(EWS, *XML, body=envelope(availability(TARGET), version(name)))
        report.expect(got == status and re.search(words, text), f"version '{name}'", text[-300:])
    for rows, password in ((CHALLENGES, False), (GETS, True)):
        for name, path, options, status, words in rows:
            code, got, text = curl.front(path, *options, password=password)
            report.expect(got == status and re.search(words, text), f"{name} ({path})", f"curl {code}, HTTP {got}: {text[:800]}")


def check_keep_alive(curl, report):
    url = curl.lab.base + EWS
    _, got, _ = curl.front(EWS, *XML, url, "--next", "-u", ":", "--cacert", curl.lab.ready["ca_file"], "--silent", "--write-out",
                           "\n%{http_code} %{num_connects}", body=PLAIN)
    report.expect(got == 401 and curl.connects == 0, "two requests on one connection", f"{got} {curl.connects}")


def check_ntlm(curl, report):
    """A connection stays its user's; another has to begin anew. The premises take their own users, the cloud none."""
    user = f"{curl.lab.ready['front_door']['user']}:{curl.lab.ready['front_door']['password']}"
    url, again = curl.lab.base + EWS, ("--next", "--silent", "--cacert", curl.lab.ready["ca_file"], "--write-out",
                                       "\n%{http_code} %{num_connects}")
    _, got, _ = curl.front(EWS, "--ntlm", url)
    report.expect(got == 200 and curl.connects == 0, "logged on by NTLM, on the same connection", got)
    _, got, _ = curl.front(EWS, "--ntlm", "--header", "Connection: close", url, *again)
    report.expect(got == 401 and curl.connects == 1, "logged on by NTLM, on another connection", got)
    _, got, _ = curl.run("https://mail.contoso.com" + EWS, "--ntlm", "-u", user)
    report.expect(got == 401, "NTLM where the user has no account", got)
    _, got, _ = curl.run("https://outlook.office365.com" + EWS, "--ntlm", "-u", user)
    report.expect(got == 401, "NTLM where it is not offered", got)
    curl.lab.arm("00c")  # the premises ask
    _, got, text = curl.run("https://mail.contoso.com" + EWS, *XML, "--ntlm", "-u", user,
                            body=envelope(availability(ASKER)))
    report.expect(got == 200 and re.search(BUSY, text), "NTLM on the premises", text[-300:])
    for checking, status in (("Require", 401), ("Allow", 200), ("None", 200)):  # this curl ties its log-on to no connection
        curl.lab.run("onprem", 'Set-WebServicesVirtualDirectory "EX01\\EWS (Default Web Site)" '
                               f"-ExtendedProtectionTokenChecking {checking}")
        _, got, _ = curl.run("https://mail.contoso.com" + EWS, *XML, "--ntlm", "-u", user,
                             body=envelope(availability(ASKER)))
        report.expect(got == status, f"NTLM without a channel binding, Extended Protection {checking}", got)


def check_localhost(curl, report):
    """Clients for whom localhost is ::1 find the front door there."""
    addresses = pathlib.Path("/proc/net/if_inet6")
    if not addresses.exists() or "00000000000000000000000000000001" not in addresses.read_text(encoding="ascii"):
        print("skip ::1: this machine has no IPv6")
        return
    port = curl.lab.base.rsplit(":", 1)[-1]
    _, got, text = curl.front(EWS, *XML, "--ipv6", "--resolve", f"localhost:{port}:[::1]", body=PLAIN)
    report.expect(got == 200 and re.search(BUSY, text), "localhost is ::1", text[-300:])


def check_parties(curl, report):
    for name, url, options, status, words in PARTIES:
        code, got, text = curl.run(url, *options)
        report.expect(got == status and re.search(words, text), name, f"curl {code}, HTTP {got}: {text[:800]}")


def check_eras(curl, report):
    """What each era has of its own: who may ask EWS, EvoSts, Microsoft Graph."""
    graph = "https://graph.microsoft.com/v1.0/users/ann@contoso.com/calendar/getSchedule"
    token = "https://login.windows.net/common/oauth2/token"
    for variant, url, options, status, words in (
            ("00t", None, XML + ("-d", PLAIN), 403, "X-EWS-Policy-Reason: EWS is blocked by policy for this user or tenant"),
            ("00s", None, XML + ("-d", envelope(availability("ann@contoso.com"))), 200, BUSY),
            ("00s", graph, ("-d", "{}"), 401, "InvalidAuthenticationToken"),
            ("00s", graph, ("-H", "Authorization: Bearer abc", "-d", "{}"), 401, "CompactToken parsing failed"),
            ("00s", token, ("-d", "grant_type=client_credentials"), 400, '"error"'),
            ("00n", None, XML + ("-d", envelope(availability("ann@contoso.com"))), 200, BUSY),
            ("00o", None, XML + ("-d", PLAIN), 200, ".")):
        curl.lab.arm(variant)
        _, got, text = curl.run(url, *options) if url else curl.front(EWS, *options)
        report.expect(got == status and re.search(words, text), f"{variant}: {url or 'the front door'}", f"{got}: {text[-400:]}")


def check_unpublished(curl, report):
    """Row 30 at the front door: what has no URL is given none."""
    path = "/autodiscover/autodiscover.xml"
    curl.lab.arm("30a")
    _, got, text = curl.front(path, *XML, body=pox("joe@contoso.com"))
    report.expect(got == 200 and "<Type>EXCH" in text and "Url>" not in text and "EXPR" not in text, "30a: no URL in settings", text)
    _, _, text = curl.front("/autodiscover/autodiscover.svc", *XML, body=user_settings("joe@contoso.com"))
    report.expect("CasVersion" in text and "/EWS/" not in text, "30a: no URL in user settings", text)
    _, got, text = curl.front("/autodiscover/autodiscover.json?Email=joe@contoso.com&Protocol=EWS")
    report.expect(got == 404 and "ProtocolNotSupported" in text, "30a: no URL in autodiscover.json", text)
    curl.lab.post("/repair")
    _, _, text = curl.front(path, *XML, body=pox("joe@contoso.com"))
    report.expect("<EwsUrl>https://localhost" in text, "30a: repaired, it is given", text)


def check_week(curl, report):
    """Nobody's calendar is empty on a Saturday: a tool that asks on any day sees whether it sees."""
    curl.lab.arm("00a")
    begin = next_working_day()
    days = [begin + datetime.timedelta(days=i) for i in range(7)]

    def answers(address):
        return [curl.front(EWS, *XML, body=envelope(availability(address, day=day)))[2] for day in days]

    for address in ("joe", "kim", "bob", "room1"):
        empty = [f"{day:%A}" for day, text in zip(days, answers(address + "@contoso.com")) if not re.search(BUSY, text)]
        report.expect(not empty, f"every day has something of {address}", empty)
    curl.lab.arm("24")
    small = [f"{day:%A}" for day, text in zip(days, answers("bob@contoso.com")) if "ErrorResultSetTooBig" not in text]
    report.expect(not small, "row 24 is there every day", small)


def check_network(curl, report):
    for identifier, url, expected in NETWORK:
        curl.lab.arm(identifier)
        code, _, _ = curl.run(url, "-d", "x")
        report.expect(code == expected, f"{identifier}: exit status {expected}", code)


def main(fblab):
    if not shutil.which("curl"):
        skip("curl is not installed; apt-get install curl")
    report = Report()
    with Lab(fblab) as lab:
        curl = Curl(lab)
        check_front_door(curl, report)
        check_keep_alive(curl, report)
        check_localhost(curl, report)
        check_parties(curl, report)
        check_ntlm(curl, report)
        check_unpublished(curl, report)
        check_eras(curl, report)
        check_week(curl, report)
        check_network(curl, report)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
