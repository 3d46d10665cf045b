# SPDX-License-Identifier: MIT
"""PowerShell and Pester for tests: those that are there, else installed into the build folder."""
import os
import pathlib
import shutil
import subprocess
import sys

POWERSHELL = "7.6.9"
PESTER = "5.7.1"
# The variable of the environment: a file that the folder has, and what it has to be.
OTHERS = {
    "FBLAB_CSS_EXCHANGE": ("Diagnostics/FreeBusyChecker/FreeBusyChecker.ps1",
                           "a checkout of github.com/microsoft/CSS-Exchange, commit f88378b1e"),
    "FBLAB_COLLECT_FB_LOGS": ("Collect-DAUTHTroubleshootingLogs.ps1",
                              "the folder CollectFBLogs of github.com/DrummerViking/tools, commit e72e8bb2d"),
}
PROJECT = f"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
<ItemGroup><PackageReference Include="Pester" Version="{PESTER}"/></ItemGroup></Project>
"""


def skip(reason):
    print(f"SKIPPED, and nothing of PowerShell was tested: {reason}")
    sys.exit(77)


def install(command, folder):
    """Several tests may want the same at once."""
    if not shutil.which("dotnet"):
        skip("there is neither pwsh nor dotnet on the PATH")
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["flock", "lock", *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


def find_powershell(build):
    """The folder of pwsh."""
    there = shutil.which("pwsh")
    if there:
        return pathlib.Path(there).parent
    folder = pathlib.Path(build) / "powershell"
    said = "" if (folder / "pwsh").exists() else install(
        ["sh", "-c", f"test -x pwsh || dotnet tool install --tool-path . PowerShell --version {POWERSHELL}"], folder)
    if not (folder / "pwsh").exists():
        skip(f"PowerShell could not be installed: {said.strip()[-300:]}")
    return folder


def find_pester(build):
    """Pester.psd1."""
    folder = pathlib.Path(build) / "pester"
    module = folder / "packages/pester" / PESTER / "tools/Pester.psd1"
    said = ""
    if not module.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tests.csproj").write_text(PROJECT, encoding="utf-8")
        said = install(["dotnet", "restore", "--packages", "packages", "tests.csproj"], folder)
    if not module.exists():
        skip(f"Pester could not be had: {said.strip()[-300:]}")
    return module


def folder_of_others(variable):
    """Scripts that are not ours; none of their code is here."""
    folder = os.environ.get(variable)
    if not folder or not (pathlib.Path(folder) / OTHERS[variable][0]).exists():
        skip(f"{variable} has to name {OTHERS[variable][1]}")
    return pathlib.Path(folder)


def environment(build):
    """For programs that start pwsh."""
    path = f"{find_powershell(build)}:{os.environ['PATH']}"
    return dict(os.environ, PATH=path, POWERSHELL_TELEMETRY_OPTOUT="1", POWERSHELL_UPDATECHECK="Off", NO_COLOR="1", TERM="dumb")
