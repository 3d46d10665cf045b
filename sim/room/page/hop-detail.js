// SPDX-License-Identifier: MIT
// What is known of one hop: request, answer, connection, token, and its lines in every log.
import { attempt, get } from "./api.js";
import { copyButton, define, fill, h, tabs } from "./dom.js";
import { alertName, ended } from "./flow-model.js";
import { linesOf } from "./hop-logs.js";
import { tokensOf } from "./hop-token.js";
import { room } from "./room-state.js";

const telling = /^(x-ms-diagnostics|www-authenticate|location|x-feserver|via|server)$/i;

// Indented, where it is XML or JSON; as it came where it is neither.
export function pretty(text) {
  if (/^\s*[[{]/.test(text)) {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  }
  if (!/^\s*</.test(text)) return text;
  let depth = 0;
  return text.replace(/>\s*</g, ">\n<").split("\n").map((line) => {
    if (/^<\//.test(line)) depth--;
    const shown = "  ".repeat(Math.max(0, depth)) + line;
    if (/^<[^/?!]/.test(line) && !/\/>$/.test(line) && !/<\//.test(line)) depth++;
    return shown;
  }).join("\n");
}

function message(first, headers, body, marks) {
  return h("div", { class: "message" },
    h("pre", { class: "mono", tabindex: "0" }, h("strong", {}, first), "\n",
      headers.map(({ name, value }) => [
        h("span", { class: marks && telling.test(name) ? "telling" : "" }, h("span", { class: "quiet" }, `${name}: `), value), "\n"]),
      body ? `\n${pretty(body)}` : ""),
    copyButton(() => [first, ...headers.map(({ name, value }) => `${name}: ${value}`), "", body ?? ""].join("\n")));
}

const pathOf = (url) => { try { return new URL(url).pathname; } catch { return url; } };

function request(exchange) {
  const { method, url, headers, postData } = exchange.request;
  return message(`${method} ${pathOf(url)} HTTP/1.1`, headers, postData?.text, false);
}

function response(exchange) {
  const { status, statusText, headers, content, _error: error } = exchange.response;
  if (!status) return h("p", {}, "No answer came", error ? `: ${error}` : "", ".");
  return message(`HTTP/1.1 ${status} ${statusText}`, headers, content?.text, status >= 300);
}

const meaning = { resolve: "name", connect: "TCP", tls: "TLS", route: "settings" };

const facts = { protocol: "TLS", cipher: "Cipher suite", subjectName: "Certificate of", sanList: "Its names", issuer: "Issued by", validFrom: "Valid from", validTo: "Valid to", verdict: "The asker says of its chain" };

// Of the connection that the exchange went over, or would have.
function security(exchange) {
  const known = Object.entries(facts).filter(([name]) => exchange?._securityDetails?.[name]);
  return known.length ? h("div", {}, h("h3", {}, "TLS and certificate"), h("dl", { class: "facts" }, known.map(([name, title]) => {
    const value = exchange._securityDetails[name];
    return [h("dt", {}, title), h("dd", { class: name === "verdict" ? `mono ${value === "ok" ? "good" : "bad"}` : "mono" }, value)];
  }))) : null;
}

function connection(place, exchange) {
  return h("div", {}, steps(place), security(exchange));
}

function steps(place) {
  const records = place.records.filter(({ hop }) => meaning[hop]);
  if (!records.length) return h("p", { class: "quiet" }, "No connection of its own: an earlier one was used again.");
  return h("table", {}, h("thead", {}, h("tr", {}, ["Step", "Asked", "Address", "ms", "Outcome"].map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", {}, records.map((record) => h("tr", { class: record.outcome === "ok" ? "" : "fail" },
      h("th", { scope: "row" }, meaning[record.hop]), h("td", { class: "mono" }, record.party ?? ""),
      h("td", { class: "mono" }, record.address ?? ""), h("td", { class: "number" }, (record.elapsed_ms ?? 0).toFixed(1)),
      h("td", {}, record.outcome === "ok" ? "ok" : [ended(record), alertName(record.tls_alert) ? ` (${alertName(record.tls_alert)})` : "",
        record.os_error ? ` ${record.os_error}` : ""])))));
}

function errorText(lookUp) {
  return lookUp.error_text ? h("div", {}, h("h3", {}, "What Exchange prints"), h("pre", { class: "mono" }, lookUp.error_text),
    lookUp.response_code ? h("p", { class: "quiet small" }, "Response code ", h("span", { class: "mono" }, lookUp.response_code),
      lookUp.exception_code ? ` · ${lookUp.exception_code}` : "", lookUp.lid ? ` · LID ${lookUp.lid}` : "") : null) : null;
}

function settings(lookUp) {
  const known = Object.entries(lookUp.settings ?? {});
  return h("div", {}, errorText(lookUp), h("h3", {}, "What the asker goes by"),
    h("dl", { class: "facts" }, known.map(([name, value]) => [h("dt", {}, name), h("dd", { class: "mono" }, value)])));
}

class HopDetail extends HTMLElement {
  show(lookUp, place) {
    this.#draw(lookUp, place, place.exchanges.length - 1);
  }

  #draw(lookUp, place, index) {
    const exchange = place.exchanges[index];
    const panels = [];
    if (exchange) {
      panels.push({ title: "Response", show: () => response(exchange) }, { title: "Request", show: () => request(exchange) });
      const tokens = tokensOf(exchange);
      if (tokens) panels.push({ title: "Token", show: () => this.#token(tokens, lookUp, exchange) });
    }
    if (place.id === "asker") panels.push({ title: "Settings", show: () => settings(lookUp) });
    else if (place.id !== "dns" || place.records.length)
      panels.push({ title: "Connection", show: () => connection(place, exchange) });
    panels.push({ title: "Logs", show: () => this.#logs(lookUp, place) });
    if (place.state === "fail" && room.state.mode === "lab") panels.push({ title: "Diagnosis", show: () => this.#diagnosis(lookUp) });
    fill(this, h("section", { class: "card", "aria-label": `Hop: ${place.title}` },
      h("h2", {}, place.title, " ", h("span", { class: `badge ${place.state}` }, place.text)),
      place.exchanges.length > 1 ? this.#choice(lookUp, place, index) : null,
      place.id !== "asker" && place.state === "fail" ? errorText(lookUp) : null,
      tabs(`What is known of ${place.title}`, panels)));
  }

  #choice(lookUp, place, index) {
    return h("label", { class: "inline" }, "Exchange ",
      h("select", { onchange: (event) => this.#draw(lookUp, place, Number(event.target.value)) },
        place.exchanges.map((exchange, at) => h("option", { value: at, selected: at === index },
          `${at + 1}. ${exchange.request.method} ${pathOf(exchange.request.url)} → ${exchange.response.status || "no answer"}`))));
  }

  #diagnosis(lookUp) {
    const place = h("div", {}, h("p", { class: "quiet" }, "Looking it up …"));
    attempt(() => get(`diagnoses?number=${lookUp.number}`)).then((diagnoses) => {
      const list = h("diagnosis-list");
      list.show(diagnoses ?? []);
      fill(place, diagnoses?.length ? list : h("p", {}, "No documented failure fits."));
    });
    return place;
  }

  #token(tokens, lookUp, exchange) {
    const view = h("token-view", { class: "block" });
    view.show(tokens, lookUp, exchange);
    return view;
  }

  #logs(lookUp, place) {
    const list = h("div", { class: "log-lines" }, h("p", { class: "quiet" }, "Reading the logs …"));
    attempt(() => get("logs")).then((logs) => {
      const files = logs ? linesOf(logs.files, lookUp, place) : [];
      fill(list, files.length ? files.map(({ path, lines }) => [h("h3", { class: "mono" }, path),
        h("pre", { class: "mono wrap", tabindex: "0" }, lines.join("\n"))])
        : h("p", {}, "No log has a line of this hop. That says something, too: it did not get there, or nobody writes it down."));
    });
    return list;
  }
}

define("hop-detail", HopDetail);
