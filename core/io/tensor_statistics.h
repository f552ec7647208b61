// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/io/inspection.h"

namespace mae {

/// @param tensor  any type and shape, on the CPU
TensorStatistics valueStatistics(const Tensor& tensor);

} // namespace mae
