// SPDX-License-Identifier: MIT
// The settings of all sides, each beside what it would be where nothing is broken; a click puts its cmdlet into the console.
import { attempt, get } from "./api.js";
import { putIntoConsole } from "./console-view.js";
import { define, fill, h } from "./dom.js";
import { room } from "./room-state.js";

const names = { onprem: "On the premises", exo: "Exchange Online", mesh: "Adatum, a third organisation", domino: "Domino",
  msol: "Directory of the tenant", lab: "Network, names, devices" };
const words = { changed: "changed", added: "added", removed: "removed" };
const shown = (values) => (values.length ? values.join(", ") : "(empty)");

class SettingsView extends HTMLElement {
  #settings;
  #opened = new Set();

  connectedCallback() {
    this.search = h("input", { type: "search", placeholder: "Search settings", "aria-label": "Search settings", oninput: () => this.#list() });
    this.only = h("input", { type: "checkbox", onchange: () => this.#list() });
    this.list = h("div", { class: "sides" });
    this.count = h("p", { class: "quiet", role: "status" });
    const compared = room.state.mode === "lab";
    fill(this, h("section", { class: "card tools" }, h("h1", { class: "title" }, "Settings"), this.search,
      compared ? h("label", { class: "check" }, this.only, "only what differs from healthy") : null, this.count), this.list);
    this.update = () => this.#read();
    room.addEventListener("settings", this.update);
    this.#read();
  }

  disconnectedCallback() { room.removeEventListener("settings", this.update); }

  async #read() {
    this.#settings = await attempt(() => get("settings"));
    if (this.#settings) this.#list();
  }

  #list() {
    if (!this.#settings) return;
    const wanted = this.search.value.trim().toLowerCase();
    const fits = (object) => (!this.only.checked || object.state !== "same") &&
      (!wanted || `${object.noun} ${object.name} ${object.properties.map(({ name, values }) => `${name} ${values}`).join(" ")}`.toLowerCase().includes(wanted));
    let different = 0;
    const sides = this.#settings.scopes.map(({ scope, objects }) => {
      different += objects.filter(({ state }) => state !== "same").length;
      return { scope, objects: objects.filter(fits).sort((a, b) => (a.state === "same") - (b.state === "same")) };
    }).filter(({ objects }) => objects.length);
    this.count.textContent = room.state.mode !== "lab" ? "" : different ? `${different} ${different === 1 ? "object differs" : "objects differ"} from healthy`
      : "Nothing differs from healthy";
    fill(this.list, sides.map(({ scope, objects }) => this.#side(scope, objects)),
      sides.length ? null : h("p", { class: "card quiet" }, "Nothing fits."));
  }

  #side(scope, objects) {
    return h("section", { class: "card", "aria-label": names[scope] ?? scope }, h("h2", {}, names[scope] ?? scope),
      objects.map((object) => this.#object(scope, object)));
  }

  #object(scope, object) {
    const key = `${scope} ${object.noun} ${object.name}`;
    const open = this.#opened.has(key) || object.state !== "same";
    return h("details", { class: `object ${object.state}`, open, ontoggle: (event) =>
      (event.target.open ? this.#opened.add(key) : this.#opened.delete(key)) },
    h("summary", {}, h("strong", {}, object.noun), ` ${object.name} `, words[object.state]
      ? h("span", { class: "badge fail" }, words[object.state]) : ""),
    h("dl", { class: "facts" }, object.properties.map(({ name, values, healthy }) => [
      h("dt", {}, name),
      h("dd", { class: healthy ? "differs mono" : "mono" }, shown(values), healthy
        ? h("span", { class: "quiet" }, ` — healthy: ${shown(healthy)}`) : null)])),
    scope === "domino" || object.state === "removed" ? null : h("button", { type: "button", class: "small", onclick: () => this.#toConsole(scope, object) },
      `Get-${object.noun} in the console`));
  }

  #toConsole(scope, object) {
    putIntoConsole(scope, `Get-${object.noun} "${object.name}" | fl`);
  }
}

define("settings-view", SettingsView);
