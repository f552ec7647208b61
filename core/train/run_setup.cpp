// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_setup.h"

#include "core/base/device.h"
#include "core/base/error.h"
#include "core/io/run_folder.h"

#include <ATen/Context.h>

#include <system_error>
#include <utility>
#include <vector>

namespace mae {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuseUsed(const fs::path& folder) {
    throw Error(ErrorKind::InvalidConfig,
                "'" + folder.string()
                    + "' exists and is not an empty folder. Choose another one for the run"
                    + (fs::exists(folder / "config.json")
                           ? ", or continue that one with: mae resume " + folder.string()
                           : "."));
}

} // namespace

TrainConfig withAbsolutePaths(TrainConfig config) {
    for (auto* paths : {&config.data.paths, &config.data.validation}) {
        for (auto& path : *paths) {
            if (path != "scenes" && path != "none") {
                path = fs::absolute(path).lexically_normal().string();
            }
        }
    }
    auto& init = config.train.init;
    if (!init.empty() && init != "bundled") {
        init = fs::absolute(init).lexically_normal().string();
    }
    return config;
}

void requireNewFolder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        refuseUsed(folder);
    }
    requireUnused(folder); // of a run that could not begin there may be empty folders
}

void requireUnused(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const bool own = entry.path().filename() == "run.lock"
                         || ((entry.path() == checkpointsFolder(folder)
                              || entry.path() == previewsFolder(folder))
                             && fs::is_empty(entry.path(), error));
        if (!own) {
            refuseUsed(folder);
        }
    }
}

NewFolder::NewFolder(fs::path folder, bool existed)
    : m_folder(std::move(folder)), m_existed(existed) {}

NewFolder::~NewFolder() {
    if (m_kept) {
        return;
    }
    std::error_code ignored;
    for (const char* name : {"config.json", "metrics.jsonl", "events.jsonl", "changes.jsonl",
                             "log.txt", "checkpoints", "previews", "run.lock"}) {
        fs::remove_all(m_folder / name, ignored);
    }
    std::vector<fs::path> events; // of TensorBoard, whose names tell the time
    for (fs::directory_iterator i(m_folder, ignored), end; !ignored && i != end;
         i.increment(ignored)) {
        if (i->path().filename().string().starts_with("events.out.tfevents.")) {
            events.push_back(i->path());
        }
    }
    for (const auto& path : events) {
        fs::remove(path, ignored);
    }
    if (!m_existed) {
        fs::remove(m_folder, ignored);
    }
}

void makeFolders(const fs::path& run) {
    for (const auto& folder : {run, checkpointsFolder(run), previewsFolder(run)}) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) {
            throw Error(ErrorKind::Io,
                        "Could not create '" + folder.string() + "': " + error.message() + ".");
        }
    }
}

void applyOptions(const RunOptions& options) {
    if (options.threads > 0) {
        setThreads(options.threads);
    }
    at::globalContext().setDeterministicAlgorithms(options.deterministic, /*warn_only=*/false);
    at::globalContext().setBenchmarkCuDNN(!options.deterministic);
}

std::string describeData(const TrainConfig& config, std::int64_t pictures) {
    std::string names;
    for (const auto& path : config.data.paths) {
        names += (names.empty() ? "" : ", ")
                 + (path == "scenes" ? path : fs::path(path).filename().string());
    }
    return std::to_string(pictures) + " pictures (" + names + ")";
}

} // namespace mae
