// SPDX-License-Identifier: MIT
// The tokens of an exchange, decoded: what a JSON Web Token says, part by part; of a sealed assertion, what can be seen.
import { attempt, get } from "./api.js";
import { checkClaims } from "./claim-checks.js";
import { define, fill, h } from "./dom.js";
import { room } from "./room-state.js";

const header = (headers, name) => headers.find((one) => one.name.toLowerCase() === name)?.value ?? "";

function decode(part) {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function read(text, title) {
  try {
    const [head, claims] = text.split(".");
    return { title, head: decode(head), claims: decode(claims) };
  } catch {
    return { title, unreadable: text };
  }
}

function withInner(token) {
  const inner = token.claims?.actortoken;
  return inner ? [{ ...token, claims: { ...token.claims, actortoken: "(below)" } }, read(inner, "Actor token inside it")] : [token];
}

export function tokensOf({ request, response }) {
  const bearer = /^Bearer (\S+)/.exec(header(request.headers, "authorization"))?.[1];
  const assertion = new URLSearchParams(/^grant_type=/.test(request.postData?.text ?? "") ? request.postData.text : "").get("assertion");
  const issued = /"access_token"\s*:\s*"([^"]+)"/.exec(response.content?.text ?? "")?.[1];
  const sealed = /<(?:\w+:)?(EncryptedData|Assertion)\b/.exec(request.postData?.text ?? "");
  const found = [bearer && read(bearer, "Token of the request"), assertion && read(assertion, "Assertion: who asks for a token"),
    issued && read(issued, "Token that was issued")].filter(Boolean).flatMap(withInner);
  return found.length || sealed ? { found, sealed: sealed?.[1] } : null;
}

const when = (value) => `${value} (${new Date(value * 1000).toISOString().replace(".000", "")})`;
const said = (name, value) => (/^(exp|nbf|iat)$/.test(name) ? when(Number(value)) : typeof value === "string" ? value : JSON.stringify(value));

// What the server that is asked compares it with. Facts of the protocol, not of this lab.
const matches = {
  aud: "service @ host that is asked, and the realm of its organisation",
  iss: "the issuer that the asked organisation trusts (Get-AuthServer)",
  exp: "later than the asked server's clock",
  nbf: "not later than the asked server's clock",
  smtp: "exactly one object of the asked directory",
  upn: "exactly one object of the asked directory",
  nameid: "the user, or the application, as the asked directory knows it",
  nii: "who gave the nameid",
  appctxsender: "the domain of the application that asks",
  x5t: "a certificate in the issuer's published metadata, as the asked side has it cached",
  kid: "as x5t",
  alg: "RS256; “none” for the outer token, which the actor token vouches for",
};

function verdict(found) {
  return found ? h("div", { class: found.ok ? "good" : "bad" }, found.ok ? "✓ " : "✕ ", found.says) : null;
}

// verdicts: of a lab; in a ticket the trainee finds out.
function table(caption, object, verdicts = {}) {
  return h("table", { class: "claims" }, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ["Claim", "Says", "Must match"].map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", {}, Object.entries(object).map(([name, value]) => h("tr", {}, h("th", { scope: "row", class: "mono" }, name),
      h("td", { class: "mono wrap" }, said(name, value)), h("td", {}, h("span", { class: "quiet" }, matches[name] ?? ""), verdict(verdicts[name]))))));
}

class TokenView extends HTMLElement {
  async show({ found, sealed }, lookUp, exchange) {
    this.#draw(found, sealed, () => ({}));
    if (room.state.mode !== "lab" || !found.length) return;
    const settings = await attempt(() => get("settings"));
    const sent = /^Bearer \S/.test(header(exchange.request.headers, "authorization"));
    if (settings && sent) this.#draw(found, sealed, (claims) => checkClaims(claims, { settings, lookUp, exchange }));
  }

  #draw(found, sealed, verdicts) {
    fill(this, found.map(({ title, head, claims, unreadable }) => h("section", {}, h("h3", {}, title),
      unreadable ? h("pre", { class: "mono wrap" }, unreadable) : [table("Header", head), table("Claims", claims, verdicts(claims))])),
    sealed ? h("p", {}, sealed === "EncryptedData"
      ? "A SAML assertion, sealed for the certificate of the organisation that is asked: only its server can read the claims."
      : "A SAML assertion in the message: see the request.") : null);
  }
}

define("token-view", TokenView);
