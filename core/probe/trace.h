// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask_choice.h"
#include "core/model/model.h"
#include "core/probe/step_trace.h"

namespace mae {

/// Runs the model as reconstruct() does and keeps a sample of the numbers of every step.
/// @param fitted  see fittedPicture()
/// @throws Error(InvalidConfig) as reconstruct(), and if the model has no decoder
StepTrace traceOf(const Model& model, const Image& fitted, const MaskChoice& choice,
                  const DisplayOptions& display);

} // namespace mae
