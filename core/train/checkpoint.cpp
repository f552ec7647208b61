// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/number.h"
#include "core/io/model_file.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors_file.h"
#include "core/io/safetensors_format.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Metadata = std::map<std::string, std::string>;

std::string valueAt(const Metadata& metadata, const char* key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? std::string() : found->second;
}

RunCounters countersIn(const Metadata& metadata, const fs::path& path) {
    const auto step = toInteger(valueAt(metadata, "step"));
    const auto time = toDouble(valueAt(metadata, "time"));
    if (!step || *step < 0 || !time) {
        throw Error(ErrorKind::Format,
                    "'" + path.string() + "' is no checkpoint of a run: step or time is missing.");
    }
    RunCounters counters{.step = *step, .time = *time};
    counters.smoothedLoss =
        toDouble(valueAt(metadata, "smoothed_loss")).value_or(counters.smoothedLoss);
    counters.precision = valueAt(metadata, "precision");
    counters.fingerprint = valueAt(metadata, "data_fingerprint");
    counters.guard = guardMemoryFromJson(valueAt(metadata, "guard"));
    return counters;
}

double lossOf(const fs::path& path) {
    try {
        return countersIn(readSafetensorsHeader(path).metadata, path).smoothedLoss;
    } catch (const Error&) {
        return std::numeric_limits<double>::infinity(); // broken: never the best
    }
}

Metadata metadataOf(const Model& model, const RunCounters& counters) {
    auto metadata = modelMetadata(model);
    metadata["step"] = std::to_string(counters.step);
    metadata["time"] = toText(counters.time);
    metadata["smoothed_loss"] = toText(counters.smoothedLoss);
    metadata["precision"] = counters.precision;
    metadata["data_fingerprint"] = counters.fingerprint;
    metadata["guard"] = toJson(counters.guard);
    return metadata;
}

/// Copies values. @return whether all are finite
bool copyFinite(const float* from, std::int64_t count, float* to) {
    constexpr std::int64_t kBlock = 1024; // a fixed number: then compilers vectorise it
    constexpr std::uint32_t kExponent = 0x7f80'0000;
    const auto isBroken = [](float value) {
        return std::uint32_t((std::bit_cast<std::uint32_t>(value) & kExponent) == kExponent);
    };
    std::uint32_t broken = 0;
    for (; count >= kBlock; from += kBlock, to += kBlock, count -= kBlock) {
        for (std::int64_t i = 0; i < kBlock; ++i) {
            to[i] = from[i];
            broken |= isBroken(from[i]);
        }
    }
    for (std::int64_t i = 0; i < count; ++i) {
        to[i] = from[i];
        broken |= isBroken(from[i]);
    }
    return broken == 0;
}

} // namespace

std::uint64_t CheckpointImage::bytes() const {
    return std::accumulate(
        tensors.begin(), tensors.end(), std::uint64_t{0},
        [](std::uint64_t sum, const NamedTensor& named) { return sum + named.tensor.nbytes(); });
}

bool UnfilledImage::fill() const {
    bool finite = true;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto from = sources[i].contiguous();
        finite &= copyFinite(from.const_data_ptr<float>(), from.numel(),
                             image.tensors[i].tensor.mutable_data_ptr<float>());
    }
    return finite;
}

UnfilledImage unfilledImage(const fs::path& path, const Model& model, const Trainer& trainer,
                            const RunCounters& counters, Tensor memory) {
    UnfilledImage unfilled{.image = {.path = path, .step = counters.step}};
    unfilled.image.metadata = metadataOf(model, counters);
    std::vector<std::string> names;
    std::int64_t values = 0;
    const auto add = [&](const std::string& name, const Tensor& tensor) {
        names.push_back(name);
        unfilled.sources.push_back(tensor.detach().cpu());
        values += tensor.numel();
    };
    const auto weights = trainer.masterWeights();
    forEachTensor(weights, add);
    for (const auto& [name, tensor] : trainer.optimizerState()) {
        add(name, tensor);
    }
    if (!memory.defined() || memory.numel() != values) {
        memory = at::empty({values}, at::TensorOptions(at::kFloat));
    }
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& source = unfilled.sources[i];
        auto place = memory.narrow(0, begin, source.numel()).view(source.sizes());
        unfilled.image.tensors.push_back({std::move(names[i]), std::move(place)});
        begin += source.numel();
    }
    unfilled.image.memory = std::move(memory);
    return unfilled;
}

std::string firstBroken(const std::vector<NamedTensor>& tensors) {
    // A sum is quicker than a look at every value, and is not finite if one is not.
    const auto found = std::ranges::find_if(tensors, [](const NamedTensor& named) {
        return !std::isfinite(named.tensor.sum().item<double>());
    });
    return found == tensors.end() ? std::string() : found->name;
}

std::string firstBroken(const Trainer& trainer) {
    std::vector<NamedTensor> tensors;
    const auto weights = trainer.masterWeights();
    forEachTensor(weights, [&tensors](const std::string& name, const Tensor& tensor) {
        tensors.push_back({name, tensor.detach()});
    });
    const auto name = firstBroken(tensors);
    return name.empty() ? firstBroken(trainer.optimizerState()) : name;
}

void writeImage(const CheckpointImage& image) {
    writeSafetensors(image.path, image.tensors, image.metadata);
    try {
        if (SafetensorsFile(image.path).verify().compared <= 0) {
            throw Error(ErrorKind::Format, "'" + image.path.string() + "' lost its checksum.");
        }
    } catch (...) {
        std::error_code ignored; // better none than a broken one
        fs::remove(image.path, ignored);
        throw;
    }
}

Checkpoint readCheckpoint(const fs::path& path) {
    Checkpoint checkpoint{.path = path, .file = readSafetensors(path)};
    for (const char* key : {kChecksumKey, kHeaderChecksumKey}) {
        if (!isChecksum(valueAt(checkpoint.file.metadata, key))) { // so nothing was compared
            throw Error(ErrorKind::Format, "'" + path.string() + "' has lost its "
                                               + std::string(key) + ": the file is damaged.");
        }
    }
    checkpoint.counters = countersIn(checkpoint.file.metadata, path);
    return checkpoint;
}

Checkpoint newestCheckpoint(const fs::path& run) {
    auto files = listCheckpoints(run);
    std::ranges::reverse(files);
    for (const auto& candidate : files) {
        try {
            return readCheckpoint(candidate.path);
        } catch (const Error& error) {
            log(LogLevel::Warning, "Passing over a checkpoint: " + std::string(error.what()));
        }
    }
    throw Error(ErrorKind::Io,
                "'" + run.string() + "' holds no checkpoint that can be read"
                    + (files.empty() ? "." : "; " + std::to_string(files.size()) + " are broken."));
}

void pruneCheckpoints(const fs::path& run, int keep, std::int64_t step) {
    auto files = listCheckpoints(run);
    std::erase_if(files, [step](const CheckpointFile& file) { return file.step > step; });
    if (files.size() <= static_cast<std::size_t>(keep)) {
        return;
    }
    std::vector<double> losses;
    std::ranges::transform(files, std::back_inserter(losses),
                           [](const CheckpointFile& f) { return lossOf(f.path); });
    const auto best = static_cast<std::size_t>(std::ranges::min_element(losses) - losses.begin());
    for (std::size_t i = 0; i + static_cast<std::size_t>(keep) < files.size(); ++i) {
        if (i != best) {
            std::error_code ignored; // an old file that stays is no harm
            fs::remove(files[i].path, ignored);
        }
    }
}

} // namespace mae
