// SPDX-License-Identifier: MIT
// For whoever looks after a class: who is where, who is stuck, and what can be done about it.
import { attempt, events, get, post } from "./api.js";
import { define, fill, h, toast } from "./dom.js";

const STUCK_MINUTES = 5;
const minutes = (since) => (since ? Math.max(0, Math.floor((Date.now() / 1000 - since) / 60)) : null);
const passed = (checks) => (checks ? `${checks.filter(({ ok }) => ok).length} of ${checks.length}` : "–");

class ClassView extends HTMLElement {
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
    this.text = h("input", { "aria-label": "What to write", value: "A second user complains about the same.", autocomplete: "off" });
    this.count = h("p", { class: "quiet", role: "status" });
    const titles = ["Trainee", "Ticket", "Stage", "Minutes", "Checks", "Hints", "Last command", "Idle", ""];
    fill(this, h("section", { class: "card tools" }, h("h1", { class: "title" }, "Class"), this.count,
      h("a", { class: "button", href: "/api/class.csv", download: "class.csv" }, "Export as CSV")),
    h("section", { class: "card" }, h("form", { class: "line", onsubmit: (event) => this.#writeAll(event) }, this.text,
      h("button", { type: "submit" }, "Write to everybody")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Trainees" },
      h("table", { class: "class" }, h("thead", {}, h("tr", {}, titles.map((title) => h("th", { scope: "col" }, title)))), this.rows))));
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

  #stuck({ last, stage }) { return last && stage !== "solved" && minutes(last) >= STUCK_MINUTES; }

  #row(one) {
    const idle = minutes(one.last);
    const act = (what, title) => h("button", { type: "button", class: "small", "data-key": `${one.name} ${what}`,
      "aria-label": `${title}: ${one.name}`, onclick: () => this.#act(one.name, what) }, title);
    return h("tr", { class: this.#stuck(one) ? "fail" : "" }, h("th", { scope: "row" }, one.name), h("td", {}, one.ticket ?? "not begun"),
      h("td", {}, one.stage ?? "–"), h("td", { class: "number" }, minutes(one.began) ?? "–"), h("td", {}, passed(one.checks)),
      h("td", { class: "number" }, one.hints ?? "–"), h("td", { class: "mono" }, one.command ?? "–"),
      h("td", { class: "number" }, idle === null ? "–" : `${idle} min`),
      h("td", {}, h("div", { class: "buttons" }, act("write", "Write"), act("hint", "Hint"), act("end", "End ticket"))));
  }

  #act(name, what) {
    return attempt(async () => {
      await post("class", { name, do: what, text: this.text.value });
      toast(what === "write" ? `Written to ${name}.` : what === "hint" ? `${name} has the next hint, at no cost.` : `${name}'s ticket is ended.`);
      this.#read();
    });
  }

  #writeAll(event) {
    event.preventDefault();
    attempt(async () => {
      await post("class", { do: "write", text: this.text.value });
      toast("Written to everybody.");
    });
  }
}

define("class-view", ClassView);
