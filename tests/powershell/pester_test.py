#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs Pester's tests in PowerShell on a lab.

usage: pester_test.py FBLAB BUILD FILE.Tests.ps1 [VARIABLE | OPTION...]
VARIABLE of the environment names the folder of others' scripts that the tests run. Options are those of fblab exec.
Exit status 77: skipped, because PowerShell or Pester is not there and cannot be installed, or that folder is not there.
"""
import subprocess
import sys

from powershell_tools import environment, find_pester, folder_of_others

fblab, build, tests = sys.argv[1:4]
options = sys.argv[4:]
if options and options[0].isupper():
    folder_of_others(options.pop(0))
run = f"""
Import-Module '{find_pester(build)}'
$plan = [PesterConfiguration]::Default
$plan.Run.Path = '{tests}'
$plan.Run.Exit = $true
$plan.Output.Verbosity = 'Normal'
Invoke-Pester -Configuration $plan
"""
sys.exit(subprocess.run([fblab, "exec", *options, "--", "pwsh", "-NoProfile", "-NonInteractive", "-Command", run], env=environment(build), check=False).returncode)
