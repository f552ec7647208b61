// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <ATen/TensorIterator.h>
#include <ATen/ops/arange.h>

#include <atomic>

namespace mae {

// at::parallel_for() is a template whose OpenMP would be our compiler's, a second run time beside
// the one inside LibTorch: neither would see the other's parallel regions, and every call would
// start threads of its own. So the loop is LibTorch's, over a tensor of indices.
void inParallel(std::int64_t count, const std::function<void(std::int64_t)>& work) {
    const auto indices = at::arange(count, at::kLong);
    auto loop = at::TensorIteratorConfig().add_owned_const_input(indices).build();
    // OpenMP's barriers order the calls; the thread sanitizer sees only these.
    std::atomic<std::int64_t> begun{1}, done{0};
    loop.for_each(
        [&](char** data, const std::int64_t* strides, std::int64_t n, std::int64_t /*rows*/) {
            begun.load(std::memory_order_acquire);
            for (std::int64_t i = 0; i < n; ++i) {
                work(*reinterpret_cast<const std::int64_t*>(data[0] + i * strides[0]));
            }
            done.fetch_add(n, std::memory_order_release);
        },
        /*grain_size=*/1);
    done.load(std::memory_order_acquire);
}

} // namespace mae
