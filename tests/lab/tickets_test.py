#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What tickets say: mails give nothing away, hints mark lines that the lab writes, and every variant is in a course.

usage: tickets_test.py FBLAB SCENARIOS [--first]; --first: of each row its first variant only
"""
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import lab as labs  # noqa: E402

SCENARIO = "{urn:fblab:scenario}"
COURSE = "{urn:fblab:course}"
ATTEMPTS = 4
RUN = 4  # so many words of an error or a title are no accident
LEAST_HINTS = 3
LEAST_MAILS = 2
SILENT = {"09", "14"}  # nothing is sent, so that no log has a line
STATUS = re.compile(r"\b[345]\d\d\b")


def words(element):
    return " ".join("".join(element.itertext()).split())


def runs(text):
    parts = re.findall(r"\w+", text.lower())
    return {" ".join(parts[i:i + RUN]) for i in range(len(parts) - RUN + 1)}


def played(folder):
    """(id of the row, root, {id of a variant: its own ticket or None})"""
    for path in sorted(folder.glob("*.xml")):
        root = tree.parse(path).getroot()
        identifier = root.get("id")
        if root.tag != SCENARIO + "scenario" or identifier == "00" or root.find(SCENARIO + "documented") is None:
            continue
        variants = {identifier + variant.get("id"): variant.find(SCENARIO + "ticket")
                    for variant in root.iterfind(SCENARIO + "variant")}
        if not variants and root.find(SCENARIO + "break") is not None:
            variants = {identifier: None}
        if variants:
            yield identifier, root, variants


def given_away(root, mail):
    """What a mail has of the answer."""
    text = words(mail)
    documented = root.find(SCENARIO + "documented")
    told = [documented.find(SCENARIO + "title"), *root.iter(SCENARIO + "error")]
    names = [cause.get("id").replace("-", " ") for cause in documented.iterfind(SCENARIO + "cause")]
    found = {run for element in told for run in runs(words(element))} & runs(text)
    return found | {name for name in names if " " in name and name in text.lower()} | set(STATUS.findall(text))


def check_words(report, identifier, root, variants):
    ticket = root.find(SCENARIO + "ticket")
    report.expect(ticket is not None, f"{identifier} has a ticket")
    if ticket is None:
        return
    mails = ticket.findall(SCENARIO + "mail")
    report.expect(len(mails) >= LEAST_MAILS, f"{identifier}: mails", len(mails))
    for part in [ticket, *(own for own in variants.values() if own is not None)]:
        for mail in part.iterfind(SCENARIO + "mail"):
            report.expect(not given_away(root, mail), f"{identifier}: a mail gives nothing away", given_away(root, mail))
        hints = part.findall(SCENARIO + "hint")
        report.expect(part is not ticket and not hints or len(hints) >= LEAST_HINTS, f"{identifier}: hints", len(hints))


def logs_of(lab, identifier):
    lab.post("/reset")
    lab.arm(identifier)
    for _ in range(ATTEMPTS):
        if not lab.ask("/evidence")["ok"]:
            break
    return {file["path"]: file["lines"] for file in lab.ask("/logs")["files"]}


def check_marks(report, lab, root, identifier, own):
    hints = own.findall(SCENARIO + "hint") if own is not None else []
    hints = hints or root.findall(SCENARIO + "ticket/" + SCENARIO + "hint")
    report.expect(hints and words(hints[-1]).startswith("Solution: "), f"{identifier}: the last hint is the solution")
    marks = [(hint.get("in"), hint.get("marks")) for hint in hints if hint.get("marks")]
    report.expect(marks or root.get("id") in SILENT, f"{identifier}: a hint marks evidence")
    written = logs_of(lab, identifier) if marks else {}
    for where, pattern in marks:
        found = any(where in path and any(re.search(pattern, line) for line in lines) for path, lines in written.items())
        report.expect(found, f"{identifier}: a line is marked", (where, pattern, sorted(written)))


def check_courses(report, folder, identifiers):
    listed = set()
    for path in sorted((folder / "courses").glob("*.xml")):
        listed |= {ticket.text for ticket in tree.parse(path).getroot().iter(COURSE + "ticket")}
    report.expect(not identifiers - listed, "every variant is in a course", identifiers - listed)


def main(fblab, folder, *options):
    report = labs.Report()
    rows = list(played(pathlib.Path(folder)))
    check_courses(report, pathlib.Path(folder), {identifier for _, _, variants in rows for identifier in variants})
    with labs.Lab(fblab) as lab:
        for row, root, variants in rows:
            check_words(report, row, root, variants)
            for identifier in list(variants)[:1 if "--first" in options else None]:
                check_marks(report, lab, root, identifier, variants[identifier])
    return report.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
