// SPDX-License-Identifier: MIT
// Begins: takes the token out of the address bar, learns who it is for, and shows the view that the address names.
import "./assistant-line.js";
import "./catalogue-view.js";
import "./class-view.js";
import "./console-view.js";
import "./diagnosis-list.js";
import "./flow-picture.js";
import "./flow-table.js";
import "./hop-detail.js";
import "./lab-state.js";
import "./look-up-list.js";
import "./look-up-view.js";
import "./logs-view.js";
import "./name-error.js";
import "./quiz-view.js";
import "./settings-view.js";
import "./ticket-view.js";
import { define, fill, h, toast } from "./dom.js";
import { room, start } from "./room-state.js";

history.replaceState(null, "", `/${location.hash}`);

const views = [
  { id: "ticket", title: "Ticket", element: "ticket-view", modes: ["ticket"] },
  { id: "quiz", title: "Evidence", element: "quiz-view", modes: ["evidence"] },
  { id: "class", title: "Class", element: "class-view", modes: ["class"] },
  { id: "look-ups", title: "Look-ups", element: "look-up-view", modes: ["lab", "ticket"] },
  { id: "settings", title: "Settings", element: "settings-view", modes: ["lab", "ticket"] },
  { id: "console", title: "Console", element: "console-view", modes: ["lab", "ticket"] },
  { id: "logs", title: "Logs", element: "logs-view", modes: ["lab", "ticket"] },
  { id: "name", title: "Name an error", element: "name-error", modes: ["lab"] },
  { id: "catalogue", title: "Catalogue", element: "catalogue-view", modes: ["lab", "ticket", "class", "evidence"] },
];

const mine = () => views.filter(({ modes }) => modes.includes(room.state.mode));

class RoomTabs extends HTMLElement {
  draw(current) {
    fill(this, h("nav", { "aria-label": "Views" }, mine().map(({ id, title }) =>
      h("a", { href: `#${id}`, "aria-current": id === current ? "page" : false }, title))));
  }
}
define("room-tabs", RoomTabs);

const made = new Map();
function show() {
  if (location.hash === "#main") return;
  const all = mine();
  const view = all.find(({ id }) => `#${id}` === location.hash.split("/")[0]) ?? all[0];
  if (!made.has(view.id)) made.set(view.id, h(view.element));
  document.querySelector("room-tabs").draw(view.id);
  document.title = `${view.title} · fblab`;
  const main = document.getElementById("main");
  if (main.firstChild !== made.get(view.id)) fill(main, made.get(view.id));
}

try {
  await start();
  show();
  addEventListener("hashchange", show);
} catch (error) {
  toast(error.message);
}
