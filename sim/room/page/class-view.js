// SPDX-License-Identifier: MIT
// For whoever looks after a class: who is where, who is stuck, and what can be done about it.
import { attempt, events, get, post } from "./api.js";
import { define, fill, h, toast } from "./dom.js";

const STUCK_MINUTES = 5, SURE_MS = 6000;
const minutes = (since) => (since ? Math.max(0, Math.floor((Date.now() / 1000 - since) / 60)) : null);
const passed = (checks) => (checks ? `${checks.filter(({ ok }) => ok).length} of ${checks.length}` : "–");
const done = (stage) => ["solved", "failed", "given-up"].includes(stage);
const exported = (format, name) => `/api/class/export?format=${format}${name ? `&name=${encodeURIComponent(name)}` : ""}`;

// What else happens to a ticket; anything can be written.
const news = ["A second user complains about the same.", "The change window closes in ten minutes: nothing may be changed after that.",
  "The manager of the user asks when it will work again.", "It worked for a moment, and now it does not again."];

// sure: the button has to be pressed twice.
const deeds = [
  { what: "write", title: "Write", says: (name) => `Written to ${name}.` },
  { what: "hint", title: "Hint", says: (name) => `${name} has the next hint, at no cost.` },
  { what: "arm", title: "Break", says: (name, id) => `${id} is broken as well, in ${name}'s lab.` },
  { what: "reset", title: "Reset", sure: true, says: (name) => `${name}'s lab is as it was when the ticket began.` },
  { what: "end", title: "End ticket", sure: true, says: (name) => `${name}'s ticket is ended.` },
];

class ClassView extends HTMLElement {
  #sure; // the key of the button that was pressed once

  connectedCallback() {
    if (!this.rows) this.#make();
    this.again = () => this.#read();
    events.addEventListener("class", this.again);
    this.timer = setInterval(this.again, 5000);
    this.#read();
  }

  disconnectedCallback() {
    events.removeEventListener("class", this.again);
    clearInterval(this.timer);
  }

  #make() {
    this.rows = h("tbody");
    this.text = h("input", { "aria-label": "What to write", value: news[0], autocomplete: "off", list: "news" });
    this.failure = h("select", { "aria-label": "What to break" });
    this.count = h("p", { class: "quiet", role: "status" });
    const titles = ["Trainee", "Ticket", "Stage", "Minutes", "Checks", "Hints", "Last command", "Idle", "What to do"];
    const file = (format, name, title) => h("a", { class: "button", href: exported(format), download: name }, title);
    fill(this, h("section", { class: "card tools" }, h("h1", { class: "title" }, "Class"), this.count,
      h("div", { class: "buttons" }, file("csv", "class.csv", "Grade book (CSV)"), file("xapi", "class.jsonl", "Statements (xAPI)"),
        file("deeds", "class.json", "Every deed (JSON)"))),
    h("section", { class: "card" },
      h("form", { class: "line", onsubmit: (event) => { event.preventDefault(); this.#act(null, deeds[0]); } }, this.text,
        h("datalist", { id: "news" }, news.map((value) => h("option", { value }))), h("button", { type: "submit" }, "Write to everybody")),
      h("div", { class: "line" }, this.failure, h("button", { type: "button", onclick: () => this.#act(null, deeds[2]) }, "Break everybody's lab")),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Trainees" },
        h("table", { class: "class" }, h("thead", {}, h("tr", {}, titles.map((title) => h("th", { scope: "col" }, title)))), this.rows))));
    attempt(async () => fill(this.failure, (await get("catalogue")).filter(({ id }) => id !== "00").flatMap(({ title, variants }) =>
      variants.map(({ id, title: variant }) => h("option", { value: id }, `${id} ${variant || title}`)))));
  }

  async #read() {
    const list = await attempt(() => get("class"));
    if (!list) return;
    const solved = list.filter(({ stage }) => stage === "solved").length;
    const stuck = list.filter((one) => this.#stuck(one)).length;
    this.count.textContent = `${list.length} trainees · ${solved} solved · ${stuck} stuck`;
    const focused = document.activeElement?.dataset?.key;
    fill(this.rows, list.map((one) => this.#row(one)));
    if (focused) this.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #stuck({ last, stage }) { return last && !done(stage) && minutes(last) >= STUCK_MINUTES; }

  #row(one) {
    const idle = minutes(one.last), stuck = this.#stuck(one);
    return h("tr", { class: stuck ? "fail" : "" }, h("th", { scope: "row" }, one.name, stuck ? h("div", {}, "stuck") : ""),
      h("td", {}, one.ticket ?? "not begun", one.failure ? h("span", { class: "quiet" }, ` ${one.failure}`) : ""), h("td", {}, one.stage ?? "–"), h("td", { class: "number" }, minutes(one.began) ?? "–"),
      h("td", {}, passed(one.checks)), h("td", { class: "number" }, one.hints ?? "–"), h("td", { class: "mono" }, one.command ?? "–"),
      h("td", { class: "number" }, idle === null ? "–" : `${idle} min`),
      h("td", {}, h("div", { class: "buttons" }, deeds.map((deed) => this.#button(one, deed)),
        h("a", { class: "button small", href: exported("deeds", one.name), download: `${one.name}.json`,
          "aria-label": `Export: ${one.name}` }, "Export"))));
  }

  #button({ name }, deed) {
    const key = `${name} ${deed.what}`, title = this.#sure === key ? `${deed.title}: sure?` : deed.title;
    return h("button", { type: "button", class: "small", "data-key": key, "aria-label": `${title}: ${name}`,
      onclick: () => (deed.sure && this.#sure !== key ? this.#ask(key) : this.#act(name, deed)) }, title);
  }

  #ask(key) {
    this.#sure = key;
    this.#read();
    setTimeout(() => { if (this.#sure === key) { this.#sure = null; this.#read(); } }, SURE_MS);
  }

  // name null: everybody.
  #act(name, { what, says }) {
    const text = { write: this.text.value, arm: this.failure.value }[what] ?? "";
    this.#sure = null;
    return attempt(async () => {
      await post("class", { ...(name && { name }), do: what, text });
      toast(says(name ?? "everybody", text));
      this.#read();
    });
  }
}

define("class-view", ClassView);
