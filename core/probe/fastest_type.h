// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

namespace mae {

/// float32 or bfloat16: in which @p model reconstructs a single picture faster on @p device.
///
/// Not what trains faster: one picture of a small model is mostly overhead, of which bfloat16 has
/// more on a CPU. So a small model is float32 there without a measurement, which would delay the
/// first picture; a large one reconstructs a few pictures in both.
/// @param model  float32, on the CPU
c10::ScalarType fastestType(const Model& model, c10::Device device);

} // namespace mae
