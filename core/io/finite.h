// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

namespace mae {

/// Whether no value is NaN or infinite. @param tensor  floating point
bool isFinite(const Tensor& tensor);

} // namespace mae
