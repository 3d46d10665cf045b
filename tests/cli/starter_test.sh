#!/bin/sh
# SPDX-License-Identifier: MIT
# starter_test.sh SOURCES: two first runs of ./fblab at once build one after the other, and the second need not build at all.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/tree/tests/support" "$folder/bin" "$folder/tree/sim" "$folder/tree/client" "$folder/tree/include" "$folder/tmp"
cp "$1/fblab" "$folder/tree/"
cp "$1/tests/support/setup.sh" "$folder/tree/tests/support/"
touch "$folder/tree/CMakeLists.txt" "$folder/tree/CMakePresets.json"

# A build that two at once would corrupt: it goes on only when the other run waits for it.
cat >"$folder/bin/cmake" <<END
#!/bin/sh
[ "\$1" = --build ] || exec touch "$folder/tree/build/release/build.ninja"
echo begun >>"$folder/builds"
mkdir "$folder/busy" || exit 1
until grep -q waiting "$folder"/err.?; do [ -e "$folder/alone" ] && break; done
printf '#!/bin/sh\necho "ran \$*"\n' >"$folder/tree/build/release/fblab"
chmod +x "$folder/tree/build/release/fblab"
rmdir "$folder/busy"
END
printf '#!/bin/sh\necho "install ok installed"\n' >"$folder/bin/dpkg-query"
chmod +x "$folder/bin/cmake" "$folder/bin/dpkg-query"
PATH=$folder/bin:$PATH
TMPDIR=$folder/tmp
export PATH TMPDIR
touch "$folder/err.1" "$folder/err.2"

wrong=0
expect() {
    if [ "$2" = "$3" ]; then
        echo "ok   $1"
    else
        echo "FAIL $1: $2, not $3"
        wrong=1
    fi
}

"$folder/tree/fblab" one >"$folder/out.1" 2>"$folder/err.1" &
first=$!
"$folder/tree/fblab" two >"$folder/out.2" 2>"$folder/err.2" &
second=$!
wait $first
expect "the first run ends well" $? 0
wait $second
expect "so does the second" $? 0
expect "both have run" "$(cat "$folder/out.1" "$folder/out.2" | tr '\n' ' ')" "ran one ran two "
expect "there was one build" "$(grep -c begun "$folder/builds")" 1
expect "one of them waited" "$(cat "$folder/err.1" "$folder/err.2" | grep -c "somebody else is building; waiting")" 1
expect "a third run builds nothing" "$("$folder/tree/fblab" three 2>&1)" "ran three"
touch "$folder/alone" "$folder/tree/sim/new"
expect "what changed is built" "$("$folder/tree/fblab" four 2>&1 | tail -n 1)" "ran four"
expect "again" "$(grep -c begun "$folder/builds")" 2
exit $wrong
