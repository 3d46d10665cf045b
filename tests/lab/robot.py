# SPDX-License-Identifier: MIT
"""Follows what fbcheck prints, as a person at a keyboard would: the check of each cause at its place, and the commands of the first
that its check confirms."""
import json
import os
import re
import subprocess
import sys
import urllib.error

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402


class Robot:
    def __init__(self, lab, fbcheck):
        self.lab = lab
        self.fbcheck = fbcheck

    def look_up(self, *options):
        done = subprocess.run([self.fbcheck, "query", "--lab", self.lab.ready_file, "--json", *options], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode())
        return json.loads(done.stdout)

    def type(self, at, command):
        """(worked, what is printed)"""
        try:
            answer = self.lab.ask("/commands", {"at": at, "command": command})
            return True, answer.get("output", "")
        except urllib.error.HTTPError as refusal:
            return False, refusal.read().decode("utf-8", "replace")

    def confirmed(self, cause, log):
        """The groups that the check fills; None: the cause is not there."""
        check = cause["check"]
        if not check:
            return {}
        worked, output = self.type(check["at"], check["command"])
        found = worked and re.search(check["confirms"].replace("(?<", "(?P<").replace("(?P<!", "(?<!").replace("(?P<=", "(?<="),
                                     output)
        log.append(f"[{check['at']}] {check['command']} -> {'yes' if found else 'no'}" + ("" if worked else f": {output}"))
        return {name.replace("_", "-"): value for name, value in found.groupdict().items()} if found else None

    def follow(self, diagnosis, log):
        """The id of the cause whose commands were typed; None: no check confirmed one."""
        for cause in diagnosis["causes"]:
            filled = self.confirmed(cause, log)
            if filled is None or not cause["commands"]:
                continue
            for command in cause["commands"]:
                text = re.sub(r"\{([a-z-]+)\}", lambda match: filled.get(match[1], match[0]), command["command"])
                worked, output = self.type(command["at"], text)
                log.append(f"[{command['at']}] {text}" + ("" if worked else f" -> {output}"))
            return cause["id"]
        return None
