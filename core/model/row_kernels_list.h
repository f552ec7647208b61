// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/row_kernels.h"

namespace mae {

// The kernels as they were compiled for kinds of machines; "Brain": bfloat16. The last two are
// there on x86-64 only.
const RowKernels<float>& baseFloatKernels();
const RowKernels<std::uint16_t>& baseBrainKernels();
const RowKernels<float>& avx2FloatKernels();
const RowKernels<std::uint16_t>& avx2BrainKernels();
const RowKernels<float>& avx512FloatKernels();
const RowKernels<std::uint16_t>& avx512BrainKernels();

} // namespace mae
