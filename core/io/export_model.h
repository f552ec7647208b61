// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/convert_model.h"
#include "core/model/model.h"

#include <c10/core/ScalarType.h>

#include <filesystem>

namespace mae {

/// Writes @p model. @param path  a file, or the folder to make. @param type  of the weights in the
/// file
/// @throws Error(Io); Error(Numerical) if a weight is not finite in that type;
/// Error(InvalidConfig) if the format can't hold the model. @return false if @p progress was
/// stopped; what stood there is then untouched
bool exportModel(const std::filesystem::path& path, const Model& model, ModelFormat format,
                 at::ScalarType type, const Progress& progress = {});

} // namespace mae
