// SPDX-License-Identifier: MIT
// What the programs of this folder have in common: rooms that are started and ended, pages that complain, what is measured in them.
// usage of each: node PROGRAM.mjs FBLAB MODULES CHROMIUM SHOTS
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const [fblab, modules, executablePath, shots] = process.argv.slice(2);
const require = createRequire(join(modules, "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const folder = mkdtempSync(join(tmpdir(), "room-"));
export const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
mkdirSync(shots, { recursive: true });
// What --open starts: it leaves the page that it is given.
writeFileSync(join(folder, "browser"), `#!/bin/sh\ncp "$1" ${folder}/copied && mv ${folder}/copied ${folder}/opened.html\n`, { mode: 0o700 });
let wrong = 0;

export function check(name, good, seen = "") {
  wrong += good ? 0 : 1;
  console.log(good ? `ok   ${name}` : `FAIL ${name}: ${JSON.stringify(seen)}`);
}

// Resolves when what it prints fits: {child, found}.
export function start(pattern, ...options) {
  const child = spawn(fblab, options, { env: { ...process.env, XDG_STATE_HOME: folder, BROWSER: join(folder, "browser") } });
  return new Promise((resolve, reject) => {
    let said = "";
    const take = (data) => {
      said += data;
      const found = pattern.exec(said);
      if (found) resolve({ child, found, link: found[1] });
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("exit", () => reject(new Error(said)));
  });
}

export const LINK = /Open in a browser: +(\S+)\n/;

// Pages first: they would complain that nobody answers any more.
export async function end(child) {
  for (const context of browser.contexts()) await context.close();
  await new Promise((resolve) => { child.removeAllListeners("exit"); child.on("exit", resolve); child.kill("SIGTERM"); });
}

// Each page says what went wrong in it: errors of scripts, and what its policy had to stop.
export async function open(link, { width = 1280, height = 800, scheme = "light", expected = /$^/ } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce", acceptDownloads: true });
  const page = await context.newPage();
  page.on("pageerror", (error) => check("no error in the page", false, error.message));
  page.on("console", (message) => message.type() === "error" && !expected.test(message.text()) && check("no complaint of the browser", false, message.text()));
  page.on("dialog", (dialog) => { check("no script of others runs", false, dialog.message()); dialog.dismiss(); });
  await page.goto(link);
  return { context, page };
}

// Texts that reach out of their boxes, lie on each other in the picture, or make the page too wide.
const overflow = () => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`page ${document.documentElement.scrollWidth} wide`);
  const boxes = [...document.querySelectorAll(".place")].map((place) => {
    const frame = place.querySelector("rect").getBoundingClientRect();
    for (const text of place.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) found.push(`“${text.textContent}” leaves its box`);
    }
    return { frame, name: place.dataset.id };
  });
  boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => {
    if (one.frame.left < other.frame.right && other.frame.left < one.frame.right && one.frame.top < other.frame.bottom && other.frame.top < one.frame.bottom)
      found.push(`${one.name} on ${other.name}`);
  }));
  for (const element of document.querySelectorAll("h1, h2, h3, p, button, a, label, dt, dd, th, summary")) {
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== "visible") found.push(`“${element.textContent.slice(0, 30)}” is cut off`);
    if (box.width > 1 && box.right > innerWidth + 1 && !element.closest(".scroll, pre")) found.push(`“${element.textContent.slice(0, 30)}” leaves the page`);
  }
  return found;
};

export async function fits(page, name) {
  const found = await page.evaluate(overflow);
  check(`${name}: nothing overlaps or is cut off`, found.length === 0, found);
}

export async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  check(`axe: ${name}`, serious.length === 0, serious.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`));
}

// Presses Tab, as somebody without a mouse does, until what has the focus is called so.
export async function tabTo(page, name, most = 150) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    });
    if (focused.trim().startsWith(name)) return;
  }
  throw new Error(`${name} is not reached by Tab`);
}

// What the pages showed when something went wrong, beside the pictures that are wanted.
export async function photograph(name) {
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [number, page] of pages.entries())
    await page.screenshot({ path: join(shots, `failed-${name.replaceAll(/\W+/g, "-")}-${number + 1}.png`), fullPage: true }).catch(() => {});
}

// Runs the parts, what is thrown is a failure.
export async function run(parts) {
  for (const [name, part] of Object.entries(parts)) {
    console.log(`-- ${name}`);
    try { await part(); } catch (error) { check(name, false, error.message); }
    for (const context of browser.contexts()) await context.close();
  }
  await browser.close();
  console.log(wrong ? `${wrong} failed` : "all is well");
  process.exit(wrong ? 1 : 0);
}
