// SPDX-License-Identifier: MIT
// A ticket: its mail, the look-up, checks, hints, the answer, and afterwards what was to be learnt.
import { attempt, events, get, post } from "./api.js";
import { define, fill, h, time, toast } from "./dom.js";
import { room } from "./room-state.js";

const HINT_SECONDS = 30;
const stages = { open: "Open: what is it, and where?", answered: "Answered: now repair it", solved: "Solved", failed: "Failed", "given-up": "Given up" };
const modes = { "worked-example": "Worked example: hints and answer are given, the repair is yours to type", "last-step-missing": "With hints; the last step is missing", alone: "Alone" };
const hopWords = { route: "route: the asking side's own settings", resolve: "resolve: DNS", connect: "connect: TCP", tls: "tls: the handshake",
  token: "token: gateway or token service", autodiscover: "autodiscover", availability: "availability: EWS" };

class TicketView extends HTMLElement {
  #ticket;
  #checks;
  #picked = {};

  connectedCallback() {
    this.again = () => this.#read();
    events.addEventListener("ticket", this.again);
    events.addEventListener("lost", this.again);
    this.#read();
  }

  disconnectedCallback() {
    events.removeEventListener("ticket", this.again);
    events.removeEventListener("lost", this.again);
    clearInterval(this.clock);
  }

  async #read() {
    const ticket = await attempt(() => get("ticket"));
    if (ticket) this.#show(ticket);
  }

  #show(ticket) {
    if (ticket.attempt !== this.#ticket?.attempt) { this.#checks = null; this.#picked = {}; }
    this.#ticket = ticket;
    clearInterval(this.clock);
    fill(this, h("div", { class: "ticket" },
      h("div", { class: "stage" }, this.#mail(), this.#notes(), this.#status(), this.#checkList(), this.#debrief()),
      h("div", { class: "stage" }, this.#hints(), this.#answer())));
  }

  #mail() {
    const { call, from, number, subject, paragraphs } = this.#ticket;
    return h("article", { class: "card mail" },
      h("p", { class: "quiet" }, `${call ? "Note of a call" : "Mail"} · ${number}`),
      h("h1", { class: "title" }, subject), h("p", { class: "quiet" }, `${call ? "Called: " : "From: "}${from}`),
      paragraphs.map((text) => h("p", { class: "paragraph" }, text)));
  }

  #notes() {
    const { notes } = this.#ticket;
    return notes.length ? h("section", { class: "card", "aria-label": "Meanwhile" }, h("h2", {}, "Meanwhile"),
      notes.map(({ at, text }) => h("p", {}, h("time", { class: "quiet" }, time(at * 1000)), ` ${text}`))) : null;
  }

  #status() {
    const { stage, points, mode, over, course } = this.#ticket;
    const lost = over && stage !== "solved";
    return h("section", { class: "card", "aria-label": "State" },
      h("h2", {}, stages[stage] ?? stage, stage === "solved" && mode !== "worked-example" ? ` · ${points} points` : ""),
      h("p", { class: "quiet" }, `${course} · ${modes[mode] ?? mode}`),
      h("div", { class: "buttons" },
        h("a", { class: "button main", href: "#look-ups" }, "Look up and see"),
        over ? h("button", { type: "button", class: "main", onclick: (event) => this.#act(event, "ticket/next") }, "Next ticket")
          : h("button", { type: "button", onclick: (event) => this.#giveUp(event) }, "Give up"),
        lost ? h("span", { class: "bad" }, "It comes back later.") : null));
  }

  #checkList() {
    const list = this.#checks;
    return h("section", { class: "card", "aria-label": "Checks" }, h("h2", {}, "Checks"),
      h("p", { class: "quiet" }, "What has to be so in the end. Looking costs nothing."),
      list ? h("ul", { class: "checks", "aria-live": "polite" }, list.map((check) => h("li", { class: check.ok ? "ok" : "fail" },
        h("strong", { class: check.ok ? "good" : "bad" }, check.ok ? "✓ OK " : "✕ NO "), check.name,
        check.ok ? null : h("div", { class: "quiet" }, `expected ${check.expected}; found ${check.actual}`,
          check.where ? [" · ", h("span", { class: "mono" }, check.where)] : "")))) : null,
      h("button", { type: "button", onclick: (event) => this.#look(event) }, list ? "Check again" : "Check"));
  }

  #hints() {
    const { hints, over } = this.#ticket;
    const button = h("button", { type: "button", onclick: (event) => this.#hint(event) }, "Hint");
    if (this.hinted) this.#wait(button);
    return h("section", { class: "card", "aria-label": "Hints" }, h("h2", {}, "Hints"),
      hints.length ? h("ol", { class: "causes" }, hints.map(({ says, in: path, marks }) => h("li", {}, h("p", {}, says),
        path ? h("p", { class: "quiet" }, "See ", h("span", { class: "mono" }, path), marks ? [" for ", h("span", { class: "mono" }, marks)] : "") : null)))
        : h("p", { class: "quiet" }, "Each costs some points; the last one is the solution."),
      over ? null : button);
  }

  #wait(button) {
    const tick = () => {
      const left = Math.ceil((this.hinted + HINT_SECONDS * 1000 - Date.now()) / 1000);
      button.disabled = left > 0;
      button.textContent = left > 0 ? `Hint in ${left} s` : "Hint";
      if (left <= 0) clearInterval(this.clock);
    };
    tick();
    this.clock = setInterval(tick, 1000);
  }

  #options(name, title, options) {
    const { stage, over } = this.#ticket;
    const fixed = over || stage !== "open";
    return h("fieldset", {}, h("legend", {}, title), options.map(({ text, right, why }, index) => {
      const value = typeof index === "number" ? index : 0;
      return h("label", { class: "check option" }, h("input", { type: "radio", name, value, disabled: fixed,
        checked: fixed && right !== undefined ? right : this.#picked[name] === value, onchange: () => { this.#picked[name] = value; } }),
      h("span", {}, text, right === true ? h("strong", { class: "good" }, " ✓") : "",
        right === false && why ? h("span", { class: "quiet" }, ` — ${why}`) : ""));
    }));
  }

  #answer() {
    const { rows, refutations, hops, questions, stage, over, judgement, debrief } = this.#ticket;
    const place = hops.map((hop) => ({ text: hopWords[hop] ?? hop, right: debrief ? debrief.hops.includes(hop) : undefined }));
    return h("section", { class: "card answer-form", "aria-label": "Answer" }, h("h2", {}, "What is it, and where?"),
      this.#options("row", "The cause", rows),
      this.#options("hop", "The hop at which it fails", place),
      this.#options("refutation", "What would refute that?", refutations),
      judgement ? this.#judgement(judgement) : null,
      over || stage !== "open" ? null : [
        h("h3", {}, "Before you answer"), h("ul", { class: "bullets quiet" }, questions.map((text) => h("li", {}, text))),
        h("button", { type: "button", class: "main", onclick: (event) => this.#send(event) }, "Answer")]);
  }

  #judgement({ row, hop, refutation, told, why_not: whyNot }) {
    const line = (good, what, more) => h("li", {}, h("strong", { class: good ? "good" : "bad" }, good ? "✓ " : "✕ "), what, good || !more ? "" : `: ${more}`);
    return h("ul", { class: "plain judgement", role: "status" }, line(row, row ? "the cause is right" : "not that cause", told),
      line(hop, hop ? "the hop is right" : "it fails at another hop"), line(refutation, refutation ? "that would refute it" : "that would not refute it", whyNot));
  }

  #debrief() {
    const { debrief, over } = this.#ticket;
    if (!debrief || !over) return null;
    return h("section", { class: "card", "aria-label": "Debrief" }, h("h2", {}, "What there was to learn"),
      debrief.says.map((text) => h("p", { class: "paragraph" }, text)),
      debrief.asks ? h("details", {}, h("summary", {}, debrief.asks), h("p", {}, debrief.answers)) : null,
      debrief.deeds.length ? h("details", {}, h("summary", {}, "What you did"), h("ol", { class: "deeds" }, debrief.deeds.map(({ at, kind, text }) =>
        h("li", {}, h("time", { class: "quiet" }, time(at * 1000)), ` ${kind} `, h("span", { class: "mono" }, text.replace("\t", " > ")))))) : null);
  }

  async #act(event, path, body) {
    const button = event.target;
    button.disabled = true;
    const ticket = await attempt(() => post(path, body));
    button.disabled = false;
    if (ticket) this.#show(ticket);
    return ticket;
  }

  async #look(event) {
    event.target.disabled = true;
    event.target.textContent = "Looking …";
    const list = await attempt(() => post("ticket/checks"));
    if (list) this.#checks = list;
    await this.#read();
  }

  async #hint(event) {
    if (await this.#act(event, "ticket/hint")) { this.hinted = Date.now(); this.#show(this.#ticket); }
  }

  #giveUp(event) {
    if (!this.sure) { this.sure = true; event.target.textContent = "Give up: sure?"; return; }
    this.sure = false;
    this.#act(event, "ticket/give-up");
  }

  #send(event) {
    const { row, hop, refutation } = this.#picked;
    if (row === undefined || hop === undefined || refutation === undefined) { toast("Choose a cause, a hop, and what would refute it."); return; }
    this.#act(event, "ticket/answer", { row, refutation, hop: this.#ticket.hops[hop] });
  }
}

define("ticket-view", TicketView);
