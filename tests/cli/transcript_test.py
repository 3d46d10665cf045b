#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""transcript_test.py FBLAB TRANSCRIPT.tsv: what a support engineer has customers type runs in fblab shell without an error, on both
sides, and prints something."""
import collections
import subprocess
import sys

fblab, table = sys.argv[1:]
places = collections.defaultdict(list)
with open(table, encoding="utf-8") as lines:
    for fields in (line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")):
        if len(fields) == 2:
            places[fields[0]].append(fields[1])
wrong = 0
for place, commands in places.items():
    # A variable between two says where the output of one ends.
    typed = "".join(f"{command}\n$end = 'END OF LINE'; $end\n" for command in commands)
    done = subprocess.run([fblab, "shell", "--at", place], input=typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    printed = done.stdout.split("END OF LINE\n")
    for command, text in zip(commands, printed):
        if not text.strip():
            wrong += 1
            print(f"FAIL {place}: {command}: nothing")
    if done.returncode or done.stderr or len(printed) != len(commands) + 1:
        wrong += 1
        print(f"FAIL {place}: exit status {done.returncode}, {len(printed) - 1} of {len(commands)} ended: {done.stderr}")
sys.exit(wrong > 0)
