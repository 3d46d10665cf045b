// SPDX-License-Identifier: MIT
// A class: an instructor's round with two trainees, and tickets as trainees solve them by mouse.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, end, fblab, fits, folder, open, run, shots, start } from "./browser.mjs";

async function enter(link, width = 1280) {
  const { page } = await open(link, { width, expected: /40[49] \(/ }); // what is refused is tried
  await page.locator(".mail, table.class tbody tr").first().waitFor({ timeout: 30000 });
  return page;
}

// The repairs of each row, as the catalogue of the program prints them: what a trainee would find out.
const json = (...words) => JSON.parse(execFileSync(fblab, words, { maxBuffer: 1 << 26 }));
const repairs = (row) => json("show", row, "--json").variants;
const ids = Object.fromEntries(json("list", "--json").map(({ id, title }) => [title, id]));

// Types every variant's repair of the row that is right until the checks are well.
async function repairByConsole(page, row, type) {
  for (const variant of repairs(row)) {
    await page.goto(new URL("/#console", page.url()).href);
    for (const { at, command } of variant.repair) await type(at, command);
    await page.goto(new URL("/#ticket", page.url()).href);
    await page.getByRole("button", { name: /^Check/ }).click();
    await page.locator(".checks li").first().waitFor({ timeout: 30000 });
    await page.getByRole("button", { name: "Check again" }).waitFor({ timeout: 30000 });
    if (await page.getByRole("heading", { name: /^Solved/ }).count()) return true;
  }
  return false;
}

const byMouse = (page) => async (at, command) => {
  await page.getByLabel("Where").selectOption(at === "lab" ? "device" : at);
  await page.getByLabel("Command").fill(command);
  const before = await page.locator(".answer").count();
  await page.getByRole("button", { name: "Run" }).click();
  await page.locator(".answer").nth(before).waitFor();
  await page.waitForTimeout(50);
};

// A first meeting is a worked example and tells the answer; else what fits is chosen: all that is wrong is told why.
async function rightRow(page) {
  const told = await page.evaluate(async () => (await (await fetch("/api/ticket")).json()).rows.find(({ right }) => right)?.id);
  return told ?? answerIt(page);
}

const group = (page, name) => page.getByRole("group", { name });

async function answerIt(page) {
  const rows = await group(page, "The cause").getByRole("radio").count(), hops = await group(page, "The hop").getByRole("radio").count();
  let row = 0, hop = 0;
  await group(page, "refute").getByRole("radio").first().check();
  while (row < rows && hop < hops) {
    await group(page, "The cause").getByRole("radio").nth(row).check();
    await group(page, "The hop").getByRole("radio").nth(hop).check();
    const [answer] = await Promise.all([page.waitForResponse(/ticket\/answer/), page.getByRole("button", { name: "Answer" }).click()]);
    const { judgement } = await answer.json();
    if (judgement.row && judgement.hop) break;
    row += judgement.row ? 0 : 1;
    hop += judgement.hop ? 0 : 1;
  }
  await page.getByRole("heading", { name: /^Answered/ }).waitFor();
  check("it is answered", true);
  const chosen = (await group(page, "The cause").locator("label").nth(row).locator("span").first().textContent()).split(" — ")[0];
  return ids[chosen.trim()];
}

// The first meetings with a row are worked examples: hints and answer stand there, the repair is typed.
async function solveByMouse(page, tickets) {
  for (let number = 1; number <= tickets; number++) {
    const row = await rightRow(page);
    check(`ticket ${number}: its cause is known`, Boolean(row), row);
    await page.getByRole("link", { name: "Look-ups" }).click();
    await page.getByRole("button", { name: "Look up", exact: true }).click();
    await page.locator(".verdict.fail").waitFor({ timeout: 20000 });
    check(`ticket ${number}: the look-up fails in the picture`, true);
    check(`ticket ${number}: no diagnosis is to be had`, (await page.getByRole("tab", { name: "Diagnosis" }).count()) === 0);
    check(`ticket ${number}: solved`, await repairByConsole(page, row, byMouse(page)), row);
    if (number < tickets) await nextTicket(page);
  }
}

async function round(links) {
  const [ann, bob, instructor] = [await enter(links[0]), await enter(links[1], 360), await enter(links[2])];
  check("a trainee does not see the class", (await ann.getByRole("link", { name: "Class" }).count()) === 0);
  const other = await ann.evaluate(async () => (await fetch("/api/class")).status);
  check("nor can ask for it", other === 404, other);
  const forged = await ann.evaluate(async () => (await fetch("/api/arm", { method: "POST", body: "{}" })).status);
  check("nor arm anything", forged === 404, forged);
  check("the instructor sees both", (await instructor.locator("table.class tbody tr").count()) === 2);
  await instructor.getByLabel("What to write").fill("<b>The change window closes</b>");
  await instructor.getByRole("button", { name: "Write: Bob <i>" }).click();
  await bob.getByText("<b>The change window closes</b>").waitFor({ timeout: 20000 });
  check("who is written to sees it, as text", true);
  check("the other does not", (await ann.getByText("The change window closes").count()) === 0);
  await accessible(ann, "ticket");
  await accessible(bob, "ticket, 360 px");
  await accessible(instructor, "class");
  await ann.screenshot({ path: join(shots, "ticket-1280.png"), fullPage: true });
  await bob.screenshot({ path: join(shots, "ticket-360.png"), fullPage: true });
  await instructor.screenshot({ path: join(shots, "class-1280.png") });
  await fits(bob, "ticket, 360 px");
  await fits(ann, "ticket, 1280 px");
  await fits(instructor, "class");
  await intervene(ann, instructor);
  await press(instructor, "End ticket: Bob <i>", "End ticket: sure?: Bob <i>");
  await bob.getByRole("heading", { name: /Given up|Failed/ }).waitFor({ timeout: 20000 });
  check("a ticket that is ended says so to its trainee", true);
  await freeHint(bob, instructor);
  const deeds = JSON.parse(await exported(instructor, "Export: Ann"))[0].deeds.filter(({ kind }) => kind === "instructor").map(({ text }) => text);
  check("the export tells what the instructor did", deeds.join() === "arm 09a,reset", deeds);
  const grades = await exported(instructor, "Grade book (CSV)");
  check("the grade book has a line for each attempt", grades.split("\n").length >= 5 && grades.includes('"Bob <i>"'), grades);
  const statements = (await exported(instructor, "Statements (xAPI)")).trim().split("\n").map(JSON.parse);
  check("statements are JSON lines", statements.length >= 3 && statements.every(({ verb }) => verb.id), statements.length);
}

const press = async (page, ...names) => {
  for (const name of names) await page.getByRole("button", { name, exact: true }).click();
};

async function nextTicket(page) {
  const number = await page.locator(".mail .quiet").first().textContent();
  await press(page, "Next ticket");
  await page.locator(".mail .quiet").first().filter({ hasNotText: number }).waitFor({ timeout: 30000 });
}

async function exported(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name, exact: true }).click()]);
  return readFileSync(await download.path(), "utf8");
}

async function lookUp(page) {
  await page.getByRole("link", { name: "Look-ups" }).click();
  const before = await page.locator(".look-ups .choice").count();
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await page.locator(".look-ups .choice").nth(before).waitFor({ timeout: 20000 });
  const number = await page.locator(".look-ups .choice").first().getAttribute("data-number");
  await page.locator(`flow-picture[data-number="${number}"] .verdict`).waitFor();
  return page.locator(".verdict").textContent();
}

// One thing more is broken in a trainee's lab, and it is put back to where the ticket began.
async function intervene(trainee, instructor) {
  const settings = () => trainee.evaluate(async () => (await fetch("/api/settings")).text());
  const before = await lookUp(trainee), were = await settings();
  await instructor.getByLabel("What to break").selectOption("09a");
  await press(instructor, "Break: Ann");
  await instructor.getByText("09a is broken as well, in Ann's lab.").waitFor({ timeout: 20000 });
  const broken = await settings();
  check("what the instructor breaks is broken in the trainee's lab", broken !== were);
  await press(instructor, "Reset: Ann", "Reset: sure?: Ann");
  await instructor.getByText("Ann's lab is as it was when the ticket began.").waitFor({ timeout: 30000 });
  await trainee.getByText("None so far.").waitFor();
  const again = await lookUp(trainee);
  check("after a reset it fails as before", again.replace(/\d+/g, "") === before.replace(/\d+/g, ""), [before, again]);
  check("and the settings are those of then", (await settings()).length === were.length, [were, await settings()]);
  await trainee.getByRole("link", { name: "Console" }).click();
  await byMouse(trainee)("onprem", "Get-Mailbox | fl Name");
  await instructor.getByText("Get-Mailbox | fl Name").waitFor({ timeout: 20000 });
  check("the instructor sees the last command", true);
  await trainee.getByRole("link", { name: "Ticket" }).click();
}

// The next ticket of a failure that was met keeps its last hint back.
async function freeHint(trainee, instructor) {
  for (let met = 0; met < 3; met++) {
    await nextTicket(trainee);
    if (await trainee.getByText("the last step is missing").count()) break;
    await press(instructor, "End ticket: Bob <i>", "End ticket: sure?: Bob <i>");
    await trainee.getByRole("heading", { name: /Given up|Failed/ }).waitFor({ timeout: 20000 });
  }
  const before = await trainee.locator("section[aria-label=Hints] li").count();
  await press(instructor, "Hint: Bob <i>");
  await trainee.locator("section[aria-label=Hints] li").nth(before).waitFor({ timeout: 20000 });
  check("a free hint reaches the trainee", true);
  await press(instructor, "Hint: Bob <i>");
  await instructor.getByText("there are no more hints").waitFor({ timeout: 20000 });
  check("one too many is refused", true);
}

writeFileSync(join(folder, "roster"), "Ann\nBob <i>\n");
const { child, found } = await start(/looks after them:\n\S+\n/, "class", "--web", "--roster", join(folder, "roster"), "--state", join(folder, "state"), "--seed", "7");
const links = found.input.match(/http:\S+/g);
await run({ "an instructor's round": () => round(links), "three tickets by mouse": async () => solveByMouse(await enter(links[0]), 3), "the end": () => end(child) });
