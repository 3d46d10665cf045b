// SPDX-License-Identifier: MIT
// The control room as people use it: look-ups, pictures at two widths in two themes, security, keyboard, accessibility, speed.
import { join } from "node:path";
import { LINK, accessible, browser, check, end, fits, open, run, shots, start, tabTo } from "./browser.mjs";

// Waits until the picture is that of the new one.
const lookUp = async (page) => {
  await page.locator(".look-ups").waitFor();
  const before = await page.locator(".look-ups .choice").count();
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  await page.locator(".look-ups .choice").nth(before).waitFor({ timeout: 20000 });
  const number = await page.locator(".look-ups .choice").first().getAttribute("data-number");
  await page.locator(`flow-picture[data-number="${number}"] .verdict`).waitFor({ timeout: 20000 });
};

async function pictures() {
  const rows = { healthy: null, "06": "EWS", 13: "Firewall, proxy", "04": "Firewall, proxy", 28: "Federation gateway", 31: "EWS", 32: "Firewall, proxy" };
  for (const [id, failing] of Object.entries(rows)) {
    const lab = await start(LINK, "serve", "--web", ...(failing ? ["--scenario", id] : []));
    for (const [width, height, scheme] of [[1280, 800, "light"], [1280, 800, "dark"], [360, 740, "light"], [360, 740, "dark"]]) {
      const { context, page } = await open(lab.link, { width, height, scheme });
      await lookUp(page);
      const name = `${id}, ${width} px, ${scheme}`;
      const verdict = await page.locator(".verdict").textContent();
      check(`${name}: it says where and why`, failing ? verdict.startsWith(`✕ ${failing} `) && verdict.length > failing.length + 10 : verdict.startsWith("✓"), verdict);
      const failed = page.locator(".place.fail");
      check(`${name}: one hop is marked`, (await failed.count()) === (failing ? 1 : 0), await failed.count());
      const seen = await page.locator(".verdict").boundingBox();
      check(`${name}: the reason is on the first screen`, seen.y >= 0 && seen.y + seen.height <= height, seen);
      await fits(page, name);
      if (id === "06") await accessible(page, name);
      await page.screenshot({ path: join(shots, `${id}-${width}-${scheme}.png`) });
      await context.close();
    }
    await end(lab.child);
  }
}

async function views(link) {
  for (const [width, height, scheme] of [[1280, 800, "light"], [360, 740, "dark"]]) {
    const { context, page } = await open(link, { width, height, scheme });
    await lookUp(page);
    for (const view of ["Settings", "Console", "Logs", "Name an error", "Catalogue"]) {
      await page.getByRole("link", { name: view, exact: true }).click();
      await page.locator("main h1").filter({ hasText: view }).waitFor();
      if (view === "Catalogue") { await page.locator(".failures a").nth(6).click(); await page.locator(".causes").waitFor(); }
      if (view === "Settings") await page.locator(".object").first().waitFor();
      if (view === "Logs") await page.locator("pre.lines").first().waitFor();
      await fits(page, `${view}, ${width} px`);
      await accessible(page, `${view}, ${width} px, ${scheme}`);
      await page.screenshot({ path: join(shots, `${view.replaceAll(" ", "-").toLowerCase()}-${width}-${scheme}.png`) });
    }
    await context.close();
  }
}

async function security(link) {
  const bad = "<img src=x onerror=alert(1)>";
  const { context, page } = await open(link, { expected: /400|Failed to load resource|TrustedHTML/ });
  check("the token leaves the address bar", !page.url().includes("token"), page.url());
  await page.goto(new URL("/#console", link).href);
  for (const command of [`Set-Mailbox joe@contoso.com -Name "${bad}"`, `Get-Mailbox "${bad}"`, "Get-Mailbox joe@contoso.com | fl Name"]) {
    await page.getByLabel("Command").fill(command);
    await page.keyboard.press("Enter");
    await page.locator(".answer").filter({ hasText: command }).last().waitFor();
  }
  await page.locator(".answer pre").filter({ hasText: "onerror" }).last().waitFor();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Search settings").fill("onerror");
  await page.locator(".object").first().waitFor();
  check("script in a mailbox name is text", (await page.locator(".object").first().textContent()).includes(bad));
  await page.getByRole("link", { name: "Name an error" }).click();
  await page.locator("input[type=file]").setInputFiles({ name: `${bad}.txt`, mimeType: "text/plain",
    buffer: Buffer.from(`${bad} The user specified by the user-context in the token is ambiguous. ${bad}`) });
  await page.locator("mark").first().waitFor();
  check("script in a dropped file is text", (await page.locator("name-error").textContent()).includes(`${bad}.txt`));
  await page.evaluate(async (name) => { await fetch(`/${encodeURIComponent(name)}`); }, bad);
  check("no element was made of it", (await page.locator("img, script:not([src])").count()) === 0);
  const inline = await page.evaluate(() => {
    try { document.body.innerHTML = "<b>x</b>"; return "taken"; } catch { return "refused"; }
  });
  check("mark-up from a string is refused", inline === "refused", inline);
  await context.close();
  const stranger = await browser.newContext();
  const answer = await stranger.request.get(new URL("/", link).href);
  check("no page for a stranger", answer.status() === 401, answer.status());
  await stranger.close();
}

async function keyboard(link) {
  const { context, page } = await open(link);
  await tabTo(page, "Look up");
  await page.keyboard.press("Enter");
  await page.locator(".verdict").waitFor();
  await tabTo(page, "Exchange Online");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  check("a hop is opened by Enter", (await page.locator("hop-detail h2").textContent()).startsWith("DNS"), await page.locator("hop-detail h2").textContent());
  await context.close();
}

async function live(link) {
  const first = await open(link), second = await open(link);
  const tab = await first.context.newPage();
  await tab.goto(new URL("/", link).href);
  const began = Date.now();
  await lookUp(first.page);
  await Promise.all([second.page, tab].map((page) => page.locator(".verdict").waitFor({ timeout: 10000 })));
  check("another browser and another tab see it", true);
  console.log(`     all pages showed a look-up after ${Date.now() - began} ms`);
  const before = await second.page.locator(".look-ups li").count();
  await second.page.getByRole("button", { name: "Look up again" }).click();
  await tab.locator(".look-ups li").nth(before).waitFor();
  await tab.locator(".look-ups li button.small").first().click();
  await tab.locator("look-up-pane").nth(1).locator(".verdict").waitFor();
  check("two look-ups lie side by side", (await tab.locator("flow-picture").count()) === 2);
  check("each is there once", (await tab.locator(".look-ups li").count()) === before + 1, await tab.locator(".look-ups li").count());
  await first.context.close();
  await second.context.close();
}

async function speed(link) {
  const { context, page } = await open(link);
  const paints = [];
  for (let round = 0; round < 5; round++) {
    await page.goto(new URL("/", link).href);
    await page.locator("room-tabs a").first().waitFor();
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0));
  }
  const bytes = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => /\/page\//.test(name))
    .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, performance.getEntriesByType("navigation")[0].decodedBodySize));
  console.log(`     first paint ${paints.map(Math.round).join(", ")} ms; the page has ${bytes} bytes`);
  check("the page is under 150 KB", bytes < 150 * 1024, bytes);
  await context.close();
}

async function claims(link) {
  const { context, page } = await open(link);
  await lookUp(page);
  await page.getByRole("tab", { name: "Token" }).click();
  await page.locator(".claims .bad").first().waitFor();
  const wrong = await page.locator(".claims tr").filter({ has: page.locator(".bad") }).allTextContents();
  check("the claim that is ambiguous is marked", wrong.length === 1 && /^smtp.*2 objects/.test(wrong[0]), wrong);
  check("the others hold", (await page.locator(".claims .good").count()) >= 6, await page.locator(".claims .good").count());
  await page.screenshot({ path: join(shots, "token-1280.png"), fullPage: true });
  await page.getByRole("tab", { name: "Connection" }).click();
  const facts = await page.locator(".panel .facts").textContent();
  check("the certificate and TLS are there", /TLSv1\.[23]/.test(facts) && facts.includes("CN=mail.contoso.com") && facts.includes("DNS:autodiscover.contoso.com"), facts);
  await page.screenshot({ path: join(shots, "connection-1280.png"), fullPage: true });
  await context.close();
}

async function armed(link) {
  const { context, page } = await open(link);
  await page.goto(new URL("/#catalogue/04", link).href);
  await page.getByRole("button", { name: "Arm 04a" }).click();
  await page.locator(".lab-state").filter({ hasText: "04a" }).waitFor();
  await lookUp(page);
  check("what is armed fails", (await page.locator(".place.fail").count()) === 1);
  await page.getByRole("button", { name: "Repair", exact: true }).click();
  await page.getByRole("button", { name: "Look up again" }).click();
  await page.locator(".verdict.ok").waitFor({ timeout: 10000 });
  check("and is repaired", true);
  await page.getByRole("button", { name: "Make healthy" }).click();
  await page.locator(".lab-state").filter({ hasText: "The lab is healthy" }).waitFor();
  await context.close();
}

const withLab = (part, ...options) => async () => {
  const lab = await start(LINK, "serve", "--web", ...options);
  try { await part(lab.link); } finally { await end(lab.child); }
};
const broken = (part) => withLab(part, "--scenario", "06");

await run({ pictures, views: broken(views), security: broken(security), keyboard: broken(keyboard), live: broken(live), claims: broken(claims),
  armed: withLab(armed), speed: broken(speed) });
