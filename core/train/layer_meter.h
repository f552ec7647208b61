// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/layer_report.h"
#include "core/train/trainer.h"

#include <string>
#include <vector>

namespace mae {

/// Measures the layers of a model around one step of its trainer, which it changes in nothing. One
/// thread's, for one step; takes a forward pass and a copy of the weights.
class LayerMeter {
public:
    explicit LayerMeter(const ModelConfig& model);

    /// What the layers hand on. @param weights  those the model computes with
    void look(const TrainInput& input, const MaeWeights& weights);
    /// Norms, when the gradient is accumulated and not yet clipped.
    void beforeUpdate(const Trainer& trainer);
    void afterUpdate(const Trainer& trainer); ///< by how much the weights have changed

    const std::vector<LayerStatistics>& layers() const { return m_layers; }

private:
    LayerStatistics& layerOf(const std::string& tensor);
    void note(const std::string& layer, const Tensor& values);

    ModelConfig m_model;
    std::vector<LayerStatistics> m_layers{};
    std::vector<Tensor> m_before{}; ///< copies of the learned tensors, in published order
};

} // namespace mae
