#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The released binaries carry what makes a defect harder to use, as readelf and objdump show them.

usage: hardening_test.py SOURCE BINARY...
"""
import pathlib
import re
import subprocess
import sys
import tempfile

# What gcc and clang touch each page of a large frame with.
PROBE = re.compile(r"or[lq]\s+\$0x0,\s*(0x[0-9a-f]+)?\(%rsp\)|str\s+xzr, \[sp|movq\s+\$0x0,\s*(0x[0-9a-f]+)?\(%rsp\)")


def shown_by(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def is_position_independent(binary):
    """A shared library always is; a program says so."""
    dynamic = shown_by("readelf", "--wide", "--dynamic", binary)
    return "(SONAME)" in dynamic or bool(re.search(r"\(FLAGS_1\).*\bPIE\b", dynamic))


def has_read_only_relocations(binary):
    return "GNU_RELRO" in shown_by("readelf", "--wide", "--program-headers", binary)


def binds_at_start(binary):
    return bool(re.search(r"\(BIND_NOW\)|\(FLAGS_1\).*\bNOW\b|\(FLAGS\).*BIND_NOW",
                          shown_by("readelf", "--wide", "--dynamic", binary)))


def has_no_executable_stack(binary):
    return bool(re.search(r"GNU_STACK\s.*\sRW\s", shown_by("readelf", "--wide", "--program-headers", binary)))


def imports(pattern):
    return lambda binary: bool(re.search(pattern, shown_by("readelf", "--wide", "--dyn-syms", binary)))


def probes_its_stack(binary):
    return bool(PROBE.search(shown_by("objdump", "--disassemble", "--no-show-raw-insn", binary)))


CHECKS = [
    ("is no position-independent executable", is_position_independent),
    ("has no GNU_RELRO segment", has_read_only_relocations),
    ("does not bind at start (BIND_NOW)", binds_at_start),
    ("has an executable stack", has_no_executable_stack),
    ("calls no checked function (_FORTIFY_SOURCE)", imports(r" UND __\w+_chk\b")),
    ("guards no stack frame (-fstack-protector)", imports(r" UND __stack_chk_fail\b")),
    ("probes no large stack frame (-fstack-clash-protection)", probes_its_stack),
]


def complaints(binary):
    return [says for says, holds in CHECKS if not holds(binary)]


# A program in which each of the flags has work to do.
PROGRAM = """#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
    char large[20000];
    memset(large, argc, sizeof large);
    strncpy(large, argv[0], (size_t)argc);
    return puts(large);
}
"""
SOFT = ["-O2", "-U_FORTIFY_SOURCE", "-fno-stack-protector", "-fno-stack-clash-protection", "-fno-pie", "-no-pie",
        "-Wl,-z,norelro,-z,lazy,-z,execstack"]
HARD = ["-O2", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2", "-fstack-protector-strong", "-fstack-clash-protection", "-fPIE",
        "-pie", "-Wl,-z,relro,-z,now,-z,noexecstack"]


def self_test():
    """Every check refuses a program that is built without its flag, and takes one that is built with it."""
    with tempfile.TemporaryDirectory() as folder:
        source, program = pathlib.Path(folder) / "program.c", pathlib.Path(folder) / "program"
        source.write_text(PROGRAM, encoding="utf-8")
        for flags, wanted in ((SOFT, [says for says, _ in CHECKS]), (HARD, [])):
            subprocess.run(["cc", *flags, source, "-o", program], check=True, stderr=subprocess.DEVNULL)
            found = complaints(program)
            if found != wanted:
                yield f"self-test: with {' '.join(flags)}: {found} instead of {wanted}"


if __name__ == "__main__":
    failed = list(self_test())
    for name in sys.argv[2:]:
        failed += [f"{name} {says}" for says in complaints(name)]
    print("\n".join(failed) or "in order")
    sys.exit(1 if failed else 0)
