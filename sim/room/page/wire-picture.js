// SPDX-License-Identifier: MIT
// Where a documented failure ends: the places of the picture of look-ups, as far as a look-up gets.
import { define, fill, h, svg } from "./dom.js";
import { endWords, titles } from "./flow-model.js";
import { HEIGHT, tall, wide } from "./flow-picture.js";

// In the order in which they are passed.
const order = ["asker", "dns", "token", "edge", "autodiscover", "ews"];
const ofHop = { route: "asker", resolve: "dns", connect: "edge", tls: "edge", token: "token", autodiscover: "autodiscover", availability: "ews" };

// Pure. Nothing is broken: null.
export function endOf({ hop, step, proxy }) {
  const place = ofHop[hop] ?? ofHop[step];
  if (!place) return null;
  if (step === "token" && place === "edge") return "token";
  return proxy && ["autodiscover", "ews"].includes(place) ? "edge" : place;
}

class WirePicture extends HTMLElement {
  show({ wire, direction }) {
    const end = endOf(wire);
    if (!end) { this.hidden = true; return; }
    const layout = this.clientWidth < 520 ? tall : wide, names = titles(direction, wire.way);
    const state = (id) => (id === end ? "fail" : order.indexOf(id) < order.indexOf(end) ? "ok" : "idle");
    const ended = wire.status || (wire.alert ? `TLS alert ${wire.alert}` : endWords(wire.outcome));
    const text = (id) => ({ fail: `✕ ${ended || "ends here"}`, ok: "✓ passed", idle: "not reached" })[state(id)];
    fill(this, svg("svg", { viewBox: layout.view, role: "img", class: "flow still", "aria-label": `It ends at: ${names[end]}${ended ? `, ${ended}` : ""}` },
      Object.entries(layout.lines).map(([id, path]) => svg("path", { d: path, class: `line ${state(id)}` })),
      order.map((id) => {
        const [x, y] = layout.at[id], middle = x + layout.width / 2;
        return svg("g", { class: `place ${state(id)}` }, svg("rect", { x, y, width: layout.width, height: HEIGHT, rx: 8 }),
          svg("text", { x: middle, y: y + 24, class: "place-title" }, names[id]), svg("text", { x: middle, y: y + 43, class: "place-text" }, text(id)));
      })));
  }
}

define("wire-picture", WirePicture);
