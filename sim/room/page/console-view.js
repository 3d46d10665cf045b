// SPDX-License-Identifier: MIT
// The management shell: history with the arrow keys, completion with Tab from what the server says of its cmdlets.
import { attempt, get, post } from "./api.js";
import { copyButton, define, fill, h } from "./dom.js";
import { room } from "./room-state.js";

export const placeNames = { onprem: "Exchange Management Shell, premises", exo: "Exchange Online PowerShell", mesh: "Exchange Online of Adatum",
  msol: "Directory of the tenant", graph: "Microsoft Graph", sync: "Directory synchronisation", server: "Prompt on the Exchange server",
  device: "Network devices", domino: "Domino server", lab: "The lab itself" };

// What may stand where the last word begins. Pure.
export function candidates(cmdlets, at, text) {
  const piece = text.split("|").at(-1).trimStart();
  const words = piece.split(/\s+/);
  const word = words.at(-1);
  const begins = (name) => name.toLowerCase().startsWith(word.toLowerCase());
  if (words.length === 1) return cmdlets.filter((cmdlet) => cmdlet.at.includes(at)).map(({ name }) => name).filter(begins);
  const cmdlet = cmdlets.find(({ name }) => name.toLowerCase() === words[0].toLowerCase());
  if (!cmdlet) return [];
  if (word.startsWith("-")) return cmdlet.parameters.map(({ name }) => `-${name}`).filter(begins);
  const before = words.at(-2);
  const parameter = cmdlet.parameters.find(({ name }) => `-${name}`.toLowerCase() === before?.toLowerCase());
  return (parameter?.values ?? (parameter?.type === "flag" ? ["$true", "$false"] : [])).filter(begins);
}

export function putIntoConsole(at, command) {
  room.typed = { at: at === "lab" && room.state.mode !== "lab" ? "device" : at, command };
  location.hash = "#console";
}

// What is about the session, and not about the lab.
const words = [
  [/^(?:help|get-help|man|get-command|gcm|\?)(?:\s+(?:-\w+\s+)?(\S+).*)?$/i, async (view, topic) => (await get(`help?topic=${encodeURIComponent(topic ?? "")}`)).text],
  [/^(?:enter-pssession|etsn)\s+(?:-\w+\s+)?(\S+)$/i, (view, place) => view.enter(place)],
  [/^(?:exit-pssession|exsn|exit)()$/i, (view) => view.enter("onprem")],
  [/^(?:cls|clear|clear-host)()$/i, (view) => view.clear()],
];

class ConsoleView extends HTMLElement {
  #history = [];
  #at = 0;
  #cmdlets;
  #cycle;

  connectedCallback() {
    if (!this.made) this.#make();
    if (room.typed) {
      this.place.value = room.typed.at;
      this.line.value = room.typed.command;
      room.typed = null;
    }
    this.line.focus();
  }

  #make() {
    this.made = true;
    this.output = h("div", { class: "output", role: "log", "aria-live": "polite", "aria-label": "Output", tabindex: "0" },
      h("p", { class: "quiet" }, "Tab completes, ↑ and ↓ go through what was typed, Escape and then Tab leaves the line. Try Get-OrganizationRelationship | fl"));
    this.place = h("select", { "aria-label": "Where" }, Object.entries(placeNames)
      .filter(([at]) => room.state.mode === "lab" || at !== "lab")
      .map(([at, says]) => h("option", { value: at, selected: at === "onprem" }, says)));
    this.line = h("input", { class: "mono", "aria-label": "Command", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      onkeydown: (event) => this.#key(event) });
    this.hint = h("p", { class: "quiet mono hint", role: "status" });
    fill(this, h("section", { class: "card console" }, h("h1", { class: "title" }, "Console"), this.output,
      h("form", { class: "line", onsubmit: (event) => this.#run(event) }, this.place, this.line,
        h("button", { class: "main", type: "submit" }, "Run")), this.hint));
    attempt(async () => { this.#cmdlets = await get("cmdlets"); });
  }

  async #run(event) {
    event.preventDefault();
    const command = this.line.value.trim(), at = this.place.value;
    if (!command) return;
    this.#history.push(command);
    this.#at = this.#history.length;
    this.line.value = this.hint.textContent = "";
    const place = h("div", { class: "answer" }, h("p", { class: "mono" }, h("span", { class: "quiet" }, `[${at}] > `), command));
    this.output.append(place);
    try {
      const output = await this.#answer(at, command);
      place.append(output.trim() ? h("div", { class: "message" }, h("pre", { class: "mono", tabindex: "0" }, output.trimEnd()), copyButton(() => output))
        : h("p", { class: "quiet" }, "Done; it prints nothing."));
    } catch (error) {
      place.append(h("pre", { class: "mono bad" }, error.message));
    }
    this.output.scrollTop = this.output.scrollHeight;
  }

  async #answer(at, command) {
    for (const [pattern, run] of words) {
      const found = pattern.exec(command);
      if (found) return run(this, found[1]);
    }
    return (await post("commands", { at, command })).output;
  }

  enter(place) {
    if (![...this.place.options].some(({ value }) => value === place)) throw new Error(`There is no place ${place}; the list beside the line has them.`);
    this.place.value = place;
    return "";
  }

  clear() {
    this.output.replaceChildren();
    return "";
  }

  #key(event) {
    if (event.key === "Escape") this.#leaves = true;
    else if (event.key === "Tab" && !event.shiftKey && this.line.value.trim() && !this.#leaves) this.#complete(event);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") this.#remember(event, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key !== "Tab") { this.#leaves = false; this.#cycle = null; }
  }

  #leaves = false;

  #remember(event, step) {
    event.preventDefault();
    this.#at = Math.max(0, Math.min(this.#history.length, this.#at + step));
    this.line.value = this.#history[this.#at] ?? "";
  }

  // One candidate is taken, several are shown and gone through.
  #complete(event) {
    event.preventDefault();
    if (!this.#cycle) {
      const text = this.line.value;
      const found = candidates(this.#cmdlets ?? [], this.place.value, text);
      this.#cycle = { before: text.slice(0, text.length - text.split(/\s+/).at(-1).length), found, next: 0 };
    }
    const { before, found } = this.#cycle;
    if (!found.length) { this.hint.textContent = "Nothing begins so."; this.#cycle = null; return; }
    this.line.value = before + found[this.#cycle.next++ % found.length];
    this.hint.textContent = found.length > 1 ? found.slice(0, 40).join("  ") : "";
    if (found.length === 1) { this.line.value += " "; this.#cycle = null; }
  }
}

define("console-view", ConsoleView);
