// SPDX-License-Identifier: MIT
// From the evidence of a look-up to what the picture shows: which places it has passed, in which order, and where it ended. Pure.

const askers = {
  "cloud-to-on-premises": "Exchange Online",
  "on-premises-to-cloud": "Exchange, premises",
  "cloud-to-cloud": "Exchange Online",
  "on-premises-to-on-premises": "Exchange, premises",
  client: "Outlook",
};
const ways = { oauth: "OAuth", dauth: "DAUTH", "address-space": "address space", local: "own server", client: "as a client" };
const alerts = { 40: "handshake failure", 42: "bad certificate", 48: "unknown CA", 70: "protocol version", 80: "internal error",
  112: "unrecognized name" };
const ends = {
  "connect-timeout": "no answer", "connection-refused": "refused", "reset-in-handshake": "reset in TLS",
  "closed-in-handshake": "closed in TLS", "tls-failed": "no TLS", "certificate-untrusted": "not trusted",
  "certificate-misnamed": "wrong name", "connection-reset": "reset", "connection-closed": "closed", "response-reset": "reset",
  "response-cut": "cut off", timeout: "no answer in time", "protocol-violation": "no HTTP", "name-not-resolved": "no such name",
  "recipient-not-found": "no such recipient", "no-route": "no way there", "no-url": "no URL found", "stopped-at-proxy": "stopped at the proxy",
  "log-on-refused": "log-on refused",
  "relationship-unusable": "not usable", "no-federation-trust": "not federated", "no-signing-certificate": "no certificate",
  "content-type": "wrong type", "not-xml": "no XML", "unexpected-answer": "other answer",
};

export const places = ["asker", "dns", "token", "edge", "autodiscover", "ews"];

export const titles = (from, by) => ({ asker: askers[from] ?? "Asker", dns: "DNS", edge: "Firewall, proxy", autodiscover: "Autodiscover",
  ews: "EWS", token: by === "dauth" ? "Federation gateway" : "Token service" });
export const endWords = (outcome) => ends[outcome] ?? "";

export const direction = (lookUp) =>
  ({ "cloud-to-on-premises": "cloud → premises", "on-premises-to-cloud": "premises → cloud", "cloud-to-cloud": "cloud → cloud",
    "on-premises-to-on-premises": "premises → premises", client: "client → server" })[lookUp.direction] ?? "";

export const way = (lookUp) => ways[lookUp.way] ?? "";

const ofStep = { token: "token", autodiscover: "autodiscover", availability: "ews" };

// Whose answer was it? What stands in front of Exchange leaves none of its marks.
function fromTheEdge(record) {
  const headers = record.headers ?? {};
  return record.http_status >= 400 && !Object.keys(headers).some((name) =>
    /^(x-feserver|request-id|x-calculatedbetarget|x-powered-by)$/i.test(name) ||
    (/^server$/i.test(name) && /IIS|HTTPAPI/.test(String(headers[name]))));
}

function placeOf(record, knows) {
  if (record.hop === "route") return "asker";
  if (record.hop === "resolve") return "dns";
  if (record.step === "token") return "token";
  if (record.hop === "connect" || record.hop === "tls") return "edge";
  return knows && record.outcome !== "ok" && fromTheEdge(record) ? "edge" : ofStep[record.step] ?? "ews";
}

export const placeOfUrl = (url) =>
  /\/autodiscover/i.test(url) ? "autodiscover" : /\/(extsts\.srf|tokens\/oauth)|metadata/i.test(url) ? "token" : "ews";

const milliseconds = (number) => (number >= 100 ? `${Math.round(number)} ms` : `${number.toFixed(1)} ms`);

export function ended(record) {
  if (record.outcome === "tls-alert") return `TLS alert ${record.tls_alert}`;
  if (record.http_status) return String(record.http_status);
  return ends[record.outcome] ?? record.outcome;
}

export const alertName = (number) => alerts[number];

const okText = {
  asker: (lookUp) => (way(lookUp) ? `asks by ${way(lookUp)}` : "asks"),
  dns: (lookUp, records, spent) => `${records.length} ${records.length === 1 ? "name" : "names"} · ${spent}`,
  edge: (lookUp, records, spent) => `passes · ${spent}`,
};

// What comes before EWS, where EWS was asked without it.
const passedBy = ({ id }, { evidence }) => ["token", "autodiscover"].includes(id) && evidence.some(({ step, hop }) => step === "availability" && hop !== "resolve");

function describe(place, lookUp) {
  const last = place.records.at(-1);
  const spent = milliseconds(place.records.reduce((sum, record) => sum + (record.elapsed_ms ?? 0), 0));
  if (!last) return { state: "idle", text: passedBy(place, lookUp) ? "not asked" : "not reached" };
  const failed = place.records.includes(lookUp.failed);
  if (failed) return { state: "fail", text: `${ended(lookUp.failed)} · ${milliseconds(lookUp.failed.elapsed_ms ?? 0)}` };
  if (okText[place.id]) return { state: "ok", text: okText[place.id](lookUp, place.records, spent) };
  return { state: "ok", text: `${last.http_status ?? "reached"} · ${spent}` };
}

// Only what reached the lab is known: who asked, and whom DNS was asked for, is not.
function seeFromOutside(all) {
  Object.assign(all.asker, { state: "ok", text: "asks" });
  Object.assign(all.dns, { text: "not seen from here" });
  if (all.edge.state === "idle" && [all.autodiscover, all.ews].some(({ state }) => state !== "idle"))
    Object.assign(all.edge, { state: "ok", text: "passes" });
}

// knows: the page may say whose answer it was; in a ticket that is for the trainee to find.
export function model(view, knows) {
  const lookUp = { ...view, failed: view.evidence[view.failing ?? -1] ?? null };
  const names = titles(view.direction, view.way);
  const all = Object.fromEntries(places.map((id) => [id, { id, title: names[id], records: [], exchanges: [] }]));
  const steps = [];
  view.evidence.forEach((record) => {
    const place = placeOf(record, knows);
    all[place].records.push(record);
    if (steps.at(-1)?.place !== place) steps.push({ place, failed: false });
    steps.at(-1).failed = record === lookUp.failed;
  });
  view.exchanges.forEach((exchange) => all[placeOfUrl(exchange.request.url)].exchanges.push(exchange));
  for (const place of Object.values(all)) Object.assign(place, describe(place, lookUp));
  if (view.source === "outside") seeFromOutside(all);
  const failing = Object.values(all).find(({ state }) => state === "fail")?.id ?? null;
  if (failing === "edge") all.edge.exchanges = all[placeOfUrl(lookUp.failed.url ?? "")].exchanges.slice(-1);
  return { places: all, steps, failing, title: `${view.requester ?? "somebody"} asks for ${view.target ?? "somebody"}`,
    ok: view.ok, why: view.why && alerts[lookUp.failed?.tls_alert] ? `${view.why} (${alerts[lookUp.failed.tls_alert]})` : view.why, total: milliseconds(view.evidence.reduce((sum, record) => sum + (record.elapsed_ms ?? 0), 0)) };
}
