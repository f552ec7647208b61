// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_plan.h"

#include "app/cli/output.h"
#include "core/base/device.h"
#include "core/base/files.h"
#include "core/base/number.h"
#include "core/data/picture_source.h"
#include "core/train/run_plan.h"
#include "core/train/trial.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace mae::cli {
namespace {

constexpr int kInterrupted = 130;

std::string megabytes(std::int64_t bytes) {
    return grouped(std::llround(static_cast<double>(bytes) / 1e6)) + " MB";
}

Json planJson(const RunPlan& plan, std::int64_t pictures, const TrialResult& trial) {
    auto warnings = Json::array();
    for (const auto& warning : plan.warnings) {
        warnings.push_back(describe(warning));
    }
    return {{"pictures", pictures},
            {"parameters", plan.parameters},
            {"steps", plan.steps},
            {"steps_per_epoch", plan.stepsPerEpoch},
            {"pictures_per_step", plan.picturesPerStep},
            {"memory_bytes", plan.memoryBytes},
            {"checkpoint_bytes", plan.checkpointBytes},
            {"disk_bytes", plan.diskBytes},
            {"precision", trial.precision},
            {"seconds_per_step", trial.secondsPerStep},
            {"images_per_s", trial.imagesPerSecond},
            {"seconds_per_epoch", trial.secondsPerStep * double(plan.stepsPerEpoch)},
            {"seconds", trial.secondsPerStep * double(plan.steps)},
            {"warnings", warnings}};
}

std::string planText(const RunPlan& plan, std::int64_t pictures, const TrialResult& trial) {
    const double epoch = trial.secondsPerStep * double(plan.stepsPerEpoch);
    std::string text;
    const auto line = [&text](const char* name, const std::string& value) {
        text += std::string(name) + value + "\n";
    };
    line("Pictures    ", grouped(pictures));
    line("Parameters  ", grouped(plan.parameters));
    line("Steps       ", grouped(plan.steps) + ", " + grouped(plan.stepsPerEpoch) + " an epoch, of "
                             + grouped(plan.picturesPerStep) + " pictures");
    line("Time        ", "about " + duration(trial.secondsPerStep * double(plan.steps)) + ", "
                             + duration(epoch) + " an epoch (" + toText(trial.imagesPerSecond, 1)
                             + " pictures/s in " + trial.precision + ")");
    line("Memory      ", "about " + megabytes(plan.memoryBytes));
    line("Disk        ", "about " + megabytes(plan.diskBytes) + ", a checkpoint "
                             + megabytes(plan.checkpointBytes));
    for (const auto& warning : plan.warnings) {
        line("Warning: ", describe(warning));
    }
    return text;
}

} // namespace

int showPlan(const TrainConfig& config, const std::string& folder, const SessionOptions& options,
             const std::stop_token& stop) {
    const RunOptions machine{.device = options.device.device,
                             .threads = setThreads(options.device.threads),
                             .deterministic = options.device.deterministic};
    const auto source = openPictures(config.data, config.model.imageSize, stop);
    const auto pictures = source->count();
    const auto room = freeRoom(folder.empty() ? runsFolder().string() : folder);
    const auto plan = planRun(config, pictures, room, std::ssize(source->classes()));
    Trial trial(config, machine);
    {
        ProgressLine progress;
        progress.show("Training for a moment", true);
        while (!stop.stop_requested() && trial.step()) {
        }
    }
    if (stop.stop_requested()) {
        return kInterrupted;
    }
    options.json ? writeJson(planJson(plan, pictures, trial.result()))
                 : writeOut(planText(plan, pictures, trial.result()));
    return 0;
}

} // namespace mae::cli
