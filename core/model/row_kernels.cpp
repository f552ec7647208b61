// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/row_kernels.h"

#include "core/model/row_kernels_list.h"

namespace mae {
namespace {

#if defined(__x86_64__)
bool hasAvx2() { return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0; }
bool hasAvx512() {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0
           && __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
}
#endif

template <class T>
void add(RowKernelList<T>& list, const char* name, const RowKernels<T>& kernels) {
    list.items[list.count++] = {name, &kernels};
}

} // namespace

template <> RowKernelList<float> allRowKernels() {
    RowKernelList<float> list{};
    add(list, "base", baseFloatKernels());
#if defined(__x86_64__)
    if (hasAvx2()) {
        add(list, "avx2", avx2FloatKernels());
    }
    if (hasAvx2() && hasAvx512()) {
        add(list, "avx512", avx512FloatKernels());
    }
#endif
    return list;
}

template <> RowKernelList<std::uint16_t> allRowKernels() {
    RowKernelList<std::uint16_t> list{};
    add(list, "base", baseBrainKernels());
#if defined(__x86_64__)
    if (hasAvx2()) {
        add(list, "avx2", avx2BrainKernels());
    }
    if (hasAvx2() && hasAvx512()) {
        add(list, "avx512", avx512BrainKernels());
    }
#endif
    return list;
}

template <class T> const RowKernels<T>& rowKernels() {
    static const auto list = allRowKernels<T>();
    return *list.items[list.count - 1].kernels;
}

template const RowKernels<float>& rowKernels();
template const RowKernels<std::uint16_t>& rowKernels();

} // namespace mae
