// SPDX-License-Identifier: MIT
// A trainee alone: who knows nothing but the link, who has no mouse, who takes another course, who gets evidence and no lab.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LINK, accessible, check, end, fits, open, photograph, run, shots, start, tabTo } from "./browser.mjs";

const state = (page, text) => page.getByRole("heading", { name: text }).waitFor({ timeout: 30000 });

// Reads and presses what the page offers, in its order, and types nothing.
async function newcomer(link) {
  const { page } = await open(link);
  await page.locator("ol.way").waitFor({ timeout: 30000 });
  await page.getByRole("link", { name: "Look up and see" }).click();
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await page.locator(".verdict.fail").waitFor({ timeout: 20000 });
  await page.getByRole("link", { name: "Ticket" }).click();
  await page.locator("mark").first().waitFor();
  check("the lines that a hint speaks of stand beside it", true);
  await page.getByRole("button", { name: "To the console" }).first().click();
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByText("Done; it prints nothing.").waitFor();
  await page.getByRole("link", { name: "Ticket" }).click();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await state(page, /^Solved/);
  check("a first ticket is solved by what the page says alone", true);
  await page.getByLabel("Your own words").fill("<b>Those of the other side</b>");
  await page.getByRole("button", { name: "Keep my answer" }).click();
  await page.getByText("You: <b>Those of the other side</b>").waitFor();
  check("the own explanation is kept, and ours is shown", (await page.getByText("We: ").count()) === 1);
  await accessible(page, "a solved ticket");
  await fits(page, "a solved ticket");
  await page.screenshot({ path: join(shots, "solved-1280.png"), fullPage: true });
}

async function courses(link) {
  const { page } = await open(link, { expected: /409 \(/ });
  await page.locator(".mail").waitFor({ timeout: 30000 });
  const first = await page.locator(".mail .quiet").first().textContent(), choice = page.getByLabel("Course");
  const names = await choice.locator("option").evaluateAll((options) => options.map(({ value }) => value));
  check("all courses are there", names.length > 3 && names.includes("the-six"), names);
  await choice.selectOption(names.find((name) => name !== "the-six"));
  await page.locator(".mail .quiet").first().filter({ hasNotText: first }).waitFor({ timeout: 30000 });
  check("another course is taken", true);
  await choice.selectOption("the-six");
  await page.locator(".mail .quiet").first().filter({ hasText: first }).waitFor({ timeout: 30000 });
  check("the ticket of before is gone on with", (await page.getByText("You have begun this ticket before").count()) === 1);
  const refused = await page.evaluate(async () => (await fetch("/api/courses", { method: "POST", body: '{"name":"/etc/passwd"}' })).status);
  check("a path is no course", refused === 409, refused);
}

const press = (page, key) => page.keyboard.press(key);

async function goTo(page, view) {
  await press(page, "Escape"); // Tab completes in the console's line, but not after Escape
  await tabTo(page, view);
  await press(page, "Enter");
  await page.locator("nav a[aria-current]").filter({ hasText: view }).waitFor();
}

// Choices are gone through with Tab from group to group, Space, and the arrows.
async function choose(page, group, place) {
  const first = page.getByRole("group", { name: group }).getByRole("radio").first();
  for (let presses = 0; presses < 150 && !(await first.evaluate((radio) => document.activeElement.name === radio.name)); presses++) await press(page, "Tab");
  await press(page, "Space");
  const at = () => page.getByRole("group", { name: group }).getByRole("radio").evaluateAll((radios) => radios.indexOf(document.activeElement));
  for (let presses = 0; presses < 20 && (await at()) !== place; presses++) await press(page, "ArrowDown");
}

async function answer(page) {
  for (let row = 0, hop = 0; row < 8 && hop < 7;) {
    await choose(page, "The cause", row);
    await choose(page, "The hop", hop);
    await choose(page, "refute", 0);
    await tabTo(page, "Answer");
    const [reply] = await Promise.all([page.waitForResponse(/ticket\/answer/), press(page, "Enter")]);
    const { judgement } = await reply.json();
    if (judgement.row && judgement.hop) return;
    row += judgement.row ? 0 : 1;
    hop += judgement.hop ? 0 : 1;
  }
}

async function repair(page) {
  const buttons = page.locator("section[aria-label=Hints]").getByRole("button", { name: "To the console" });
  if (!(await buttons.count())) {
    await tabTo(page, "Hint");
    await press(page, "Enter");
    await buttons.first().waitFor();
  }
  for (let number = 0, count = await buttons.count(); number < count; number++) {
    for (let presses = 0; presses < 150 && !(await buttons.nth(number).evaluate((button) => button === document.activeElement)); presses++) await press(page, "Tab");
    await press(page, "Enter");
    await page.getByLabel("Command").waitFor();
    const before = await page.locator(".answer").count();
    await press(page, "Enter");
    await page.locator(".answer").nth(before).locator("pre, .quiet").nth(1).waitFor();
    await goTo(page, "Ticket");
  }
}

// Three tickets: two worked examples, and one that has to be answered. No mouse, and no script that moves the focus.
async function keyboard(link) {
  const { page } = await open(link);
  await page.locator(".mail").waitFor({ timeout: 30000 });
  for (let number = 1; number <= 3; number++) {
    await goTo(page, "Look-ups");
    await tabTo(page, "Look up");
    await press(page, "Enter");
    await page.locator(".verdict.fail").waitFor({ timeout: 20000 });
    await goTo(page, "Ticket");
    const open = await page.getByRole("heading", { name: /^Open/ }).count();
    if (open) await answer(page);
    if (open) check("it is answered by keyboard", (await page.getByRole("heading", { name: /^Answered/ }).count()) === 1);
    await repair(page);
    await tabTo(page, "Check");
    await press(page, "Enter");
    await state(page, /^Solved/);
    check(`ticket ${number} is solved by keyboard alone`, true);
    if (number === 3) return;
    const before = await page.locator(".mail .quiet").first().textContent();
    await tabTo(page, "Next ticket");
    await press(page, "Enter");
    await page.locator(".mail .quiet").first().filter({ hasNotText: before }).waitFor({ timeout: 30000 });
  }
}

async function evidence(link) {
  const { page } = await open(link);
  const right = [];
  for (let number = 1; number <= 2; number++) {
    await page.locator("fieldset").first().waitFor({ timeout: 30000 });
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download the evidence" }).click()]);
    const bytes = readFileSync(await download.path());
    check("the pack is a zip", bytes.length > 10000 && bytes.subarray(0, 2).toString() === "PK", bytes.length);
    await page.getByRole("button", { name: "Answer" }).click();
    await page.getByText("Each of the four questions needs an answer.").waitFor();
    for (let question = 0; question < 4; question++) await page.locator(`input[name=question-${question}]`).nth(number).check();
    await page.getByRole("button", { name: "Answer" }).click();
    await page.getByText("What there was to learn").waitFor();
    right.push(await page.locator("legend ~ label:has(.good)").count());
    if (number === 1) await accessible(page, "evidence");
    if (number === 1) await fits(page, "evidence");
    await page.screenshot({ path: join(shots, `evidence-${number}-1280.png`), fullPage: true });
    await page.getByRole("button", { name: "Next pack" }).click();
    await page.getByRole("heading", { name: "Four questions" }).waitFor({ timeout: 30000 });
  }
  check("each question has what is right", right.every((count) => count >= 4), right);
}

const training = (part, trainee, ...options) => async () => {
  const { child, link } = await start(LINK, "train", "--web", "--seed", "7", "--trainee", trainee, ...options);
  try { await part(link); } catch (error) { await photograph(trainee); throw error; } finally { await end(child); }
};

await run({ newcomer: training(newcomer, "newcomer"), courses: training(courses, "courses"), "without a mouse": training(keyboard, "keys"),
  "evidence alone": training(evidence, "evidence", "--evidence-only") });
