#!/bin/sh
# SPDX-License-Identifier: MIT
# install_test.sh BUILD SOURCE: installs into a folder of its own; both programs work from there, and a project that only
# knows find_package(fblab), and a compiler that only asks pkg-config, build and run the example.
set -eu
build=$1
source=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

cmake --install "$build" --prefix "$prefix/usr" >"$prefix/log" || { cat "$prefix/log"; exit 1; }
for file in bin/fblab bin/fbcheck share/man/man1/fblab.1 share/man/man1/fbcheck.1 share/fblab/scenarios/scenario.rng \
    share/fblab/scenarios/organizations.xml include/fblab/lab.h; do
    [ -e "$prefix/usr/$file" ] || { echo "FAIL $file is not installed"; exit 1; }
done
cd "$prefix"
"$prefix/usr/bin/fblab" replay 06
"$prefix/usr/bin/fbcheck" explain 06 | head -n 3
if ldd "$prefix/usr/bin/fblab" | grep -q asan; then
    echo "the library of a sanitized build is for sanitized programs; the example is left out"
    exit 0
fi
cmake -G Ninja -S "$source/tests/examples" -B "$prefix/example" -DCMAKE_PREFIX_PATH="$prefix/usr" >"$prefix/log" 2>&1 &&
    cmake --build "$prefix/example" >>"$prefix/log" 2>&1 || { cat "$prefix/log"; exit 1; }
"$prefix/example/embedded_lab"

PKG_CONFIG_PATH=$(dirname "$(find "$prefix/usr" -name fblab.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
cc -D_GNU_SOURCE "$source/tests/examples/embedded_lab.c" -o "$prefix/by-pkg-config" $(pkg-config --cflags --libs fblab cmocka)
LD_LIBRARY_PATH=$(pkg-config --variable=libdir fblab) "$prefix/by-pkg-config"
