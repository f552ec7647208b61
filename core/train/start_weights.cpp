// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/start_weights.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/io/model_file.h"
#include "core/model/positions.h"

#include <map>
#include <string>

namespace mae {
namespace {

/// A file that does not say how many heads it has is taken to have the run's.
Model opened(const TrainConfig& config) {
    const auto& path = config.train.init;
    try {
        return openModel(path, {}, ModelUse::Look);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::InvalidConfig) {
            throw;
        }
    }
    return openModel(path, {.heads = config.model.heads, .decoderHeads = config.model.decoderHeads},
                     ModelUse::Look);
}

/// Collects what of a file is not as the run's settings say.
class Comparison {
public:
    void number(const char* setting, int its, int runs) {
        if (its != runs) {
            add(std::string(setting) + " is " + std::to_string(its) + " there and "
                + std::to_string(runs) + " in the run");
        }
    }
    void add(const std::string& what) { m_text += (m_text.empty() ? "" : "; ") + what; }
    const std::string& text() const { return m_text; }

private:
    std::string m_text{};
};

bool hasExtras(const MaeWeights& weights) {
    bool found = false;
    forEachExtra(weights, [&found](const std::string&, const Tensor& tensor) {
        found = found || tensor.defined();
    });
    return found;
}

void requireFits(const Model& given, const TrainConfig& config) {
    const auto &its = given.config, &runs = config.model;
    Comparison comparison;
    comparison.number("model.patch_size", its.patchSize, runs.patchSize);
    comparison.number("model.width", its.width, runs.width);
    comparison.number("model.depth", its.depth, runs.depth);
    comparison.number("model.heads", its.heads, runs.heads);
    comparison.number("the number of colour channels", its.channels, runs.channels);
    if (given.weights.hasDecoder()) {
        comparison.number("model.decoder_width", its.decoderWidth, runs.decoderWidth);
        comparison.number("model.decoder_depth", its.decoderDepth, runs.decoderDepth);
        comparison.number("model.decoder_heads", its.decoderHeads, runs.decoderHeads);
        if (its.maskTokensInEncoder != runs.maskTokensInEncoder) {
            comparison.add("model.mask_tokens_in_encoder is "
                           + std::string(its.maskTokensInEncoder ? "true" : "false")
                           + " there and not in the run, or the other way round");
        }
    }
    const auto& weights = given.weights;
    if (hasExtras(weights) || !weights.posEmbed.defined()) {
        comparison.add("its encoder has relative positions or scaled branches, which a masked "
                       "autoencoder does not have");
    } else if (!weights.norm.weight.defined()) {
        comparison.add("its encoder has no final norm: it was fine-tuned as a classifier");
    }
    if (!comparison.text().empty()) {
        throw Error(ErrorKind::InvalidConfig, "The run can't begin from train.init '"
                                                  + config.train.init + "': " + comparison.text()
                                                  + ".");
    }
}

void tell(const Model& given, const TrainConfig& config) {
    const auto name = "'" + config.train.init + "'";
    if (!given.weights.hasDecoder()) {
        log(LogLevel::Info, name + " has no decoder: the run's begins with random weights.");
    } else if (given.card.targetKnown && given.config.target != config.model.target) {
        log(LogLevel::Warning, "The decoder of " + name + " predicts " + idOf(given.config.target)
                                   + ", and will have to learn to " + "predict "
                                   + idOf(config.model.target) + ".");
    }
    if (given.mean != config.data.mean || given.std != config.data.std) {
        log(LogLevel::Warning, name
                                   + " was trained on pictures normalised with another mean and "
                                     "standard deviation than data.mean and data.std.");
    }
}

} // namespace

MaeWeights startWeights(const TrainConfig& config) {
    auto weights = initialWeights(config.model, config.train.seed);
    if (config.train.init.empty()) {
        return weights;
    }
    const auto given = opened(config);
    requireFits(given, config);
    tell(given, config);
    const int from = given.config.grid(), to = config.model.grid();
    std::map<std::string, Tensor> theirs;
    forEachTensor(given.weights, [&](const std::string& name, const Tensor& tensor) {
        if (tensor.defined()) {
            theirs[name] = isLearned(name) ? tensor : resizedPositions(tensor, from, from, to, to);
        }
    });
    forEachTensor(weights, [&theirs](const std::string& name, Tensor& tensor) {
        if (const auto found = theirs.find(name); found != theirs.end()) {
            tensor = found->second;
        }
    });
    return weights;
}

} // namespace mae
