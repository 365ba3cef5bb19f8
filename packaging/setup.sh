# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What packaging/run and packaging/test share: packages, configuring, building. To be sourced.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=packaging/packages.sh
source "$root/packaging/packages.sh"

# A bare system speaks C, and Qt then complains that it cannot spell file names.
[[ $(locale charmap 2>/dev/null) == UTF-8 ]] || export LC_ALL=C.UTF-8

say() { printf '%s\n' "pushbench: $*"; }

die() {
    printf '%s\n' "pushbench: $*" >&2
    exit 2
}

# is_debian: whether the package names of packages.sh mean something here.
is_debian() {
    local ID='' ID_LIKE=''
    # shellcheck source=/dev/null
    [[ -r /etc/os-release ]] && source /etc/os-release
    [[ " $ID $ID_LIKE " == *' debian '* || " $ID $ID_LIKE " == *' ubuntu '* ]] \
        && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

# missing_packages NAME...: those that are not installed, one a line.
missing_packages() {
    (($#)) || return 0 # dpkg-query without a name would list the whole system
    local name
    local -A installed=()
    while read -r name; do
        installed[$name]=1
    done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    for name; do
        [[ ${installed[$name]:-} ]] || printf '%s\n' "$name"
    done
}

# in_archive NAME...: those that apt knows, one a line.
in_archive() {
    local name
    for name; do
        apt-cache show "$name" >/dev/null 2>&1 && printf '%s\n' "$name"
    done
    return 0
}

# as_root COMMAND...: by sudo unless we are root already.
as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo "$@"
    fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"; }

# ensure_packages GROUP...: installs what packages.sh lists in these groups and the system lacks.
ensure_packages() {
    local group required=() optional=() missing=() extra=()
    for group; do
        local -n required_of="packages_$group" optional_of="packages_optional_$group"
        required+=("${required_of[@]}")
        optional+=("${optional_of[@]}")
    done
    [[ -z ${PUSHBENCH_SKIP_PACKAGES:-} ]] || return 0
    is_debian || die "this is neither Debian nor Ubuntu. Please install the counterparts of these packages," \
        "then start again with PUSHBENCH_SKIP_PACKAGES=1 in the environment:"$'\n'"  ${required[*]} ${optional[*]}"

    mapfile -t missing < <(missing_packages "${required[@]}")
    mapfile -t extra < <(missing_packages "${optional[@]}")
    ((${#missing[@]})) || [[ $(in_archive "${extra[@]}") ]] || return 0
    ((EUID == 0)) || command -v sudo >/dev/null \
        || die "some packages are missing, and there is no sudo. As root, run:"$'\n'"  apt-get install ${missing[*]} ${extra[*]}"

    say "refreshing the package lists"
    apt update >/dev/null || say "not every list could be refreshed; going on with what is known"
    mapfile -t -O "${#missing[@]}" missing < <(in_archive "${extra[@]}")
    say "installing: ${missing[*]}"
    apt install -y --no-install-recommends "${missing[@]}" >/dev/null \
        || die "these packages could not be installed; the reason of apt-get stands above"
    quiet_services "${missing[@]}"
}

# quiet_services PACKAGE...: a web server that came only for the tests must not stay on.
quiet_services() {
    [[ " $* " == *' nginx-light '* && -d /run/systemd/system ]] || return 0
    say "switching off the nginx service that came with nginx-light"
    as_root systemctl disable --quiet --now nginx
}

# use_ccache: builds of different presets share their object files, wherever the checkout stands.
use_ccache() {
    command -v ccache >/dev/null || return 0
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros # or what uses precompiled headers is never found again
}

# build PRESET [TARGET]: configures once, then leaves it to ninja to see what changed.
build() {
    local preset=$1 target=${2:-all} directory=$root/build/$1
    use_ccache
    # A build directory that was moved or copied along with its checkout is of no use.
    if [[ ! -f $directory/build.ninja ]] \
        || ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$directory/CMakeCache.txt"; then
        say "configuring $preset"
        (cd -- "$root" && cmake --preset "$preset" --fresh --no-warn-unused-cli --log-level=WARNING >/dev/null)
    fi
    # Some milliseconds to learn that nothing is to be done, without a word.
    [[ $(ninja -C "$directory" -n "$target" | tail -n 1) == 'ninja: no work to do.' ]] && return
    say "building $preset"
    (cd -- "$root" && cmake --build --preset "$preset" --target "$target")
}
