// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/field.h"

#include <cstdint>

namespace mae {

/// What the decoder predicts.
enum class Target { Pixels, Normalised };
template <> struct EnumNames<Target> {
    static constexpr std::array kNames{EnumName{"pixels", "Pixels"},
                                       EnumName{"normalised", "Normalised pixels"}};
};

/// The architecture. Defaults are those of the bundled model.
struct ModelConfig {
    int imageSize = 96; ///< pixels; training pictures are square
    int patchSize = 8;  ///< P, pixels
    int width = 192;    ///< D of the encoder
    int depth = 6;      ///< L of the encoder
    int heads = 3;
    int decoderWidth = 128;
    int decoderDepth = 3;
    int decoderHeads = 4;
    Target target = Target::Pixels;
    /// Hidden patches go through the encoder as mask tokens, and the decoder appends none: the
    /// baseline of the paper's Table 1c.
    bool maskTokensInEncoder = false;
    int channels = 3;           ///< C; not a setting: follows from the pictures or the checkpoint
    double layerNormEps = 1e-6; ///< not a setting: other programs' checkpoints may differ

    bool operator==(const ModelConfig&) const = default;

    int grid() const { return imageSize / patchSize; }                   ///< patches per side
    int patchCount() const { return grid() * grid(); }                   ///< N
    int patchValues() const { return patchSize * patchSize * channels; } ///< P*P*C

    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.imageSize, Field{"image_size",
                                    "Picture size",
                                    {8, 2048},
                                    "px",
                                    "Pictures are cut and scaled to a square of this side."});
        visit(self.patchSize, Field{"patch_size",
                                    "Patch size",
                                    {1, 256},
                                    "px",
                                    "Side of the square patches; must divide the picture size."});
        visit(self.width,
              Field{"width",
                    "Width",
                    {4, 8192},
                    "",
                    "Numbers per token in the encoder; a multiple of 4 and of the heads."});
        visit(self.depth, Field{"depth", "Depth", {1, 128}, "blocks", "Blocks of the encoder."});
        visit(self.heads, Field{"heads", "Heads", {1, 128}, "", "Attention heads of the encoder."});
        visit(self.decoderWidth,
              Field{"decoder_width",
                    "Decoder width",
                    {4, 8192},
                    "",
                    "Numbers per token in the decoder; a multiple of 4 and of its heads."});
        visit(
            self.decoderDepth,
            Field{"decoder_depth", "Decoder depth", {1, 128}, "blocks", "Blocks of the decoder."});
        visit(
            self.decoderHeads,
            Field{
                "decoder_heads", "Decoder heads", {1, 128}, "", "Attention heads of the decoder."});
        visit(
            self.target,
            Field{"target",
                  "Target",
                  {},
                  "",
                  "Predict pixels, or pixels normalised within each patch (better features, needs "
                  "statistics to be shown)."});
        visit(self.maskTokensInEncoder,
              Field{"mask_tokens_in_encoder",
                    "Mask tokens in the encoder",
                    {},
                    "",
                    "Hidden patches go through the encoder as mask tokens, as in the paper's "
                    "baseline: slower, and worse features.",
                    true});
    }
};

/// Number of learned values, position embeddings included as published counts do; of the encoder
/// alone if the decoder's depth is 0.
std::int64_t parameterCount(const ModelConfig& config);

} // namespace mae
