# SPDX-License-Identifier: MIT
"""Tests of a tool, here a look-up of fifteen lines, against a lab. Yours would call your own."""
import base64
import datetime
import re
import ssl
import urllib.request

import pytest

ENVELOPE = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
  xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body><m:GetUserAvailabilityRequest>
  <m:MailboxDataArray><t:MailboxData><t:Email><t:Address>{target}</t:Address></t:Email>
    <t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray>
  <t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>{start}</t:StartTime><t:EndTime>{end}</t:EndTime></t:TimeWindow>
    <t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest></s:Body></s:Envelope>"""


def look_up(lab):
    """The tool under test: the busy types of the coming week, or the text of the error."""
    today = datetime.date.today()
    body = ENVELOPE.format(target=lab.target, start=f"{today}T00:00:00", end=f"{today + datetime.timedelta(7)}T00:00:00")
    credentials = base64.b64encode(f"{lab.user}:{lab.password}".encode()).decode()
    request = urllib.request.Request(lab.ews_url, data=body.encode(), headers={
        "Authorization": "Basic " + credentials, "Content-Type": "text/xml; charset=utf-8"})
    with urllib.request.urlopen(request, timeout=30, context=ssl.create_default_context(cafile=lab.ca_file)) as answer:
        text = answer.read().decode()
    error = re.search(r"MessageText>([^<]*)<", text)
    return error[1] if error else re.findall(r"BusyType>(\w+)<", text)


def test_a_healthy_lab_answers(lab):
    assert "Busy" in look_up(lab)


@pytest.mark.scenario("06")
def test_two_people_with_one_address(lab):
    assert "user-context in the token is ambiguous" in look_up(lab)
    lab.repair()
    assert "Busy" in look_up(lab)


@pytest.mark.parametrize("scenario, words", [("09", "Configuration information for forest/domain"),
                                             ("12", "does not have access to free/busy data"),
                                             ("13", "403: Forbidden ( The server denied"),
                                             ("29", "The remote name could not be resolved")])
def test_the_error_is_the_documented_one(lab, scenario, words):
    lab.arm(scenario)
    assert words in look_up(lab)


def test_what_was_asked_of_whom(lab):
    look_up(lab)
    asked = [(entry["party"], entry["path"]) for entry in lab.journal() if entry["kind"] == "request"]
    assert ("onprem", "/EWS/Exchange.asmx") in asked
    lab.reset()
    assert lab.journal() == []


def test_a_setting_of_my_own(lab):
    lab.run("onprem", "Set-MailboxFolderPermission joe@contoso.com:\\Calendar -User Default -AccessRights None")
    assert "does not have access" in look_up(lab)


def test_every_test_has_a_fresh_lab(lab):
    assert "Busy" in look_up(lab)  # whatever the tests before this one have broken


def test_a_mistake_is_a_sentence(lab):
    with pytest.raises(RuntimeError, match="no-such-failure"):
        lab.arm("no-such-failure")
