// SPDX-License-Identifier: MIT
// Which lines of the logs belong to a hop: those with an id of its answer; where a log has no ids, those of its kind and time. Pure.

const kinds = {
  asker: /winevt.*Application/, dns: /\/dns\//i, token: /EntraID|FederationGateway|^FW/,
  edge: /^FW|^TMG|^PROXY|HTTPERR|access\.log|winevt.*System/i, autodiscover: /Autodiscover|W3SVC|HTTPERR|^TMG|winevt/i,
  ews: /Ews|W3SVC|HTTPERR|^TMG|winevt/i,
};
const SLACK_MS = 1500;

const header = (headers, name) => headers.find((one) => one.name.toLowerCase() === name)?.value;

function idsOf(exchanges) {
  return exchanges.flatMap(({ request, response }) =>
    [header(response.headers, "request-id"), header(request.headers, "client-request-id")]).filter(Boolean);
}

// "2026-11-29 10:50:15", "2026-11-29T10:50:15.366Z", "11/29/2026 10:50:15 AM", in UTC. NaN: the line has none.
export function timeOf(line) {
  const iso = /(\d{4}-\d{2}-\d{2})[T \t](\d{2}:\d{2}:\d{2}(?:\.\d+)?)/.exec(line);
  if (iso) return Date.parse(`${iso[1]}T${iso[2]}Z`);
  const other = /(\d{2})\/(\d{2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) ([AP])M/.exec(line);
  if (!other) return NaN;
  const [, month, day, year, hour, minute, second, half] = other;
  return Date.UTC(year, month - 1, day, (hour % 12) + (half === "P" ? 12 : 0), minute, second);
}

function span(lookUp) {
  const whole = lookUp.evidence.reduce((sum, { elapsed_ms: spent }) => sum + (spent ?? 0), 0);
  return [lookUp.time - whole - SLACK_MS, lookUp.time + SLACK_MS];
}

export function linesOf(files, lookUp, place) {
  const ids = idsOf(place.exchanges);
  const [from, to] = span(lookUp);
  const near = (line) => { const at = timeOf(line); return at >= from && at <= to; };
  const withIds = /W3SVC|HttpProxy|Logging\//;
  return files.map(({ path, lines }) => ({ path, lines: lines.map((line) => line.trimEnd()).filter((line) =>
    ids.some((id) => line.includes(id)) || (kinds[place.id].test(path) && !withIds.test(path) && near(line))) }))
    .filter(({ lines }) => lines.length);
}
