#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""One name, one thing: no header, struct, enum, union or global symbol of one name in two layers.

usage: names_test.py SOURCE [BUILD]
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

import house


def kinds(path):
    """What a file defines at its left margin: "struct x", "enum y", "union z"."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    return {f"{kind} {name}"
            for kind, name in re.findall(r"^(?:static |const |typedef )*(struct|enum|union) (\w+) *\{", text, re.M)}


def symbols(build, layer):
    """The global symbols of the layer's library."""
    archives = list(build.rglob(f"lib{layer.name}.a"))
    if not archives:
        return set()
    done = subprocess.run(["nm", "--defined-only", "--extern-only", "--format=posix", archives[0]],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, text=True)
    return {f"symbol {words[0]}" for words in map(str.split, done.stdout.splitlines())
            if len(words) > 2 and not re.match(r"_|DW\.", words[0])}


def check(source, build=None):
    owners = collections.defaultdict(set)
    for layer in house.layers(source).values():
        for path in layer.files():
            for name in kinds(path) | ({f"header {path.name}"} if path.suffix == ".h" else set()):
                owners[name].add(layer.name)
        for name in symbols(pathlib.Path(build), layer) if build else ():
            owners[name].add(layer.name)
    return [f"{name} is in {' and '.join(sorted(found))}" for name, found in sorted(owners.items()) if len(found) > 1]


def small_library_clashes():
    """Two libraries made here that both define one symbol."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        house.plant(folder, {**GOOD, "a.c": "int same_symbol;\n", "b.c": "int same_symbol;\nstatic int own;\n"})
        for source, library in (("a", "base"), ("b", "wire")):
            subprocess.run(["cc", "-c", "-o", f"{place}/{source}.o", f"{place}/{source}.c"], check=True)
            subprocess.run(["ar", "rc", f"{place}/lib{library}.a", f"{place}/{source}.o"], check=True)
        found = check(folder, place)
    return [] if found == ["symbol same_symbol is in base and wire"] else [f"self-test: a symbol twice gives {found}"]


GOOD = {
    "client/CMakeLists.txt": "foreach(layer base)\n",
    "sim/CMakeLists.txt": "foreach(layer wire)\n",
    "client/base/CMakeLists.txt": "add_layer(base FOLDER client/base FACE text.h SOURCES text.c)\n",
    "client/base/text.h": "struct text {\n};\nstruct lent;\n",
    "client/base/text.c": "/* struct wire {\n */\nstruct row {\n};\n",
    "sim/wire/CMakeLists.txt": "add_layer(wire FOLDER sim/wire FACE wire.h SOURCES wire.c USES base)\n",
    "sim/wire/wire.h": "struct lent;\nstruct wire {\n};\nenum kind { A };\n",
    "sim/wire/wire.c": "",
}
WRONG = [
    ({"sim/wire/text.h": ""}, "header text.h is in base and wire"),
    ({"sim/wire/wire.c": "static const struct row {\n} rows[1];\n"}, "struct row is in base and wire"),
    ({"client/base/text.c": "enum kind {\n};\n"}, "enum kind is in base and wire"),
]

if __name__ == "__main__":
    clashes = small_library_clashes()
    if clashes:
        sys.exit(clashes[0])
    house.main(lambda source: check(source, sys.argv[2] if source == pathlib.Path(sys.argv[1]).resolve() else None),
               WRONG, GOOD)
