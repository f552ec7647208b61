// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <ATen/TensorIterator.h>
#include <ATen/ops/arange.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>

namespace mae {
namespace {

// OpenMP's barriers order the calls; the thread sanitizer sees only this.
std::atomic<std::uint64_t> passed{0};
void release() { passed.fetch_add(1, std::memory_order_release); }
void acquire() { passed.load(std::memory_order_acquire); }

} // namespace

// at::parallel_for() is a template whose OpenMP would be our compiler's, a second run time beside
// the one inside LibTorch: neither would see the other's parallel regions, and every call would
// start threads of its own. So the loop is LibTorch's, over a tensor of indices.
void inParallel(std::int64_t count, const std::function<void(std::int64_t)>& work) {
    const auto indices = at::arange(count, at::kLong);
    auto loop = at::TensorIteratorConfig().add_owned_const_input(indices).build();
    const auto share = [&work](char** data, const std::int64_t* strides, std::int64_t n,
                               std::int64_t /*rows*/) {
        acquire();
        for (std::int64_t i = 0; i < n; ++i) {
            work(*reinterpret_cast<const std::int64_t*>(data[0] + i * strides[0]));
        }
        release();
    };
    release();
    loop.for_each(share, /*grain_size=*/1);
    acquire();
}

void lowerPriority() {
    constexpr int kLower = 10;
    const auto thread = static_cast<id_t>(::gettid()); // Linux keeps it per thread
    const int now = ::getpriority(PRIO_PROCESS, thread);
    ::setpriority(PRIO_PROCESS, thread, std::max(now, kLower)); // or it stays as it was
}

} // namespace mae
