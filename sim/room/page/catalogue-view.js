// SPDX-License-Identifier: MIT
// Every documented failure: what Exchange prints, what happens on the wire, why, what looks alike; and the lab is broken so by a click.
import { attempt, get, post } from "./api.js";
import { define, fill, h, toast } from "./dom.js";
import { cause } from "./diagnosis-list.js";
import "./wire-picture.js";
import { room } from "./room-state.js";

class CatalogueView extends HTMLElement {
  #rows = [];

  async connectedCallback() {
    this.follow = () => this.#open();
    addEventListener("hashchange", this.follow);
    if (this.list) { this.#open(); return; }
    this.search = h("input", { type: "search", placeholder: "Filter: 401, token, certificate …", "aria-label": "Filter", oninput: () => this.#list() });
    this.list = h("ul", { class: "failures" });
    this.page = h("div", { class: "stage" });
    fill(this, h("aside", { class: "card side" }, h("h1", { class: "title" }, "Catalogue"), this.search, this.list), this.page);
    this.#rows = (await attempt(() => get("catalogue"))) ?? [];
    this.#list();
    this.#open();
  }

  disconnectedCallback() { removeEventListener("hashchange", this.follow); }

  #list() {
    const words = this.search.value.toLowerCase().split(/\s+/);
    const fitting = this.#rows.filter((row) => {
      const text = `${row.id} ${row.title} ${row.direction} ${row.errors.join(" ")} ${row.variants.map(({ title }) => title).join(" ")}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    fill(this.list, fitting.map(({ id, title }) => h("li", {}, h("a", { href: `#catalogue/${id}`,
      "aria-current": location.hash === `#catalogue/${id}` ? "true" : false }, h("span", { class: "mono" }, id), h("span", {}, title)))),
    fitting.length ? null : h("li", { class: "quiet" }, "No failure fits."));
  }

  async #open() {
    const id = location.hash.split("/")[1];
    this.#list();
    if (!id) { fill(this.page, h("p", { class: "card quiet" }, "Choose a failure.")); return; }
    const failure = await attempt(() => get(`catalogue?id=${encodeURIComponent(id)}`));
    if (!failure || location.hash !== `#catalogue/${id}`) return;
    fill(this.page, this.#page(failure));
    this.querySelector("wire-picture")?.show(failure);
  }

  #page(failure) {
    const section = (title, ...children) => [h("h3", {}, title), ...children];
    return h("section", { class: "card" }, h("h2", {}, `${failure.id} ${failure.title}`), h("p", { class: "quiet" }, failure.direction),
      room.state.mode === "lab" ? this.#arming(failure) : null,
      failure.errors.length ? section("What Exchange prints", failure.errors.map((text) => h("pre", { class: "mono boxed" }, text))) : null,
      failure.event ? section("On the wire", h("p", {}, failure.event), h("wire-picture", { class: "block" })) : null,
      section("Why, and what to do", h("ol", { class: "causes" }, (failure.causes ?? []).map(cause))),
      failure.tell_apart.length ? section("What it is taken for", h("ul", { class: "plain" }, failure.tell_apart.map(({ id, check }) =>
        h("li", {}, h("a", { href: `#catalogue/${id}` }, id), ` ${check}`)))) : null,
      failure.facts.length ? section("How we know", h("ul", { class: "plain" }, failure.facts.map(({ basis, says, source }) =>
        h("li", {}, h("span", { class: "badge" }, basis), ` ${says}`, source ? h("span", { class: "quiet" }, ` (${source})`) : "")))) : null,
      failure.sources.length ? section("Sources", h("ul", { class: "plain" }, failure.sources.map((source) => h("li", {}, source)))) : null);
  }

  #arming({ variants }) {
    return h("div", {}, h("h3", {}, "Break the lab so"), h("ul", { class: "plain variants" }, variants.map(({ id, title }) =>
      h("li", {}, h("button", { type: "button", onclick: () => this.#arm(id) }, `Arm ${id}`), " ", title ?? ""))));
  }

  async #arm(id) {
    const done = await attempt(() => post("arm", { id }));
    if (!done) return;
    const state = await attempt(() => get("state"));
    if (state) room.state = state;
    toast(`${id} is armed. Look up, and see where it ends.`);
    room.dispatchEvent(new Event("state"));
    location.hash = "#look-ups";
  }
}

define("catalogue-view", CatalogueView);
