#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""zeep, a client made from the WSDL, asks the front door; and what the lab answers is what its own schema describes.

usage: zeep_test.py FBLAB
Exit status 77: skipped, because python3-zeep is not installed.
"""
import datetime
import sys

from lab import Lab, Report, next_working_day, skip

try:
    import requests
    import zeep
    from lxml import etree
except ImportError as reason:
    skip(f"zeep cannot be imported ({reason}); apt-get install python3-zeep")

MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
UTC = {"Bias": 0,
       "StandardTime": {"Bias": 0, "Time": "00:00:00", "DayOrder": 0, "Month": 0, "DayOfWeek": "Sunday"},
       "DaylightTime": {"Bias": 0, "Time": "00:00:00", "DayOrder": 0, "Month": 0, "DayOfWeek": "Sunday"}}


class Kept(zeep.Plugin):
    """Keeps what came back, so that it can be held against the schema."""

    def ingress(self, envelope, http_headers, operation):
        self.body = envelope.find("{http://schemas.xmlsoap.org/soap/envelope/}Body")[0]
        return envelope, http_headers


def window(days):
    start = next_working_day().replace(tzinfo=None)
    return {"StartTime": start, "EndTime": start + datetime.timedelta(days=days)}


def mailbox(address):
    return {"Email": {"Address": address}, "AttendeeType": "Required", "ExcludeConflicts": False}


def session_for(ready):
    session = requests.Session()
    session.verify = ready["ca_file"]
    session.trust_env = False  # a CA of the machine's own would win over the lab's
    session.auth = (ready["front_door"]["user"], ready["front_door"]["password"])
    return session


def main(fblab):
    report = Report()
    with Lab(fblab) as lab:
        ready, kept = lab.ready, Kept()
        session = session_for(ready)
        client = zeep.Client(lab.base + "/EWS/Services.wsdl", transport=zeep.Transport(session=session), plugins=[kept])
        service = client.create_service(f"{{{MESSAGES}}}ExchangeServiceBinding", ready["front_door"]["ews_url"])
        parser = etree.XMLParser()
        parser.resolvers.add(FromSession(session, lab.base))
        schema = etree.XMLSchema(etree.fromstring(session.get(lab.base + "/EWS/messages.xsd").content, parser,
                                                  base_url=lab.base + "/EWS/messages.xsd"))

        def ask(name, operation, check, **arguments):
            answer = getattr(service, operation)(_soapheaders={"RequestVersion": {"Version": "Exchange2013"}},
                                                 **arguments)
            report.expect(check(answer.body if hasattr(answer, "body") else answer), name, answer)
            report.expect(schema.validate(kept.body), f"{name}, as the schema says", schema.error_log)

        view = {"TimeWindow": window(5), "MergedFreeBusyIntervalInMinutes": 30, "RequestedView": ["DetailedMerged"]}
        people = {"MailboxData": [mailbox(ready["target"]), mailbox(ready["requester"])]}
        ask("busy times of two people", "GetUserAvailability", two_calendars, TimeZone=UTC, MailboxDataArray=people,
            FreeBusyViewOptions=view)
        ask("suggestions", "GetUserAvailability", suggestions, TimeZone=UTC, MailboxDataArray=people,
            FreeBusyViewOptions=view, SuggestionsViewOptions={"MeetingDurationInMinutes": 60,
                                                              "DetailedSuggestionsWindow": window(2)})
        ask("a person nobody knows", "GetUserAvailability",
            lambda body: code(body) == "ErrorMailRecipientNotFound", TimeZone=UTC,
            MailboxDataArray={"MailboxData": [mailbox("nobody@contoso.com")]}, FreeBusyViewOptions=view)
        ask("a name", "ResolveNames", lambda body: "ann@contoso.com" in str(body), ReturnFullContactData=True,
            UnresolvedEntry="Ann")
        ask("no name", "ResolveNames", lambda body: "ErrorNameResolutionNoResults" in str(body),
            ReturnFullContactData=False, UnresolvedEntry="zzz")
        ask("a folder", "GetFolder", lambda body: "IPF.Appointment" in str(body),
            FolderShape={"BaseShape": "Default"},
            FolderIds={"_value_1": [{"DistinguishedFolderId": {"Id": "calendar"}}]})
        ask("a time zone", "GetServerTimeZones", lambda body: "W. Europe Standard Time" in str(body),
            ReturnFullTimeZoneData=True, Ids={"Id": ["W. Europe Standard Time"]})
        ask("the room lists", "GetRoomLists", lambda body: body.RoomLists.Address[0].EmailAddress == "rooms@contoso.com")
        ask("the rooms of one", "GetRooms", lambda body: len(body.Rooms.Room) == 2,
            RoomList={"EmailAddress": "rooms@contoso.com"})
        lab.arm("06")
        ask("failure 06", "GetUserAvailability", lambda body: "is ambiguous" in str(body), TimeZone=UTC,
            MailboxDataArray={"MailboxData": [mailbox(ready["target"])]}, FreeBusyViewOptions=view)
        def eras(premises, cloud):
            """The premises answer in every era; the cloud of 2026 lets nobody in who is not listed."""
            for variant in premises:
                lab.arm(variant)
                asker, asked = lab.ready["requester"], lab.ready["target"]
                ask(f"{variant}: {asker} of the premises, for {asked}", "GetUserAvailability",
                    lambda body: code(body) == "NoError", TimeZone=UTC,
                    MailboxDataArray={"MailboxData": [mailbox(asked)]}, FreeBusyViewOptions=view)
            lab.arm(cloud)
            try:
                service.GetRoomLists(_soapheaders={"RequestVersion": {"Version": "Exchange2013"}})
                refusal = "none"
            except (zeep.exceptions.Error, requests.RequestException) as error:
                refusal = f"{getattr(error, 'status_code', '')} {error}"
            report.expect("403" in refusal, f"{cloud}: a client that is not listed", refusal)

        eras(("00c", "00n", "00p", "00s", "00u", "00x"), "00t")
    return report.end()


class FromSession(etree.Resolver):
    """messages.xsd includes types.xsd, which needs the password, too."""

    def __init__(self, session, base):
        super().__init__()
        self.session, self.base = session, base

    def resolve(self, url, public_id, context):
        name = url.rsplit("/", 1)[-1]
        return self.resolve_string(self.session.get(f"{self.base}/EWS/{name}").content, context, base_url=url)


def code(body):
    return body.FreeBusyResponseArray.FreeBusyResponse[0].ResponseMessage.ResponseCode


def two_calendars(body):
    responses = body.FreeBusyResponseArray.FreeBusyResponse
    return len(responses) == 2 and all(
        response.ResponseMessage.ResponseCode == "NoError" and response.FreeBusyView.CalendarEventArray.CalendarEvent
        for response in responses)


def suggestions(body):
    days = body.SuggestionsResponse.SuggestionDayResultArray.SuggestionDayResult
    return len(days) >= 2 and days[0].SuggestionArray.Suggestion[0].IsWorkTime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
