// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/finite.h"

#include <ATen/ops/isfinite.h>
#include <ATen/ops/sum.h>

#include <cmath>

namespace mae {

bool isFinite(const Tensor& tensor) {
    // A sum is finite only if all its terms are; the rare finite tensor with a sum beyond float's
    // range is looked at value by value.
    return std::isfinite(at::sum(tensor).item<float>()) || at::isfinite(tensor).all().item<bool>();
}

} // namespace mae
