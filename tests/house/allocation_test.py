#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Memory, characters, Base64 and GUIDs come from client/base alone.

usage: allocation_test.py SOURCE
"""
import re

import house

# What is forbidden outside client/base, and what stands in its place.
RULES = [
    (r"\b(?:malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|vasprintf|open_memstream)\s*\(",
     "memory.h or text.h"),
    (r"\butf8proc_\w+|#\s*include\s*<utf8proc\.h>", "unicode.h"),
    (r"\bEVP_(?:Encode|Decode)(?:Block|Init|Update|Final)\s*\(", "base64.h"),
    (r"\bgetrandom\s*\(", "guid.h"),
]
# It takes the place of base/memory.c in a program of the build.
IN_ITS_PLACE = "client/documents/scenario_image/arena.c"


def without_comments_and_strings(text):
    """The same lines, so that numbers stay right."""
    def blank(found):
        return re.sub(r"[^\n]", " ", found[0])

    return re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"", blank, text, flags=re.S)


def check(source):
    wrong = []
    for part in ("client", "sim"):
        for path in sorted((source / part).rglob("*.[ch]")):
            if source / "client" / "base" in path.parents or path == source / IN_ITS_PLACE:
                continue
            lines = without_comments_and_strings(path.read_text(encoding="utf-8")).splitlines()
            wrong += [f"{path.relative_to(source)}:{number}: {found[0].strip()}: use base/{instead}"
                      for number, line in enumerate(lines, 1) for rule, instead in RULES
                      for found in [re.search(rule, line)] if found]
    return wrong


GOOD = {
    "client/base/memory.c": "void *x(void)\n{\n    return malloc(1);\n}\n",
    "client/xml/xml.c": "/* unlike malloc(1) */\nvoid y(void)\n{\n    say(\"calloc(1)\");\n    my_malloc(2);\n}\n",
    "sim/lab/lab.c": "/*\n malloc(1) */\n",
}

WRONG = [
    ({"client/xml/xml.c": "void *y(void)\n{\n    return calloc(1, 2);\n}\n"}, "client/xml/xml.c:3: calloc("),
    ({"sim/lab/lab.c": "/* two\n lines */ char *z = strdup(\"\");\n"}, "sim/lab/lab.c:2: strdup("),
    ({"sim/lab/lab.h": "static inline void *z(void *a) { return realloc(a, 2); }\n"}, "realloc("),
    ({"sim/lab/lab.c": "#include <utf8proc.h>\n"}, "unicode.h"),
    ({"sim/lab/lab.c": "int z = EVP_DecodeBlock(a, b, 1);\n"}, "base64.h"),
    ({"sim/lab/lab.c": "long z = getrandom(a, 1, 0);\n"}, "guid.h"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
