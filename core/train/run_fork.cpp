// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_fork.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"
#include "core/train/metrics_log.h"
#include "core/train/run_record.h"
#include "core/train/run_setup.h"
#include "core/train/steering.h"

#include <algorithm>

namespace mae {
namespace {

namespace fs = std::filesystem;

fs::path runOfCheckpoint(const fs::path& file) {
    const auto folder = fs::absolute(file).parent_path();
    if (folder.filename() != "checkpoints" || !fs::exists(folder.parent_path() / "config.json")) {
        throw Error(ErrorKind::InvalidConfig,
                    "'" + file.string()
                        + "' is not in the folder of a run, so its settings are not known.");
    }
    return folder.parent_path();
}

TrainConfig changedSettings(TrainConfig config, const std::vector<SettingChange>& changes) {
    for (const auto& change : changes) {
        if (!isForkable(change.path)) {
            getSetting(config, change.path); // unknown ones are told so
            throw Error(ErrorKind::InvalidConfig,
                        change.path
                            + " must be that of the run it is forked from: weights, "
                              "optimizer or the order of the pictures depend on it.");
        }
        applyChange(config, change);
    }
    return config;
}

} // namespace

void forkRun(const fs::path& from, const fs::path& folder,
             const std::vector<SettingChange>& changes) {
    const bool isFile = fs::is_regular_file(from);
    const auto parent = isFile ? runOfCheckpoint(from) : fs::absolute(from).lexically_normal();
    readRunConfig(parent); // so that what is no run is told so
    const auto checkpoint = isFile ? readCheckpoint(from) : newestCheckpoint(parent);
    const auto step = checkpoint.counters.step;
    const auto config = changedSettings(settingsAt(parent, step), changes);

    requireNewFolder(folder);
    const bool existed = fs::exists(folder);
    makeFolders(folder);
    const FileLock lock(folder / "run.lock");
    requireUnused(folder);
    NewFolder created(folder, existed);
    auto metrics = readMetrics(parent);
    std::erase_if(metrics, [step](const StepMetrics& m) { return m.step > step; });
    const MetricsLog copy(folder, metrics);
    writeSafetensors(checkpointPath(folder, step), checkpoint.file.tensors,
                     checkpoint.file.metadata);
    auto record = readRunRecord(parent);
    record.begunWith.reset();
    record.state = "stopped";
    record.parent = RunParent{parent.string(), checkpoint.path.filename().string(), step};
    writeRunConfig(folder, config, record);
    created.keep();
}

} // namespace mae
