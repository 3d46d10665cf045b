// SPDX-License-Identifier: MIT
// Your tests look like these; a test of fblab runs them.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const https = require("node:https");
const { test } = require("node:test");
const { startLab } = require("../fblab.js");

// The smallest of tools: asks the front door for somebody's calendar, and gives back what it says.
function availability(lab) {
  const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
<s:Body><GetUserAvailabilityRequest xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">
<t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>
<t:DaylightTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>
<MailboxDataArray><t:MailboxData><t:Email><t:Address>${lab.target}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></MailboxDataArray>
<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime></t:TimeWindow>
<t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></GetUserAvailabilityRequest></s:Body></s:Envelope>`;
  const options = { method: "POST", ca: fs.readFileSync(lab.caFile), auth: `${lab.user}:${lab.password}`,
    headers: { "Content-Type": "text/xml; charset=utf-8" } };
  return new Promise((resolve, reject) => {
    const request = https.request(lab.ewsUrl, options, (answer) => {
      let text = "";
      answer.on("data", (part) => { text += part; });
      answer.on("end", () => resolve(text));
    });
    request.on("error", reject);
    request.end(body);
  });
}

test("twins are told, and healed", async () => {
  const lab = await startLab("06");
  try {
    assert.match(await availability(lab), /ambiguous/);
    assert.ok((await lab.journal()).some((entry) => entry.status === 401));
    await lab.repair();
    assert.doesNotMatch(await availability(lab), /ambiguous/);
  } finally {
    await lab.stop();
  }
});

test("a lab is broken while it runs, and reset", async () => {
  const lab = await startLab();
  try {
    assert.match(await availability(lab), /NoError/);
    await lab.arm("14");
    assert.doesNotMatch(await availability(lab), /FreeBusyViewType>FreeBusy/);
    await lab.reset();
    assert.match(await availability(lab), /NoError/);
    assert.ok(!("admin" in JSON.parse(fs.readFileSync(lab.toolFile, "utf8"))));
  } finally {
    await lab.stop();
  }
});

test("a failure that does not exist is an error", async () => {
  await assert.rejects(startLab("99"), /there is no scenario 99/);
});
