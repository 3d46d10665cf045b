#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks for every broken lab in every way there is: as an Exchange, as an ordinary client of EWS, as Outlook. Each look-up, and what
it printed when it is read again as a text or as JSON, must name the same failure first.

usage: ways_test.py FBLAB FBCHECK [--verbose] [ID...]
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

BARE = "the text is a bare 401 of Autodiscover, as that of row 10: only the asking server saw what became of its token"
OUTLOOK = "it is Outlook that cannot find the service; who knows the URL is not concerned"
GATE = "the reason stands in a header of the answer that only the asking server saw; a bare 403 is that of four failures"
NO_TOKEN = "the token service refused the asking server, whose client is told a bare 401 of Autodiscover"
# What an ordinary client of EWS is not told: the variant, the reason.
UNSEEN = {
    **{variant: OUTLOOK for variant in ("30a", "30b", "30c", "30d", "30f")},
    **{"xEwsGate" + letter: GATE for letter in "abcde"},
    **{variant: NO_TOKEN for variant in ("xAppCertificatea", "xAppCertificateb", "xAppConsenta")},
    "30e": "the requester has another address than his profile says, so that the service answers him otherwise (row 12)",
}
# Variants whose text is that of other rows too, and whose cause is on the asked side, which no setting of the own tells: all of
# them must be named, each with the check that tells it from the others.
TWINS = {variant: BARE for variant in ("25a", "25b", "25c", "25d")}
LEAST = 0.95


def variants(fblab, wanted):
    """(row, variant) of everything that is broken."""
    for entry in json.loads(subprocess.run([fblab, "list", "--json"], check=True, stdout=subprocess.PIPE).stdout):
        shown = json.loads(subprocess.run([fblab, "show", entry["id"], "--json"], check=True, stdout=subprocess.PIPE).stdout)
        for variant in shown["variants"]:
            if variant["break"] and (not wanted or variant["id"] in wanted or shown["id"] in wanted):
                yield shown["id"], variant


def ids(answer):
    return [diagnosis["id"] for diagnosis in answer["diagnoses"]]


class Printed:
    """What look-ups printed, a file each: one process reads them all again, as it reads standard input."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.files = []

    def keep(self, text):
        self.files.append(os.path.join(self.folder.name, f"{len(self.files)}.txt"))
        with open(self.files[-1], "wb") as file:
            file.write(text)
        return self.files[-1]

    def read_again(self, fbcheck):
        """{file: ids}"""
        if not self.files:
            return {}
        done = subprocess.run([fbcheck, "classify", "--json", *self.files], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=600)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode())
        answers = json.loads(done.stdout)
        read = {answer["file"]: ids(answer) for answer in (answers if len(self.files) > 1 else [{"file": self.files[0], **answers}])}
        if sorted(read) != sorted(self.files) or len(read) != len(answers) and len(self.files) > 1:
            raise RuntimeError(f"not every file is answered once: {sorted(set(self.files) ^ set(read))}")
        return read


class Asker:
    def __init__(self, fblab, fbcheck):
        self.lab = labs.Lab(fblab)
        self.fbcheck = fbcheck
        self.printed = Printed()

    def run(self, *arguments):
        done = subprocess.run([self.fbcheck, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{arguments}: {done.stderr.decode()}")
        return done.stdout

    def query(self, variant, *options):
        """What the first look-up that fails prints; each kind of output is a look-up of its own."""
        self.lab.arm(variant["id"])
        for _ in range(variant["attempts"]):
            printed = self.run("query", "--lab", self.lab.ready_file, *options)
            if b'"ok": true' not in printed and b"busy time" not in printed:
                break
        return printed

    def ask(self, name, variant, *options):
        """(way, ids, text) of a look-up, and with a file for the ids of what it printed; ids None: the look-up succeeded."""
        printed = self.query(variant, *options, "--json")
        seen = json.loads(printed)
        if seen["ok"]:
            return [(name, None, "")]
        return [(name, ids(seen), seen["error_text"]),
                (name + ", its JSON", self.printed.keep(printed), seen["error_text"]),
                (name + ", its text", self.printed.keep(self.query(variant, *options)), seen["error_text"])]

    def judge(self, row, variant):
        found = self.ask(variant.get("client") or "query", variant)
        return row, variant["id"], found + self.ask("--ews", variant, "--ews", self.lab.ready["front_door"]["ews_url"])


def named(row, variant, way, found):
    """Is the row first; of twins, is it among them?"""
    if way.startswith("--ews") and variant in TWINS:
        return row in (found or [])
    return (found or [])[:1] == [row]


def contradicts(row, found):
    """x-ms-diagnostics names one reason: where it is that of a row, no other reading of it may stand beside it."""
    return next((other for other in found[1:] if row in ("06", "25", "33", "34") and other == "xToken"), None)


def asked(fblab, fbcheck, todo):
    """(row, variant, found) of each, by two labs at once."""
    workers = min(2, len(todo))

    def work(chunk):
        asker = Asker(fblab, fbcheck)
        try:
            judged = [asker.judge(row, variant) for row, variant in chunk]
        finally:
            asker.lab.stop()
        again = asker.printed.read_again(fbcheck)
        return [(row, variant, [(way, again[seen] if isinstance(seen, str) else seen, told) for way, seen, told in found])
                for row, variant, found in judged]

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        return sorted(result for part in pool.map(work, [todo[n::workers] for n in range(workers)]) for result in part)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("fblab")
    parser.add_argument("fbcheck")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_intermixed_args()
    results = asked(options.fblab, options.fbcheck, list(variants(options.fblab, options.ids)))
    tally, failed = {}, not results
    for row, variant, found in results:
        for way, seen, told in found:
            if way.startswith("--ews") and variant in UNSEEN:
                if seen and named(row, variant, way, seen):
                    print(f"{variant}: {way} does name it now: take it out of the table")
                    failed = True
                continue
            good = named(row, variant, way, seen) and (way != "query" or contradicts(row, seen) is None)
            count = tally.setdefault(way, [0, 0])
            count[0] += good
            count[1] += 1
            if not good or options.verbose:
                print(f"{variant:8} {way:18} {seen}  {told[:200]!r}")
    for way, (good, count) in tally.items():
        print(f"{way}: {good} of {count}")
        failed |= good < (LEAST if way.startswith("--ews") else 1) * count
    if failed:
        print("1 failed")
        sys.exit(1)


main()
