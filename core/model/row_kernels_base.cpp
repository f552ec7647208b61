// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled for every machine of this architecture: see sources.cmake. Nothing else belongs into
// this file.
#include "core/model/row_kernels_code.h"
#include "core/model/row_kernels_list.h"

namespace mae {

const RowKernels<float>& baseFloatKernels() { return kRowKernels<float>; }
const RowKernels<std::uint16_t>& baseBrainKernels() { return kRowKernels<std::uint16_t>; }

} // namespace mae
