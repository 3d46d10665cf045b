#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs Pester's tests in PowerShell on a lab.

usage: pester_test.py FBLAB BUILD FILE.Tests.ps1
Exit status 77: skipped, because PowerShell or Pester is not there and cannot be installed.
"""
import subprocess
import sys

from powershell_tools import environment, find_pester

fblab, build, tests = sys.argv[1:]
run = f"""
Import-Module '{find_pester(build)}'
$plan = [PesterConfiguration]::Default
$plan.Run.Path = '{tests}'
$plan.Run.Exit = $true
$plan.Output.Verbosity = 'Normal'
Invoke-Pester -Configuration $plan
"""
sys.exit(subprocess.run([fblab, "exec", "--", "pwsh", "-NoProfile", "-NonInteractive", "-Command", run], env=environment(build), check=False).returncode)
