// SPDX-License-Identifier: MIT
// What is armed in the lab, and what can be done about it; who is on the line, in the bar.
import { attempt, events, post } from "./api.js";
import { define, fill, h, toast } from "./dom.js";
import { room } from "./room-state.js";

const act = (path, body, said) => attempt(async () => {
  await post(path, body);
  toast(said);
});

class LabState extends HTMLElement {
  connectedCallback() {
    this.update = () => this.#draw();
    room.addEventListener("armed", this.update);
    this.#draw();
  }

  disconnectedCallback() { room.removeEventListener("armed", this.update); }

  #draw() {
    const armed = room.armed;
    this.hidden = !armed;
    if (!armed) return;
    const ids = armed.armed;
    fill(this, h("div", { class: "card lab-state" },
      h("p", {}, ids.length ? ["Armed: ", h("strong", {}, ids.join(", "))] : "The lab is healthy",
        armed.changes ? ` · ${armed.changes} ${armed.changes === 1 ? "change" : "changes"} since` : ""),
      h("div", { class: "buttons" },
        ids.length ? h("button", { type: "button", onclick: () => act("repair", {}, "The documented repair was run.") }, "Repair") : null,
        ids.length || armed.changes
          ? h("button", { type: "button", onclick: () => act("disarm", {}, "The lab is healthy again.") }, "Make healthy") : null,
        h("button", { type: "button", onclick: () => act("reset", {}, "The lab is as it was at the start.") }, "Reset"))));
  }
}

class RoomStatus extends HTMLElement {
  connectedCallback() {
    room.addEventListener("state", () => this.#draw("live"));
    events.addEventListener("line", ({ detail }) => this.#draw(detail ? "live" : "lost: is fblab still running?"));
  }

  #draw(line) {
    if (!room.state) return;
    fill(this, [room.state.name, `fblab ${room.state.version}`, line].filter(Boolean).join(" · "));
    this.classList.toggle("gone", line !== "live");
  }
}

define("lab-state", LabState);
define("room-status", RoomStatus);
