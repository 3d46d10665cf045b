#!/bin/sh
# SPDX-License-Identifier: MIT
# A tool to be tested, as small as can be: asks for somebody's free/busy times and prints why there are none.
curl -sS --user "$FBLAB_USER:$FBLAB_PASSWORD" --header 'Content-Type: text/xml' --data @- "$FBLAB_EWS_URL" <<END |
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
 <GetUserAvailabilityRequest xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"
   xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
  <t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder>
   <t:Month>1</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0</t:Bias>
   <t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>6</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>
  <MailboxDataArray><t:MailboxData><t:Email><t:Address>$FBLAB_MAILBOX</t:Address></t:Email>
   <t:AttendeeType>Required</t:AttendeeType></t:MailboxData></MailboxDataArray>
  <t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime>
   </t:TimeWindow><t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions>
 </GetUserAvailabilityRequest></s:Body></s:Envelope>
END
    grep -o 'MessageText>[^<]*' && exit 1 # what it found is an error
exit 0
