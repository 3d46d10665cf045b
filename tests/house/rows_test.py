#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""No test is written over by the rows that come behind it: where an array of tests begins with single ones and a number says how many
those are, there are so many.

usage: rows_test.py SOURCE
"""
import pathlib
import re
import sys

import house

ARRAY = re.compile(r"struct CMUnitTest \w+\[([^\]]+)\] = \{([^;]*?)\}[;,]", re.S)
ROWS = re.compile(r"ARRAY_SIZE\(\w+\)")
NOTHING = ("", "0", "{0}")  # all the others are 0, too


def entries(initializer):
    """What stands in an initializer, without its blanks, part by part."""
    depth, part = 0, ""
    for letter in re.sub(r"\s", "", initializer) + ",":
        depth += (letter in "({") - (letter in ")}")
        if letter == "," and depth == 0:
            if part not in NOTHING:
                yield part
            part = ""
        else:
            part += letter


def number(word, text):
    """What a word of the size stands for; None: nobody can read it."""
    found = re.fullmatch(r"(\d+)", word) or re.search(rf"\benum {{ {word} = (\d+) }};", text)
    return int(found[1]) if found else None


def complaints(size, initializer, text):
    single = list(entries(initializer))
    if not ROWS.search(size) or not single or single[0].startswith("["):  # behind the rows, the compiler counts
        return
    numbers = {word.strip(): number(word.strip(), text) for word in ROWS.sub("0", size).split("+")}
    unread = [f"{word} must be a number, or an enum of the file" for word, value in numbers.items() if value is None]
    yield from unread
    if not unread and sum(numbers.values()) != len(single):
        yield f"{len(single)} tests stand before the rows, and there is room for {sum(numbers.values())}"


def check(source):
    wrong = []
    for path in sorted((source / "tests").rglob("*.c")):
        text = path.read_text(encoding="utf-8")
        for size, initializer in ARRAY.findall(text):
            wrong += [f"{path.relative_to(source)}: {complaint}" for complaint in complaints(size, initializer, text)]
    return wrong


TEST = "struct CMUnitTest tests[ARRAY_SIZE(rows) + {number}] = {{cmocka_unit_test(a), WITH(b, {{0}})}};\n"
GOOD = {
    "tests/a_test.c": TEST.format(number=2),
    "tests/b_test.c": "enum { OTHERS = 2 };\n" + TEST.format(number="OTHERS"),
    "tests/c_test.c": "struct CMUnitTest tests[1 + ARRAY_SIZE(rows)] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(a)};\n",
}
WRONG = [
    ({"tests/a_test.c": TEST.format(number=1)}, "tests/a_test.c: 2 tests stand before the rows, and there is room for 1"),
    ({"tests/b_test.c": "enum { OTHERS = 3 };\n" + TEST.format(number="OTHERS")}, "tests/b_test.c: 2 tests"),
    ({"tests/b_test.c": "#define OTHERS 2\n" + TEST.format(number="OTHERS")}, "tests/b_test.c: OTHERS"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
