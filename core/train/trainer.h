// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batcher.h"
#include "core/io/safetensors.h"
#include "core/model/mae.h"
#include "core/train/flat_parameters.h"

#include <cstdint>
#include <vector>

namespace mae {

/// What one forward pass reads.
struct TrainInput {
    Tensor visible{}; ///< [B, V, P*P*C] normalised pixels of visible patches, in encoder order
    /// [B, N-V, P*P*C] float32 normalised pixels of hidden patches in the order of the ids; with a
    /// loss on all patches [B, N, P*P*C], row by row
    Tensor target{};
    MaskIds ids{};
};

/// Turns the bytes of a batch into normalised pixels of the given type on the given device.
/// @param mean, std  per channel, of pixels in [0, 1]
TrainInput trainInput(const Batch& batch, const ModelConfig& config,
                      const std::vector<double>& mean, const std::vector<double>& std,
                      at::ScalarType type, at::Device device, LossOn lossOn = LossOn::Hidden);

/// The same from pictures that are normalised already. @param images  [B, C, H, W] float32
TrainInput trainInput(const Tensor& images, const MaskIds& ids, const ModelConfig& config,
                      LossOn lossOn = LossOn::Hidden);

/// Weights, their gradients and AdamW: forward, backward and update of a masked autoencoder.
///
/// Weights and moments are kept in float32; in bfloat16 the model computes with a copy that is
/// converted once per update. Source of the rule: method.md. On a CPU a batch is dealt out to the
/// cores in shares that know nothing of each other until their gradients are added; so the last
/// bits of a result depend on the number of LibTorch's threads. For one thread's use.
class Trainer {
public:
    Trainer(const ModelConfig& model, const OptimConfig& optim, const MaeWeights& initial,
            at::ScalarType precision, at::Device device);

    /// Forward and backward. @param parts  how many calls make one update
    /// @return the loss, not divided by @p parts
    double accumulate(const TrainInput& input, int parts);

    /// Length of the accumulated gradient over all learned tensors.
    double gradientNorm() const;

    /// Clips if asked for, updates the weights and forgets the gradient.
    /// @param norm  as gradientNorm() returned it
    void update(double lr, double norm);

    /// Forgets what was accumulated; the weights stay.
    void discard();

    /// The weights the model computes with; they change with every update.
    const MaeWeights& computeWeights() const { return m_shares[0].weights; }
    /// The float32 weights; they share memory with the trainer.
    MaeWeights masterWeights() const { return weightsOver(m_master, m_layout, m_fixed); }
    /// Accumulated gradient by published name; shares memory.
    std::vector<NamedTensor> gradients() const;

    /// What a checkpoint holds beside the weights, on the CPU: AdamW's optimizer.exp_avg.NAME,
    /// optimizer.exp_avg_sq.NAME and optimizer.step; the average of the weights as ema.NAME if one
    /// is kept. Frozen tensors have none of these.
    std::vector<NamedTensor> optimizerState() const;
    /// Without an average in the file, one begins with the weights as they are.
    /// @throws Error(Format) naming what is missing or has another shape
    void restoreOptimizer(const Safetensors& file);

private:
    /// What one share of a batch needs for itself: leaves over the common weights, whose gradients
    /// are its own.
    struct Share {
        MaeWeights weights{};
        std::vector<Tensor> leaves{}; ///< the learned ones, in the order of the slots
    };

    Share newShare() const;
    std::int64_t shareCount(std::int64_t batch) const;
    double forwardBackward(const Share& share, const TrainInput& input, double weight) const;
    void collectGradients(std::int64_t shares);
    void refreshCompute();
    void beginAverage(); ///< with the weights as they are

    ModelConfig m_model;
    OptimConfig m_optim;
    FlatLayout m_layout;
    MaeWeights m_fixed;          ///< the tensors that are not learned here, float32
    FlatBuffers m_master;        ///< float32
    FlatBuffers m_gradient;      ///< float32
    FlatBuffers m_first;         ///< float32, mean of gradients
    FlatBuffers m_second;        ///< float32, mean of squared gradients
    FlatBuffers m_average;       ///< float32, of m_master; without OptimConfig::ema undefined
    FlatBuffers m_lower;         ///< bfloat16 copy of m_master; in float32 it is m_master
    std::vector<Share> m_shares; ///< over m_lower; more are added when a batch wants them
    Tensor m_step;               ///< float32 scalar, updates done
    bool m_empty = true;         ///< nothing accumulated
};

} // namespace mae
