// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/parity.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/model_file.h"
#include "core/io/wording.h"
#include "core/model/patches.h"
#include "core/model/positions.h"
#include "core/probe/features.h"
#include "core/probe/model_input.h"
#include "core/train/lr_schedule.h"
#include "core/train/trainer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// A float32 tensor of the input file with so many dimensions, none of them empty.
Tensor inputTensor(const Safetensors& file, const fs::path& path, const char* name,
                   std::int64_t dimensions) {
    const auto* tensor = file.find(name);
    if (tensor == nullptr) {
        throw Error(ErrorKind::Format, "'" + path.string() + "' has no tensor " + name + ".");
    }
    if (tensor->dim() != dimensions || tensor->numel() == 0
        || tensor->scalar_type() != at::kFloat) {
        throw Error(ErrorKind::Format, "'" + path.string() + "': " + name + " must be float32 with "
                                           + std::to_string(dimensions) + " dimensions, not "
                                           + shapeText(tensor->sizes().vec()) + ".");
    }
    return *tensor;
}

/// imgs and noise of the input, with any leading dimensions, must fit each other and the model.
void requireFit(const fs::path& path, const Tensor& images, const Tensor& noise,
                const ModelConfig& config) {
    const auto fail = [&path](const std::string& what) {
        throw Error(ErrorKind::InvalidConfig, "'" + path.string() + "': " + what);
    };
    const auto h = images.size(-2), w = images.size(-1), p = std::int64_t{config.patchSize};
    if (images.size(-3) != config.channels) {
        fail("imgs have " + std::to_string(images.size(-3)) + " channels, the model "
             + std::to_string(config.channels) + ".");
    }
    if (h % p != 0 || w % p != 0) {
        fail("imgs of " + std::to_string(w) + " x " + std::to_string(h)
             + " pixels do not divide into patches of " + std::to_string(p) + ".");
    }
    auto wanted = images.sizes().slice(0, static_cast<std::size_t>(images.dim()) - 3).vec();
    wanted.push_back((h / p) * (w / p));
    if (noise.sizes() != at::IntArrayRef(wanted)) {
        fail("noise must be " + shapeText(wanted) + ", not " + shapeText(noise.sizes().vec())
             + ".");
    }
}

void requireRatio(double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
        throw Error(ErrorKind::InvalidConfig, "mask_ratio must be a number from 0 to 1.");
    }
}

/// Published truncation. Unlike visibleCount() it may be 0: then the class token is alone.
std::int64_t keptCount(std::int64_t patches, double ratio) {
    return static_cast<std::int64_t>(static_cast<double>(patches) * (1 - ratio));
}

/// The model's weights for pictures of another grid.
void adaptGrid(Model& model, const Tensor& images, DecoderPositions decoder) {
    const auto table = model.weights.decoderPosEmbed;
    const int rows = static_cast<int>(images.size(-2) / model.config.patchSize);
    const int columns = static_cast<int>(images.size(-1) / model.config.patchSize);
    model.weights = weightsFor(model, {.rows = rows, .columns = columns});
    if (decoder == DecoderPositions::OneDimensional && table.defined()) {
        model.weights.decoderPosEmbed = resizedPositionsInOneDimension(table, rows * columns);
    }
}

/// grad.NAME of every learned tensor.
std::vector<NamedTensor> gradients(const Model& model, const Tensor& images, const MaskIds& ids) {
    std::vector<NamedTensor> results;
    if (ids.hidden.size(1) == 0) { // the published loss is 0/0, and so is what follows from it
        forEachTensor(model.weights, [&results](const std::string& name, const Tensor& tensor) {
            if (isLearned(name)) {
                const double value =
                    name == "mask_token" ? 0 : std::numeric_limits<double>::quiet_NaN();
                results.push_back({"grad." + name, at::full(tensor.sizes(), value, at::kFloat)});
            }
        });
        return results;
    }
    Trainer trainer(model.config, {}, model.weights, at::kFloat, at::kCPU);
    trainer.accumulate(trainInput(images, ids, model.config), 1);
    for (auto& gradient : trainer.gradients()) {
        results.push_back({"grad." + gradient.name, gradient.tensor});
    }
    return results;
}

/// What an encoder alone can be compared by; its classifier sees whole pictures.
/// @param opened  the model before its positions were adapted to the grid
std::vector<NamedTensor> encoderResults(const Model& model, const Model& opened,
                                        const Tensor& patches, const MaskIds& ids, PatchGrid grid) {
    const at::NoGradGuard noGrad;
    std::vector<NamedTensor> results{
        {"latent",
         encode(model.config, model.weights, gatherRows(patches, ids.visible), ids.visible)}};
    if (model.classifier.exists() && ids.hidden.size(1) == 0) {
        results.push_back({"logits", logits(opened, patches, grid)});
    }
    return results;
}

std::vector<NamedTensor> wholeResults(const Model& model, const Tensor& patches, const MaskIds& ids,
                                      const Tensor& mask) {
    const at::NoGradGuard noGrad;
    const auto latent = encode(model.config, model.weights, gatherRows(patches, ids.visible), ids);
    const auto prediction = decodeAll(model.config, model.weights, latent, ids);
    const bool normalised = model.config.target == Target::Normalised;
    const auto target = normalised ? normalisedPatches(patches) : patches;
    const auto patchLoss = (prediction - target).square().mean(-1); // [B, N]
    const auto loss = (patchLoss * mask).sum() / mask.sum();        // NaN if nothing is hidden
    return {{"latent", latent}, {"pred", prediction}, {"loss", loss}, {"patch_loss", patchLoss}};
}

} // namespace

void parityForward(const ParityForward& request) {
    requireRatio(request.maskRatio);
    auto model = openModel(request.model, request.overrides, ModelUse::Look);
    model.config.target = request.normPix ? Target::Normalised : Target::Pixels;
    const auto file = readSafetensors(request.input);
    const auto images = inputTensor(file, request.input, "imgs", 4);
    const auto noise = inputTensor(file, request.input, "noise", 2);
    requireFit(request.input, images, noise, model.config);
    if (request.gradients && !model.weights.hasDecoder()) {
        throw Error(ErrorKind::InvalidConfig, "'" + request.model
                                                  + "' has no decoder, so there is no loss to take "
                                                    "gradients of.");
    }
    const auto opened = model;
    adaptGrid(model, images, request.decoderPositions);

    const auto b = images.size(0), n = noise.size(1);
    const auto ids = idsFromNoise(noise, keptCount(n, request.maskRatio));
    const auto restore =
        at::argsort(at::cat({ids.visible, ids.hidden}, 1), /*stable=*/true, 1, false);
    auto mask = at::ones({b, n});
    mask.scatter_(1, ids.visible, 0.0);
    const auto patches = patchify(images, model.config.patchSize);
    const PatchGrid grid{.rows = static_cast<int>(images.size(2)) / model.config.patchSize,
                         .columns = static_cast<int>(images.size(3)) / model.config.patchSize};
    auto results = model.weights.hasDecoder() ? wholeResults(model, patches, ids, mask)
                                              : encoderResults(model, opened, patches, ids, grid);
    results.push_back({"mask", mask});
    results.push_back({"ids_restore", restore});
    if (request.gradients) {
        for (auto& gradient : gradients(model, images, ids)) {
            results.push_back(std::move(gradient));
        }
    }
    writeSafetensors(request.output, results, {{"format", "mae-explorer parity forward"}});
}

namespace {

/// The JSON of `mae parity training`, checked.
struct TrainingRecipe {
    OptimConfig optim{};
    LrSchedule schedule{};
    double stepsPerEpoch = 1;
    double maskRatio = 0.75;
    bool normPix = false;
};

double numberAt(const Json& json, const char* key, double fallback, double low, double high) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) {
        return fallback;
    }
    if (!found->is_number() || !(found->get<double>() >= low && found->get<double>() <= high)) {
        throw Error(ErrorKind::InvalidConfig, std::string(key) + " must be a number from "
                                                  + std::to_string(low) + " to "
                                                  + std::to_string(high) + ".");
    }
    return found->get<double>();
}

TrainingRecipe readRecipe(const fs::path& path) {
    const auto json = Json::parse(readText(path), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        throw Error(ErrorKind::Format, "'" + path.string() + "' is not a JSON object.");
    }
    TrainingRecipe recipe;
    recipe.schedule = {.peak = numberAt(json, "base_lr", 1e-3, 0, 1e3),
                       .end = numberAt(json, "min_lr", 0, 0, 1e3),
                       .warmupEpochs = numberAt(json, "warmup_epochs", 0, 0, 1e9),
                       .epochs = numberAt(json, "epochs", 1, 1e-9, 1e9)};
    recipe.stepsPerEpoch = numberAt(json, "steps_per_epoch", 1, 1, 1e9);
    recipe.maskRatio = numberAt(json, "mask_ratio", 0.75, 0, 0.999);
    recipe.optim.weightDecay = numberAt(json, "weight_decay", 0.05, 0, 1e3);
    recipe.optim.accumulate = static_cast<int>(numberAt(json, "accumulate", 1, 1, 1e6));
    recipe.optim.clipNorm = numberAt(json, "clip", 0, 0, 1e9);
    if (const auto betas = json.find("betas"); betas != json.end()) {
        if (!betas->is_array() || betas->size() != 2) {
            throw Error(ErrorKind::InvalidConfig, "betas must be a list of two numbers.");
        }
        recipe.optim.beta1 = numberAt({{"betas", (*betas)[0]}}, "betas", 0.9, 0, 0.9999999);
        recipe.optim.beta2 = numberAt({{"betas", (*betas)[1]}}, "betas", 0.95, 0, 0.9999999);
    }
    if (const auto found = json.find("norm_pix"); found != json.end()) {
        if (!found->is_boolean()) {
            throw Error(ErrorKind::InvalidConfig, "norm_pix must be true or false.");
        }
        recipe.normPix = found->get<bool>();
    }
    return recipe;
}

} // namespace

void parityTraining(const ParityTraining& request) {
    const auto recipe = readRecipe(request.config);
    auto model = openModel(request.model, request.overrides);
    model.config.target = recipe.normPix ? Target::Normalised : Target::Pixels;
    const auto file = readSafetensors(request.input);
    const auto images = inputTensor(file, request.input, "imgs", 5);
    const auto noise = inputTensor(file, request.input, "noise", 3);
    requireFit(request.input, images, noise, model.config);
    adaptGrid(model, images, DecoderPositions::TwoDimensional);

    Trainer trainer(model.config, recipe.optim, model.weights, at::kFloat, at::kCPU);
    const auto visible = keptCount(noise.size(2), recipe.maskRatio);
    std::vector<float> losses, rates;
    double lr = recipe.schedule.at(0);
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        const auto ids = idsFromNoise(noise[i], visible);
        if (i % recipe.optim.accumulate == 0) {
            lr = recipe.schedule.at(static_cast<double>(i) / recipe.stepsPerEpoch);
        }
        losses.push_back(static_cast<float>(
            trainer.accumulate(trainInput(images[i], ids, model.config), recipe.optim.accumulate)));
        rates.push_back(static_cast<float>(lr));
        if ((i + 1) % recipe.optim.accumulate == 0) {
            trainer.update(lr, trainer.gradientNorm());
        }
    }
    std::vector<NamedTensor> results{{"loss", at::tensor(losses)}, {"lr", at::tensor(rates)}};
    const auto weights = trainer.masterWeights();
    forEachTensor(weights, [&results](const std::string& name, const Tensor& tensor) {
        results.push_back({name, tensor.detach()});
    });
    writeSafetensors(request.output, results, {{"format", "mae-explorer parity training"}});
}

} // namespace mae
