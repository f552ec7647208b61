// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// What one layer, or one block, was like around a step. NaN: not known.
struct LayerStatistics {
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    /// How its tensors are named: "patch_embed" (with the class token), "blocks.0" …, "norm",
    /// "decoder_embed" (with the mask token), "decoder_blocks.0" …, "decoder_pred" (with the norm
    /// before it). A mask token of the encoder belongs to "patch_embed".
    std::string name{};
    std::int64_t parameters = 0;    ///< that are learned, frozen ones included
    double gradientNorm = kUnknown; ///< before clipping; NaN: frozen
    double weightNorm = kUnknown;   ///< before the step
    double updateRatio = kUnknown;  ///< length of the step's change / weightNorm; NaN: none made

    // Of the values it hands on, before the step: of all tokens of the first part of the batch.
    double mean = kUnknown;           ///< of the finite ones, as the two below
    double std = kUnknown;            ///< divided by their number
    double maxAbs = kUnknown;         ///< largest magnitude
    double zeroShare = kUnknown;      ///< 0 to 1
    double notFiniteShare = kUnknown; ///< 0 to 1
};

/// All layers of a model, from the picture to the prediction.
struct LayerReport {
    std::int64_t step = 0; ///< the step that was measured; the first is 1
    bool stepped = true;   ///< false: measured between two steps, so without updateRatio
    std::vector<LayerStatistics> layers{};
};

/// One line of layers.jsonl, without the line's end; what is not known is null.
std::string layerLine(const LayerReport& report);

/// Appends to layers.jsonl of a run.
class LayerLog {
public:
    /// Drops the lines of later steps than @p step: they are done again. @throws Error(Io)
    LayerLog(const std::filesystem::path& run, std::int64_t step);
    void append(const LayerReport& report); ///< @throws Error(Io)

private:
    std::filesystem::path m_path;
};

/// The last whole line of layers.jsonl; empty: there is none.
std::optional<LayerReport> readNewestLayers(const std::filesystem::path& run);

} // namespace mae
