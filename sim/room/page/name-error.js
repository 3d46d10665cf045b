// SPDX-License-Identifier: MIT
// Paste a text or drop a file, of any kind that fbcheck classify reads: which documented failure it is.
import { attempt, send } from "./api.js";
import { define, fill, h } from "./dom.js";

class NameError extends HTMLElement {
  connectedCallback() {
    if (this.result) return;
    this.text = h("textarea", { rows: 7, class: "mono", spellcheck: "false", "aria-label": "The error" });
    this.result = h("div", { "aria-live": "polite" });
    this.file = h("input", { type: "file", "aria-label": "A file", onchange: () => this.file.files[0] && this.#take(this.file.files[0]) });
    fill(this, h("section", { class: "card drop", ondragover: (event) => { event.preventDefault(); this.classList.add("over"); },
      ondragleave: () => this.classList.remove("over"), ondrop: (event) => this.#drop(event) },
    h("h1", { class: "title" }, "Name an error"),
    h("p", { class: "quiet" }, "Paste what somebody sent you, or drop a file: a log, a mail, a HAR or SAZ capture, an event log, an archive of them. It stays on this machine."),
    this.text,
    h("div", { class: "buttons" }, h("button", { type: "button", class: "main", onclick: () => this.#name(this.text.value, "") }, "Name it"), this.file)),
    this.result);
  }

  #drop(event) {
    event.preventDefault();
    this.classList.remove("over");
    if (event.dataTransfer.files[0]) this.#take(event.dataTransfer.files[0]);
    else {
      this.text.value = event.dataTransfer.getData("text");
      this.#name(this.text.value, "");
    }
  }

  #take(file) { return this.#name(file, file.name); }

  async #name(bytes, name) {
    if (!bytes.length && !bytes.size) return;
    fill(this.result, h("p", { class: "card quiet" }, "Reading …"));
    const found = await attempt(() => send(`classify?name=${encodeURIComponent(name)}`, bytes));
    if (found) this.#show(found, name);
    else fill(this.result);
  }

  #show({ diagnoses, unread }, name) {
    const list = h("diagnosis-list");
    list.show(diagnoses);
    fill(this.result, h("section", { class: "card" }, h("h2", {}, name ? `In ${name}` : "In the text",
      diagnoses.length ? "" : ": no documented failure found"), list,
    unread.length ? h("p", { class: "quiet" }, "Not read: ", unread.map(({ name: part, why }) => `${part ?? ""} ${why}`).join("; ")) : null));
  }
}

define("name-error", NameError);
