// SPDX-License-Identifier: MIT
// The first page: look-ups on the left, the picture of the chosen one, and what is known of a hop below it.
import { attempt } from "./api.js";
import { define, fill, h } from "./dom.js";
import { room, whole } from "./room-state.js";

class LookUpPane extends HTMLElement {
  async show(number, travels) {
    if (this.number === number && this.firstChild) return; // it does not change any more
    this.number = number;
    const lookUp = number ? await attempt(() => whole(number)) : null;
    if (this.number !== number) return; // another was chosen meanwhile
    if (!lookUp) {
      fill(this, h("section", { class: "card" }, h("h2", {}, "No look-up yet"),
        h("p", { class: "quiet" }, "Press Look up: it travels through this picture, and the hop that fails says why.")));
      return;
    }
    const picture = h("flow-picture"), line = h("assistant-line"), table = h("flow-table"), detail = h("hop-detail");
    const place = h("section", { class: "card", "aria-label": "Picture" }, picture, line, table);
    fill(this, place, detail);
    picture.addEventListener("hop", (event) => detail.show(lookUp, picture.model.places[event.detail]));
    const flow = ((picture.show(lookUp, null, false)), picture.model);
    const first = flow.failing ?? "ews";
    picture.show(lookUp, first, travels);
    line.show(lookUp);
    table.show(lookUp);
    detail.show(lookUp, flow.places[first]);
    if (travels && innerWidth <= 820) this.scrollIntoView({ block: "start" });
  }
}

class LookUpView extends HTMLElement {
  connectedCallback() {
    this.panes = [h("look-up-pane"), h("look-up-pane")];
    this.place = h("div", { class: "panes" }, this.panes[0]);
    fill(this, h("h1", { class: "hidden" }, "Look-ups"),
      h("aside", { class: "card side" }, h("look-up-list")), h("div", { class: "stage" }, h("lab-state"), this.place));
    this.update = () => this.#draw();
    room.addEventListener("chosen", this.update);
    this.#draw();
  }

  disconnectedCallback() { room.removeEventListener("chosen", this.update); }

  #draw() {
    const travels = room.fresh === room.chosen;
    room.fresh = null;
    this.panes[0].show(room.chosen, travels);
    if (room.beside) {
      this.place.append(this.panes[1]);
      this.panes[1].show(room.beside, false);
    } else this.panes[1].remove();
    this.place.classList.toggle("two", Boolean(room.beside));
  }
}

define("look-up-pane", LookUpPane);
define("look-up-view", LookUpView);
