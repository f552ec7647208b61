// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/io/model_layout.h"
#include "core/io/model_source.h"
#include "core/model/model.h"

namespace mae {

/// What a model is opened for.
enum class ModelUse {
    Reconstruct, ///< encoder and decoder are needed
    Look         ///< an encoder will do: features, attention, classification
};

/// Reads the tensors of a model one by one: float32 on the CPU.
/// @throws Error(Format) with what is missing in plain words; Error(InvalidConfig) if heads must be
///         given. The result is incomplete if @p progress was stopped, which the caller can see.
Model assembleModel(const ModelSource& source, const ModelOverrides& overrides, ModelUse use,
                    const Progress& progress = {});

/// The target as far as it can be told: by the file, its name, or the decoder's weights.
void findTarget(ModelLayout& layout, const ModelSource& source);

} // namespace mae
