#!/bin/sh
# SPDX-License-Identifier: MIT
# install_test.sh BUILD SOURCE: installs into a folder of its own; both programs work from there, and so do a C and a C++
# program that only know find_package(fblab 0.1), or only ask pkg-config, and that use glibc's <error.h> beside fblab's. So do the
# commands of the README and the guide.
set -eu
build=$1
source=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

fail() {
    echo "FAIL $*"
    exit 1
}

# Runs quietly: what it says is shown where it fails.
quietly() {
    "$@" >"$prefix/log" 2>&1 || { cat "$prefix/log"; fail "$@"; }
}

strict="-Wall -Wextra -pedantic -Werror"
examples=$source/tests/examples

quietly cmake --install "$build" --prefix "$prefix/usr"
for file in bin/fblab bin/fbcheck share/man/man1/fblab.1 share/man/man1/fbcheck.1 share/fblab/scenarios/scenario.rng \
    share/fblab/scenarios/organizations.xml; do
    [ -e "$prefix/usr/$file" ] || fail "$file is not installed"
done
headers=$(cd "$prefix/usr/include" && find . -type f | sort | tr '\n' ' ')
[ "$headers" = "./fblab/error.h ./fblab/lab.h " ] || fail "the installed headers are $headers"
# What the installed pages link to is installed.
for page in "$prefix"/usr/share/fblab/scenarios/README.md "$prefix"/usr/share/fblab/scenarios/guide/*.md; do
    grep -o '](\([^)#]*\)' "$page" | sed 's/^](//' | grep -v '^[a-z]*:' | grep . | while read -r link; do
        [ -e "$(dirname "$page")/$link" ] || fail "$page links to $link, which is not installed"
    done
done
cd "$prefix"
"$prefix/usr/bin/fblab" replay 06
"$prefix/usr/bin/fbcheck" explain 06 | head -n 3

# The modules of PowerShell are a package of their own: without it all but pwsh works.
mv "$prefix/usr/share/fblab/powershell" "$prefix/powershell"
quietly "$prefix/usr/bin/fblab" exec -- true
quietly "$prefix/usr/bin/fblab" matrix --tool 'fbcheck query --json' 06a
mv "$prefix/powershell" "$prefix/usr/share/fblab/powershell"

# Every command of the pages, by what is installed.
for page in "$source/README.md" "$source"/scenarios/guide/*.md; do
    quietly /usr/bin/python3 -B "$source/tests/house/readme_test.py" "$source" "$prefix/usr/bin" "${page#"$source/"}"
done

library=$(find "$prefix/usr" -name libfblab.so)
nm -D --defined-only "$library" | awk '{print $NF}' >"$prefix/symbols"
! grep -v '^fblab_' "$prefix/symbols" || fail "libfblab.so shows more than fblab_*"
grep -o 'fblab_lab_[a-z_]*(' "$source/include/fblab/lab.h" | tr -d '(' | sort -u >"$prefix/declared"
sort -u "$prefix/symbols" | diff "$prefix/declared" - || fail "libfblab.so shows something else than lab.h declares"

# Each header alone, as either language, without our settings.
for header in fblab/error.h fblab/lab.h; do
    echo "#include <$header>" >"$prefix/alone.c"
    # shellcheck disable=SC2086
    quietly cc -std=c11 $strict -I"$prefix/usr/include" -fsyntax-only "$prefix/alone.c"
    # shellcheck disable=SC2086
    quietly c++ -x c++ -std=c++17 $strict -I"$prefix/usr/include" -fsyntax-only "$prefix/alone.c"
done
if ldd "$prefix/usr/bin/fblab" | grep -q asan; then
    echo "the library of a sanitized build is for sanitized programs; the examples are left out"
    exit 0
fi

quietly cmake -G Ninja -S "$examples" -B "$prefix/example" -DCMAKE_PREFIX_PATH="$prefix/usr" \
    -DCMAKE_C_FLAGS="$strict" -DCMAKE_CXX_FLAGS="$strict"
quietly cmake --build "$prefix/example"
"$prefix/example/embedded_lab"
"$prefix/example/embedded_lab_cpp"
for version in 9 1 0.2; do
    mkdir -p "$prefix/other"
    sed "s/find_package(fblab 0.1/find_package(fblab $version/" "$examples/CMakeLists.txt" >"$prefix/other/CMakeLists.txt"
    ! cmake -G Ninja -S "$prefix/other" -B "$prefix/other/build" -DCMAKE_PREFIX_PATH="$prefix/usr" >"$prefix/log" 2>&1 ||
        fail "find_package(fblab $version) took another version"
    grep -q 'considered but not accepted' "$prefix/log" || { cat "$prefix/log"; fail "find_package(fblab $version) says why"; }
done

PKG_CONFIG_PATH=$(dirname "$(find "$prefix/usr" -name fblab.pc)")
export PKG_CONFIG_PATH
LD_LIBRARY_PATH=$(pkg-config --variable=libdir fblab)
export LD_LIBRARY_PATH
# shellcheck disable=SC2046,SC2086
quietly cc -std=gnu11 $strict "$examples/embedded_lab.c" -o by-pkg-config $(pkg-config --cflags --libs fblab cmocka)
./by-pkg-config
# shellcheck disable=SC2046,SC2086
quietly c++ -std=c++17 $strict "$examples/embedded_lab.cpp" -o by-pkg-config-cpp $(pkg-config --cflags --libs fblab)
./by-pkg-config-cpp
