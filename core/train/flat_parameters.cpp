// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/flat_parameters.h"

#include <ATen/ops/zeros.h>

#include <functional>
#include <numeric>

namespace mae {

FlatLayout flatLayout(const ModelConfig& config, Freeze freeze) {
    FlatLayout layout;
    for (auto& tensor : tensorShapes(config)) {
        const bool ofDecoder = tensor.name.starts_with("decoder_") || tensor.name == "mask_token";
        if (!isLearned(tensor.name) || (freeze == Freeze::Encoder && !ofDecoder)) {
            continue;
        }
        const auto group = tensor.shape.size() > 1 ? FlatLayout::Decayed : FlatLayout::Plain;
        auto& size = layout.sizes[group];
        const auto count = std::accumulate(tensor.shape.begin(), tensor.shape.end(),
                                           std::int64_t{1}, std::multiplies<>());
        layout.slots.push_back({tensor.name, std::move(tensor.shape), group, size});
        size += count;
    }
    return layout;
}

Tensor FlatBuffers::view(const FlatLayout::Slot& slot) const {
    const auto count =
        std::accumulate(slot.shape.begin(), slot.shape.end(), std::int64_t{1}, std::multiplies<>());
    return groups[slot.group].narrow(0, slot.offset, count).view(slot.shape);
}

FlatBuffers flatZeros(const FlatLayout& layout, at::ScalarType type, at::Device device) {
    FlatBuffers buffers;
    for (std::size_t i = 0; i < buffers.groups.size(); ++i) {
        buffers.groups[i] = at::zeros({layout.sizes[i]}, at::TensorOptions(type).device(device));
    }
    return buffers;
}

void fillFrom(const FlatBuffers& buffers, const FlatLayout& layout, const MaeWeights& weights) {
    SlotWalk walk(layout);
    forEachTensor(weights, [&](const std::string& name, const Tensor& tensor) {
        if (const auto* slot = walk.slotOf(name)) {
            buffers.view(*slot).copy_(tensor.detach());
        }
    });
}

MaeWeights weightsOver(const FlatBuffers& buffers, const FlatLayout& layout,
                       const MaeWeights& fixed) {
    auto weights = fixed;
    const auto options = buffers.groups[0].options();
    SlotWalk walk(layout);
    forEachTensor(weights, [&](const std::string& name, Tensor& tensor) {
        const auto* slot = walk.slotOf(name);
        tensor = slot != nullptr ? buffers.view(*slot) : tensor.detach().to(options);
    });
    return weights;
}

} // namespace mae
