// SPDX-License-Identifier: MIT
// What the user of a look-up sees of it: the line of the Scheduling Assistant, hatched where no times came.
import { define, fill, h, svg } from "./dom.js";

const FIRST = 16, LAST = 36, WIDTH = 24; // half hours from 8 to 18 o'clock
const kinds = { 1: "tentative", 2: "busy", 3: "away", 4: "elsewhere" }; // digits of MergedFreeBusy; 0 is free
const clock = (slot) => `${String(Math.floor(slot / 2)).padStart(2, "0")}:${slot % 2 ? "30" : "00"}`;

// Stretches of the same kind. Pure.
export function stretches(merged) {
  const found = [];
  [...merged].forEach((digit, slot) => {
    const last = found.at(-1);
    if (digit === "0") return;
    if (last && last.digit === digit && last.to === slot) last.to = slot + 1;
    else found.push({ digit, from: slot, to: slot + 1 });
  });
  return found.filter(({ from, to }) => from < LAST && to > FIRST);
}

class AssistantLine extends HTMLElement {
  show({ ok, merged, target, number }) {
    this.hidden = ok && !merged;
    if (this.hidden) return;
    const parts = ok ? stretches(merged) : [], width = (LAST - FIRST) * WIDTH, id = `hatch-${number}`;
    const words = ok ? parts.map(({ digit, from, to }) => `${kinds[digit] ?? "busy"} ${clock(from)} to ${clock(to)}`).join(", ") || "free from 08:00 to 18:00" : "no information";
    fill(this, h("span", { class: "quiet" }, "The Scheduling Assistant shows ", h("strong", {}, target), `: ${words}`),
      svg("svg", { viewBox: `0 0 ${width} 40`, class: "assistant", role: "img", "aria-label": `${target}: ${words}` },
        svg("defs", {}, svg("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("path", { d: "M0 0V8", class: "hatch" }))),
        svg("rect", { x: 0, y: 0, width, height: 22, class: "free" }),
        ok ? parts.map(({ digit, from, to }) => svg("rect", { x: (Math.max(from, FIRST) - FIRST) * WIDTH, y: 0, width: (Math.min(to, LAST) - Math.max(from, FIRST)) * WIDTH, height: 22, class: kinds[digit] ?? "busy" }))
          : svg("rect", { x: 0, y: 0, width, height: 22, fill: `url(#${id})` }),
        [16, 20, 24, 28, 32, 36].map((slot) => svg("text", { x: (slot - FIRST) * WIDTH, y: 37, class: slot === FIRST ? "" : slot === LAST ? "last" : "middle" }, clock(slot)))));
  }
}

define("assistant-line", AssistantLine);
