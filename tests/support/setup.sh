# Sourced by ./fblab and tests/run: installs the packages that are missing, configures and builds.
# shellcheck shell=sh

build_packages="gcc cmake ninja-build pkg-config libc6-dev libmicrohttpd-dev libssl-dev libxml2-dev
    libcurl4-openssl-dev libjansson-dev libyajl-dev libxmlsec1-dev libedit-dev libpcre2-dev libldns-dev libarchive-dev
    libutf8proc-dev libevtx-dev libolecf-dev libbfio-dev libvectorscan-dev libsqlite3-dev libcmocka-dev"
test_packages="g++ python3 python3-cryptography python3-exchangelib python3-zeep python3-pytest python3-pip python3-setuptools python3-wheel python3-yaml libxml2-utils xmlsec1 curl openssl
    testssl.sh libarchive-tools p7zip-full poppler-utils parallel tshark zsh fish"
# Not asked for, because they bring hundreds of megabytes along; where they are, they are tested: davmail-server, and
# evolution-ews with python3-gi, gir1.2-edataserver-1.2 and gir1.2-camel-1.2.
command -v npm >/dev/null || test_packages="$test_packages nodejs npm"

# part_packages PART: what a part of `tests/run` needs beside them.
part_packages() {
    case $1 in
    packages) echo lintian debootstrap dpkg-dev xz-utils buildah ;;
    debian13) echo debootstrap ;;
    browser) echo chromium ;;
    esac
}

# What tests/house/lint needs; only CI asks for it.
# shellcheck disable=SC2034
lint_packages="clang-format clang-tidy cppcheck"

# The packages of "$@" that are not installed, on one line.
missing_packages() {
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

# Installs what is missing of "$@"; false: it could not be done, and a sentence says what to do.
install_packages() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "fblab: these packages are missing and only root can install them: apt-get install $missing" >&2
            return 1
        fi
        as_root=sudo
    fi
    echo "fblab: installing $missing" >&2
    log=$(mktemp)
    # shellcheck disable=SC2086
    if { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    echo "fblab: the packages could not be installed ($log has everything): apt-get install $missing" >&2
    return 1
}

# The outside clients that npm has, into build/clients; false: the registry cannot be reached, and a sentence says so.
install_node_clients() {
    clients=$root/build/clients
    [ ! -d "$clients/node_modules/ews-javascript-api" ] || [ ! -d "$clients/node_modules/kubernetes-models" ] || return 0
    mkdir -p "$clients"
    cp "$root/tests/clients/ews-javascript-api/package.json" "$clients/"
    npm install --prefix "$clients" --no-audit --no-fund >"$clients/npm.log" 2>&1 </dev/null && return 0
    tail -n 5 "$clients/npm.log" >&2
    echo "fblab: npm could not install ews-javascript-api and kubernetes-models ($clients/npm.log has everything)" >&2
    return 1
}

# Until unlock_build, nobody else installs or builds for this checkout; however we end, the system gives the lock back.
lock_build() {
    mkdir -p "$root/build"
    exec 9>"$root/build/lock"
    flock -n 9 && return 0
    echo "fblab: somebody else is building; waiting" >&2
    flock 9
}

unlock_build() {
    exec 9>&-
}

# build PRESET TARGET...: into $root/build/PRESET. Prints only when it takes long or fails.
build() {
    preset=$1
    shift
    folder=$root/build/$preset
    mkdir -p "$folder"
    {
        [ -f "$folder/build.ninja" ] || (cd "$root" && cmake --preset "$preset")
        # Two files of a layer that are compiled together may have met for the first time.
        cmake --build "$folder" --target "$@" || { cmake -DFBLAB_UNITY=OFF "$folder" && cmake --build "$folder" --target "$@"; }
    } >"$folder/setup.log" 2>&1 </dev/null && return 0
    tail -n 30 "$folder/setup.log" >&2
    echo "fblab: the build failed; $folder/setup.log has everything" >&2
    return 1
}
