// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/io/inspection.h"

#include <string>
#include <vector>

namespace mae::cli {

/// Of all tensors, in their order; empty unless asked for.
using AllStatistics = std::vector<TensorStatistics>;

/// The document of `mae inspect --json`.
/// @param verified  null: not asked for
Json inspectionJson(const ModelReport& report, const AllStatistics& statistics,
                    const Verification* verified = nullptr);

/// The same for people, without the tensors.
std::string inspectionText(const ModelReport& report);
std::string tensorTable(const ModelReport& report, const AllStatistics& statistics);

} // namespace mae::cli
