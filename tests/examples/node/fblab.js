// SPDX-License-Identifier: MIT
// A lab for a test of yours. Needs Node 18, and `fblab` on the PATH or named by the variable FBLAB; else nothing.
//
//   const lab = await startLab("06");
//   assert.match(await myTool(lab.ewsUrl, lab.user, lab.password, lab.caFile), /ambiguous/);
//   await lab.stop();
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

// A running lab. Every call reads the ready file anew: arming changes addresses and names.
class Lab {
  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.readyFile = path.join(folder, "ready.json");
    this.toolFile = path.join(folder, "tool.json"); // hand this one to a tool: it does not tell what is broken
  }

  get ready() { return JSON.parse(fs.readFileSync(this.readyFile, "utf8")); }
  get ewsUrl() { return this.ready.front_door.ews_url; }
  get user() { return this.ready.front_door.user; }
  get password() { return this.ready.front_door.password; }
  get caFile() { return this.ready.ca_file; }
  get requester() { return this.ready.requester; }
  get target() { return this.ready.target; }

  // A fresh lab, broken that way: arm("06"), arm("06b"), arm("06", "32").
  arm(...scenarios) { return this.call("POST", "/arm", { ids: scenarios }); }
  // The documented repair of what is armed.
  repair() { return this.call("POST", "/repair", {}); }
  // Back to the start: as the test found it.
  reset() { return this.call("POST", "/reset", {}); }
  // One line of the management shell: run("lab", "Set-LabFirewall onprem -Inbound drop").
  run(at, command) { return this.call("POST", "/commands", { at, command }); }
  // What reached the parties, and what they answered, oldest first.
  async journal() { return (await this.call("GET", "/journal")).entries; }

  async call(method, where, body) {
    const { admin, admin_token: token } = this.ready;
    const answer = await fetch(admin + where, {
      method, body: body && JSON.stringify(body),
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${where}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => this.child.once("close", resolve));
      this.child.kill();
      await gone;
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

// Resolves when every port listens; a scenario may be left out: the lab is healthy then.
async function startLab(scenario) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lab-"));
  const options = scenario ? ["--scenario", scenario] : [];
  const child = spawn(process.env.FBLAB || "fblab", ["serve", "--ready-file", path.join(folder, "ready.json"), "--tool-file",
    path.join(folder, "tool.json"), ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (text) => { errors += text; });
  child.on("error", (error) => { errors += error.message; });
  const lab = new Lab(child, folder);
  const lines = readline.createInterface({ input: child.stdout });
  await new Promise((resolve) => { lines.once("line", resolve); child.once("close", resolve); });
  if (fs.existsSync(lab.readyFile)) return lab;
  await lab.stop();
  throw new Error(`fblab did not start: ${errors.trim()}`);
}

module.exports = { startLab, Lab };
