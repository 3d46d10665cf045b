# SPDX-License-Identifier: MIT
"""What a program prints, held byte for byte against a file of printed/, but for what is another each time: times, ports, folders."""
import difflib
import json
import os
import pathlib
import re
import sys
import time

for variable in [name for name in os.environ if name.startswith("FBLAB_")]:
    del os.environ[variable]  # whoever runs the tests has others
HERE = pathlib.Path(__file__).resolve().parent / "printed"
ROOT = HERE.parents[2]
PASSING = [(re.compile(pattern, re.M), new) for pattern, new in (
    (r"\b20[2-9]\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?", "{time}"),
    (r"\b\d+/\d+/20\d\d \d+:\d\d:\d\d [AP]M", "{time}"),
    (r"(?<=_)20\d{8}(?=-\d\.LOG)", "{hour}"),
    (r"(?<=u_ex)\d{6}(?=\.log)", "{day}"),
    (r"(?<=127\.0\.0\.1:)\d+|(?<=127\.0\.0\.\d\d:)\d+|(?<=//localhost:)\d+", "{port}"),
    (r"(?<=password )[\da-f]{16}$|(?<=token )[\da-f]{32}$", "{secret}"),
    (r"(?<=\"elapsed_ms\": )[\d.]+", "{ms}"),
    (r"(?<=client-request-id: )[\da-f-]{36}", "{id}"),
    (r"(?<=\.xml:)\d+(?=:)", "{line}"),
    (r"(?<=fbcheck/)\d+\.\d+\.\d+", "{version}"),
    (r"/tmp/fblab-\w{6}/", "{state}/"),
    (r"[ ]+\d+\.\d  (?=[a-z][\w -]*$|\d{3} [A-Z][\w ]*$)", " {ms}  "),
    (r"(?<=  asked)[ ]+(?=ms  outcome$)", " "),
    (r"(?<=^    \+)\d+:\d\d", "{at}"),
    (r"(?<= \d{3} 0 0 )\d+(?=$|\\r)", "{taken}"),
    (r"(?<=,POST),.*(?=CafeV1)|(?<=,POST),[,\d]*$", "{latencies}"),
    (r"(?<=cafeReqId=)[\da-f-]{36}|(?<=^\{time\},)[\da-f-]{36}", "{id}"),
    (r"^ +\d+(?=  \{time\})|(?<=^Index         : )\d+|(?<=  request )\d+(?=,)|(?<=\"sequence\": )\d+|(?<=\"connection\": )\d+", "{n}"),
    (r"(?<=fblab_journal_bytes )\d+", "{bytes}"),
    (r"\bMI[A-Za-z0-9+/]{60,}=*", "{certificate}"),
    (r"\b[\dA-F]{40}\b", "{thumbprint}"),
    (r"(?<=\|)[ .#/?xo=-]{24}(?=\|)", "{strip}"),
    (r"^\d busy times?\n(    \w+ +\{time\}.*\n)+", "{busy}\n"),
    (r"(?<=<EventRecordID>)\d+", "{record}"),
    (r'(?<="busy": )[1-9]\d*', "{some}"),  # a healthy calendar has one or two meetings a day
)]
LONG_TEXT = 600
PASSING_WORDS = re.compile(r"\beyJ[\w.-]+|(?<=urn:uuid:)[\da-f-]{36}|\b1[789]\d{8}\b")  # tokens, messages, seconds since 1970
LONGEST, FIRST, LAST, WIDTH = 140, 50, 70, 120  # lines of an answer that are kept; of a longer one its ends
PASSING_MEMBERS = [(re.compile(pattern), new) for pattern, new in (
    (r'("(?:elapsed_ms|wait|event|time|last|started|ended|at|began|attempt)": )[\d.]+', r"\1{n}"),
    (r'("client-request-id",\s*"value": )"[\da-f-]+"', r"\1{id}"),
    (r'("(?:instance|registration)": )"[\da-f-]+"', r"\1{id}"),
    (r'(?<="pcapng": )"[\w+/=]+"', "{packets}"),
    (r'(?<="version": )"[\d.]+"', "{version}"),
    (r'("name": "Content-Length",\s*"value": )"\d{4}"', r'\1"{length}"'),  # a calendar's days differ
    (r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT", "{time}"),
)]


def lasting(text, folder):
    text = text.replace(str(folder), "{folder}").replace(str(ROOT), "{source}")
    for pattern, new in PASSING:
        text = pattern.sub(new, text)
    return text


def without_passing(text, folder):
    for pattern, new in PASSING_MEMBERS:
        text = pattern.sub(new, text)
    return lasting(text, folder)


def laid_out(value, folder, indent=""):
    """JSON with as much on a line as fits, and of a long text its beginning."""
    if isinstance(value, str):
        value = PASSING_WORDS.sub("{word}", value)
        value = value if len(value) <= LONG_TEXT else f"{value[:LONG_TEXT]}..."
    flat = without_passing(json.dumps(value, sort_keys=True), folder)
    if len(indent + flat) <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    inner, (first, last) = indent + " ", "{}" if isinstance(value, dict) else "[]"
    parts = [f"{json.dumps(name)}: {laid_out(value[name], folder, inner)}" for name in sorted(value)] if isinstance(value, dict) else [
        laid_out(item, folder, inner) for item in value]
    return first + "".join(f"\n{inner}{part}," for part in parts)[:-1] + f"\n{indent}{last}"


def answer_lines(kind, text, folder, longest=LONGEST):
    """What lasts of an answer by HTTP: JSON with a member a line, and not all of what is long; or JSON close together, and more of it."""
    if kind.startswith("application/json") and text:
        value = json.loads(text)
        text = json.dumps(value, indent=1, sort_keys=True) if longest == LONGEST else laid_out(value, folder)
    lines = without_passing(text, folder).splitlines()
    return lines if len(lines) <= longest else [*lines[:FIRST], "...", *lines[-LAST:]]


def of_one_hour(make):
    """Servers begin a log with each hour, and lists of them grow: what was begun in one hour and ended in the next is made again."""
    while True:
        began, text = time.gmtime()[:4], make()
        if time.gmtime()[:4] == began:
            return text


def is_kept(name, text, write):
    """Does printed/NAME say this? What is meant to change is written down by the word `write` behind the programs."""
    path = HERE / name
    if write:
        path.write_text(text, encoding="utf-8")
        return True
    kept = path.read_text(encoding="utf-8")
    sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), text.splitlines(True), "kept", "printed"))
    if text != kept:
        print(f"If that is meant: {' '.join(sys.argv)} write")
    return text == kept
