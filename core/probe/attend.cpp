// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/attend.h"

#include "core/base/error.h"
#include "core/model/mae.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/matmul.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <utility>

namespace mae {
namespace {

/// A map has the square of this many weights for each head.
constexpr int kMostPatches = 4096;
constexpr std::size_t kMostWeights = 64'000'000; ///< of one answer: 256 MB
constexpr int kMostPatchesOfRollout = 1100;      ///< its products take time by their cube

void requireBlock(const Model& model, AttentionPart part, int block) {
    const bool decoder = part == AttentionPart::Decoder;
    const int blocks = decoder ? model.config.decoderDepth : model.config.depth;
    if (decoder && !model.weights.hasDecoder()) {
        throw Error(ErrorKind::InvalidConfig, "The model has no decoder.");
    }
    if (block < 0 || block > blocks) {
        throw Error(ErrorKind::InvalidConfig,
                    std::string("The ") + (decoder ? "decoder" : "encoder") + " has blocks 1 to "
                        + std::to_string(blocks) + ", and 0 for all of them; there is no block "
                        + std::to_string(block) + ".");
    }
}

/// Multiplies the attention of the blocks up as they come.
class Rollout {
public:
    void add(const Tensor& attention) { // [1, heads, T, T]
        const auto mean = attention[0].to(at::kFloat).mean(0);
        // Rows of the attention sum to 1, and with what goes past it to 2.
        const auto both = (mean + at::eye(mean.size(0), mean.options())) / 2;
        m_product = m_product.defined() ? at::matmul(both, m_product) : both;
    }
    Tensor product() const { return m_product.unsqueeze(0); } ///< [1, T, T]

private:
    Tensor m_product{};
};

/// Weights between the tokens that the part has, in its order: [maps, T, T].
Tensor weightsBetween(const Model& model, const Tensor& patches, const Mask& mask,
                      AttentionPart part, int block) {
    const auto weights = weightsFor(model, mask.grid);
    const auto& like = weights.patchEmbed.weight;
    const auto cpuIds = toIds(mask);
    const MaskIds ids{cpuIds.visible.to(like.device()), cpuIds.hidden.to(like.device())};
    const auto rows = gatherRows(patches.unsqueeze(0), cpuIds.visible)
                          .to(like.device(), like.scalar_type()); // [1, V, P*P*C]
    Tensor one;
    Rollout rollout;
    const Watcher watcher{.attention =
                              [&](int, const Tensor& attention) {
                                  if (block == 0) {
                                      rollout.add(attention);
                                  } else {
                                      one = attention[0];
                                  }
                              },
                          .block = block};
    const bool decoder = part == AttentionPart::Decoder;
    const auto latent = encode(model.config, weights, rows, ids, decoder ? Watcher{} : watcher);
    if (decoder) {
        decodeAll(model.config, weights, latent, ids, watcher);
    }
    return (block == 0 ? rollout.product() : one).to(at::kCPU, at::kFloat).contiguous();
}

/// The same with the class token first, then all patches row by row: [maps * (N+1) * (N+1)].
/// @param tokens  the place of each token of @p between
std::vector<float> unsorted(const Tensor& between, const std::vector<std::size_t>& tokens,
                            int patches) {
    const auto maps = static_cast<std::size_t>(between.size(0)),
               all = static_cast<std::size_t>(patches) + 1;
    std::vector<float> result(maps * all * all);
    const auto* weight = between.const_data_ptr<float>();
    for (std::size_t map = 0; map < maps; ++map) {
        for (const auto from : tokens) {
            auto* row = &result[(map * all + from) * all];
            for (const auto to : tokens) {
                row[to] = *weight++;
            }
        }
    }
    return result;
}

/// @throws Error(InvalidConfig) if there would be too many weights
void requireShowable(const Model& model, PatchGrid grid, AttentionPart part, int block) {
    if (grid.count() > (block == 0 ? kMostPatchesOfRollout : kMostPatches)) {
        throw Error(ErrorKind::InvalidConfig,
                    "The attention between " + std::to_string(grid.count())
                        + " patches is too much to show; crop or stretch the picture"
                        + (block == 0 ? ", or choose a single block." : "."));
    }
    const auto tokens = static_cast<std::size_t>(grid.count()) + 1;
    const int heads =
        part == AttentionPart::Decoder ? model.config.decoderHeads : model.config.heads;
    if (block != 0 && tokens * tokens * static_cast<std::size_t>(heads) > kMostWeights) {
        throw Error(ErrorKind::InvalidConfig,
                    "The attention of " + std::to_string(heads) + " heads between "
                        + std::to_string(grid.count())
                        + " patches is too much to show; crop or stretch the picture.");
    }
}

} // namespace

AttentionMaps attentionMaps(const Model& model, const Image& fitted, const Mask& mask,
                            AttentionPart part, int block) {
    requireBlock(model, part, block);
    const auto grid = gridOf(fitted, model.config);
    requireFits(mask, grid);
    requireShowable(model, grid, part, block);
    const bool decoder = part == AttentionPart::Decoder;
    AttentionMaps result{.grid = grid,
                         .patchSize = model.config.patchSize,
                         .original = asSeen(fitted, model),
                         .hidden = mask.hidden(),
                         .part = part,
                         .seesHidden = model.config.maskTokensInEncoder,
                         .block = block,
                         .blocks = decoder ? model.config.decoderDepth : model.config.depth};
    const c10::InferenceMode inference;
    const auto patches = patchesOf(result.original, model);
    const auto begin = std::chrono::steady_clock::now();
    const auto between = weightsBetween(model, patches, mask, part, block);
    result.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    std::vector<std::size_t> tokens{0};
    const auto add = [&tokens](const std::vector<std::int32_t>& ids) {
        std::ranges::transform(ids, std::back_inserter(tokens),
                               [](std::int32_t id) { return static_cast<std::size_t>(id) + 1; });
    };
    add(mask.visibleIds);
    if (decoder || model.config.maskTokensInEncoder) {
        add(mask.hiddenIds);
    }
    result.heads = static_cast<int>(between.size(0));
    result.weights = unsorted(between, tokens, grid.count());
    return result;
}

} // namespace mae
