// SPDX-License-Identifier: MIT
// What the page knows: who it is for, the look-ups so far, which are shown. Tells its views when that changes.
import { attempt, events, follow, get, post } from "./api.js";

const wholes = new Map(); // look-ups with all that is known of them

export const room = Object.assign(new EventTarget(), {
  state: null, // of GET /api/state
  lookUps: [],
  chosen: null, // number of the look-up that is shown
  beside: null, // of the one laid beside it
  fresh: null, // of the one that has just come: it travels
  armed: null,
});

const changed = (what) => room.dispatchEvent(new Event(what));

export async function whole(number) {
  if (!wholes.has(number)) {
    wholes.set(number, await get(`look-ups?number=${number}`));
    if (wholes.size > 12) wholes.delete(wholes.keys().next().value);
  }
  return wholes.get(number);
}

export function choose(number) {
  room.chosen = number;
  if (room.beside === number) room.beside = null;
  changed("chosen");
}

export function layBeside(number) {
  room.beside = number === room.beside || number === room.chosen ? null : number;
  changed("chosen");
}

export const lookUp = (requester, target, outlook) =>
  attempt(() => post("look-ups", { requester, target, outlook }));

let waiting;
async function refreshArmed() {
  if (room.state.mode !== "lab") return;
  room.armed = await attempt(() => get("armed"));
  changed("armed");
}

async function refreshAll() {
  room.lookUps = (await attempt(() => get("look-ups"))) ?? [];
  if (!room.lookUps.some(({ number }) => number === room.chosen)) room.chosen = room.lookUps.at(-1)?.number ?? null;
  changed("look-ups");
  changed("chosen");
  await refreshArmed();
}

function take({ detail }) {
  if (room.lookUps.some(({ number }) => number === detail.number)) return;
  room.lookUps.push(detail);
  room.lookUps = room.lookUps.slice(-100);
  room.chosen = room.fresh = detail.number;
  changed("look-ups");
  changed("chosen");
}

events.addEventListener("look-up", take);
events.addEventListener("lost", refreshAll);
events.addEventListener("changed", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { refreshArmed(); changed("settings"); }, 120);
});

export async function start() {
  room.state = await get("state");
  changed("state");
  await refreshAll();
  follow(room.state.event);
}
