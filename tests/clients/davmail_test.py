#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""DavMail, a gateway for programs that speak IMAP, LDAP and CalDAV, logs on at the front door, and asks for its users.

usage: davmail_test.py FBLAB
Exit status 77: skipped, because davmail or Java is not installed.
"""
import base64
import http.client
import imaplib
import os
import re
import shutil
import socket
import subprocess
import sys
import threading

from lab import Lab, Report, next_working_day, skip

JAR = "/usr/share/davmail/davmail.jar"
PORTS = ("caldav", "imap", "ldap", "pop", "smtp")
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VFREEBUSY
UID:1
DTSTAMP:{start}
ORGANIZER:mailto:ann@contoso.com
DTSTART:{start}
DTEND:{end}
ATTENDEE:mailto:joe@contoso.com
ATTENDEE:mailto:ann@contoso.com
END:VFREEBUSY
END:VCALENDAR
""".replace("\n", "\r\n")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Gateway:
    """Use it with `with`; it is there when its ports are."""

    def __init__(self, lab):
        self.ports = {name: free_port() for name in PORTS}
        store, settings = (os.path.join(lab.folder.name, name) for name in ("trust.p12", "davmail.properties"))
        subprocess.run(["keytool", "-importcert", "-noprompt", "-alias", "lab", "-file", lab.ready["ca_file"], "-keystore", store,
                        "-storepass", "changeit", "-storetype", "PKCS12"], stderr=subprocess.DEVNULL, check=True)
        with open(settings, "w", encoding="utf-8") as file:
            file.write("davmail.server=true\ndavmail.mode=EWS\ndavmail.disableUpdateCheck=true\ndavmail.bindAddress=127.0.0.1\n"
                       f"davmail.url={lab.ready['front_door']['ews_url']}\ndavmail.logFilePath={lab.folder.name}/davmail.log\n")
            file.writelines(f"davmail.{name}Port={port}\n" for name, port in self.ports.items())
        self.child = subprocess.Popen(["java", "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=changeit",
                                       "-jar", JAR, settings], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def __enter__(self):
        for line in self.child.stdout:
            if " listening on " in line:
                threading.Thread(target=self.child.stdout.read).start()  # it has more to say
                return self
        sys.exit("DavMail did not start")

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait(timeout=30)

    def log_on(self, user, password):
        with imaplib.IMAP4("127.0.0.1", self.ports["imap"]) as mail:
            try:
                return mail.login(user, password)[0]
            except imaplib.IMAP4.error as problem:
                return str(problem)

    def free_busy(self, user, password):
        """The answer of each attendee by its address."""
        day = next_working_day()
        form = CALENDAR.format(start=day.strftime("%Y%m%dT000000Z"), end=day.strftime("%Y%m%dT235959Z"))
        client = http.client.HTTPConnection("127.0.0.1", self.ports["caldav"], timeout=60)
        client.request("POST", "/users/ann@contoso.com/outbox/", form, {
            "Content-Type": "text/calendar", "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()})
        text = client.getresponse().read().decode()
        client.close()
        return {address: part for part in text.split("<C:response>") for address in re.findall("mailto:([^<]*)</D:href>", part)}


def main(fblab):
    if not shutil.which("java") or not os.path.exists(JAR):
        skip("DavMail is not installed; apt-get install davmail-server")
    report = Report()
    with Lab(fblab) as lab, Gateway(lab) as gateway:
        door = lab.ready["front_door"]
        answer = gateway.log_on(door["user"], "wrong")
        report.expect("failed" in answer, "the wrong password", answer)
        report.expect(gateway.log_on(door["user"], door["password"]) == "OK", "logs on")
        answers = gateway.free_busy(door["user"], door["password"])
        for address in ("joe@contoso.com", "ann@contoso.com"):
            report.expect("FBTYPE=BUSY:" in answers.get(address, ""), f"busy times of {address}", answers)
        lab.arm("06")
        answers = gateway.free_busy(door["user"], door["password"])
        report.expect("FBTYPE=BUSY:" not in answers.get("joe@contoso.com", ""), "failure 06: nothing of Joe", answers)
        report.expect("FBTYPE=BUSY:" in answers.get("ann@contoso.com", ""), "failure 06: all of Ann", answers)
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
