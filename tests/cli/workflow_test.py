#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The steps of the GitHub Actions example, run as they stand in a folder laid out as GitHub would lay it out.

usage: workflow_test.py SOURCE BUILD
fblab/fblab and fblab/build/release stand for the programs of BUILD; apt-get, which changes the machine, is left out.
Exit status 77: skipped, because pytest or PyYAML is not installed.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import pytest  # noqa: F401  the workflow runs it
    import yaml
except ImportError as reason:
    print(f"SKIPPED: {reason}; apt-get install python3-pytest python3-yaml", file=sys.stderr)
    sys.exit(77)

source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as GitHub runs `shell: bash`
LEFT_OUT = ("apt-get ",)


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def lay_out(folder):
    """The tool's repository with its tests, and fblab in a folder of it."""
    (folder / "tests").mkdir()
    shutil.copy(source / "tests/examples/pytest/pytest_fblab.py", folder / "tests/conftest.py")
    shutil.copy(source / "tests/examples/pytest/tests/test_free_busy.py", folder / "tests")
    program(folder / "fblab/fblab", f'#!/bin/sh\nexec {build}/fblab "$@"\n')
    (folder / "fblab/build").mkdir()
    (folder / "fblab/build/release").symlink_to(build)
    program(folder / "bin/python3", '#!/bin/sh\nexec /usr/bin/python3 -B "$@"\n')  # Debian's, as in the container


def run(step, job, folder):
    environment = dict(os.environ, PATH=f"{folder}/bin:{os.environ['PATH']}", PYTEST_ADDOPTS="-p no:cacheprovider",
                       **job.get("env", {}))
    return subprocess.run([*BASH, step["run"]], cwd=folder, env=environment, check=False).returncode


def main():
    workflow = yaml.safe_load((source / "tests/examples/github-actions/free-busy.yml").read_text(encoding="utf-8"))
    job, ran = workflow["jobs"]["failures"], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lay_out(folder)
        for step in job["steps"]:
            if "run" not in step or step["run"].startswith(LEFT_OUT):
                continue
            status = run(step, job, folder)
            print(f"{'ok  ' if status == 0 else 'FAIL'} {step['name']}", flush=True)
            if status != 0:
                return 1
            ran += 1
        wanted = [path for path in ("results/pytest.xml", "results/matrix.xml", "results/matrix.html") if not (folder / path).exists()]
        print("\n".join(f"FAIL {path} was not written" for path in wanted))
        return 1 if wanted or ran < 3 else 0


if __name__ == "__main__":
    sys.exit(main())
