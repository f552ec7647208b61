#!/bin/sh
# shellcheck disable=SC2086,SC2046 # lists of words are split on purpose
#
# Installs what the build needs and this machine lacks. May be run again, or interrupted, at any time.
#
#   packages  through apt on Debian 12, Ubuntu 24.04 or newer; elsewhere it names them
#   LibTorch  the official wheel, into ${XDG_CACHE_HOME:-~/.cache}/mae-explorer; where an NVIDIA
#             driver works, also the CUDA libraries it is built against
#
# LIBTORCH_ROOT=<folder with include/ and lib/>  use this LibTorch; fetch none
# MAE_DEVELOP=1                                  also what the checks of .ci/run need
# MAE_CUDA=1 or 0                                fetch the CUDA libraries, or not, whatever the driver
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mae-explorer
version=$(sed -n 's/^torch==\([0-9.]*\).*/\1/p' "$here/libtorch.txt")
libtorch=$cache/libtorch-$version

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# --- packages ------------------------------------------------------------------------------------

# "a|b": the first of these that the distribution has (names differ between releases).
packages='g++ cmake ninja-build ccache
    qt6-base-dev qt6-svg-dev|libqt6svg6-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libqcustomplot-dev libopencv-dev libjpeg-dev libpng-dev libtiff-dev libgif-dev libcli11-dev nlohmann-json3-dev
    fonts-dejavu-core python3-pip ca-certificates'
# What the checks of .ci/run need besides.
[ -z "${MAE_DEVELOP:-}" ] || packages="$packages
    git clang-format clang libclang-rt-dev shellcheck desktop-file-utils appstream"
# Not every release has these apart; without them the program runs with less comfort.
extras='qt6-svg-plugins qt6-wayland qt6-translations-l10n'

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
is_available() { apt-cache show "$1" 2>/dev/null | grep -q '^Package:'; }

# Names of the packages to install: for each word the first available of its alternatives, unless
# one of them is there already.
missing_packages() {
    for word in $packages; do
        wanted=
        for name in $(echo "$word" | tr '|' ' '); do
            if is_installed "$name"; then
                wanted=
                continue 2
            fi
            [ -n "$wanted" ] || ! is_available "$name" || wanted=$name
        done
        echo "${wanted:-${word##*|}}" # the last, if none is known: apt then says what it lacks
    done
}

missing_extras() {
    for name in $extras; do
        is_installed "$name" || ! is_available "$name" || echo "$name"
    done
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "No apt on this machine. If the build fails, install what Debian calls:" $packages
        return
    fi
    [ -n "$(missing_packages)" ] || return 0

    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null \
            || die 'Ask an administrator for: apt-get install' $(missing_packages)
        as_root=sudo
    fi
    export DEBIAN_FRONTEND=noninteractive
    wait='-o DPkg::Lock::Timeout=900' # the system's own updates hold the lock for a while
    if [ -n "$(dpkg --audit)" ]; then
        say 'An earlier installation was interrupted; finishing it.'
        $as_root dpkg --configure -a >&2 || say 'Not possible at the moment; going on.'
    fi
    say 'Refreshing the list of packages'
    $as_root apt-get $wait update -q >&2 || say 'Could not refresh it; trying the old one.'
    chosen="$(missing_packages) $(missing_extras)"
    say 'Installing packages:' $chosen
    $as_root apt-get $wait install -yq --no-install-recommends $chosen >&2 \
        || die 'apt could not install the packages. Is this machine online?'
}

# --- LibTorch ------------------------------------------------------------------------------------

# fetch <requirements> <folder>: unpacks the pinned wheels there. Finished downloads survive an
# interruption. The wheel for Python 3.11 is taken everywhere: its C++ half knows no Python.
fetch() {
    pinned="--no-deps --require-hashes --requirement $1 --only-binary=:all:
        --implementation cp --python-version 3.11 --abi cp311"
    rm -rf "$2"
    python3 -m pip --disable-pip-version-check download $pinned --no-cache-dir --dest "$cache/wheels" \
        || die 'Could not fetch LibTorch. Is this machine online?' \
            'A copy that you have also serves: LIBTORCH_ROOT=<its folder with include/ and lib/>'
    python3 -m pip --disable-pip-version-check --quiet install $pinned --no-compile \
        --root-user-action=ignore --no-index --find-links "$cache/wheels" --target "$2" \
        || die "Could not unpack LibTorch into $cache. Is the disk full?"
}

# CUDA 13 asks for driver 580 or newer.
has_cuda_driver() {
    case ${MAE_CUDA:-} in 0) return 1 ;; 1) return 0 ;; esac
    driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | head -n 1) \
        || driver=
    if [ -z "$driver" ] && [ -r /proc/driver/nvidia/version ]; then
        driver=$(sed -n 's/.*Kernel Module[^0-9]*\([0-9.]*\).*/\1/p' /proc/driver/nvidia/version)
    fi
    case ${driver%%.*} in
        '' | *[!0-9]*) return 1 ;;
    esac
    [ "${driver%%.*}" -ge 580 ] && return 0
    say "NVIDIA driver $driver is older than 580, which CUDA 13 needs: staying on the CPU."
    return 1
}

install_libtorch() {
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9 # two checkouts may be set up at once

    if [ ! -d "$libtorch" ]; then
        say "Fetching LibTorch $version (about 0.6 GB) into $cache"
        fetch "$here/libtorch.txt" "$libtorch.part"
        mv "$libtorch.part" "$libtorch"
    fi
    if [ ! -e "$libtorch/.cuda" ] && has_cuda_driver; then
        say 'Fetching the CUDA libraries (about 2 GB)'
        fetch "$here/libtorch-cuda.txt" "$libtorch.part"
        cp -alf "$libtorch.part/." "$libtorch" # adds files, changes none; links, so it costs no space
        touch "$libtorch/.cuda"
    fi
    rm -rf "$cache/wheels" "$libtorch.part"
    exec 9>&-
}

install_packages
[ -n "${LIBTORCH_ROOT:-}" ] || install_libtorch
