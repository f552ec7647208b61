// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mae {

/// What a JSON text from a stranger may look like before a parser sees it.
struct JsonLimits {
    std::size_t bytes = 1 << 20; ///< in all: a parser takes up to 60 times as much
    std::size_t depth = 100;     ///< of objects and lists: whoever walks through them recurses
    std::size_t token = 2 << 20; ///< of a text or number, which a parser copies
};

/// Whether a text is within the limits; it need not be JSON.
bool isWithin(std::string_view json, const JsonLimits& limits = {});

} // namespace mae
