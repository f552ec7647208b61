// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/leave_one_out.h"

namespace mae {

/// Reconstructs with a visible patch and without it, and compares.
/// @param fitted  see fittedPicture()
/// @throws Error(InvalidConfig) if the patch is not visible, or is the only one
LeaveOneOut leaveOneOut(const Model& model, const Image& fitted, const Mask& mask,
                        const DisplayOptions& display, int patch);

} // namespace mae
