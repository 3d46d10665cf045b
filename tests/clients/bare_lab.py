# SPDX-License-Identifier: MIT
"""A lab whose sockets a test opens by itself, at any of its hosts."""
import base64
import socket
import ssl

from lab import Lab

TRUST = ssl._create_unverified_context()
LOOK_UP = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"
 xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body><m:GetUserAvailabilityRequest>
 <t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>5</t:DayOrder>
 <t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0</t:Bias>
 <t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>4</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime>
 </t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>%s</t:Address></t:Email>
 <t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow>
 <t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime></t:TimeWindow>
 <t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>FreeBusy</t:RequestedView>
 </t:FreeBusyViewOptions></m:GetUserAvailabilityRequest></s:Body></s:Envelope>"""


class BareLab(Lab):
    """`host` is one of the ready file's hosts, "localhost" (the front door) or "admin"."""

    patience = 60  # seconds nothing here takes

    def port(self, host):
        if host == "admin":
            return int(self.ready["admin"].rsplit(":", 1)[1])
        if host == "localhost":
            return int(self.base.rsplit(":", 1)[1])
        return int(self.ready["hosts"][host + ":443"].rsplit(":", 1)[1])

    def plain(self, host):
        return socket.create_connection(("127.0.0.1", self.port(host)), timeout=self.patience)

    def connect(self, host, context=TRUST):
        stream = self.plain(host)
        return stream if host == "admin" else context.wrap_socket(stream, server_hostname=host)

    def authorization(self, kind):
        door = self.ready["front_door"]
        if kind == "user":
            return "Authorization: Basic " + base64.b64encode(f"{door['user']}:{door['password']}".encode()).decode() + "\r\n"
        return f"Authorization: Bearer {self.ready['admin_token']}\r\n" if kind == "admin" else ""
