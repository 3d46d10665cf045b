#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""plugins_test.py SOURCE FBLAB pytest|npm: the helpers for tests of others, installed as packages into a folder of their own, without a
network: a project that has them is green where its tool is right, and red where it is wrong.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

EXAMPLES, FBLAB, WHICH = pathlib.Path(sys.argv[1]) / "tests/examples", sys.argv[2], sys.argv[3]
folder = pathlib.Path(tempfile.mkdtemp())
wrong = 0

PYTHON_TEST = """import pytest

@pytest.mark.scenario("06")
def test_twins(lab):
    seen = lab.run("lab", "Get-LabFirewall")
    lab.repair()
    assert lab.ready["target"] == "{target}" and seen
"""
NODE_TEST = """const assert = require("node:assert");
const {{ test }} = require("node:test");
const {{ startLab }} = require("fblab-test-helper");

test("twins", async () => {{
  const lab = await startLab("06");
  try {{
    await lab.repair();
    assert.strictEqual(lab.target, "{target}");
  }} finally {{
    await lab.stop();
  }}
}});
"""


def check(name, good, seen=""):
    global wrong
    wrong += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}{'' if good else f': {seen}'}")


def run(*command, cwd=None, **variables):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          cwd=cwd or folder, env=dict(os.environ, FBLAB=FBLAB, **variables))


def project(text, name):
    """A folder with nothing but that test in it."""
    for kind, target in (("right", "joe@contoso.com"), ("wrong", "nobody@contoso.com")):
        (folder / kind).mkdir()
        (folder / kind / name).write_text(text.format(target=target), encoding="utf-8")


def judge(*command, **variables):
    for kind, status in (("right", 0), ("wrong", 1)):
        done = run(*command, cwd=folder / kind, **variables)
        check(f"{WHICH}: a tool that is {kind}", done.returncode == status and "fblab did not start" not in done.stdout, done.stdout[-1500:])


def with_pytest():
    shutil.copytree(EXAMPLES / "pytest", folder / "source")  # setuptools builds in its source
    done = run("/usr/bin/python3", "-m", "pip", "install", "--no-index", "--no-build-isolation", "--no-deps", "--target", folder / "site",
               folder / "source")
    check("pip installs it, offline", done.returncode == 0, done.stdout[-800:])
    project(PYTHON_TEST, "test_tool.py")
    python = ("/usr/bin/python3", "-B", "-m", "pytest", "-p", "no:cacheprovider")
    judge(*python, PYTHONPATH=str(folder / "site"))
    done = run(*python, "--strict-markers", folder / "source/tests", PYTHONPATH=str(folder / "site"))
    check("its own examples hold", done.returncode == 0, done.stdout[-1500:])
    done = run(*python, cwd=folder / "right")
    check("without it there is no such fixture", done.returncode == 1 and "fixture 'lab' not found" in done.stdout, done.stdout[-800:])


def with_npm():
    done = run("npm", "pack", "--silent", EXAMPLES / "node", npm_config_cache=str(folder / "cache"))
    check("npm packs it", done.returncode == 0 and (folder / "fblab-test-helper-0.1.0.tgz").exists(), done.stdout)
    project(NODE_TEST, "tool.test.js")
    for kind in ("right", "wrong"):
        (folder / kind / "package.json").write_text('{"private": true}', encoding="utf-8")
        done = run("npm", "install", "--offline", "--no-audit", "--no-fund", folder / "fblab-test-helper-0.1.0.tgz", cwd=folder / kind,
                   npm_config_cache=str(folder / "cache"))
        check(f"npm installs it, offline, for {kind}", done.returncode == 0, done.stdout)
    there = sorted(path.name for path in (folder / "right/node_modules/fblab-test-helper").iterdir())
    check("it has what is needed and no more", there == ["README.md", "fblab.js", "package.json"], there)
    judge("node", "--test")


{"pytest": with_pytest, "npm": with_npm}[WHICH]()
shutil.rmtree(folder)
sys.exit(1 if wrong else 0)
