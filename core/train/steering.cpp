// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/steering.h"

#include "core/base/error.h"
#include "core/config/config_json.h"
#include "core/config/validate.h"
#include "core/io/run_folder.h"
#include "core/train/run_journal.h"
#include "core/train/run_record.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mae {
namespace {

constexpr std::array<std::string_view, 6> kSteerable{
    "train.lr", "train.base_lr", "train.min_lr", "train.epochs", "train.steps", "log.every_steps"};
constexpr std::array<std::string_view, 4> kFixed{"train.batch_size", "train.accumulate",
                                                 "train.precision", "train.seed"};

bool isLength(const std::string& path) { return path == "train.epochs" || path == "train.steps"; }

} // namespace

bool isSteerable(const std::string& path) {
    return std::ranges::find(kSteerable, path) != kSteerable.end() || path.starts_with("mask.")
           || path.starts_with("checkpoint.") || path.starts_with("probe.")
           || path == "preview.every_steps";
}

bool isForkable(const std::string& path) {
    return isSteerable(path)
           || (path.starts_with("train.") && std::ranges::find(kFixed, path) == kFixed.end());
}

bool isSameSetting(const std::string& a, const std::string& b) {
    return a == b || (isLength(a) && isLength(b));
}

void applyChange(TrainConfig& config, const SettingChange& change) {
    auto changed = config;
    setSetting(changed, change.path, change.value);
    if (change.path == "train.epochs") {
        changed.train.steps = 0;
    }
    if (change.path == "mask.ratio" || change.path == "mask.strategy") {
        changed.mask.schedule = MaskScheduleKind::Constant; // from now on what was asked for
    }
    if (change.path == "train.base_lr" && changed.train.lr > 0) {
        throw Error(ErrorKind::InvalidConfig, "train.base_lr has no effect while train.lr is "
                                                  + getSetting(changed, "train.lr")
                                                  + ". Change train.lr, or set it to 0 first.");
    }
    requireValid(validate(changed));
    config = changed;
}

void steer(TrainConfig& config, const SettingChange& change) {
    if (!isSteerable(change.path)) {
        getSetting(config, change.path); // unknown ones are told so
        throw Error(ErrorKind::InvalidConfig,
                    change.path
                        + " can't change while a run goes on. What can: learning rates, epochs and "
                          "steps, mask.*, checkpoint.*, probe.*, preview.every_steps and "
                          "log.every_steps.");
    }
    applyChange(config, change);
}

TrainConfig settingsAtStart(const std::filesystem::path& run) {
    const auto record = readRunRecord(run);
    return record.begunWith ? *record.begunWith : readRunConfig(run);
}

TrainConfig settingsAt(const std::filesystem::path& run, std::int64_t step) {
    auto config = settingsAtStart(run);
    for (const auto& change : readChanges(run)) {
        if (change.step <= step) {
            applyChange(config, {change.path, change.value});
        }
    }
    return config;
}

} // namespace mae
