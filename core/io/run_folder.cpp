// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/run_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/data/batcher.h"
#include "core/io/safetensors.h"
#include "core/train/lr_schedule.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <optional>
#include <span>
#include <system_error>
#include <tuple>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "step-";
constexpr std::uint64_t kLargestLog = std::uint64_t{4} << 30;

std::string stepName(std::int64_t step, const char* extension) {
    auto digits = std::to_string(step);
    digits.insert(0, digits.size() < 8 ? 8 - digits.size() : 0, '0');
    return std::string(kPrefix) + digits + extension;
}

/// The step in a file's name; empty if it is no checkpoint's.
std::optional<std::int64_t> stepOf(const fs::path& path) {
    const auto name = path.filename().string();
    constexpr std::string_view kExtension = ".safetensors";
    if (!name.starts_with(kPrefix) || !name.ends_with(kExtension)
        || name.size() <= kPrefix.size() + kExtension.size()) {
        return std::nullopt;
    }
    const auto digits = std::string_view(name).substr(kPrefix.size(), name.size() - kPrefix.size()
                                                                          - kExtension.size());
    const auto step = toInteger(digits);
    return step && *step >= 0 && digits.front() != '-' && digits.front() != '+' ? step
                                                                                : std::nullopt;
}

/// Calls @p use for every entry; a folder that is absent or can't be read has none.
template <class Use> void forEachEntry(const fs::path& folder, Use&& use) {
    std::error_code code;
    for (fs::directory_iterator i(folder, code), end; !code && i != end; i.increment(code)) {
        use(*i);
    }
}

bool isRegular(const fs::directory_entry& entry) {
    std::error_code code;
    return entry.is_regular_file(code);
}

/// A line exactly as metricsLine() writes it: long logs are read ten times faster this way.
std::optional<StepMetrics> parseOwnLine(std::string_view line) {
    const auto take = [&line](std::string_view before, auto& value) {
        if (!line.starts_with(before)) {
            return false;
        }
        line.remove_prefix(before.size());
        const auto [end, code] = std::from_chars(line.data(), line.data() + line.size(), value);
        line.remove_prefix(static_cast<std::size_t>(end - line.data()));
        return code == std::errc() && (line.starts_with(',') || line == "}");
    };
    StepMetrics m;
    const bool whole =
        take(R"({"step":)", m.step) && take(R"(,"epoch":)", m.epoch) && take(R"(,"loss":)", m.loss)
        && take(R"(,"lr":)", m.lr) && take(R"(,"grad_norm":)", m.gradNorm)
        && take(R"(,"images_per_s":)", m.imagesPerSecond) && take(R"(,"time":)", m.time)
        && (line == "}" || take(R"(,"memory_mb":)", m.memoryMb)) && line == "}";
    return whole && m.step >= 0 && std::isfinite(m.loss) ? std::optional(m) : std::nullopt;
}

/// Empty for a line that is no object with the numbers of a step.
std::optional<StepMetrics> parseLine(std::string_view line) {
    if (const auto metrics = parseOwnLine(line)) {
        return metrics;
    }
    const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    const auto number = [&json](const char* key) -> std::optional<double> {
        const auto found = json.find(key);
        return found != json.end() && found->is_number() ? std::optional(found->get<double>())
                                                         : std::nullopt;
    };
    const auto share = [&number](const char* key) {
        const auto value = number(key);
        return value && *value >= 0 && *value <= 1 ? value : std::nullopt;
    };
    const auto step = json.find("step");
    const auto loss = number("loss");
    if (step == json.end() || !step->is_number_integer() || step->get<std::int64_t>() < 0 || !loss
        || !std::isfinite(*loss)) {
        return std::nullopt;
    }
    return StepMetrics{.step = step->get<std::int64_t>(),
                       .epoch = number("epoch").value_or(0),
                       .loss = *loss,
                       .lr = number("lr").value_or(0),
                       .gradNorm = number("grad_norm").value_or(0),
                       .imagesPerSecond = number("images_per_s").value_or(0),
                       .time = number("time").value_or(0),
                       .memoryMb = number("memory_mb").value_or(0),
                       .validationLoss = number("val_loss"),
                       .knnTop1 = share("probe_knn_top1")};
}

/// Of the newest checkpoint whose header can be read: damaged ones do not count.
std::int64_t newestStep(const fs::path& run) {
    auto checkpoints = listCheckpoints(run);
    std::ranges::reverse(checkpoints);
    for (const auto& checkpoint : checkpoints) {
        try {
            readSafetensorsHeader(checkpoint.path);
            return checkpoint.step;
        } catch (const Error&) {
            continue; // or being removed at this moment
        }
    }
    return 0;
}

/// Pictures that an epoch shows, as config.json notes them; 0: it does not say.
std::int64_t picturesIn(const std::string& configText) {
    const auto json = nlohmann::json::parse(configText, nullptr, /*allow_exceptions=*/false);
    const auto run = json.is_object() ? json.find("run") : json.end();
    if (!json.is_object() || run == json.end() || !run->is_object()) {
        return 0;
    }
    auto pictures = run->find("pictures_per_epoch");
    if (pictures == run->end()) { // of an earlier version
        pictures = run->find("pictures");
    }
    return pictures != run->end() && pictures->is_number_unsigned() ? pictures->get<std::int64_t>()
                                                                    : 0;
}

/// Whether config.json says that the run is going on; it says so until the run ends in order.
std::string stateIn(const std::string& configText) {
    const auto json = nlohmann::json::parse(configText, nullptr, /*allow_exceptions=*/false);
    const auto run = json.is_object() ? json.find("run") : json.end();
    if (!json.is_object() || run == json.end() || !run->is_object()) {
        return {};
    }
    const auto state = run->find("state");
    return state != run->end() && state->is_string() ? state->get<std::string>() : std::string();
}

std::int64_t plannedSteps(const OptimConfig& config, std::int64_t pictures) {
    const bool sane = pictures >= 1 && pictures <= 1'000'000'000 && config.batchSize >= 1
                      && config.accumulate >= 1 && config.epochs > 0 && config.epochs <= 1e6;
    return sane ? totalSteps(config, stepsPerEpoch(pictures, config)) : 0;
}

TrainConfig configFrom(const std::string& text, const fs::path& path) {
    try {
        return trainConfigFromJson(text);
    } catch (const Error& error) {
        throw Error(error.kind(), "'" + path.string() + "': " + error.what());
    }
}

std::chrono::system_clock::time_point changedAt(const fs::path& run) {
    std::optional<fs::file_time_type> newest;
    for (const auto& path : {run / "metrics.jsonl", run / "config.json", checkpointsFolder(run)}) {
        std::error_code code;
        const auto time = fs::last_write_time(path, code);
        if (!code && (!newest || time > *newest)) {
            newest = time;
        }
    }
    return newest ? std::chrono::time_point_cast<std::chrono::system_clock::duration>(
               std::chrono::file_clock::to_sys(*newest))
                  : std::chrono::system_clock::time_point{};
}

/// Lower case letters, digits and dashes: a name that is safe on any file system and in a shell.
std::string slug(const std::string& title) {
    std::string text;
    for (const char c : title) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && std::isalnum(byte) != 0) {
            text += static_cast<char>(std::tolower(byte));
        } else if (!text.empty() && text.back() != '-') {
            text += '-';
        }
    }
    text.resize(std::min<std::size_t>(text.size(), 40));
    while (!text.empty() && text.back() == '-') {
        text.pop_back();
    }
    return text.empty() ? "run" : text;
}

std::string today() {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 16> text{};
    const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%d", &local);
    return {text.data(), length};
}

} // namespace

fs::path checkpointsFolder(const fs::path& run) { return run / "checkpoints"; }

fs::path previewsFolder(const fs::path& run) { return run / "previews"; }

fs::path checkpointPath(const fs::path& run, std::int64_t step) {
    return checkpointsFolder(run) / stepName(step, ".safetensors");
}

fs::path previewPath(const fs::path& run, std::int64_t step) {
    return previewsFolder(run) / stepName(step, ".png");
}

std::vector<CheckpointFile> listCheckpoints(const fs::path& run) {
    std::vector<CheckpointFile> files;
    forEachEntry(checkpointsFolder(run), [&files](const fs::directory_entry& entry) {
        if (const auto step = stepOf(entry.path()); step && isRegular(entry)) {
            files.push_back({entry.path(), *step});
        }
    });
    std::ranges::sort(files, {}, [](const CheckpointFile& file) {
        return std::pair(file.step, file.path); // the name decides between 7 and 0007
    });
    return files;
}

TrainConfig readRunConfig(const fs::path& run) {
    const auto path = run / "config.json";
    return configFrom(readText(path), path);
}

std::string metricsLine(const StepMetrics& metrics) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    json["step"] = metrics.step;
    json["epoch"] = metrics.epoch;
    json["loss"] = metrics.loss;
    json["lr"] = metrics.lr;
    json["grad_norm"] = metrics.gradNorm;
    json["images_per_s"] = metrics.imagesPerSecond;
    json["time"] = metrics.time;
    if (metrics.memoryMb > 0) {
        json["memory_mb"] = metrics.memoryMb;
    }
    if (metrics.validationLoss) {
        json["val_loss"] = *metrics.validationLoss;
    }
    if (metrics.knnTop1) {
        json["probe_knn_top1"] = *metrics.knnTop1;
    }
    return json.dump();
}

std::vector<StepMetrics> readMetrics(const fs::path& run) {
    const auto path = run / "metrics.jsonl";
    std::error_code code;
    if (!fs::exists(path, code)) {
        return {};
    }
    const auto text = readText(path, kLargestLog);
    std::vector<StepMetrics> steps;
    std::string_view rest = text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (const auto metrics = parseLine(rest.substr(0, end))) {
            steps.push_back(*metrics);
        }
        rest.remove_prefix(end + 1);
    } // what has no line's end was being written when the power went
    return inStepOrder(std::move(steps));
}

std::vector<StepMetrics> inStepOrder(std::vector<StepMetrics> steps) {
    const auto notAscending = [](const StepMetrics& a, const StepMetrics& b) {
        return a.step >= b.step;
    };
    if (std::ranges::adjacent_find(steps, notAscending) == steps.end()) {
        return steps; // nearly always
    }
    std::ranges::reverse(steps);
    std::ranges::stable_sort(steps, {}, &StepMetrics::step);
    const auto same = [](const StepMetrics& a, const StepMetrics& b) { return a.step == b.step; };
    steps.erase(std::unique(steps.begin(), steps.end(), same), steps.end());
    return steps;
}

MetricsTail readMetricsFrom(const fs::path& run, std::uint64_t from) {
    const auto path = run / "metrics.jsonl";
    std::error_code code;
    if (!fs::exists(path, code)) {
        return {.restarted = from > 0};
    }
    const InputFile file(path);
    MetricsTail tail{.restarted = file.size() < from};
    tail.end = tail.restarted ? 0 : from;
    std::string text(std::min(file.size() - tail.end, kLargestLog), '\0');
    file.read(tail.end, std::as_writable_bytes(std::span(text)));
    std::string_view rest = text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (const auto metrics = parseLine(rest.substr(0, end))) {
            tail.steps.push_back(*metrics);
        }
        rest.remove_prefix(end + 1);
        tail.end += end + 1;
    } // the rest is being written
    return tail;
}

RunSummary readRunSummary(const fs::path& run) {
    const auto path = run / "config.json";
    const auto text = readText(path);
    RunSummary summary{.folder = run, .config = configFrom(text, path), .step = newestStep(run)};
    summary.totalSteps = plannedSteps(summary.config.train, picturesIn(text));
    const auto metrics = readMetrics(run);
    if (!metrics.empty()) {
        summary.lastLoss = metrics.back().loss;
        summary.seconds = metrics.back().time;
        summary.bestLoss = std::ranges::min(metrics, {}, &StepMetrics::loss).loss;
        for (const auto& step : metrics) {
            summary.validationLoss =
                step.validationLoss ? step.validationLoss : summary.validationLoss;
            summary.knnTop1 = step.knnTop1 ? step.knnTop1 : summary.knnTop1;
        }
    }
    summary.beingWritten = isLocked(run / "run.lock");
    if (summary.beingWritten && !metrics.empty()) { // its newest checkpoint may be minutes old
        summary.step = std::max(summary.step, metrics.back().step);
    }
    if (!summary.beingWritten) {
        const auto last = metrics.empty() ? 0 : metrics.back().step;
        summary.lostSteps = std::max<std::int64_t>(0, last - summary.step);
        const auto state = stateIn(text);
        summary.interrupted = !summary.finished() && state != "moved"
                              && (state == "running" || summary.lostSteps > 0);
    }
    summary.changed = changedAt(run);
    summary.notes = readNotes(run);
    return summary;
}

std::vector<RunSummary> listRuns(const fs::path& folder) {
    std::vector<RunSummary> runs;
    forEachEntry(folder, [&runs](const fs::directory_entry& entry) {
        std::error_code code;
        if (!entry.is_directory(code)) {
            return;
        }
        try {
            runs.push_back(readRunSummary(entry.path()));
        } catch (const std::exception& error) { // no run, or removed at this moment, or damaged
            if (fs::exists(entry.path() / "config.json", code)
                && fs::is_directory(checkpointsFolder(entry.path()), code)) {
                log(LogLevel::Warning, "A run is left out: " + std::string(error.what()));
            }
        }
    });
    std::ranges::sort(runs, [](const RunSummary& a, const RunSummary& b) {
        return std::tie(b.changed, a.folder) < std::tie(a.changed, b.folder);
    });
    return runs;
}

fs::path newRunFolder(const fs::path& parent, const std::string& title) {
    const auto name = today() + "-" + slug(title);
    auto path = parent / name;
    std::error_code code;
    for (int number = 2; fs::symlink_status(path, code).type() != fs::file_type::not_found;
         ++number) {
        path = parent / (name + "-" + std::to_string(number));
    }
    return path;
}

} // namespace mae
