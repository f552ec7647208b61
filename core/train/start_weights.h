// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/model/weights.h"

namespace mae {

/// The weights that a new run begins with: those of train.init, where there is one, with positions
/// resampled for the run's picture size; a decoder that it lacks and everything else as
/// initialWeights() draws it. float32 on the CPU.
/// @throws Error(InvalidConfig) with everything that does not fit the run's settings; Error(Io) or
/// Error(Format) as openModel()
MaeWeights startWeights(const TrainConfig& config);

} // namespace mae
