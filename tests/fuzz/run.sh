#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers of the file readers and runs each over its seeds with changes drawn from a fixed
# seed, under the address and undefined-behaviour sanitizers:   tests/fuzz/run.sh [factor]
# A factor of 100 tries a hundred times as many inputs. What broke a reader stays in build/fuzz/found
# and is tried first the next time.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
factor=${1:-1}

# As many inputs as are promised for each format.
declare -A inputs=([pickle]=20000 [torch_file]=10000 [shapes]=5000 [safetensors]=20000 [json]=20000)

probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' >"$probe/probe.cpp"
if ! clang++ -fsanitize=fuzzer,address,undefined -o "$probe/probe" "$probe/probe.cpp"; then
    echo 'clang or its fuzzing runtime is missing: MAE_DEVELOP=1 packaging/setup.sh installs them.'
    exit 1
fi

cmake --preset fuzz --log-level=NOTICE && cmake --build --preset fuzz --target fuzzers || exit 1

found=build/fuzz/found
mkdir -p "$found"
shopt -s nullglob
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0 UBSAN_OPTIONS=print_stacktrace=1
failed=()
for name in pickle torch_file shapes safetensors json; do
    fuzzer=build/fuzz/tests/fuzz_$name
    runs=$((inputs[$name] * factor))
    log=$probe/$name.log
    # Nothing that is this small may ask for much memory at once, or take long.
    limits=(-timeout=10 -malloc_limit_mb=64 -rss_limit_mb=1024 -artifact_prefix="$found/$name-")
    again=("$found/$name"-*)
    if [ ${#again[@]} -gt 0 ] && ! "$fuzzer" "${limits[@]}" "${again[@]}" >"$log" 2>&1; then
        tail -n 60 "$log"
        failed+=("$name (found before)")
    elif "$fuzzer" --write-corpus "$probe/$name" \
        && "$fuzzer" "$probe/$name" -runs="$runs" -seed=4 -max_len=4096 -print_final_stats=1 "${limits[@]}" \
            >"$log" 2>&1; then
        tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        each=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
        echo "$name: $tried inputs, $each a second, no complaint"
        [ "${tried:-0}" -ge "$runs" ] || failed+=("$name (too few inputs)")
    else
        tail -n 60 "$log"
        failed+=("$name")
    fi
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "Failed: ${failed[*]}. The inputs are in $found; give one to its fuzzer to see it again."
    exit 1
fi
