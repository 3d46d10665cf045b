// SPDX-License-Identifier: MIT
// Questions to the room, and its events: one stream a browser, whose tabs share it.
import { toast } from "./dom.js";

async function ask(path, options) {
  const answer = await fetch(`/api/${path}`, options);
  const body = await answer.json().catch(() => ({ error: `The room answered ${answer.status} to ${path}.` }));
  if (!answer.ok) throw new Error(body.error ?? `The room answered ${answer.status} to ${path}.`);
  return body;
}

export const get = (path) => ask(path);
export const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const send = (path, bytes) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: bytes });

// Runs it; what goes wrong is said at the foot of the page.
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

export const events = new EventTarget();
const kinds = ["entry", "changed", "look-up", "ticket", "class", "lost"];
const channel = new BroadcastChannel("fblab-room");

const tell = (kind, data) => events.dispatchEvent(new CustomEvent(kind, { detail: data }));

channel.onmessage = ({ data }) => tell(data.kind, data.data);

const PATIENCE = 5, REST_MS = 2000;

function listen(after) {
  const source = new EventSource(`/api/events?after=${after}`);
  let last = after, failures = 0;
  for (const kind of kinds)
    source.addEventListener(kind, ({ data, lastEventId }) => {
      const parsed = JSON.parse(data);
      last = lastEventId || last;
      tell(kind, parsed);
      channel.postMessage({ kind, data: parsed });
    });
  source.onopen = () => { failures = 0; tell("line", true); };
  source.onerror = () => {
    const gone = source.readyState === EventSource.CLOSED || ++failures > PATIENCE;
    tell("line", !gone);
    if (!gone) return;
    source.close(); // a browser asks again at once; a room that is gone is asked now and then
    setTimeout(() => listen(last), REST_MS);
  };
}

// Whoever has the lock listens, for all tabs; when that tab is closed, the next one takes over.
export function follow(after) {
  navigator.locks.request("fblab-room", () => {
    listen(after);
    return new Promise(() => {});
  });
}
