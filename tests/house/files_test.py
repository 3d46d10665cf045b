#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Files and folders: sizes, the first two lines, guards, words that have no place, links, READMEs of crowded folders.

usage: files_test.py SOURCE
"""
import re

import house

MOST_FUNCTION_LINES, MOST_COLUMNS, MOST_SOURCES, SOURCES_WITHOUT_README = 60, 130, 27, 10
MOST_LINES = {"include": 400, "sim": 400, "client": 400, "tests": 460}  # tests are mostly tables


class Tree:
    """The files of a tree and what is wrong with them."""

    def __init__(self, source):
        self.source, self.wrong = source, []

    def complain(self, path, line, sentence):
        self.wrong.append(f"{path.relative_to(self.source)}:{line}: {sentence}")

    def part(self, path):
        return path.relative_to(self.source).parts[0]

    def c_files(self):
        for folder in MOST_LINES:
            yield from sorted((self.source / folder).rglob("*.[ch]"))

    def readmes(self):
        for path in sorted(self.source.rglob("*.md")):
            if not {"build", "node_modules"} & set(path.relative_to(self.source).parts):
                yield path


def functions(lines):
    """(first line, length) of each function body: from a '{' in column one to the '}' in column one."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start - 1
            start = None


def check_head(tree, path, lines):
    if not lines or lines[0] != "/* SPDX-License-Identifier: MIT */":
        tree.complain(path, 1, "the first line is not the SPDX line")
    elif tree.part(path) != "tests" and (len(lines) < 2 or not re.match(r"/\* \S+ \S+", lines[1])):
        tree.complain(path, 2, "the second line does not say what the file is for")


def check_c(tree, path):
    lines = path.read_text(encoding="utf-8").splitlines()
    check_head(tree, path, lines)
    most = MOST_LINES[tree.part(path)]
    if len(lines) > most:
        tree.complain(path, len(lines), f"more than {most} lines: does the file still own one noun?")
    for start, length in functions(lines):
        if length > MOST_FUNCTION_LINES:
            tree.complain(path, start, f"a function of {length} lines")
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_COLUMNS:
            tree.complain(path, number, f"{len(line)} columns")
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            tree.complain(path, number, "unfinished")
        if re.search(r"\bgoto\b", line) and not line.lstrip().startswith(("/*", "*")):
            tree.complain(path, number, "goto")


def check_guards(tree):
    seen = {}
    for path in tree.c_files():
        guard = re.search(r"^#ifndef (FBLAB_\w+_H)$", path.read_text(encoding="utf-8"), re.M)
        if path.suffix == ".h" and not guard:
            tree.complain(path, 1, "no include guard")
        elif path.suffix == ".h" and guard[1] in seen:
            tree.complain(path, 1, f"the include guard of {seen[guard[1]]}")
        elif path.suffix == ".h":
            seen[guard[1]] = path.relative_to(tree.source)


def check_links(tree, path):
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fenced ^= line.startswith("```")
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", "" if fenced else line):
            if not (path.parent / target).exists():
                tree.complain(path, number, f"{target} is not there")


def check_folders(tree):
    """A crowd gets rooms; more than ten sources are explained where they lie or where their room's layer begins."""
    folders = {path.parent for path in tree.c_files() if path.suffix == ".c"}
    for folder in sorted(folders):
        sources = len(list(folder.glob("*.c")))
        if sources > MOST_SOURCES:
            tree.complain(folder, 1, f"{sources} sources: a crowd gets rooms")
        near = folder if tree.part(folder) != "tests" else tree.source / "tests"
        explained = any((place / "README.md").exists() for place in (near, *near.parents)
                        if tree.source in place.parents and len(place.relative_to(tree.source).parts) > 1 or place == near)
        if sources > SOURCES_WITHOUT_README and not explained:
            tree.complain(folder, 1, f"{sources} sources and no README.md, here or above")


def check(source):
    tree = Tree(source)
    for path in tree.c_files():
        check_c(tree, path)
    check_guards(tree)
    check_folders(tree)
    for path in tree.readmes():
        check_links(tree, path)
    return tree.wrong


SPDX = "/* SPDX-License-Identifier: MIT */\n"
HEAD = SPDX + "/* What it is for. */\n"
GOOD = {
    "client/a.c": HEAD + "int a(void)\n{\n    return 0;\n}\n",
    "client/a.h": HEAD + "#ifndef FBLAB_A_H\n#define FBLAB_A_H\n#endif\n",
    "sim/wire/README.md": "[a](../../client/a.c) [b](#b)\n```\n[x](y)\n```\n",
    "tests/a_test.c": SPDX,
    **{f"sim/wire/s{number}.c": HEAD for number in range(11)},
}
WRONG = [
    ({"client/a.c": "int a;\n"}, "client/a.c:1: the first line"),
    ({"client/a.c": SPDX + "#include <a.h>\n"}, "client/a.c:2: the second line"),
    ({"client/a.c": HEAD + "int a(void)\n{\n" + ";\n" * 61 + "}\n"}, "a function of 61 lines"),
    ({"client/a.c": HEAD + "\n" * 399}, "more than 400 lines"),
    ({"tests/a_test.c": SPDX + "\n" * 460}, "more than 460 lines"),
    ({"client/a.c": HEAD + "/*" + "x" * 129 + "\n"}, "131 columns"),
    ({"client/a.c": HEAD + "/* " + "TO" + "DO */\n"}, "unfinished"),
    ({"client/a.c": HEAD + "    go" + "to end;\n"}, "goto"),
    ({"client/b.h": HEAD}, "no include guard"),
    ({"client/b.h": HEAD + "#ifndef FBLAB_A_H\n"}, "the include guard of client/a.h"),
    ({"sim/wire/README.md": "[a](absent.c)\n"}, "absent.c is not there"),
    ({f"client/flow/s{number}.c": HEAD for number in range(11)}, "11 sources and no README.md"),
    ({f"sim/wire/s{number}.c": HEAD for number in range(28)}, "28 sources: a crowd"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
