// SPDX-License-Identifier: MIT
// Each claim of a token held against the settings of the side that is asked, as they are now. Pure.

const EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
const recipients = ["Mailbox", "RemoteMailbox", "MailUser", "MailContact"];
const askedScope = { "on-premises-to-cloud": "exo", "cloud-to-cloud": "exo" };

const equal = (one, other) => one.toLowerCase() === other.toLowerCase();

function side(settings, scope) {
  const objects = settings.scopes.find((one) => one.scope === scope)?.objects.filter(({ state }) => state !== "removed") ?? [];
  const values = (object, name) => object.properties.find((one) => one.name === name)?.values ?? [];
  return {
    all: (noun) => objects.filter((object) => object.noun === noun),
    value: (noun, name) => objects.filter((object) => object.noun === noun).map((object) => values(object, name)[0]).find(Boolean),
    values,
  };
}

function holders(asked, properties, address) {
  return recipients.flatMap((noun) => asked.all(noun)).filter((object) => properties.some((name) =>
    asked.values(object, name).some((value) => equal(value.replace(/^smtp:/i, ""), address))));
}

function counted(asked, properties, address) {
  const found = holders(asked, properties, address).map(({ name }) => name);
  if (found.length === 1) return { ok: true, says: `one object of the asked directory: ${found[0]}` };
  return { ok: false, says: found.length ? `${found.length} objects of the asked directory have it: ${found.join(", ")}` : "no object of the asked directory has it" };
}

const expects = (ok, wanted) => ({ ok, says: ok ? wanted : `the asked side wants ${wanted}` });

export function checkClaims(claims, { settings, lookUp, exchange }) {
  const scope = askedScope[lookUp.direction] ?? "onprem";
  const asked = side(settings, scope);
  const realm = asked.value("AuthServer", "Realm") ?? "", issuer = asked.value("AuthServer", "IssuerIdentifier") ?? "";
  const clocks = side(settings, "lab");
  const ahead = Number(clocks.all("LabClock").filter((clock) => clocks.values(clock, "Scope")[0] === scope).map((clock) => clocks.values(clock, "OffsetSeconds")[0])[0] ?? 0);
  const now = Date.parse(exchange.startedDateTime) / 1000 + ahead;
  const clock = `the asked clock says ${new Date(now * 1000).toISOString().slice(0, 19)}Z`;
  const outer = "actortoken" in claims;
  const known = {
    aud: (value) => expects(equal(value, `${EXCHANGE}/${new URL(exchange.request.url).hostname}@${realm}`), `${EXCHANGE}/${new URL(exchange.request.url).hostname}@${realm}`),
    iss: (value) => outer ? expects(asked.all("PartnerApplication").some((one) => equal(value, `${asked.values(one, "ApplicationIdentifier")[0]}@${realm}`)), `a partner application @${realm}`)
      : expects(equal(value, `${issuer}@${realm}`), `${issuer}@${realm}`),
    exp: (value) => ({ ok: Number(value) > now, says: clock }),
    nbf: (value) => ({ ok: Number(value) <= now + 300, says: clock }),
    smtp: (value) => counted(asked, ["PrimarySmtpAddress", "EmailAddresses"], value),
    upn: (value) => counted(asked, ["UserPrincipalName"], value),
  };
  return Object.fromEntries(Object.entries(claims).filter(([name, value]) => known[name] && value !== "")
    .map(([name, value]) => [name, known[name](String(value))]));
}
