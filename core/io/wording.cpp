// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/wording.h"

#include "core/io/safetensors_format.h"

#include <algorithm>

namespace mae {

std::string listed(const std::vector<std::string>& names, bool quote) {
    constexpr std::size_t kShown = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        text += (i > 0 ? ", " : "") + (quote ? printable(names[i]) : names[i]);
    }
    return names.size() > kShown ? text + " and " + std::to_string(names.size() - kShown) + " more"
                                 : text;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const auto size : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    }
    return text + "]";
}

std::int64_t valueCount(const std::vector<std::int64_t>& shape) {
    std::int64_t count = 1;
    for (const auto size : shape) {
        count *= size;
    }
    return count;
}

} // namespace mae
