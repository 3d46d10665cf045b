#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""calls_every_401_row_10.py FBCHECK: a tool that is wrong on purpose, for the tests of `fblab matrix`.

It looks up with FBCHECK, and says what FBCHECK says, the row in a line of its own, but takes every 401 for row 10."""
import json
import os
import subprocess
import sys

found = json.loads(subprocess.run([sys.argv[1], "query", "--lab", os.environ["FBLAB_READY_FILE"], "--json"],
                                  stdout=subprocess.PIPE, check=False).stdout)
if found["ok"]:
    print("Everything is fine:\n00")
elif found["evidence"][-1].get("http_status") == 401:
    print("HTTP/1.1 401 means row 10, or does it?\n10")
else:
    print(f"This looks like\n{found['diagnoses'][0]['id']}")
