#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every reader of foreign bytes has its fuzz target: tests/fuzz/readers.tsv has a row for each source that calls a parser, and
each target of it is added with seeds and a dictionary.

usage: readers_test.py SOURCE
"""
import pathlib
import re
import sys

import house

# What takes bytes apart, of libraries and of our own.
PARSERS = re.compile(
    r"\b(xml_parse|xml_reader_read|xmlReadMemory|xmlReadFile|xmlCtxtRead\w+|xmlCreatePushParserCtxt|xmlParseChunk|json_load\w*"
    r"|archive_each|archive_unpack|archive_read_\w+|base64_decode|base64url_decode|ldns_wire2\w+|curl_easy_perform"
    r"|curl_multi_perform|document_parse|document_load|PEM_read_bio\w*|d2i_\w+|EVP_DecodeBlock|MHD_start_daemon|tokens_read"
    r"|xmlSec\w*(?:Decrypt|Verify)\w*|g_mime_\w+|yajl_parse|http_read_\w+|http_message_\w+|lookup_from_json|regcomp)\(")
NO_TARGET = "-"


def table(source):
    """{prefix: (target, reason)} in the order of the file."""
    rows = {}
    for line in (source / "tests/fuzz/readers.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            prefix, target, reason = line.split("\t")
            rows[prefix] = (target, reason)
    return rows


def readers(source):
    """Every source that calls a parser, and the first one it calls."""
    for part in ("client", "sim"):
        for path in sorted((source / part).rglob("*.c")):
            found = PARSERS.search(path.read_text(encoding="utf-8"))
            if found:
                yield str(path.relative_to(source)), found[1]


def row_of(name, rows):
    """The longest prefix; None: there is none."""
    return max((prefix for prefix in rows if name.startswith(prefix)), key=len, default=None)


def check_target(source, target):
    fuzz = source / "tests/fuzz"
    if not (fuzz / f"fuzz_{target}.c").exists():
        yield f"tests/fuzz/readers.tsv: there is no tests/fuzz/fuzz_{target}.c"
    added = re.search(rf"add_fuzz_target\({target}\s+SEEDS\s+(.*?)\s+MUTATIONS\s+\d+\s+DICTIONARY\s+(\w+)",
                      (fuzz / "CMakeLists.txt").read_text(encoding="utf-8"), re.S)
    if not added:
        yield f"tests/fuzz/CMakeLists.txt does not add the target {target} with SEEDS, MUTATIONS and DICTIONARY"
        return
    if not (fuzz / f"dictionaries/{added[2]}.dict").exists():
        yield f"tests/fuzz/dictionaries/{added[2]}.dict is missing, the words of {target}"
    for folder in added[1].split():
        if "$" not in folder and not any((fuzz / "seeds" / folder).glob("*")):
            yield f"tests/fuzz/seeds/{folder} has no seed for {target}"


def check(source):
    rows, used, wrong = table(source), set(), []
    for name, parser in readers(source):
        prefix = row_of(name, rows)
        used.add(prefix)
        if prefix is None:
            wrong.append(f"{name} calls {parser}() and is in no row of tests/fuzz/readers.tsv: which fuzz target feeds it?")
    # Some folders read without a parser of the list; they may stand there, but must exist.
    wrong += [f"tests/fuzz/readers.tsv: {prefix} is not there" for prefix in rows if not (source / prefix).exists()]
    wrong += [f"tests/fuzz/readers.tsv: {prefix} says no reason" for prefix, (_, reason) in rows.items() if not reason.strip()]
    for target in sorted({target for target, _ in rows.values()} - {NO_TARGET}):
        wrong += check_target(source, target)
    targets = {path.stem.removeprefix("fuzz_") for path in (source / "tests/fuzz").glob("fuzz_*.c")}
    wrong += [f"tests/fuzz/fuzz_{target}.c feeds nothing in tests/fuzz/readers.tsv"
              for target in sorted(targets - {target for target, _ in rows.values()})]
    return wrong


GOOD = {
    "client/intake/lines.c": "json_loadb(a);\n",
    "client/base/text.c": "strlen(a);\n",
    "tests/fuzz/readers.tsv": "# rows\nclient/intake/\tintake\tlogs\n",
    "tests/fuzz/fuzz_intake.c": "",
    "tests/fuzz/CMakeLists.txt": "add_fuzz_target(intake SEEDS logs MUTATIONS 10 DICTIONARY text USES base)\n",
    "tests/fuzz/dictionaries/text.dict": "",
    "tests/fuzz/seeds/logs/a.log": "",
}
ROWS = GOOD["tests/fuzz/readers.tsv"]
WRONG = [
    ({"client/base/text.c": "xml_parse(a);\n"}, "client/base/text.c calls xml_parse() and is in no row"),
    ({"tests/fuzz/readers.tsv": ROWS + "client/xml/\tintake\tXML\n"}, "client/xml/ is not there"),
    ({"tests/fuzz/readers.tsv": ROWS + "client/base/\t-\t \n"}, "client/base/ says no reason"),
    ({"tests/fuzz/readers.tsv": ROWS.replace("\tintake", "\tother")}, "there is no tests/fuzz/fuzz_other.c"),
    ({"tests/fuzz/fuzz_other.c": ""}, "fuzz_other.c feeds nothing"),
    ({"tests/fuzz/CMakeLists.txt": ""}, "does not add the target intake"),
    ({"tests/fuzz/CMakeLists.txt": GOOD["tests/fuzz/CMakeLists.txt"].replace("logs", "none")}, "seeds/none has no seed"),
    ({"tests/fuzz/CMakeLists.txt": GOOD["tests/fuzz/CMakeLists.txt"].replace("text", "odd")}, "odd.dict is missing"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
