// SPDX-License-Identifier: MIT
// A ticket: its mail, the look-up, checks, hints, the answer, and afterwards what was to be learnt.
import { attempt, events, get, post } from "./api.js";
import { define, fill, h, time, toast } from "./dom.js";
import { putIntoConsole } from "./console-view.js";

const HINT_SECONDS = 30;
const stages = { open: "Open: what is it, and where?", answered: "Answered: now repair it", solved: "Solved", failed: "Failed", "given-up": "Given up" };
const modes = { "worked-example": "Worked example: hints and answer are given, the repair is yours to type", "last-step-missing": "With hints; the last step is missing", alone: "Alone" };
const hopWords = { route: "route: the asking side's own settings", resolve: "resolve: DNS", connect: "connect: TCP", tls: "tls: the handshake",
  token: "token: gateway or token service", autodiscover: "autodiscover", availability: "availability: EWS" };

const repair = (where, commands) => h("ul", { class: "commands" }, commands.map(({ at, command }) => h("li", { class: "command" }, h("span", { class: "badge" }, at),
  h("code", { class: "mono" }, command), h("button", { type: "button", class: "small", "data-key": `${where} ${at} ${command}`, onclick: () => putIntoConsole(at, command) }, "To the console"))));

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
    if (!ticket) return;
    this.courses ??= (await attempt(() => get("courses"))) ?? [];
    this.#show(ticket);
  }

  #show(ticket) {
    if (ticket.attempt !== this.#ticket?.attempt) { this.#checks = null; this.#picked = {}; }
    const more = ticket.hints.length !== this.#ticket?.hints.length || ticket.attempt !== this.#ticket?.attempt;
    this.#ticket = ticket;
    if (more) this.#readLines();
    clearInterval(this.clock);
    const focused = this.contains(document.activeElement) ? this.#keyOf(document.activeElement) : this.pressed;
    this.pressed = null;
    fill(this, h("div", { class: "ticket" },
      h("div", { class: "stage" }, this.#mail(), this.#notes(), this.#status(), this.#checkList(), this.#debrief()),
      h("div", { class: "stage" }, this.#hints(), this.#answer())));
    if (focused) (this.#find(focused) ?? this.querySelector("#state")).focus();
  }

  // The page is drawn anew, and whoever works by keyboard stays where he was; or is told what has become of it.
  #keyOf(element) { return element.dataset.key ?? (element.name && `${element.name} ${element.value}`) ?? element.textContent; }

  #find(key) {
    return [...this.querySelectorAll("button, a, input, select, summary")].find((element) => !element.disabled && this.#keyOf(element) === key);
  }

  // What the hints speak of: the lines themselves.
  async #readLines() {
    this.lines = [];
    if (this.#ticket.hints.some(({ marks }) => marks)) {
      this.lines = (await attempt(() => get("ticket/hint-lines"))) ?? [];
      this.#show(this.#ticket);
    }
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
    const { stage, points, mode, over, resumed } = this.#ticket;
    const lost = over && stage !== "solved";
    return h("section", { class: "card", "aria-label": "State" },
      h("h2", { id: "state", tabindex: "-1" }, stages[stage] ?? stage, stage === "solved" && mode !== "worked-example" ? ` · ${points} points` : ""),
      this.#course(), h("p", { class: "quiet" }, modes[mode] ?? mode),
      over ? null : this.#way(),
      resumed && !over ? h("p", { class: "quiet" }, "You have begun this ticket before; what you did then has been done again.") : null,
      h("div", { class: "buttons" },
        h("a", { class: "button main", href: "#look-ups" }, "Look up and see"),
        over ? h("button", { type: "button", class: "main", onclick: (event) => this.#act(event, "ticket/next") }, "Next ticket")
          : h("button", { type: "button", onclick: (event) => this.#giveUp(event) }, "Give up"),
        lost ? h("span", { class: "bad" }, "It comes back later.") : null));
  }

  // Whoever knows nothing but the link finds out here what is to be done, and what comes now.
  #way() {
    const { stage, mode, offers } = this.#ticket, example = mode === "worked-example";
    const go = (href, text) => h("a", { href }, text);
    const steps = [[go("#look-ups", "Look up"), " as the user does: which hop fails, and what does it say?"],
      ["Read ", go("#logs", "logs"), " and ", go("#settings", "settings"), ": how far did it get?"],
      example ? "Read the hints and the answer on this page: they are given this time." : "Answer on this page: what is it, and where? A wrong answer costs points.",
      ["Repair it in the ", go("#console", "console"), ", with the cmdlets an administrator types."],
      "Check: when every line says OK, the ticket is solved."];
    return h("div", {}, h("ol", { class: "way", "aria-label": "What to do" }, steps.map((step, index) =>
      h("li", { class: index < (stage === "open" ? 3 : 5) && index >= (stage === "open" ? 0 : 3) ? "" : "quiet" }, step))),
    offers.length ? h("details", {}, h("summary", {}, "Devices you may change in the console"), h("p", { class: "mono" }, offers.join(", "))) : null);
  }

  #course() {
    const { course } = this.#ticket, others = this.courses ?? [];
    if (others.length < 2) return h("p", { class: "quiet" }, `Course: ${course}`);
    return h("label", { class: "inline" }, "Course ", h("select", { onchange: (event) => this.#takeCourse(event.target) },
      others.map(({ name, title, chosen, says }) => h("option", { value: name, selected: chosen, title: says }, title))));
  }

  async #takeCourse(select) {
    const name = select.value;
    select.disabled = true;
    const ticket = await attempt(() => post("courses", { name }));
    if (ticket) this.courses = this.courses.map((course) => ({ ...course, chosen: course.name === name }));
    this.#show(ticket ?? this.#ticket);
  }

  #checkList() {
    const list = this.#checks && [...this.#checks].sort((a, b) => a.ok - b.ok), { stage } = this.#ticket;
    const healed = list?.every(({ ok }) => ok) && stage === "open";
    return h("section", { class: "card", "aria-label": "Checks" }, h("h2", {}, "Checks"),
      h("p", { class: "quiet" }, "What has to be so in the end. Looking costs nothing."),
      healed ? h("p", {}, h("strong", {}, "It is healed. "), "The ticket is solved when you have answered, too: what was it, and where?") : null,
      list ? h("ul", { class: "checks", "aria-live": "polite" }, list.map((check) => h("li", { class: check.ok ? "ok" : "fail" },
        h("strong", { class: check.ok ? "good" : "bad" }, check.ok ? "✓ OK " : "✕ NO "), check.name,
        check.ok ? null : h("div", { class: "quiet" }, `expected ${check.expected}; found ${check.actual}`,
          check.where ? [" · ", h("span", { class: "mono" }, check.where)] : "")))) : null,
      h("button", { type: "button", "data-key": "check", onclick: (event) => this.#look(event) }, list ? "Check again" : "Check"));
  }

  #hints() {
    const { hints, over, mode } = this.#ticket;
    const button = h("button", { type: "button", onclick: (event) => this.#hint(event) }, "Hint");
    if (this.hinted) this.#wait(button);
    return h("section", { class: "card", "aria-label": "Hints" }, h("h2", {}, "Hints"),
      hints.length ? h("ol", { class: "causes" }, hints.map(({ says, in: path, commands }, index) => h("li", {}, h("p", {}, says),
        path ? this.#marked(path, this.lines?.[index] ?? {}) : null, commands ? repair("hint", commands) : null)))
        : h("p", { class: "quiet" }, "Each costs some points; the last one is the solution."),
      over || mode === "worked-example" ? null : button);
  }

  #marked(path, files) {
    const found = Object.entries(files);
    return found.length ? found.map(([name, lines]) => [h("p", { class: "quiet mono" }, name),
      h("pre", { class: "mono boxed", tabindex: "0" }, lines.map((line) => [h("mark", {}, line.trimEnd()), "\n"]))])
      : h("p", { class: "quiet" }, "See the log ", h("span", { class: "mono" }, path));
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
    const part = (title, texts) => (texts.length ? [h("h3", {}, title), h("ul", { class: "plain" }, texts.map((text) => h("li", {}, text)))] : null);
    return h("section", { class: "card", "aria-label": "Debrief" }, h("h2", {}, "What there was to learn"),
      h("p", { class: "quiet" }, `${debrief.id} ${debrief.title}`),
      debrief.says.map((text) => h("p", { class: "paragraph" }, text)),
      h("h3", {}, "What repairs it"), repair("debrief", debrief.solution),
      debrief.asks ? this.#question(debrief) : null,
      part("Odd, and harmless", debrief.decoys), part("Sources", debrief.sources),
      debrief.deeds.length ? h("details", {}, h("summary", {}, "What you did"), h("ol", { class: "deeds" }, debrief.deeds.map(({ at, kind, text }) =>
        h("li", {}, h("time", { class: "quiet" }, time(at * 1000)), ` ${kind} `, h("span", { class: "mono" }, text.replace("\t", " > ")))))) : null);
  }

  #question({ asks, answers, explained }) {
    const words = h("textarea", { rows: 3, "aria-label": "Your own words" });
    return h("div", {}, h("h3", {}, asks), explained === undefined
      ? [words, h("button", { type: "button", onclick: (event) => this.#act(event, "ticket/explain", { words: words.value }) }, "Keep my answer, and show yours")]
      : [h("p", {}, h("span", { class: "quiet" }, "You: "), explained), h("p", {}, h("span", { class: "quiet" }, "We: "), answers || "This ticket asks nothing.")]);
  }

  async #act(event, path, body) {
    const button = event.target;
    this.pressed = this.#keyOf(button);
    button.disabled = true;
    const ticket = await attempt(() => post(path, body));
    button.disabled = false;
    if (ticket) this.#show(ticket);
    return ticket;
  }

  async #look(event) {
    this.pressed = "check";
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
