// SPDX-License-Identifier: MIT
// The report of a matrix, in a browser: what is wrong comes first, the first column stays, it can be read in both themes at both widths.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { accessible, check, fblab, folder, open, run, shots } from "./browser.mjs";

function report(name, tool) {
  const file = join(folder, `${name}.html`), rows = ["00a", "04a", "06a", "10a", "13a", "28a", "31a", "32a", "09a", "17a", "20a", "26a"];
  const done = spawnSync(fblab, ["matrix", "--tool", tool, "--with-admin", "--html", file, ...rows], { encoding: "utf8" });
  if (done.status > 1) throw new Error(done.stderr);
  return pathToFileURL(file).href;
}

const colour = (page, text) => page.getByText(text, { exact: true }).evaluate((element) => getComputedStyle(element).color);

async function wrong() {
  const link = report("wrong", "echo 06");
  for (const [width, height, scheme] of [[1280, 800, "light"], [1280, 800, "dark"], [360, 740, "light"], [360, 740, "dark"]]) {
    const { page, context } = await open(link, { width, height, scheme });
    const name = `${width} px, ${scheme}`, heads = page.locator("tbody th");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(`${name}: the page fits`, wide <= width, wide);
    check(`${name}: failing rows first`, !(await heads.first().textContent()).startsWith("06") && (await heads.last().textContent()).startsWith("06"),
      await heads.allTextContents());
    const cut = await heads.evaluateAll((all) => all.filter((head) => head.scrollWidth > head.clientWidth + 1).map(({ textContent }) => textContent));
    check(`${name}: titles are whole`, cut.length === 0, cut);
    await heads.first().evaluate((head) => { let box = head; while (box && box.scrollWidth <= box.clientWidth) box = box.parentElement; if (box) box.scrollLeft = 1000; });
    const left = await heads.first().boundingBox();
    check(`${name}: the first column stays`, left.x >= 0 && left.x < 40, left);
    await accessible(page, name);
    await page.screenshot({ path: join(shots, `report-${width}-${scheme}.png`) });
    await context.close();
  }
}

async function right() {
  const { page } = await open(report("right", 'python3 -c \'import json, os, urllib.request as u; r = json.load(open(os.environ["FBLAB_READY_FILE"])); a = json.load(u.urlopen(u.Request(r["admin"] + "/armed", headers={"Authorization": "Bearer " + r["admin_token"]})))["armed"]; print((a or ["00"])[0].rstrip("abcdefgh") or "00")\''));
  check("nothing wrong is no alarm", (await colour(page, "0 wrong")) === (await colour(page, "12 right")), await colour(page, "0 wrong"));
}

await run({ "some are wrong": wrong, "none is wrong": right });
