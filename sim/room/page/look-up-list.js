// SPDX-License-Identifier: MIT
// The look-ups so far, newest first, and the form that makes another one.
import { define, fill, h, time } from "./dom.js";
import { choose, layBeside, lookUp, room } from "./room-state.js";

const short = (address) => (address ?? "?").split("@")[0];

function result(item) {
  if (item.ok) return [h("span", { class: "good" }, "✓ "), `${item.busy} busy ${item.busy === 1 ? "time" : "times"}`];
  const hop = item.failing?.step && item.failing.step !== "route" ? item.failing.step : item.failing?.hop ?? "failed";
  return [h("span", { class: "bad" }, "✕ "), [hop, item.failing?.status ?? item.failing?.outcome].filter(Boolean).join(" · ")];
}

class LookUpList extends HTMLElement {
  connectedCallback() {
    const state = room.state;
    this.who = h("input", { name: "requester", type: "email", required: true, value: state.requester ?? "", autocomplete: "off" });
    this.whom = h("input", { name: "target", type: "email", required: true, value: state.target ?? "", autocomplete: "off" });
    this.outlook = h("input", { type: "checkbox", name: "outlook" });
    this.list = h("ul", { class: "look-ups", "aria-label": "Look-ups, newest first", onkeydown: (event) => this.#move(event) });
    this.button = h("button", { type: "submit", class: "main" }, "Look up");
    fill(this,
      h("form", { class: "ask", onsubmit: (event) => this.#ask(event) },
        state.mode === "lab" ? [h("label", {}, "Who asks", this.who), h("label", {}, "for whom", this.whom),
          h("label", { class: "check" }, this.outlook, " as Outlook does")]
          : h("p", { class: "quiet" }, "As the user of the ticket does it:"),
        this.button),
      h("h2", {}, "Look-ups"), this.list);
    this.update = () => this.#draw();
    this.renew = () => { this.who.value = room.state.requester; this.whom.value = room.state.target; };
    room.addEventListener("state", this.renew);
    for (const what of ["look-ups", "chosen"]) room.addEventListener(what, this.update);
    this.#draw();
  }

  disconnectedCallback() {
    room.removeEventListener("state", this.renew);
    for (const what of ["look-ups", "chosen"]) room.removeEventListener(what, this.update);
  }

  async #ask(event) {
    event.preventDefault();
    this.button.disabled = true;
    await lookUp(this.who.value.trim(), this.whom.value.trim(), this.outlook.checked);
    this.button.disabled = false;
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...this.list.querySelectorAll("button.choice")];
    const at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))].focus();
  }

  #draw() {
    const focused = document.activeElement?.dataset?.number;
    fill(this.list, room.lookUps.length ? [...room.lookUps].reverse().map((item) => this.#item(item))
      : h("li", { class: "quiet" }, "None so far. Look up, or ask from a terminal: each appears here."));
    if (focused) this.list.querySelector(`[data-number="${focused}"]`)?.focus();
  }

  #item(item) {
    const shown = item.number === room.chosen;
    const beside = item.number === room.beside;
    return h("li", { class: `${item.ok ? "ok" : "fail"}${shown ? " shown" : ""}` },
      h("button", { type: "button", class: "choice", "data-number": item.number, "aria-current": shown ? "true" : false,
        onclick: () => choose(item.number) },
      h("span", { class: "pair" }, `${short(item.requester)} → ${short(item.target)}`),
      h("time", { class: "quiet" }, time(item.time)),
      h("span", { class: "result" }, result(item), item.source === "outside" ? h("span", { class: "quiet" }, " · from outside") : "")),
      shown ? null : h("button", { type: "button", class: "small", "aria-pressed": String(beside),
        "aria-label": `Lay beside: ${short(item.requester)} → ${short(item.target)}, ${time(item.time)}`,
        onclick: () => layBeside(item.number) }, beside ? "Put away" : "Beside"));
  }
}

define("look-up-list", LookUpList);
