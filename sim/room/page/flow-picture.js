// SPDX-License-Identifier: MIT
// The picture of a look-up: where it has been, drawn by hand twice, for wide places and for narrow ones. A new one travels.
import { define, fill, h, svg } from "./dom.js";
import { direction, model, places, way } from "./flow-model.js";
import { lookUp, room } from "./room-state.js";

export const wide = {
  view: "0 0 960 256", width: 184,
  at: { asker: [4, 100], token: [250, 8], dns: [250, 192], edge: [496, 100], autodiscover: [772, 42], ews: [772, 158] },
  lines: {
    token: "M96 100V48Q96 36 108 36H250", dns: "M96 156V208Q96 220 108 220H250", edge: "M188 128H496",
    autodiscover: "M680 118C738 112 720 70 772 70", ews: "M680 138C738 144 720 186 772 186",
  },
};
export const tall = {
  view: "0 0 336 356", width: 160,
  at: { asker: [88, 4], token: [4, 96], dns: [172, 96], edge: [88, 194], autodiscover: [4, 296], ews: [172, 296] },
  lines: {
    token: "M132 60C132 82 84 74 84 96", dns: "M204 60C204 82 252 74 252 96", edge: "M168 60V194",
    autodiscover: "M132 250C132 272 84 274 84 296", ews: "M204 250C204 272 252 274 252 296",
  },
};
export const HEIGHT = 56;
const NARROW = 620, HOP_MS = 170;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const marks = { ok: "✓", fail: "✕", idle: "" };
const spoken = { ok: "passed", fail: "failed", idle: "not reached" };

class FlowPicture extends HTMLElement {
  #lookUp;
  #chosen;
  #travelling = 0;
  #narrow;
  #size = new ResizeObserver(() => {
    if (this.#lookUp && this.#narrow !== this.clientWidth < NARROW) this.#draw();
  });

  connectedCallback() { this.#size.observe(this); }
  disconnectedCallback() { this.#size.disconnect(); this.#travelling++; }

  show(lookUp, chosen, travels) {
    this.#lookUp = lookUp;
    this.#chosen = chosen;
    this.dataset.number = lookUp.number;
    this.#draw();
    if (travels && !calm.matches) this.#travel();
  }

  get model() { return model(this.#lookUp, room.state.mode === "lab"); }

  #choose(id) {
    this.#chosen = id;
    for (const node of this.querySelectorAll(".place")) node.setAttribute("aria-pressed", String(node.dataset.id === id));
    this.dispatchEvent(new CustomEvent("hop", { detail: id, bubbles: true }));
  }

  #draw() {
    this.#travelling++;
    this.#narrow = this.clientWidth < NARROW;
    const layout = this.#narrow ? tall : wide;
    const flow = this.model;
    fill(this,
      h("div", { class: "flow-head" },
        h("h2", {}, flow.title),
        h("p", { class: "quiet" }, [direction(this.#lookUp), way(this.#lookUp), flow.total].filter(Boolean).join(" · ")),
        h("button", { type: "button", onclick: (event) => this.#again(event.target) }, "Look up again")),
      svg("svg", { viewBox: layout.view, role: "group", "aria-label": "The way of the look-up", class: "flow" },
        Object.entries(layout.lines).map(([id, path]) =>
          svg("path", { d: path, class: `line ${flow.places[id].state}`, "data-line": id })),
        places.map((id) => this.#place(flow.places[id], layout)),
        svg("circle", { class: "traveller", r: 6, visibility: "hidden" })),
      this.#verdict(flow));
  }

  async #again(button) {
    const { requester, target, way: asked } = this.#lookUp;
    button.disabled = true;
    await lookUp(requester, target, asked === "client");
    button.disabled = false;
  }

  #place(place, layout) {
    const [x, y] = layout.at[place.id];
    const middle = x + layout.width / 2;
    const choose = () => this.#choose(place.id);
    return svg("g", {
      class: `place ${place.state}`, "data-id": place.id, role: "button", tabindex: "0",
      "aria-pressed": String(place.id === this.#chosen),
      "aria-label": `${place.title}: ${spoken[place.state]}, ${place.text}`,
      onclick: choose,
      onkeydown: (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
        else this.#move(event, place.id);
      },
    },
    svg("rect", { x, y, width: layout.width, height: HEIGHT, rx: 8 }),
    svg("text", { x: middle, y: y + 24, class: "place-title" }, place.title),
    svg("text", { x: middle, y: y + 43, class: "place-text" }, `${marks[place.state]} ${place.text}`.trim()));
  }

  #move(event, id) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = places[(places.indexOf(id) + step + places.length) % places.length];
    this.querySelector(`.place[data-id="${next}"]`).focus();
  }

  #verdict(flow) {
    if (flow.ok) {
      const busy = this.#lookUp.busy?.length ?? 0;
      return h("p", { class: "verdict ok" }, h("strong", {}, "✓ Answered"), ` ${busy} busy ${busy === 1 ? "time" : "times"}`);
    }
    const place = flow.places[flow.failing];
    return h("p", { class: "verdict fail" }, h("strong", {}, `✕ ${place?.title ?? "Failed"}`), ` ${flow.why ?? ""}`);
  }

  // Everything is hidden first, then shown place by place.
  async #travel() {
    const turn = ++this.#travelling;
    const dot = this.querySelector(".traveller");
    const flow = this.model;
    this.classList.add("travelling");
    for (const step of flow.steps) {
      await this.#hop(step, dot, () => turn === this.#travelling);
      if (turn !== this.#travelling) return;
    }
    dot.setAttribute("visibility", "hidden");
    this.classList.remove("travelling");
    this.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  }

  async #hop(step, dot, goesOn) {
    const lines = { autodiscover: ["edge", "autodiscover"], ews: ["edge", "ews"] }[step.place] ?? [step.place];
    for (const id of lines) {
      const line = this.querySelector(`[data-line="${id}"]`);
      if (line) await this.#run(line, dot, goesOn);
      line?.classList.add("seen");
      this.querySelector(`.place[data-id="${id}"]`)?.classList.add("seen");
    }
  }

  #run(line, dot, goesOn) {
    const length = line.getTotalLength();
    const began = performance.now();
    dot.setAttribute("visibility", "visible");
    return new Promise((resolve) => {
      const move = (now) => {
        const part = Math.min(1, (now - began) / HOP_MS);
        const point = line.getPointAtLength(length * part);
        dot.setAttribute("cx", point.x);
        dot.setAttribute("cy", point.y);
        if (part < 1 && goesOn()) requestAnimationFrame(move);
        else resolve();
      };
      requestAnimationFrame(move);
    });
  }
}

define("flow-picture", FlowPicture);
