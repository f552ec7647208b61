#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks files for and of other programs with the real PyTorch, transformers, timm and safetensors:
#   tests/check_exports.sh [program mae] [names of checks...]
# Fetches the packages (180 MB on the disk) once, into ${XDG_CACHE_HOME:-~/.cache}/mae-explorer. PyTorch is
# the wheel that packaging/setup.sh has unpacked there, where it fits the Python of this machine.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mae=${1:-$here/../build/release/app/cli/mae}
[ $# -eq 0 ] || shift
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mae-explorer
pins=$here/../packaging/libtorch.txt
python=$(command -v python3.11 || command -v python3)
abi=$("$python" -c 'import sys; print(f"cp{sys.version_info[0]}{sys.version_info[1]}")')
libtorch=$cache/libtorch-$(sed -n 's/^torch==\([0-9.]*\).*/\1/p' "$pins")

wanted=$(grep -v '^#' "$here/peers.txt")
if [ "$abi" != cp311 ] || [ ! -e "$libtorch/torch/__init__.py" ]; then
    libtorch= # its Python half is for another version: fetched as well
    wanted="$wanted $(sed -n 's/^\([a-z-]*==[0-9.]*\).*/\1/p' "$pins")"
fi
peers=$cache/peers-$abi-$(echo "$wanted" | sha256sum | cut -c 1-12)

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two checkouts may be checked at once
if [ ! -d "$peers" ]; then
    echo "Fetching packages into $peers"
    rm -rf "$cache"/peers-*.part # interrupted; whole ones may be of another checkout
    # shellcheck disable=SC2086 # a list of words
    if ! "$python" -m pip --disable-pip-version-check --quiet install --no-deps --no-compile --no-cache-dir \
        --only-binary=:all: --root-user-action=ignore --target "$peers.part" $wanted; then
        echo 'Could not fetch the Python packages to compare with. Is this machine online?'
        exit 1
    fi
    mv "$peers.part" "$peers"
fi

# stand_ins <folder of Torch's libraries> <folder>: the wheel's CUDA half is linked to 2 GB of
# libraries that no CPU ever calls. Libraries of the same names and symbols let it be loaded.
stand_ins() {
    local lib=$1 out=$2 name version file
    mkdir -p "$out" || return 1
    for file in "$lib"/*.so; do
        nm -D --undefined-only "$file" >>"$out/nm" || return 1
        objdump -p "$file" >>"$out/objdump" || return 1
    done
    sed -n 's/^ *[Uw] //p' "$out/nm" | sort -u >"$out/symbols" || return 1
    sed -n 's/^ *NEEDED *\(lib\(cu\|nccl\|nvshmem\).*\)/\1/p' "$out/objdump" | sort -u >"$out/needed" || return 1
    while read -r name; do
        case $name in libcuda.so*) continue ;; esac # the driver: asked for only where there is one
        if [ -e "$lib/$name" ] || [ -e "$lib/../../nvidia/cu13/lib/$name" ]; then continue; fi
        version=$name
        case $name in libnvshmem*) version=NVSHMEM ;; esac
        {
            sed -n "s/@$version\$//p" "$out/symbols"
            [ "$name" != libnccl.so.2 ] || grep -E '^(cu|nccl|nvshmem)[^@]*$' "$out/symbols" # those of no version
        } | sort -u | sed 's/.*/void &(void) { __builtin_trap(); }/' >"$out/code.c"
        echo "$version { *; };" >"$out/version.map"
        gcc -shared -w -fno-builtin -o "$out/$name" -Wl,-soname,"$name" -Wl,--version-script="$out/version.map" \
            "$out/code.c" || return 1
    done <"$out/needed"
    rm "$out/nm" "$out/objdump" "$out/needed"
}

export PYTHONPATH=$peers${libtorch:+:$libtorch} PYTHONPYCACHEPREFIX=$peers/.bytecode PYTHONNOUSERSITE=1 HF_HUB_OFFLINE=1
if ! "$python" -c 'import torch' 2>/dev/null; then
    torch=${libtorch:-$peers}/torch/lib
    if [ ! -d "$peers/.cuda" ]; then
        rm -rf "$peers/.part"
        if ! stand_ins "$torch" "$peers/.part"; then
            echo 'Could not make stand-ins for the CUDA libraries. Are gcc and binutils installed?'
            exit 1
        fi
        mv "$peers/.part" "$peers/.cuda"
    fi
    export LD_LIBRARY_PATH=$peers/.cuda
fi
exec 9>&-
"$python" "$here/check_exports.py" "$mae" "$@"
