// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_plan.h"

#include "core/base/number.h"
#include "core/data/batcher.h"
#include "core/masking/mask_schedule.h"
#include "core/masking/sample_mask.h"
#include "core/train/lr_schedule.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Kind = PlanWarning::Kind;

constexpr double kUsualRate = 5e-3;
constexpr int kFewestClasses = 2;
constexpr std::int64_t kMega = 1 << 20;

/// Numbers that a block keeps of a picture for the backward pass: what goes into its layers, norms
/// and products, and the weights of its attention, before and after the softmax.
double keptByBlock(double tokens, double width, double heads) {
    return tokens * width * 17 + 2 * heads * tokens * tokens;
}

/// Numbers kept for one picture.
double keptByPicture(const ModelConfig& model, double visible) {
    const double patches = model.patchCount();
    return model.depth * keptByBlock(visible + 1, model.width, model.heads)
           + model.decoderDepth * keptByBlock(patches + 1, model.decoderWidth, model.decoderHeads)
           + 3 * patches * model.patchValues();
}

std::int64_t memoryOf(const TrainConfig& config, std::int64_t parameters, std::int64_t pictures) {
    // Automatic is bfloat16 on most machines; float32 is the safe side of an estimate.
    const double number = config.train.precision == Precision::BFloat16 ? 2 : 4;
    const double values = static_cast<double>(parameters);
    // Weights, gradient, two moments in float32; a copy and the gradients of two shares; the copy
    // of weights and moments for a checkpoint. An average of the weights is in memory and copied.
    const double average = config.train.ema > 0 ? 8 : 0;
    const double state = values * (16 + 3 * number + 12 + average);
    const auto& model = config.model;
    const auto visible = visibleCount(model.patchCount(), config.mask.ratio);
    const double batch = config.train.batchSize * number * keptByPicture(model, visible);
    const double side = model.imageSize;
    const double cache = std::min(config.data.cacheMb * double(kMega),
                                  static_cast<double>(pictures) * side * side * 3 * 2);
    const double probed = config.probe.everyEpochs > 0 ? config.probe.pictures : 0;
    const double kept = // of those that are compared with, and of those that ask
        2
        * std::min(std::min(probed, static_cast<double>(pictures)) * side * side * 3,
                   256.0 * kMega);
    return static_cast<std::int64_t>(state + batch + cache + kept) + 200 * kMega; // and LibTorch
}

std::int64_t memoryFree() {
    std::ifstream file("/proc/meminfo");
    std::string name;
    while (file >> name) {
        std::int64_t kilobytes = 0;
        if (name == "MemAvailable:" && file >> kilobytes) {
            return kilobytes * 1024;
        }
        file.ignore(256, '\n');
    }
    return 0;
}

std::vector<PlanWarning> warningsOf(const TrainConfig& config, const RunPlan& plan,
                                    std::int64_t pictures, const FreeRoom& room) {
    std::vector<PlanWarning> warnings;
    const auto warn = [&warnings](bool is, Kind kind, double value, double limit = 0) {
        if (is) {
            warnings.push_back({kind, value, limit});
        }
    };
    const auto patches = config.model.patchCount();
    const auto visible = visibleCount(patches, config.mask.ratio);
    const auto schedule = lrSchedule(config.train, plan.stepsPerEpoch);
    const double epochs = static_cast<double>(plan.steps) / static_cast<double>(plan.stepsPerEpoch);
    warn(plan.picturesPerStep > pictures, Kind::BatchLargerThanData,
         static_cast<double>(plan.picturesPerStep), static_cast<double>(pictures));
    warn(visible <= 1, Kind::OnePatchVisible, patches);
    warn(patches - visible <= 1, Kind::OnePatchHidden, patches);
    warn(schedule.warmupEpochs > 0 && schedule.warmupEpochs >= epochs, Kind::WarmupTooLong,
         schedule.warmupEpochs, epochs);
    warn(schedule.peak > kUsualRate, Kind::HighLearningRate, schedule.peak, kUsualRate);
    warn(room.diskBytes > 0 && plan.diskBytes > room.diskBytes, Kind::DiskTooSmall,
         static_cast<double>(plan.diskBytes), static_cast<double>(room.diskBytes));
    warn(room.memoryBytes > 0 && plan.memoryBytes > room.memoryBytes, Kind::MemoryTooSmall,
         static_cast<double>(plan.memoryBytes), static_cast<double>(room.memoryBytes));
    return warnings;
}

std::string inGigabytes(double bytes) { return toText(std::round(bytes / 1e8) / 10) + " GB"; }

} // namespace

FreeRoom freeRoom(const std::string& folder) {
    std::error_code error;
    auto place = fs::absolute(folder.empty() ? "." : folder, error);
    while (!place.empty() && place.has_relative_path() && !fs::exists(place, error)) {
        place = place.parent_path();
    }
    const auto space = fs::space(place, error);
    return {.memoryBytes = memoryFree(),
            .diskBytes = error ? 0 : static_cast<std::int64_t>(space.available)};
}

RunPlan planRun(const TrainConfig& config, std::int64_t pictures, const FreeRoom& room,
                std::optional<std::int64_t> classes) {
    RunPlan plan;
    plan.parameters = parameterCount(config.model);
    plan.stepsPerEpoch = stepsPerEpoch(pictures, config.train);
    plan.steps = totalSteps(config.train, plan.stepsPerEpoch);
    plan.picturesPerStep = std::int64_t{config.train.batchSize} * config.train.accumulate;
    plan.memoryBytes = memoryOf(config, plan.parameters, pictures);
    plan.checkpointBytes = plan.parameters * 3 * std::int64_t{sizeof(float)};
    // The last ones, the best one, and the next one while it is written.
    const auto side = std::int64_t{config.model.imageSize};
    const auto previews = plan.steps / config.preview.everySteps * config.preview.count;
    plan.diskBytes = plan.checkpointBytes * (config.checkpoint.keep + 2)
                     + previews * side * side * 3 * 3 / 2; // three pictures, halved by PNG
    plan.warnings = warningsOf(config, plan, pictures, room);
    if (config.probe.everyEpochs > 0 && classes && *classes < kFewestClasses) {
        plan.warnings.push_back(
            {Kind::ProbeWithoutClasses, static_cast<double>(*classes), kFewestClasses});
    }
    return plan;
}

std::string describe(const PlanWarning& warning) {
    const auto value = toText(warning.value), limit = toText(warning.limit);
    switch (warning.kind) {
    case Kind::BatchLargerThanData:
        return "A step takes " + value + " pictures and there are only " + limit
               + ": every step sees some of them several times.";
    case Kind::OnePatchVisible:
        return "With this ratio one patch of " + value
               + " stays visible: there is hardly anything to reconstruct from.";
    case Kind::OnePatchHidden:
        return "With this ratio one patch of " + value
               + " is hidden: there is hardly anything to learn.";
    case Kind::WarmupTooLong:
        return "The warm-up of " + value + " epochs is as long as the run of " + limit
               + ": the learning rate never reaches its peak.";
    case Kind::HighLearningRate:
        return "A learning rate of " + value + " is high (usual: up to " + limit
               + "); the loss may diverge.";
    case Kind::DiskTooSmall:
        return "The run needs about " + inGigabytes(warning.value) + " on the disk, and "
               + inGigabytes(warning.limit) + " are free.";
    case Kind::MemoryTooSmall:
        return "The run needs about " + inGigabytes(warning.value) + " of memory, and "
               + inGigabytes(warning.limit) + " are free.";
    case Kind::ProbeWithoutClasses:
        return "The kNN accuracy needs pictures of at least " + limit
               + " classes, a folder for each; these have " + value + ". It will not be measured.";
    }
    return {};
}

std::vector<double> plannedRates(const TrainConfig& config, std::int64_t pictures, int points) {
    const auto perEpoch = stepsPerEpoch(pictures, config.train);
    const auto total = totalSteps(config.train, perEpoch);
    const auto schedule = lrSchedule(config.train, perEpoch);
    std::vector<double> rates;
    for (int i = 0; i < points; ++i) {
        const double step = static_cast<double>(total) * i / (points - 1);
        rates.push_back(schedule.at(step / static_cast<double>(perEpoch)));
    }
    return rates;
}

std::vector<double> plannedRatios(const TrainConfig& config, std::int64_t pictures, int points) {
    const auto perEpoch = stepsPerEpoch(pictures, config.train);
    const auto total = totalSteps(config.train, perEpoch);
    const MaskSchedule schedule(config.mask, total, perEpoch);
    std::vector<double> ratios;
    for (int i = 0; i < points; ++i) {
        ratios.push_back(schedule.at((total - 1) * i / (points - 1)).ratio);
    }
    return ratios;
}

} // namespace mae
