// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/assemble_model.h"

#include "core/base/error.h"
#include "core/io/finite.h"
#include "core/io/guess_target.h"
#include "core/io/safetensors_format.h"
#include "core/io/wording.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mae {
namespace {

/// @throws Error(Format) unless everything that the use needs is there, and nothing that would
/// change what the model computes.
void requireWhole(const ModelLayout& layout, ModelUse use, const std::string& file) {
    const auto refuse = [&file](const std::string& reason) {
        throw Error(ErrorKind::Format, "'" + file + "' " + reason + ".");
    };
    if (!layout.hasEncoder && !layout.hasDecoder) {
        refuse(layout.hasClassifier
                   ? "holds a classifier without its encoder"
                   : "holds no masked autoencoder: none of its tensors has a known name");
    }
    if (!layout.foreign.empty()) {
        refuse("holds tensors that a masked autoencoder does not have: "
               + listed(layout.foreign, true) + ". Use it in the program that it comes from");
    }
    if (layout.hasEncoder && !layout.hasDecoder && use == ModelUse::Reconstruct) {
        refuse("holds an encoder without a decoder: it can't reconstruct pictures. Use a file with "
               "both (published ones are called mae_visualize_… or …_full)");
    }
    if (!layout.problem.empty()) {
        refuse("can't be opened: " + layout.problem);
    }
    if (!layout.missing.empty()) {
        refuse("is not whole: it lacks " + listed(layout.missing, true));
    }
    if (!layout.wrongShapes.empty()) {
        refuse("does not fit together: " + listed(layout.wrongShapes, false));
    }
}

/// Every part of the model has its own values: a file can't ask for more memory than it fills.
void requireHonest(const ModelLayout& layout, const ModelSource& source) {
    std::uint64_t claimed = 0, held = 0;
    for (const auto& [name, parts] : layout.names.tensors) {
        for (const auto& part : parts) {
            claimed += source.reader.entries()[part.index].bytes();
        }
    }
    for (const auto& file : source.reader.files()) {
        held += file.bytes;
    }
    if (claimed > held) {
        throw Error(ErrorKind::Format, "'" + source.name + "' claims more data than it holds.");
    }
}

/// Reads published tensors, and counts how far it is.
class TensorReader {
public:
    TensorReader(const ModelSource& source, const ModelLayout& layout, const Progress& progress)
        : m_source(source), m_layout(layout), m_progress(progress) {}

    bool has(const std::string& name) const { return m_layout.names.tensors.contains(name); }

    /// As float32; the thirds of `attn.qkv` put together. Undefined if there is none.
    Tensor operator()(const std::string& name) {
        const auto found = m_layout.names.tensors.find(name);
        if (found == m_layout.names.tensors.end() || m_stopped) {
            return {};
        }
        std::vector<Tensor> parts;
        for (const auto& source : found->second) {
            parts.push_back(read(source.index));
        }
        if (parts.size() == 2) { // BEiT: no bias of the key
            parts.insert(parts.begin() + 1, at::zeros_like(parts.front()));
        }
        m_stopped = !m_progress(static_cast<double>(++m_done)
                                / static_cast<double>(m_layout.names.tensors.size()));
        return parts.size() == 1 ? parts.front() : at::cat(parts, 0);
    }

private:
    Tensor read(std::size_t index) const {
        const auto& name = m_source.reader.entries()[index].name;
        const auto tensor = m_source.reader.read(index);
        if (!tensor.is_floating_point()) {
            throw Error(ErrorKind::Format, "'" + m_source.name + "': tensor " + printable(name)
                                               + " holds whole numbers, not weights.");
        }
        auto values = tensor.to(at::kFloat);
        if (!isFinite(values)) {
            throw Error(ErrorKind::Format, "'" + m_source.name + "': tensor " + printable(name)
                                               + " holds values that are not finite. The training "
                                                 "that wrote it had failed.");
        }
        return values;
    }

    const ModelSource& m_source;
    const ModelLayout& m_layout;
    const Progress& m_progress;
    std::size_t m_done = 0;
    bool m_stopped = false;
};

void readWeights(Model& model, TensorReader& read) {
    model.weights = emptyWeights(model.config);
    forEachTensor(model.weights,
                  [&](const std::string& name, Tensor& tensor) { tensor = read(name); });
    const auto shared = read("rel_pos_bias.relative_position_bias_table");
    forEachExtra(model.weights, [&](const std::string& name, Tensor& tensor) {
        tensor = read(name);
        if (shared.defined() && name.ends_with("relative_position_bias_table")) {
            tensor = tensor.defined() ? tensor + shared : shared;
        }
    });
    auto& classifier = model.classifier;
    const std::string head = read.has("head.1.weight") ? "head.1" : "head";
    classifier = {.fcNorm = {read("fc_norm.weight"), read("fc_norm.bias")},
                  .runningMean = read("head.0.running_mean"),
                  .runningVar = read("head.0.running_var"),
                  .head = {read(head + ".weight"), read(head + ".bias")}};
}

void setNormalisation(Model& model, const ModelHints& hints, const std::string& source) {
    const auto channels = static_cast<std::size_t>(model.config.channels);
    if (hints.mean.empty() && hints.std.empty()) {
        if (channels != 3) { // grey, depth, …: what ImageNet's channels have on average
            model.mean.assign(channels, 0.449);
            model.std.assign(channels, 0.226);
        }
        return;
    }
    const bool good =
        hints.mean.size() == channels && hints.std.size() == channels
        && std::ranges::all_of(hints.mean, [](double v) { return std::isfinite(v); })
        && std::ranges::all_of(hints.std, [](double v) { return std::isfinite(v) && v > 0; });
    if (!good) {
        throw Error(ErrorKind::Format, "'" + source
                                           + "': the mean and standard deviation of the pictures "
                                             "are not one finite number for each of its "
                                           + std::to_string(channels) + " channels.");
    }
    model.mean = hints.mean;
    model.std = hints.std;
}

} // namespace

void findTarget(ModelLayout& layout, const ModelSource& source) {
    const auto found = layout.names.tensors.find("decoder_pred.weight");
    if (layout.targetKnown || layout.targetGiven || !layout.hasArchitecture
        || found == layout.names.tensors.end() || !layout.wrongShapes.empty()) {
        return;
    }
    const auto weight = source.reader.read(found->second.front().index);
    if (!weight.is_floating_point()) {
        return;
    }
    if (const auto target = guessTarget(weight, layout.config.patchSize, layout.config.channels)) {
        layout.config.target = *target;
        layout.targetKnown = true;
        layout.targetFrom = "the patterns in its last layer";
    }
}

Model assembleModel(const ModelSource& source, const ModelOverrides& overrides, ModelUse use,
                    const Progress& progress) {
    auto layout = layoutOf(headersOf(source.reader), source.hints, source.name, overrides.average);
    requireWhole(layout, use, source.name);
    requireHonest(layout, source);
    applyOverrides(layout, overrides, source.name);
    findTarget(layout, source);
    Model model{.config = layout.config};
    setNormalisation(model, source.hints, source.name);
    model.card = {.name = std::filesystem::path(source.name).filename().string(),
                  .source = source.name,
                  .config = model.config,
                  .trainedOn = source.hints.trainedOn,
                  .licence = licenceNote(layout, source.hints, source.name),
                  .targetKnown = layout.targetKnown};
    TensorReader read(source, layout, progress);
    readWeights(model, read);
    for (const auto& [name, parts] : layout.names.tensors) {
        for (const auto& part : parts) {
            model.card.parameters += valueCount(source.reader.entries()[part.index].shape);
        }
    }
    model.card.reconstructs = layout.hasDecoder;
    const auto& head = model.classifier.head.bias;
    model.card.classes = head.defined() ? static_cast<int>(head.numel()) : 0;
    return model;
}

} // namespace mae
