// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mae {

// What messages about checkpoints share.

/// "a, b, c and 4 more". @param quote  names out of a file
std::string listed(const std::vector<std::string>& names, bool quote);

/// "[3, 48, 48]"
std::string shapeText(const std::vector<std::int64_t>& shape);

/// How many values a tensor of this shape has; the readers have checked that it does not overflow.
std::int64_t valueCount(const std::vector<std::int64_t>& shape);

} // namespace mae
