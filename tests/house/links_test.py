#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the programs are linked of: fbcheck of nothing that is sim's; and no source twice. NOTICE names each library of others.

usage: links_test.py SOURCE BUILD
"""
import json
import pathlib
import re
import subprocess
import sys

C_LIBRARY = re.compile(r"lib(c|m|gcc_s|resolv|pthread)\.so|ld-linux|lib(asan|ubsan|tsan)\.so")
NOT_FOUND_BY_NAME = {"threads"}  # part of the C library
PACKAGES = {"libxml2": "libxml2", "openssl": "OpenSSL", "curl": "libcurl", "libarchive": "libarchive",
            "libmicrohttpd": "libmicrohttpd", "jansson": "jansson", "yajl": "YAJL", "xmlsec1-openssl": "xmlsec1", "libhs": "vectorscan",
            "libedit": "libedit", "libpcre2-8": "PCRE2", "ldns": "ldns", "cmocka": "cmocka", "libutf8proc": "utf8proc",
            "sqlite3": "SQLite", "libevtx": "libevtx", "libolecf": "libolecf"}


def linked(ninja, program):
    """The archives on the program's link line."""
    rule = re.search(rf"^build {program}: \S*C_EXECUTABLE_LINKER\S* .*?\n((?:  .*\n)+)", ninja, re.M)
    libraries = re.search(r"^  LINK_LIBRARIES = (.*)$", rule[1], re.M) if rule else None
    return [word for word in libraries[1].split() if word.endswith(".a")] if libraries else None


def check_links(ninja):
    for program in ("fbcheck", "fblab"):
        archives = linked(ninja, program)
        if not archives:
            yield f"{program} has no link line"
            continue
        for archive in sorted(set(archives)):
            if program == "fbcheck" and not archive.startswith("client/"):
                yield f"fbcheck links {archive}"


def check_compiled(commands):
    """A source is part of one library or program only."""
    files = [entry["file"] for entry in commands if re.search(r"/(client|sim)/[^:]*\.c$", entry["file"])
             and "/tests/" not in entry["file"]]
    for name in sorted({name for name in files if files.count(name) > 1}):
        yield f"{name} is compiled {files.count(name)} times"


def rows(notice):
    """{library: (shared object or "", the row)} of NOTICE's table."""
    found = {}
    for line in notice.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) > 2 and not set(cells[0]) <= set("- ") and cells[0] != "library":
            found[cells[0]] = cells
    return found


def check_notice(notice, needed, cmake):
    named = rows(notice)
    objects = {word for cells in named.values() for word in re.findall(r"lib[\w.-]+?\.so", cells[1])}
    for name in sorted(needed):
        if not C_LIBRARY.search(name) and re.match(r".*?\.so", name)[0] not in objects:
            yield f"NOTICE does not name {name}"
    asked = {name.lower() for name in re.findall(r"^find_package\((\w+)", cmake, re.M)} | \
        set(re.findall(r"^pkg_check_modules\(\w+ (?:REQUIRED )?(?:IMPORTED_TARGET )?([\w-]+)\)", cmake, re.M))
    for name in sorted(asked - NOT_FOUND_BY_NAME - {"pkgconfig"}):
        if PACKAGES.get(name) not in named:
            yield f"NOTICE does not name {name}, which CMakeLists.txt asks for"
    for name in sorted(set(named) - {PACKAGES.get(word) for word in asked}):
        if "brought along" not in " ".join(named[name]):
            yield f"NOTICE names {name}, which CMakeLists.txt does not ask for"


def needed_objects(build):
    """What the loader brings for the programs and the library."""
    found = set()
    for path in [build / "fblab", build / "fbcheck", *build.rglob("libfblab.so")]:
        said = subprocess.run(["readelf", "-d", path], check=True, stdout=subprocess.PIPE, text=True).stdout
        found |= set(re.findall(r"\(NEEDED\).*\[(.*)\]", said))
    return found - {name for name in found if name.startswith("libfblab")}


def self_test():
    good = ("build fbcheck: C_EXECUTABLE_LINKER__fbcheck_ main.o | client/a.a\n  LINK_LIBRARIES = client/a.a -lx\n\n"
            "build fblab: C_EXECUTABLE_LINKER__fblab_ main.o\n  LINK_LIBRARIES = sim/b.a client/a.a\n\n")
    notice = "| library | object | licence |\n|---|---|---|\n| jansson | libjansson.so | MIT |\n"
    cmake = "pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)\n"
    needed = {"libjansson.so.4", "libc.so.6"}
    cases = [
        (list(check_links(good)), []),
        (list(check_links(good.replace("client/a.a -lx", "client/a.a sim/b.a"))), ["fbcheck links sim/b.a"]),
        (list(check_compiled([{"file": "/x/client/a.c"}] * 2)), ["/x/client/a.c is compiled 2 times"]),
        (list(check_compiled([{"file": "/x/client/a.c"}, {"file": "/x/sim/a.c"}])), []),
        (list(check_links("")), ["fbcheck has no link line", "fblab has no link line"]),
        (list(check_notice(notice, needed, cmake)), []),
        (list(check_notice(notice, needed | {"libldns.so.3"}, cmake)), ["NOTICE does not name libldns.so.3"]),
        (list(check_notice(notice, needed, cmake + "find_package(CURL REQUIRED)\n")),
         ["NOTICE does not name curl, which CMakeLists.txt asks for"]),
        (list(check_notice(notice, needed, "")), ["NOTICE names jansson, which CMakeLists.txt does not ask for"]),
    ]
    return [f"self-test: {found} instead of {wanted}" for found, wanted in cases if found != wanted]


def main():
    source, build = map(pathlib.Path, sys.argv[1:3])
    wrong = self_test()
    wrong += check_links((build / "build.ninja").read_text(encoding="utf-8"))
    wrong += check_compiled(json.loads((build / "compile_commands.json").read_text(encoding="utf-8")))
    wrong += check_notice((source / "NOTICE").read_text(encoding="utf-8"), needed_objects(build),
                          (source / "CMakeLists.txt").read_text(encoding="utf-8"))
    print("\n".join(wrong) or "in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
