#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The compiler says what each layer can include: its own headers, the faces of the layers it USES, and nothing else.

usage: doors_test.py SOURCE BUILD
"""
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

import house


def compilers(source, build, layers):
    """{layer: the compiler and flags of one of its sources}."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = pathlib.Path(entry["file"])
        for layer in layers.values():
            if layer.name not in found and layer.folder in path.parents and path in layer.files():
                words = shlex.split(entry["command"])
                flags = [word for word in words if word.startswith(("-I", "-D", "-std", "-isystem"))]
                found[layer.name] = ["cc", "-isystem", *words[words.index("-isystem") + 1:][:1], *flags] \
                    if "-isystem" in words else ["cc", *flags]
                break
    return found


def compiler_runs(command, text):
    """(does it compile, what the compiler says, the text after the preprocessor)."""
    with tempfile.TemporaryDirectory() as folder:
        probe = pathlib.Path(folder) / "probe.c"
        probe.write_text(text, encoding="utf-8")
        done = subprocess.run([*command, str(probe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode == 0, done.stderr, done.stdout


def visible(command, names):
    """Which of the names the compiler finds."""
    lines = [f'#if __has_include("{name}")\nfound {name}\n#endif\n' for name in names]
    good, errors, output = compiler_runs([*command, "-E", "-P"], "".join(lines))
    if not good:
        raise SystemExit(f"{command}: {errors}")
    return {line.split(" ", 1)[1].replace(" ", "") for line in output.splitlines() if line.startswith("found ")}


def names_of(layers):
    """Every header by every name that a layer could have for it: {name: (layer, header)}."""
    found = {}
    for layer in layers.values():
        for header in layer.headers():
            found[f"{layer.name}/{header}"] = (layer.name, header)
            for above in layers.values():
                if above.folder in layer.folder.parents:
                    found[f"{above.name}/{(layer.folder / header).relative_to(above.folder)}"] = (layer.name, header)
    return found


def check_sight(layers, layer, command):
    """Exactly what it may see, no more and no less."""
    names = names_of(layers)
    seen = visible(command, names)
    for name in sorted(seen):
        owner, header = names[name]
        if owner == layer.name:
            continue
        if owner not in layer.uses:
            yield f"{layer.name} can include {name}, though it does not USE {owner}"
        elif header not in layers[owner].face:
            yield f"{layer.name} can include {name}, which is private to {owner}"
    open_doors = {f"{used}/{header}" for used in layer.uses for header in layers[used].face}
    for name in sorted(open_doors - seen):
        yield f"{layer.name} cannot include {name}, though it USES {name.split('/')[0]}"


def check_compilation(layers, layer, command):
    """The same by real compilation: one private header, one layer that is not USED, and one include that is allowed."""
    private = [f"{other.name}/{header}" for other in layers.values() for header in other.headers()
               if other.name != layer.name and header not in other.face]
    private.sort(key=lambda name: name.split("/")[0] not in layer.uses)  # those of a used layer first
    strange = [f"{other.name}/{other.face[0]}" for other in layers.values()
               if other.name != layer.name and other.name not in layer.uses and other.face]
    allowed = [f"{name}/{layers[name].face[0]}" for name in layer.uses if layers[name].face]
    for names, wanted in ((private[:1], False), (strange[:1], False), (allowed[:1], True)):
        for name in names:
            good, errors, _ = compiler_runs([*command, "-fsyntax-only"], f'#include "{name}"\n')
            if wanted and not good:
                yield f"{layer.name}: #include \"{name}\" does not compile: {errors}"
            elif not wanted and (good or "No such file or directory" not in errors):
                yield f"{layer.name}: #include \"{name}\" is not refused: {errors or 'it compiles'}"


def configured(source):
    """The build folder of a small tree."""
    build = source / "build"
    subprocess.run(["cmake", "-G", "Ninja", "-S", source, "-B", build, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                    "-DCMAKE_C_COMPILER_FORCED=ON"], check=True, stdout=subprocess.PIPE)
    return build


def check(source):
    layers = house.layers(source)
    build = pathlib.Path(sys.argv[2]) if source == pathlib.Path(sys.argv[1]).resolve() else configured(source)
    found = compilers(source, build, layers)
    wrong = [f"{name} is in no compile command" for name in layers
             if name not in found and list(layers[name].files((".c",)))]
    for name, command in found.items():
        wrong += check_sight(layers, layers[name], command)
        wrong += check_compilation(layers, layers[name], command)
    return wrong


def layer_files(folder, rest):
    """A layer with a face, a private header and a source."""
    name = pathlib.PurePath(folder).name
    return {f"{folder}/CMakeLists.txt": f"add_layer({name} FOLDER {folder} FACE {name}.h SOURCES {name}.c USES {rest})\n",
            f"{folder}/{name}.h": "", f"{folder}/inner.h": "", f"{folder}/room/inner.h": "", f"{folder}/{name}.c": ""}


GOOD = {
    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nproject(small C)\nadd_library(house INTERFACE)\n"
                      "include(client/layers.cmake)\nadd_subdirectory(client)\nadd_subdirectory(sim)\n",
    "client/layers.cmake": (pathlib.Path(__file__).parents[2] / "client/layers.cmake").read_text(encoding="utf-8"),
    "client/CMakeLists.txt": "foreach(layer base flow)\n    add_subdirectory(${layer})\nendforeach()\n",
    "sim/CMakeLists.txt": "foreach(layer wire lab/journal lab)\n    add_subdirectory(${layer})\nendforeach()\n",
    **layer_files("client/base", ""),
    **layer_files("client/flow", "base"),
    **layer_files("sim/wire", "flow"),
    **layer_files("sim/lab/journal", "base"),
    **layer_files("sim/lab", "journal wire"),
}
OPEN = GOOD["client/base/CMakeLists.txt"] + "target_include_directories(base INTERFACE ${inside}/base)\n"
HANDED_ON = GOOD["client/flow/CMakeLists.txt"] + "target_link_libraries(flow INTERFACE base)\n"
SHUT = GOOD["client/base/CMakeLists.txt"] + "set_target_properties(base PROPERTIES INTERFACE_INCLUDE_DIRECTORIES \"\")\n"
WHOLE_FOLDER = GOOD["sim/lab/CMakeLists.txt"] + "target_include_directories(lab PRIVATE ${PROJECT_SOURCE_DIR}/sim)\n"
WRONG = [
    ({"client/base/CMakeLists.txt": OPEN}, "flow can include base/inner.h, which is private"),
    ({"client/base/CMakeLists.txt": OPEN}, 'flow: #include "base/inner.h" is not refused'),
    ({"client/flow/CMakeLists.txt": HANDED_ON}, "wire can include base/base.h, though it does not USE base"),
    ({"client/base/CMakeLists.txt": SHUT}, "flow cannot include base/base.h"),
    ({"sim/lab/CMakeLists.txt": WHOLE_FOLDER}, "lab can include lab/journal/inner.h, which is private to journal"),
]

if __name__ == "__main__":
    house.main(check, WRONG, GOOD)
