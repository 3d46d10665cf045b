# SPDX-License-Identifier: MIT
"""What clients write by hand: SOAP envelopes and Autodiscover requests, in the varieties that real ones send."""
import datetime

from lab import next_working_day

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP12 = "http://www.w3.org/2003/05/soap-envelope"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
AUTODISCOVER = "http://schemas.microsoft.com/exchange/2010/Autodiscover"
POX_REQUEST = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"
POX_RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
ZONE = ("<t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0"
        "</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0"
        "</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday"
        "</t:DayOfWeek></t:DaylightTime></t:TimeZone>")


def envelope(body, header="", soap=SOAP, declaration=DECLARATION, prefix="s"):
    return (f'{declaration}<{prefix}:Envelope xmlns:{prefix}="{soap}" xmlns:m="{MESSAGES}" xmlns:t="{TYPES}">{header}'
            f"<{prefix}:Body>{body}</{prefix}:Body></{prefix}:Envelope>")


def version(name):
    return f'<s:Header><t:RequestServerVersion Version="{name}"/></s:Header>'


def period(element, days, suffix="", start=None):
    start = start or next_working_day()
    end = start + datetime.timedelta(days=days)
    return (f"<t:{element}><t:StartTime>{start:%Y-%m-%dT%H:%M:%S}{suffix}</t:StartTime>"
            f"<t:EndTime>{end:%Y-%m-%dT%H:%M:%S}{suffix}</t:EndTime></t:{element}>")


def availability(address, zone=ZONE, view="DetailedMerged", wanted=True, suggestions=False, suffix="", day=None):
    options = (f"<t:FreeBusyViewOptions>{period('TimeWindow', 1 if day else 5, suffix, day)}<t:MergedFreeBusyIntervalInMinutes>30"
               f"</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>{view}</t:RequestedView></t:FreeBusyViewOptions>")
    wishes = ("<t:SuggestionsViewOptions><t:MeetingDurationInMinutes>60</t:MeetingDurationInMinutes>"
              f"{period('DetailedSuggestionsWindow', 5)}</t:SuggestionsViewOptions>")
    return (f"<m:GetUserAvailabilityRequest>{zone}<m:MailboxDataArray><t:MailboxData><t:Email><t:Address>{address}"
            "</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray>"
            f"{options if wanted else ''}{wishes if suggestions else ''}</m:GetUserAvailabilityRequest>")


def pox(address, schema=POX_RESPONSE):
    return (f'{DECLARATION}<Autodiscover xmlns="{POX_REQUEST}"><Request><EMailAddress>{address}</EMailAddress>'
            f"<AcceptableResponseSchema>{schema}</AcceptableResponseSchema></Request></Autodiscover>")


def user_settings(address):
    return (f'{DECLARATION}<s:Envelope xmlns:s="{SOAP}" xmlns:a="{AUTODISCOVER}" '
            'xmlns:wsa="http://www.w3.org/2005/08/addressing"><s:Header><a:RequestedServerVersion>Exchange2010'
            f"</a:RequestedServerVersion><wsa:Action>{AUTODISCOVER}/Autodiscover/GetUserSettings</wsa:Action></s:Header>"
            f"<s:Body><a:GetUserSettingsRequestMessage><a:Request><a:Users><a:User><a:Mailbox>{address}</a:Mailbox>"
            "</a:User></a:Users><a:RequestedSettings><a:Setting>ExternalEwsUrl</a:Setting><a:Setting>CasVersion"
            "</a:Setting></a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage></s:Body></s:Envelope>")


def federation_information(domain):
    return (f'{DECLARATION}<s:Envelope xmlns:s="{SOAP}" xmlns:a="{AUTODISCOVER}"><s:Body>'
            f"<a:GetFederationInformationRequestMessage><a:Request><a:Domain>{domain}</a:Domain></a:Request>"
            "</a:GetFederationInformationRequestMessage></s:Body></s:Envelope>")
