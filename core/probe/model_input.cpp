// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/model_input.h"

#include "core/base/error.h"
#include "core/model/mae.h"
#include "core/model/positions.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>

namespace mae {
namespace {

/// Normalised value of each of the 256 levels of a channel.
using Levels = std::array<float, 256>;

std::vector<Levels> normalisedLevels(const Model& model) {
    const auto channels = static_cast<std::size_t>(model.config.channels);
    if (model.mean.size() != channels || model.std.size() != channels) {
        throw Error(ErrorKind::InvalidConfig,
                    "The model has " + std::to_string(channels) + " channels, but "
                        + std::to_string(model.mean.size()) + " means and "
                        + std::to_string(model.std.size()) + " standard deviations.");
    }
    std::vector<Levels> levels(channels);
    for (std::size_t c = 0; c < channels; ++c) {
        const auto mean = static_cast<float>(model.mean[c]), std = static_cast<float>(model.std[c]);
        for (std::size_t level = 0; level < levels[c].size(); ++level) {
            levels[c][level] = (static_cast<float>(level) / 255.0F - mean) / std;
        }
    }
    return levels;
}

/// Position tables of a grid that is not the model's, kept because a slider asks for them again.
struct ResizedTables {
    Tensor encoderSource{}, decoderSource{}; ///< held, so that an address names one tensor only
    PatchGrid grid{};
    Tensor encoder{}, decoder{};
};

const ResizedTables& resizedTables(const Model& model, PatchGrid grid) {
    constexpr std::size_t kKept = 8;
    thread_local std::vector<ResizedTables> tables; // the latest at the end
    const auto& weights = model.weights;
    const auto known = std::ranges::find_if(tables, [&](const ResizedTables& t) {
        return t.grid == grid && t.encoderSource.is_same(weights.posEmbed)
               && t.decoderSource.is_same(weights.decoderPosEmbed);
    });
    if (known != tables.end()) {
        std::rotate(known, known + 1, tables.end());
        return tables.back();
    }
    if (tables.size() == kKept) {
        tables.erase(tables.begin());
    }
    const int side = model.config.grid();
    const auto resized = [&](const Tensor& table) {
        return table.defined() ? resizedPositions(table, side, side, grid.rows, grid.columns)
                               : table;
    };
    tables.push_back({weights.posEmbed, weights.decoderPosEmbed, grid, resized(weights.posEmbed),
                      resized(weights.decoderPosEmbed)});
    return tables.back();
}

/// Rows of the visible patches: [B, V, P*P*C].
Tensor visibleRows(const Tensor& patches, std::span<const Mask> masks) {
    const auto values = patches.size(-1), next = patches.dim() == 3 ? patches.size(1) * values : 0;
    const auto visible = static_cast<std::int64_t>(masks.front().visibleIds.size());
    auto rows = at::empty({static_cast<std::int64_t>(masks.size()), visible, values}, at::kFloat);
    const auto* from = patches.const_data_ptr<float>();
    auto* to = rows.mutable_data_ptr<float>();
    for (const auto& mask : masks) {
        for (const auto id : mask.visibleIds) {
            to = std::copy_n(from + id * values, values, to);
        }
        from += next;
    }
    return rows;
}

MaskIds idsOf(std::span<const Mask> masks, c10::Device device) {
    std::vector<Tensor> visible, hidden;
    for (const auto& mask : masks) {
        auto ids = toIds(mask);
        visible.push_back(std::move(ids.visible));
        hidden.push_back(std::move(ids.hidden));
    }
    return {at::cat(visible).to(device), at::cat(hidden).to(device)};
}

/// Puts the rows of hidden patches at their places among all N.
Tensor inPlace(const Tensor& hiddenRows, std::span<const Mask> masks) {
    const auto n = std::int64_t{masks.front().grid.count()}, values = hiddenRows.size(2);
    auto all = at::zeros({static_cast<std::int64_t>(masks.size()), n, values}, at::kFloat);
    const auto* from = hiddenRows.const_data_ptr<float>();
    auto* picture = all.mutable_data_ptr<float>();
    for (const auto& mask : masks) {
        for (const auto id : mask.hiddenIds) {
            std::copy_n(from, values, picture + id * values);
            from += values;
        }
        picture += n * values;
    }
    return all;
}

} // namespace

MaeWeights weightsFor(const Model& model, PatchGrid grid) {
    auto weights = model.weights;
    const int side = model.config.grid();
    if (grid == PatchGrid{side, side}) {
        return weights;
    }
    if (!weights.blocks.empty() && weights.blocks.front().relativePositions.defined()) {
        throw Error(ErrorKind::InvalidConfig,
                    "This encoder has relative positions: it sees pictures of "
                        + std::to_string(model.config.imageSize) + " x "
                        + std::to_string(model.config.imageSize)
                        + " pixels only. Crop or stretch the picture.");
    }
    const auto& tables = resizedTables(model, grid);
    weights.posEmbed = tables.encoder;
    weights.decoderPosEmbed = tables.decoder;
    return weights;
}

Image asSeen(const Image& fitted, const Model& model) {
    const auto area =
        static_cast<std::size_t>(fitted.width) * static_cast<std::size_t>(fitted.height);
    if (fitted.width < 1 || fitted.height < 1 || fitted.pixels.size() != area * 3) {
        throw Error(ErrorKind::InvalidConfig, "The picture is empty.");
    }
    if (model.config.channels == 3) {
        return fitted;
    }
    if (model.config.channels != 1) {
        throw Error(ErrorKind::InvalidConfig,
                    "The model reads pictures of " + std::to_string(model.config.channels)
                        + " channels; only colour (3) and grey (1) pictures can be shown to it.");
    }
    auto grey = fitted;
    for (std::size_t i = 0; i < grey.pixels.size(); i += 3) {
        auto* p = &grey.pixels[i];
        // Pillow's convert('L'): ITU-R 601 in 16-bit fixed point.
        const auto luma = static_cast<std::uint8_t>(
            (p[0] * 19595U + p[1] * 38470U + p[2] * 7471U + 0x8000U) >> 16);
        std::fill_n(p, 3, luma);
    }
    return grey;
}

Tensor patchesOf(const Image& seen, const Model& model) {
    const auto levels = normalisedLevels(model);
    const int p = model.config.patchSize, rows = seen.height / p, columns = seen.width / p;
    auto patches =
        at::empty({std::int64_t{rows} * columns, model.config.patchValues()}, at::kFloat);
    auto* out = patches.mutable_data_ptr<float>();
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            for (int y = row * p; y < (row + 1) * p; ++y) {
                const auto* pixel =
                    &seen.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(seen.width)
                                  + static_cast<std::size_t>(column * p))
                                 * 3];
                for (int x = 0; x < p; ++x, pixel += 3) {
                    for (std::size_t c = 0; c < levels.size(); ++c) {
                        *out++ = levels[c][pixel[c]];
                    }
                }
            }
        }
    }
    return patches;
}

void requireFits(const Mask& mask, PatchGrid grid) {
    const auto size = [](PatchGrid g) {
        return std::to_string(g.columns) + " x " + std::to_string(g.rows);
    };
    if (mask.grid != grid) {
        throw Error(ErrorKind::InvalidConfig, "The mask is made for " + size(mask.grid)
                                                  + " patches, but the picture has " + size(grid)
                                                  + "; choose a mask of that size.");
    }
    std::vector<std::uint8_t> seen(static_cast<std::size_t>(grid.count()), 0);
    for (const auto* ids : {&mask.visibleIds, &mask.hiddenIds}) {
        for (const auto id : *ids) {
            if (id < 0 || id >= grid.count() || seen[static_cast<std::size_t>(id)]++ != 0) {
                throw Error(ErrorKind::InvalidConfig, "The mask names patch " + std::to_string(id)
                                                          + " twice or outside the picture.");
            }
        }
    }
    if (mask.visibleIds.empty() || mask.visibleIds.size() + mask.hiddenIds.size() != seen.size()) {
        throw Error(ErrorKind::InvalidConfig,
                    "The mask must name every patch of the picture and leave one visible.");
    }
}

int masksAtOnce(const ModelConfig& config, PatchGrid grid) {
    // Products of a forward pass, about: ViT-B on its own grid has 2e10, 0.1 s on two cores.
    const double products = static_cast<double>(parameterCount(config)) * grid.count();
    return static_cast<int>(std::clamp(1e10 / products, 1.0, 16.0));
}

Tensor predictedPatches(const Model& model, const Tensor& patches, std::span<const Mask> masks,
                        bool everything) {
    const c10::InferenceMode inference;
    const auto& config = model.config;
    const auto weights = weightsFor(model, masks.front().grid);
    const auto& like = weights.decoderPred.weight;
    const auto ids = idsOf(masks, like.device());
    const auto rows = visibleRows(patches, masks).to(like.device(), like.scalar_type());
    const auto latent = encode(config, weights, rows, ids);
    const auto onCpu = [](const Tensor& t) { return t.to(at::kCPU, at::kFloat).contiguous(); };
    if (everything) {
        return onCpu(decodeAll(config, weights, latent, ids));
    }
    return inPlace(onCpu(decodeHidden(config, weights, latent, ids)), masks);
}

} // namespace mae
