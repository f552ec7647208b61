// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"
#include "core/io/model_layout.h"
#include "core/io/model_source.h"

namespace mae {

/// Puts into words what is known about an opened file.
ModelReport reportOf(const ModelSource& source, const ModelLayout& layout);

} // namespace mae
