// SPDX-License-Identifier: MIT
// The logs of every server and device: a file at a time or all, searched, and followed as they grow.
import { attempt, events, get } from "./api.js";
import { copyButton, define, fill, h } from "./dom.js";

const MOST_LINES = 2000;

class LogsView extends HTMLElement {
  #files = new Map();
  #next = 0;
  #reading = false;
  #again = false;

  connectedCallback() {
    if (!this.list) this.#make();
    this.update = () => { clearTimeout(this.waiting); this.waiting = setTimeout(() => this.#read(), 200); };
    this.anew = () => { this.#files.clear(); this.#next = 0; this.#read(); };
    events.addEventListener("entry", this.update);
    events.addEventListener("lost", this.anew);
    this.#read();
  }

  disconnectedCallback() {
    events.removeEventListener("entry", this.update);
    events.removeEventListener("lost", this.anew);
  }

  #make() {
    this.file = h("select", { "aria-label": "File", onchange: () => this.#draw() }, h("option", { value: "" }, "Every file"));
    this.search = h("input", { type: "search", placeholder: "Search the lines", "aria-label": "Search the lines", oninput: () => this.#draw() });
    this.follow = h("input", { type: "checkbox", checked: true });
    this.count = h("p", { class: "quiet", role: "status" });
    this.list = h("div", { class: "log-files" });
    fill(this, h("section", { class: "card tools" }, h("h1", { class: "title" }, "Logs"), this.file, this.search,
      h("label", { class: "check" }, this.follow, "follow"), this.count), this.list);
  }

  async #read() {
    if (this.#reading) { this.#again = true; return; }
    this.#reading = true;
    const page = await attempt(() => get(`logs?after=${this.#next}`));
    this.#reading = false;
    if (!page) return;
    this.#next = page.next;
    if (page.whole) this.#files.clear();
    for (const { path, head, lines } of page.files) {
      if (!this.#files.has(path)) {
        this.#files.set(path, { head, lines: [] });
        if (![...this.file.options].some(({ value }) => value === path)) this.file.append(h("option", { value: path }, path));
      }
      const known = this.#files.get(path);
      known.lines = [...known.lines, ...lines.map((line) => line.trimEnd())].slice(-MOST_LINES);
    }
    if (page.files.length) this.#draw();
    if (this.#again || page.entries >= 1000) { this.#again = false; this.#read(); }
  }

  #draw() {
    const wanted = this.search.value.toLowerCase();
    let count = 0;
    const files = [...this.#files].filter(([path]) => !this.file.value || path === this.file.value).map(([path, { head, lines }]) => {
      const fitting = wanted ? lines.filter((line) => line.toLowerCase().includes(wanted)) : lines;
      count += fitting.length;
      return { path, head, lines: fitting };
    }).filter(({ lines }) => lines.length);
    this.count.textContent = `${count} ${count === 1 ? "line" : "lines"}`;
    fill(this.list, files.length ? files.map((file) => this.#file(file))
      : h("p", { class: "card quiet" }, this.#files.size ? "No line fits." : "Nothing has reached a server or a device yet. Look up, and see what writes."));
    if (this.follow.checked) for (const pre of this.list.querySelectorAll("pre")) pre.scrollTop = pre.scrollHeight;
  }

  #file({ path, head, lines }) {
    return h("section", { class: "card", "aria-label": path }, h("h2", { class: "mono" }, path),
      h("div", { class: "message" }, h("pre", { class: `mono lines${this.file.value ? " tall" : ""}`, tabindex: "0" },
        head ? h("span", { class: "quiet" }, head) : null, lines.join("\n")), copyButton(() => lines.join("\n"))));
  }
}

define("logs-view", LogsView);
