// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace mae {

/// Calls work(0) … work(count - 1), each once, on LibTorch's threads at the same time, as many as
/// setThreads() allows; what a call computes with LibTorch runs on its own thread only. Returns
/// when all are done. @throws what the first failed call threw
void inParallel(std::int64_t count, const std::function<void(std::int64_t)>& work);

/// From now on the calling thread gives way to others: for work that nobody waits for.
void lowerPriority();

} // namespace mae
