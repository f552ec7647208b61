// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/patches.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mae {
namespace {

/// Per value of a patch: what bytes are multiplied with and shifted by.
struct Normalisation {
    Tensor scale{}; ///< [P*P*C]
    Tensor shift{}; ///< [P*P*C]
};

Normalisation normalisation(const ModelConfig& config, const std::vector<double>& mean,
                            const std::vector<double>& std, at::Device device) {
    std::vector<float> scale, shift;
    for (std::size_t c = 0; c < mean.size(); ++c) {
        scale.push_back(static_cast<float>(1.0 / (255.0 * std[c])));
        shift.push_back(static_cast<float>(-mean[c] / std[c]));
    }
    const std::int64_t pixels = std::int64_t{config.patchSize} * config.patchSize;
    const auto spread = [&](const std::vector<float>& values) {
        return at::tensor(values, at::kFloat).repeat({pixels}).to(device);
    };
    return {spread(scale), spread(shift)};
}

Tensor idTensor(const std::vector<std::int64_t>& ids, std::int64_t b, at::Device device) {
    const auto m = static_cast<std::int64_t>(ids.size()) / b;
    return at::tensor(ids, at::kLong).view({b, m}).to(device);
}

/// Only the tensors that are not learned: the others live in the trainer's buffers.
MaeWeights fixedOf(MaeWeights weights, const FlatLayout& layout, at::Device device) {
    SlotWalk walk(layout);
    forEachTensor(weights, [&](const std::string& name, Tensor& tensor) {
        tensor =
            walk.slotOf(name) != nullptr
                ? Tensor()
                : tensor.detach().to(device, at::kFloat, /*non_blocking=*/false, /*copy=*/true);
    });
    return weights;
}

/// The samples [first, first + count).
TrainInput narrowed(const TrainInput& input, std::int64_t first, std::int64_t count) {
    const auto part = [&](const Tensor& tensor) { return tensor.narrow(0, first, count); };
    return {
        part(input.visible), part(input.target), {part(input.ids.visible), part(input.ids.hidden)}};
}

} // namespace

TrainInput trainInput(const Batch& batch, const ModelConfig& config,
                      const std::vector<double>& mean, const std::vector<double>& std,
                      at::ScalarType type, at::Device device, LossOn lossOn) {
    const std::int64_t n = config.patchCount(), values = config.patchValues();
    const auto b = static_cast<std::int64_t>(batch.patches.size()) / (n * values);
    const MaskIds ids{idTensor(batch.visibleIds, b, device), idTensor(batch.hiddenIds, b, device)};
    // from_blob() takes no const pointer; the bytes are only read.
    auto* bytes = const_cast<std::uint8_t*>(
        batch.patches.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    const auto patches = at::from_blob(bytes, {b, n, values}, at::kByte).to(device);
    const auto norm = normalisation(config, mean, std, device);
    const auto normalised = [&](const Tensor& chosen) { // [B, M, P*P*C]
        return chosen.to(at::kFloat, /*non_blocking=*/false, /*copy=*/true)
            .mul_(norm.scale)
            .add_(norm.shift);
    };
    return {normalised(gatherRows(patches, ids.visible)).to(type),
            normalised(lossOn == LossOn::All ? patches : gatherRows(patches, ids.hidden)), ids};
}

TrainInput trainInput(const Tensor& images, const MaskIds& ids, const ModelConfig& config,
                      LossOn lossOn) {
    const auto patches = patchify(images, config.patchSize);
    return {gatherRows(patches, ids.visible),
            lossOn == LossOn::All ? patches : gatherRows(patches, ids.hidden), ids};
}

Trainer::Trainer(const ModelConfig& model, const OptimConfig& optim, const MaeWeights& initial,
                 at::ScalarType precision, at::Device device)
    : m_model(model),
      m_optim(optim),
      m_layout(flatLayout(model, optim.freeze)),
      m_fixed(fixedOf(initial, m_layout, device)),
      m_master(flatZeros(m_layout, at::kFloat, device)),
      m_gradient(flatZeros(m_layout, at::kFloat, device)),
      m_first(flatZeros(m_layout, at::kFloat, device)),
      m_second(flatZeros(m_layout, at::kFloat, device)),
      m_lower(precision == at::kFloat ? m_master : flatZeros(m_layout, precision, device)),
      m_step(at::zeros({}, at::TensorOptions(at::kFloat).device(device))) {
    fillFrom(m_master, m_layout, initial);
    beginAverage();
    m_shares.push_back(newShare());
    refreshCompute();
}

Trainer::Share Trainer::newShare() const {
    Share share{.weights = weightsOver(m_lower, m_layout, m_fixed)};
    SlotWalk walk(m_layout);
    forEachTensor(share.weights, [&](const std::string& name, Tensor& tensor) {
        if (walk.slotOf(name) != nullptr) {
            tensor.requires_grad_(true);
            share.leaves.push_back(tensor);
        }
    });
    return share;
}

/// One for each core, unless that leaves a core too few pictures to be busy with or the model is
/// large: its products keep all cores busy by themselves, and every share has its own gradients.
std::int64_t Trainer::shareCount(std::int64_t batch) const {
    constexpr std::int64_t kFewestPictures = 4, kMostValues = 128 << 20; // half a gibibyte
    const std::int64_t cores = at::get_num_threads();
    const auto values = m_layout.sizes[0] + m_layout.sizes[1];
    const bool worthIt =
        m_step.is_cpu() && batch >= kFewestPictures * cores && values * cores <= kMostValues;
    return worthIt ? cores : 1;
}

void Trainer::refreshCompute() {
    const at::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_lower.groups.size(); ++i) {
        if (!m_lower.groups[i].is_same(m_master.groups[i])) {
            m_lower.groups[i].copy_(m_master.groups[i]);
        }
    }
}

/// @param weight  what the gradient is multiplied with. @return the loss itself
double Trainer::forwardBackward(const Share& share, const TrainInput& input, double weight) const {
    const at::AutoGradMode grad(true);
    const auto kept = m_optim.gradientCheckpointing ? Activations::Recompute : Activations::Keep;
    const auto visible = input.visible.to(share.leaves[0].scalar_type());
    const auto latent = encode(m_model, share.weights, visible, input.ids, kept);
    const auto prediction = m_optim.lossOn == LossOn::All
                                ? decodeAll(m_model, share.weights, latent, input.ids, kept)
                                : decodeHidden(m_model, share.weights, latent, input.ids, kept);
    const auto loss = maeLoss(m_model, prediction, input.target);
    (weight == 1.0 ? loss : loss * weight).backward();
    return loss.item<double>();
}

double Trainer::accumulate(const TrainInput& input, int parts) {
    const auto batch = input.visible.size(0), shares = shareCount(batch);
    while (static_cast<std::int64_t>(m_shares.size()) < shares) {
        m_shares.push_back(newShare());
    }
    std::vector<double> losses(static_cast<std::size_t>(shares));
    inParallel(shares, [&](std::int64_t i) {
        const auto first = batch * i / shares, count = batch * (i + 1) / shares - first;
        const auto part = static_cast<double>(count) / static_cast<double>(batch);
        const auto index = static_cast<std::size_t>(i);
        losses[index] =
            part * forwardBackward(m_shares[index], narrowed(input, first, count), part / parts);
    });
    collectGradients(shares);
    return std::accumulate(losses.begin(), losses.end(), 0.0);
}

void Trainer::collectGradients(std::int64_t shares) {
    const at::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_layout.slots.size(); ++i) {
        auto sum = m_gradient.view(m_layout.slots[i]);
        bool empty = m_empty;
        for (std::int64_t j = 0; j < shares; ++j) {
            auto& gradient = m_shares[static_cast<std::size_t>(j)].leaves[i].mutable_grad();
            if (!gradient.defined()) { // a tensor the loss does not depend on
                continue;
            }
            if (empty) {
                sum.copy_(gradient);
            } else {
                sum.add_(gradient);
            }
            empty = false;
            gradient.reset();
        }
        if (empty) {
            sum.zero_();
        }
    }
    m_empty = false;
}

double Trainer::gradientNorm() const {
    const auto decayed = m_gradient.groups[0].norm().item<double>();
    const auto plain = m_gradient.groups[1].norm().item<double>();
    return std::hypot(decayed, plain);
}

void Trainer::update(double lr, double norm) {
    const at::NoGradGuard noGrad;
    if (m_optim.clipNorm > 0) {
        const double factor = m_optim.clipNorm / (norm + 1e-6);
        for (auto& group : m_gradient.groups) {
            group.mul_(std::min(1.0, factor));
        }
    }
    m_step.add_(1);
    for (std::size_t i = 0; i < m_master.groups.size(); ++i) {
        const double decay = i == FlatLayout::Decayed ? m_optim.weightDecay : 0.0;
        at::_fused_adamw_({m_master.groups[i]}, {m_gradient.groups[i]}, {m_first.groups[i]},
                          {m_second.groups[i]}, {}, {m_step}, lr, m_optim.beta1, m_optim.beta2,
                          decay,
                          /*eps=*/1e-8, /*amsgrad=*/false, /*maximize=*/false);
    }
    for (std::size_t i = 0; i < m_master.groups.size() && m_optim.ema > 0; ++i) {
        m_average.groups[i].lerp_(m_master.groups[i], 1 - m_optim.ema);
    }
    refreshCompute();
    m_empty = true;
}

void Trainer::beginAverage() {
    for (std::size_t i = 0; i < m_master.groups.size() && m_optim.ema > 0; ++i) {
        m_average.groups[i] = m_master.groups[i].clone();
    }
}

void Trainer::discard() {
    for (auto& group : m_gradient.groups) {
        group.zero_();
    }
    for (auto& share : m_shares) { // if one failed, others may have left theirs
        for (auto& leaf : share.leaves) {
            leaf.mutable_grad().reset();
        }
    }
    m_empty = true;
}

std::vector<NamedTensor> Trainer::gradients() const {
    std::vector<NamedTensor> named;
    for (const auto& slot : m_layout.slots) {
        named.push_back({slot.name, m_gradient.view(slot)});
    }
    return named;
}

std::vector<NamedTensor> Trainer::optimizerState() const {
    std::vector<NamedTensor> state{{"optimizer.step", m_step.cpu()}};
    for (const auto& slot : m_layout.slots) {
        state.push_back({"optimizer.exp_avg." + slot.name, m_first.view(slot).cpu()});
        state.push_back({"optimizer.exp_avg_sq." + slot.name, m_second.view(slot).cpu()});
    }
    for (const auto& slot : m_layout.slots) {
        if (m_optim.ema > 0) {
            state.push_back({"ema." + slot.name, m_average.view(slot).cpu()});
        }
    }
    return state;
}

void Trainer::restoreOptimizer(const Safetensors& file) {
    const auto restore = [&file](const std::string& name, const Tensor& into) {
        const auto* tensor = file.find(name);
        if (tensor == nullptr || tensor->sizes() != into.sizes()) {
            throw Error(ErrorKind::Format,
                        "The checkpoint's " + name
                            + (tensor == nullptr ? " is missing." : " has another shape."));
        }
        into.copy_(*tensor);
    };
    restore("optimizer.step", m_step);
    for (const auto& slot : m_layout.slots) {
        restore("optimizer.exp_avg." + slot.name, m_first.view(slot));
        restore("optimizer.exp_avg_sq." + slot.name, m_second.view(slot));
    }
    const bool hasAverage =
        std::ranges::any_of(m_layout.slots, [&file](const FlatLayout::Slot& slot) {
            return file.find("ema." + slot.name) != nullptr;
        });
    if (m_optim.ema > 0 && !hasAverage) {
        beginAverage();
        return;
    }
    for (const auto& slot : m_layout.slots) {
        if (m_optim.ema > 0) {
            restore("ema." + slot.name, m_average.view(slot));
        }
    }
}

} // namespace mae
