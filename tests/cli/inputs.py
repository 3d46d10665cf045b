# SPDX-License-Identifier: MIT
"""What tests of fbcheck classify share: texts that are named, and a run of it on some bytes."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

FBCHECK = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else ""
UNRESOLVED = ("Autodiscover failed for email address joe@contoso.com with error System.Net.WebException: "
              "The remote name could not be resolved: 'autodiscover.contoso.com'")
AMBIGUOUS = ('2000005;reason="The user specified by the user-context in the token is ambiguous.";'
             'error_category="invalid_user"')
# rows 29 and 06; and row 10:
IIS = """#Software: Microsoft Internet Information Services 10.0
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus \
sc-win32-status time-taken
2026-11-22 09:00:01 10.0.0.1 POST /EWS/Exchange.asmx - 443 - 40.1.1.1 ASProxy/CrossForest/EmailDomain//15.20 401 0 0 15
"""


class Done:
    """Of one run: exit status, where each row was found, names of what was not read, standard error."""
    def __init__(self, process):
        self.status, self.errors = process.returncode, process.stderr.decode()
        printed = json.loads(process.stdout) if process.stdout else {}
        self.where = {row["id"]: row["where"] for row in printed.get("diagnoses", [])}
        self.count = {row["id"]: row["count"] for row in printed.get("diagnoses", [])}
        self.unread = [part["name"] for part in printed.get("unread", [])]
        self.why = [part["why"] for part in printed.get("unread", [])]


class Inputs(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def classify(self, content, name="input", environment=None):
        content = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(content)
        return Done(subprocess.run([FBCHECK, "classify", "--json", name], cwd=self.folder, capture_output=True, check=False,
                                   timeout=300, env=environment))


def main():
    unittest.main()
