// SPDX-License-Identifier: MIT
// Asks the front door as Microsoft's EWS Managed API does, once for each line of standard input, a JSON object, and
// answers with one: {"do": "availability" | "suggestions" | "name" | "folder" | "settings"}.
'use strict';

const readline = require('readline');
const ews = require('ews-javascript-api');

console.error = () => {}; // the library speaks to itself there
console.log = () => {};

const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\n');

function service(order) {
  const exchange = new ews.ExchangeService(ews.ExchangeVersion[order.version || 'Exchange2013']);

  exchange.Credentials = new ews.WebCredentials(order.user, order.password);
  exchange.Url = new ews.Uri(order.ews_url);
  return exchange;
}

async function availability(order) {
  const window = new ews.TimeWindow(ews.DateTime.Parse(order.start), ews.DateTime.Parse(order.end));
  const wanted = order.do === 'suggestions' ? 'FreeBusyAndSuggestions' : 'FreeBusy';
  const results = await service(order).GetUserAvailability(
    [new ews.AttendeeInfo(order.target)], window, ews.AvailabilityData[wanted]);
  const person = results.AttendeesAvailability.Responses[0];

  return {
    ok: person.Result === ews.ServiceResult.Success,
    text: person.ErrorMessage || '',
    busy: person.CalendarEvents.map((event) => ews.LegacyFreeBusyStatus[event.FreeBusyStatus]),
    days: results.Suggestions ? results.Suggestions.length : 0,
  };
}

async function name(order) {
  const found = await service(order).ResolveName(order.name);

  return {ok: found.Count > 0, found: found.Count > 0 ? found._getItem(0).Mailbox.Address : ''};
}

async function folder(order) {
  const found = await ews.Folder.Bind(service(order), ews.WellKnownFolderName.Calendar);

  return {ok: true, found: found.DisplayName};
}

async function settings(order) {
  const discovery = new ews.AutodiscoverService();

  discovery.Url = new ews.Uri(order.autodiscover_url);
  discovery.Credentials = new ews.WebCredentials(order.user, order.password);
  const found = await discovery.GetUserSettings(order.requester, [ews.UserSettingName.ExternalEwsUrl]);

  return {ok: found.ErrorCode === 0, found: found.Settings.get(ews.UserSettingName.ExternalEwsUrl)};
}

const actions = {availability, suggestions: availability, name, folder, settings};

(async () => {
  for await (const line of readline.createInterface({input: process.stdin})) {
    const order = JSON.parse(line);

    try {
      say(await actions[order.do](order));
    } catch (problem) {
      say({ok: false, text: String((problem && problem.message) || problem)});
    }
  }
})();
