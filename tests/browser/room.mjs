// SPDX-License-Identifier: MIT
// The control room as people use it: look-ups, pictures at two widths in two themes, security, keyboard, accessibility, speed.
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LINK, accessible, browser, check, end, fits, folder, open, photograph, run, shots, start, tabTo } from "./browser.mjs";

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
      const user = await page.locator("assistant-line").textContent();
      check(`${name}: what the user sees of it`, failing ? user.includes("no information") : user.includes("busy 09:00 to 10:00"), user);
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
      if (view === "Catalogue") { await page.locator(".failures a").nth(6).click(); await page.locator("wire-picture .place.fail").filter({ hasText: "EWS" }).waitFor(); }
      if (view === "Settings") await page.locator(".object").first().waitFor();
      if (view === "Logs") await page.locator("pre.lines").first().waitFor();
      await fits(page, `${view}, ${width} px`);
      await accessible(page, `${view}, ${width} px, ${scheme}`);
      await page.screenshot({ path: join(shots, `${view.replaceAll(" ", "-").toLowerCase()}-${width}-${scheme}.png`) });
    }
    await context.close();
  }
}

// Which directive stops it; what a policy stops is a complaint of the browser's elsewhere, and fails there.
const violation = (page, deed) => page.evaluate(`new Promise((resolve) => {
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
  (${deed})();
})`);

// A client of the lab has script in its name, which a server writes into its log.
async function logLine(page, bad) {
  const { hosts } = await page.evaluate(async () => (await fetch("/api/state")).json());
  const [address, port] = hosts["mail.contoso.com:443"].split(":");
  await new Promise((resolve, reject) => request({ host: address, port, path: "/EWS/Exchange.asmx", servername: "mail.contoso.com", rejectUnauthorized: false,
    headers: { Host: "mail.contoso.com", "User-Agent": bad } }, (answer) => answer.resume().on("end", resolve)).on("error", reject).end());
  await page.getByRole("link", { name: "Logs", exact: true }).click();
  await page.getByLabel("Search the lines").fill("onerror");
  await page.locator("pre.lines").filter({ hasText: "onerror" }).first().waitFor();
  const text = (await page.locator("pre.lines").allTextContents()).join();
  check("script in a log line is text", /<img[ +]src=x[ +]onerror=alert/.test(text) && (await page.locator("img").count()) === 0, text.slice(0, 300));
}

// A page at another port is the same site to cookies, and still no page of ours.
async function anotherSite(link, context) {
  const server = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<title>another</title>"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const armed = async () => page.context().request.get(new URL("/api/armed", link).href).then((answer) => answer.json());
  const before = (await armed()).armed.join();
  const sent = [];
  page.on("request", (asked) => sent.push(`${asked.method()} ${new URL(asked.url()).pathname}`));
  await page.evaluate((target) => fetch(target, { method: "POST", mode: "no-cors", credentials: "include", body: '{"id":"13"}' }).catch(() => {}), new URL("/api/arm", link).href);
  check("a POST of another site arms nothing", sent.includes("POST /api/arm") && (await armed()).armed.join() === before, [sent, before]);
  const read = await page.evaluate((target) => fetch(target, { credentials: "include" }).then((got) => got.text()).catch(() => "refused"), new URL("/api/state", link).href);
  check("nor can it read", read === "refused", read);
  await page.close();
  server.close();
}

async function security(link) {
  const bad = "<img src=x onerror=alert(1)>";
  const { context, page } = await open(link, { expected: /400|Failed to load resource|TrustedHTML|Content Security Policy|violates/ });
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
  await logLine(page, bad);
  check("its policy stops what would leave", (await violation(page, () => { fetch("http://127.0.0.1:1/").catch(() => {}); })) === "connect-src");
  check("and what came from elsewhere", (await violation(page, () => { document.body.append(Object.assign(document.createElement("img"), { src: "http://127.0.0.1:1/x.png" })); })) === "img-src");
  await anotherSite(link, context);
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

const numbers = (page) => page.locator(".look-ups .choice").evaluateAll((buttons) => buttons.map(({ dataset }) => dataset.number));

// A browser without network misses nothing, and has nothing twice.
async function cut(asker, { context, page }) {
  await context.setOffline(true);
  for (let count = 0; count < 3; count++) await lookUp(asker);
  const all = await numbers(asker);
  await context.setOffline(false);
  await page.locator(`.look-ups [data-number="${all[0]}"]`).waitFor({ timeout: 30000 });
  check("after a cut all look-ups are there, each once", (await numbers(page)).join() === all.join(), [all, await numbers(page)]);
}

async function live(link) {
  const first = await open(link), second = await open(link, { expected: /ERR_INTERNET_DISCONNECTED|Failed to load resource/ });
  const tab = await first.context.newPage(), listening = [];
  for (const page of [first.page, tab]) page.on("request", (asked) => /api\/events/.test(asked.url()) && listening.push(page));
  await tab.goto(new URL("/", link).href);
  const began = Date.now();
  await lookUp(first.page);
  await Promise.all([second.page, tab].map((page) => page.locator(".verdict").waitFor({ timeout: 10000 })));
  check("another browser and another tab see it", true);
  check("one stream for both tabs", !listening.includes(tab));
  console.log(`     all pages showed a look-up after ${Date.now() - began} ms`);
  const before = await second.page.locator(".look-ups li").count();
  await second.page.getByRole("button", { name: "Look up again" }).click();
  await tab.locator(".look-ups li").nth(before).waitFor();
  await tab.locator(".look-ups li button.small").first().click();
  await tab.locator("look-up-pane").nth(1).locator(".verdict").waitFor();
  check("two look-ups lie side by side", (await tab.locator("flow-picture").count()) === 2);
  await cut(first.page, second);
  check("each is there once", new Set(await numbers(tab)).size === (await numbers(tab)).length, await numbers(tab));
  await first.page.close();
  const number = (await numbers(tab))[0];
  await second.page.getByRole("button", { name: "Look up again" }).click();
  await tab.locator(`.look-ups li:first-child .choice:not([data-number="${number}"])`).waitFor({ timeout: 20000 });
  check("when that tab is closed the other one listens", listening.includes(tab));
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
  check("the first paint comes within 200 ms", Math.min(...paints) < 200, paints); // the best of five: others work beside it
  await context.close();
}

// How soon ten browsers learn of a change. The bound is wide, for others work beside the test; tests/benchmarks/run class has thirty readers.
async function latency(link) {
  const pages = [];
  for (let count = 0; count < 10; count++) pages.push((await open(link)).page);
  for (const page of pages) await page.evaluate(async () => {
    const { event } = await (await fetch("/api/state")).json();
    globalThis.told = [];
    const source = new EventSource(`/api/events?after=${event}`);
    source.addEventListener("changed", () => globalThis.told.push(Date.now()));
    await new Promise((resolve) => { source.onopen = resolve; setTimeout(resolve, 500); });
  });
  const waits = [];
  for (let round = 0; round < 20; round++) {
    const began = Date.now();
    await pages[0].evaluate((name) => fetch("/api/commands", { method: "POST", body: JSON.stringify({ at: "onprem", command: `Set-Mailbox joe@contoso.com -Name ${name}` }) }), `Joe${round}`);
    for (const page of pages) {
      let told = [];
      while (told.length <= round) told = await page.evaluate(() => globalThis.told);
      waits.push(told[round] - began);
    }
  }
  waits.sort((a, b) => a - b);
  const slow = waits[Math.ceil(waits.length * 0.99) - 1];
  console.log(`     an event reaches ten pages after ${waits[waits.length / 2]} ms, ${slow} ms at the 99th percentile`);
  check("an event reaches its page at once", slow < 1000, waits);
}

// The page that --open gives to the user's browser leads on to the room.
async function opened() {
  const file = join(folder, "opened.html");
  while (!existsSync(file)) await new Promise((resolve) => { setTimeout(resolve, 20); });
  const { page } = await open(pathToFileURL(file).href);
  await page.locator("room-tabs a").first().waitFor();
  check("the browser that was started shows the room", page.url().startsWith("http://127.0.0.1") && !page.url().includes("token"), page.url());
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
  try { await part(lab.link); } catch (error) { await photograph(part.name); throw error; } finally { await end(lab.child); }
};
const broken = (part) => withLab(part, "--scenario", "06");

const all = { pictures, views: broken(views), security: broken(security), keyboard: broken(keyboard), live: broken(live), latency: broken(latency), opened: withLab(opened, "--open"), claims: broken(claims),
  armed: withLab(armed), speed: broken(speed) };
await run(all);
