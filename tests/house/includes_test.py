#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Who includes whom: layers by their faces and as declared, nobody upward, nothing in a circle.

usage: includes_test.py SOURCE
"""
import collections
import re

import house


class Walk:
    """One pass over the includes of a layer."""

    def __init__(self, source, layers, layer):
        self.source, self.layers, self.layer = source, layers, layer
        self.wrong, self.used = [], set()
        self.files, self.rooms = collections.defaultdict(set), collections.defaultdict(set)

    def complain(self, path, number, sentence):
        self.wrong.append(f"{path.relative_to(self.source)}:{number}: {sentence}")

    def noun(self, path):
        """A source and its header are one; a header of the FACE says what others need and stands below both."""
        name = str(path.relative_to(self.layer.folder))
        return name if name in self.layer.face else name.rsplit(".", 1)[0]

    def inside(self, path, target, number, name):
        """An include of the own layer: what is in the same folder goes by its bare name."""
        if not target.exists() and target.name in (self.layer.folder / "CMakeLists.txt").read_text(encoding="utf-8"):
            return  # CMake makes it
        if not target.exists():
            self.complain(path, number, f'"{name}" is not there')
            return
        if "/" in name and target.parent == path.parent:
            self.complain(path, number, f'"{name}" lies in the same folder: "{target.name}"')
        if self.noun(path) != self.noun(target):
            self.files[self.noun(path)].add(self.noun(target))
        if path.parent != target.parent and self.layer.folder not in (path.parent, target.parent):
            self.rooms[path.parent.name].add(target.parent.name)

    def outside(self, path, number, name):
        word, header = name.split("/", 1)
        self.used.add(word)
        if word not in self.layers:
            self.complain(path, number, f'"{name}" begins with no layer')
        elif word not in self.layer.uses:
            self.complain(path, number, f"{self.layer.name} does not USE {word}")
        elif header not in self.layers[word].face:
            self.complain(path, number, f'"{name}" is not in the FACE of {word}')
        if word in self.layers and part(self.source, path) == "client" \
                and part(self.source, self.layers[word].folder) == "sim":
            self.complain(path, number, f'client includes "{name}" of sim')

    def include(self, path, number, name):
        if ".." in name.split("/") or not re.fullmatch(r"(\w+/){0,3}\w+\.h", name):
            self.complain(path, number, f'"{name}" is not "header.h", "layer/header.h" or "layer/room/header.h"')
        elif "/" not in name:
            self.inside(path, path.parent / name, number, name)
        elif name.split("/")[0] == self.layer.name:
            self.inside(path, self.layer.folder / name.split("/", 1)[1], number, name)
        elif not (name.startswith("fblab/") and (self.source / "include" / name).exists()):
            self.outside(path, number, name)

    def run(self):
        for path in self.layer.files():
            for number, name in house.includes(path):
                self.include(path, number, name)
        for used in set(self.layer.uses) - self.used - faces_need(self.layers, self.used):
            self.wrong.append(f"{self.layer.name} USES {used} and includes nothing of it")
        for header in self.layer.face:
            if not (self.layer.folder / header).exists():
                self.wrong.append(f"{self.layer.name}: {header} of the FACE is not there")
        for circle in house.circles(self.files) + house.circles(self.rooms):
            self.wrong.append(f"{self.layer.name}: {circle}")
        return self.wrong


def part(source, path):
    return path.relative_to(source).parts[0]


def faces_need(layers, names):
    """The layers whose headers come along with the faces of those named."""
    seen, open_ends = set(), [name for name in names if name in layers]
    while open_ends:
        layer = layers[open_ends.pop()]
        for header in layer.face:
            path = layer.folder / header
            for _, name in house.includes(path) if path.exists() else ():
                word = name.split("/")[0]
                if word in layers and word not in seen:
                    seen.add(word)
                    open_ends.append(word)
    return seen


def check(source):
    layers = house.layers(source)
    wrong = [sentence for layer in layers.values() for sentence in Walk(source, layers, layer).run()]
    return wrong + house.circles({layer.name: set(layer.uses) for layer in layers.values()})


GOOD = {
    "client/CMakeLists.txt": "foreach(layer base flow)\n",
    "sim/CMakeLists.txt": "foreach(layer wire)\n",
    "client/base/CMakeLists.txt": "add_layer(base FOLDER client/base\n    FACE text.h\n    SOURCES text.c)\n",
    "client/base/text.h": "",
    "client/base/text.c": '#include "text.h"\n#include "inner.h"\n',
    "client/base/inner.h": "",
    "client/flow/CMakeLists.txt": "add_layer(flow FOLDER client/flow FACE flow.h SOURCES flow.c USES base)\n",
    "client/flow/flow.h": "",
    "client/flow/flow.c": '#include "base/text.h"\n#include "flow/steps/one.h"\n',
    "client/flow/steps/one.h": '',
    "client/flow/steps/one.c": '#include "one.h"\n',
    "client/flow/tokens/two.h": '',
    "sim/wire/CMakeLists.txt": "add_layer(wire FOLDER sim/wire FACE wire.h SOURCES wire.c USES base)\n",
    "sim/wire/wire.h": "",
    "sim/wire/wire.c": '#include "base/text.h"\n',
}
WRONG = [
    ({"client/flow/flow.h": '#include "../base/text.h"\n'}, "is not \"header.h\""),
    ({"client/flow/flow.h": '#include "base/inner.h"\n'}, "not in the FACE of base"),
    ({"client/flow/flow.h": '#include "steps/one.h"\n'}, "begins with no layer"),
    ({"client/flow/flow.h": '#include "wire/wire.h"\n'}, "client includes"),
    ({"client/flow/flow.h": '#include "wire/wire.h"\n'}, "does not USE wire"),
    ({"client/flow/flow.c": '#include "flow/steps/one.h"\n'}, "flow USES base and includes nothing"),
    ({"client/flow/steps/one.c": '#include "flow/steps/one.h"\n'}, "lies in the same folder"),
    ({"client/flow/steps/one.c": '#include "absent.h"\n'}, "is not there"),
    ({"client/base/inner.h": '#include "a.h"\n', "client/base/a.h": "", "client/base/a.c": '#include "inner.h"\n'}, "base: a circle of a, inner"),
    ({"client/flow/steps/one.c": '#include "flow/tokens/two.h"\n', "client/flow/tokens/two.h": '#include "flow/steps/three.h"\n',
      "client/flow/steps/three.h": ""}, "flow: a circle of steps, tokens"),
    ({"client/base/CMakeLists.txt": "add_layer(base FOLDER client/base FACE text.h SOURCES text.c USES flow)\n"},
     "a circle of base, flow"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
