// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/field.h"
#include "core/masking/mask.h"

#include <cstdint>
#include <vector>

namespace mae {

/// Whose attention is looked at.
enum class AttentionPart { Encoder, Decoder };
template <> struct EnumNames<AttentionPart> {
    static constexpr std::array kNames{EnumName{"encoder", "Encoder"},
                                       EnumName{"decoder", "Decoder"}};
};

/// Where tokens look, in one block or over all of them. Immutable once published; share it freely.
struct AttentionMaps {
    PatchGrid grid{};
    int patchSize = 0; ///< pixels
    Image original{};
    std::vector<std::uint8_t> hidden{}; ///< [N], row by row: 1 where hidden
    AttentionPart part = AttentionPart::Encoder;
    bool seesHidden = false; ///< an encoder with mask tokens in it has tokens of hidden patches too
    int block = 0;           ///< from 1; 0: rollout over all blocks, one map only
    int blocks = 0;          ///< of this part
    int heads = 0;           ///< maps in weights; 1 for a rollout
    /// [heads][T][T], rows sum to 1: how much of a token (row) comes from each token (column).
    /// Token 0 is the class token, 1 + i patch i. T = N + 1; rows and columns of patches that this
    /// part does not see are zero.
    std::vector<float> weights{};
    double milliseconds = 0; ///< of the model alone

    int tokens() const { return grid.count() + 1; }
    /// Weights from one token to every patch, of one head or, for -1, the mean of all.
    /// @param token  0 to N. @return [N]
    std::vector<float> from(int token, int head) const;
    /// Whether this part has the token at all.
    bool sees(int token) const;
};

} // namespace mae
