# SPDX-License-Identifier: MIT
"""What the checks of this folder share: the layers as CMake declares them, includes, circles, and how a check reports."""
import dataclasses
import pathlib
import re
import sys
import tempfile


@dataclasses.dataclass
class Layer:
    """One add_layer() of the tree."""

    name: str
    folder: pathlib.Path
    face: list
    uses: list
    others: list  # folders of layers that lie inside this one's folder

    def files(self, suffixes=(".c", ".h")):
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in suffixes and not any(other in path.parents for other in self.others):
                yield path

    def headers(self):
        return [str(path.relative_to(self.folder)) for path in self.files((".h",))]


def words_after(keyword, text):
    """The words of a CMake call after one of its keywords, up to the next keyword."""
    found = re.search(rf"\b{keyword}\b(.*?)(?=\b(?:FOLDER|FACE|SOURCES|USES|OF|ALONE)\b|\Z)", text, re.S)
    return found[1].split() if found else []


def layers(source):
    """{name: Layer} in the order of the CMakeLists.txt, the ground first."""
    found = {}
    for part in ("client", "sim"):
        if not (source / part / "CMakeLists.txt").exists():
            continue
        order = re.search(r"foreach\(layer ([^)]*)\)", (source / part / "CMakeLists.txt").read_text(encoding="utf-8"))
        for folder in order[1].split():
            text = (source / part / folder / "CMakeLists.txt").read_text(encoding="utf-8")
            for name, rest in re.findall(r"^ *add_layer\((\w+)\s+([^)]*)\)", re.sub(r"#.*", "", text), re.M):
                found[name] = Layer(name, source / words_after("FOLDER", rest)[0], words_after("FACE", rest),
                                    words_after("USES", rest), [])
    for layer in found.values():
        layer.others = [other.folder for other in found.values() if layer.folder in other.folder.parents]
    for layer in found.values():
        layer.uses = [used for used in layer.uses if used in found]
    return found


def includes(path):
    """(line number, what is included in quotes)."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if found:
            yield number, found[1]


def reachable(arrows, start):
    """Every node that the arrows lead to from start, which counts only if they lead back to it."""
    seen, open_ends = set(), [start]
    while open_ends:
        for following in arrows.get(open_ends.pop(), ()):
            if following not in seen:
                seen.add(following)
                open_ends.append(following)
    return seen


def circles(arrows):
    """The groups of nodes that lead to each other, each as one sentence. arrows: {node: set of nodes}."""
    behind = {node: reachable(arrows, node) for node in arrows}
    groups = {tuple(sorted(other for other in behind[node] if node in behind.get(other, ())))
              for node in arrows if node in behind[node]}
    return ["a circle of " + ", ".join(group) for group in sorted(groups)]


def plant(folder, files):
    """A small tree: {path: text}."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def main(check, wrong_trees, good_tree, *arguments):
    """Shows first that check(source, ...) can fail: each wrong tree is the good one with some files changed, and a word that
    has to be in the complaint. Then checks the tree it was called for."""
    failed = []
    for change, word in [({}, None), *wrong_trees]:
        with tempfile.TemporaryDirectory() as folder:
            plant(pathlib.Path(folder), {**good_tree, **change})
            complaints = check(pathlib.Path(folder), *arguments)
        if word is None and complaints:
            failed.append(f"self-test: the good tree is refused: {complaints}")
        elif word is not None and not any(word in complaint for complaint in complaints):
            failed.append(f"self-test: {sorted(change)} is not refused with \"{word}\", but with {complaints}")
    failed += check(pathlib.Path(sys.argv[1]).resolve(), *arguments)
    print("\n".join(failed) or "in order")
    sys.exit(1 if failed else 0)
