// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/attention_maps.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace mae {

std::vector<float> AttentionMaps::from(int token, int head) const {
    if (token < 0 || token >= tokens() || head < -1 || head >= heads) {
        throw Error(ErrorKind::InvalidConfig,
                    "There is no token " + std::to_string(token) + " or no head "
                        + std::to_string(head) + " in the attention of " + std::to_string(heads)
                        + " heads between " + std::to_string(tokens()) + " tokens.");
    }
    const auto t = static_cast<std::size_t>(tokens());
    const auto first = static_cast<std::size_t>(std::max(head, 0)),
               count = head < 0 ? static_cast<std::size_t>(heads) : 1;
    std::vector<float> sums(t - 1);
    for (std::size_t h = first; h < first + count; ++h) {
        const auto* row = &weights[(h * t + static_cast<std::size_t>(token)) * t];
        for (std::size_t i = 0; i + 1 < t; ++i) {
            sums[i] += row[i + 1];
        }
    }
    for (auto& sum : sums) {
        sum /= static_cast<float>(count);
    }
    return sums;
}

bool AttentionMaps::sees(int token) const {
    if (token < 0 || token >= tokens()) {
        return false;
    }
    return token == 0 || part == AttentionPart::Decoder || seesHidden
           || hidden[static_cast<std::size_t>(token - 1)] == 0;
}

} // namespace mae
