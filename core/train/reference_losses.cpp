// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/reference_losses.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_limits.h"
#include "core/data/sample_maker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace mae {
namespace {

constexpr std::int64_t kReferenceEpoch = -3; ///< no training epoch has this number
constexpr std::int64_t kMostPictures = 64;

using Patch = std::vector<double>; ///< [P*P*C] normalised pixels

/// A sample as numbers.
struct Sample {
    std::vector<Patch> patches{}; ///< [N]
    std::vector<std::int64_t> visible{}, hidden{};
    int columns = 0;
};

Sample sampleOf(const Batch& batch, const TrainConfig& config) {
    Sample sample{
        .visible = batch.visibleIds, .hidden = batch.hiddenIds, .columns = config.model.grid()};
    const auto values = static_cast<std::size_t>(config.model.patchValues());
    for (std::size_t at = 0; at + values <= batch.patches.size(); at += values) {
        auto& patch = sample.patches.emplace_back(values);
        for (std::size_t i = 0; i < values; ++i) {
            const auto c = i % 3;
            patch[i] = (batch.patches[at + i] / 255.0 - config.data.mean[c]) / config.data.std[c];
        }
    }
    return sample;
}

/// (x - mean) / sqrt(unbiased variance + 1e-6), as the normalised target.
Patch normalisedPatch(const Patch& patch) {
    const auto count = static_cast<double>(patch.size());
    double sum = 0, squares = 0;
    for (const double value : patch) {
        sum += value;
    }
    for (const double value : patch) {
        squares += (value - sum / count) * (value - sum / count);
    }
    const double scale = 1 / std::sqrt(squares / (count - 1) + 1e-6);
    auto result = patch;
    for (auto& value : result) {
        value = (value - sum / count) * scale;
    }
    return result;
}

double squaredError(const Patch& a, const Patch& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / static_cast<double>(a.size());
}

/// A patch of the mean colour of the visible ones.
Patch meanColour(const Sample& sample) {
    std::array<double, 3> sums{};
    double count = 0;
    for (const auto id : sample.visible) {
        const auto& patch = sample.patches[static_cast<std::size_t>(id)];
        for (std::size_t i = 0; i < patch.size(); ++i) {
            sums[i % 3] += patch[i];
        }
        count += static_cast<double>(patch.size()) / 3;
    }
    Patch result(sample.patches.front().size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i] = sums[i % 3] / count;
    }
    return result;
}

/// Mean of the visible patches that are nearest to a hidden one.
Patch nearestPatches(const Sample& sample, std::int64_t hidden) {
    const auto distance = [&](std::int64_t id) {
        const auto rows = id / sample.columns - hidden / sample.columns;
        const auto columns = id % sample.columns - hidden % sample.columns;
        return rows * rows + columns * columns;
    };
    const auto least = distance(*std::ranges::min_element(sample.visible, {}, distance));
    Patch sum(sample.patches.front().size());
    double count = 0;
    for (const auto id : sample.visible) {
        if (distance(id) == least) {
            const auto& patch = sample.patches[static_cast<std::size_t>(id)];
            std::ranges::transform(sum, patch, sum.begin(), std::plus());
            ++count;
        }
    }
    for (auto& value : sum) {
        value /= count;
    }
    return sum;
}

void add(ReferenceLosses& losses, const Sample& sample) {
    const auto colour = meanColour(sample);
    const Patch flat(colour.size()); // what is normalised by patch has no colour of its own
    const auto share = 1 / static_cast<double>(sample.hidden.size());
    for (const auto id : sample.hidden) {
        const auto& truth = sample.patches[static_cast<std::size_t>(id)];
        const auto wanted = normalisedPatch(truth);
        const auto copy = nearestPatches(sample, id);
        losses.pixels.meanColour += share * squaredError(colour, truth);
        losses.pixels.neighbours += share * squaredError(copy, truth);
        losses.normalised.meanColour += share * squaredError(flat, wanted);
        losses.normalised.neighbours += share * squaredError(normalisedPatch(copy), wanted);
    }
    ++losses.pictures;
}

std::optional<ReferenceLoss> lossFrom(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_object()) {
        return std::nullopt;
    }
    const auto number = [&found](const char* name) {
        const auto value = found->find(name);
        return value != found->end() && value->is_number()
                   ? value->get<double>()
                   : std::numeric_limits<double>::quiet_NaN();
    };
    const ReferenceLoss loss{.meanColour = number("mean_colour"),
                             .neighbours = number("neighbours")};
    return std::isfinite(loss.meanColour + loss.neighbours) ? std::optional(loss) : std::nullopt;
}

} // namespace

std::optional<ReferenceLosses> measureReferenceLosses(const std::shared_ptr<PictureSource>& source,
                                                      const TrainConfig& config,
                                                      const std::stop_token& stop) {
    auto one = config;
    one.train.batchSize = 1;
    const SampleMaker maker(source, one);
    ReferenceLosses losses;
    const auto count = std::min(kMostPictures, source->count());
    for (std::int64_t i = 0; i < count; ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        auto batch = maker.emptyBatch(i);
        const auto picture = i * source->count() / count;
        if (maker.make(batch, 0, {.epoch = kReferenceEpoch, .index = picture}, picture)) {
            add(losses, sampleOf(batch, config));
        }
    }
    if (losses.pictures == 0) {
        return std::nullopt;
    }
    for (auto* loss : {&losses.pixels, &losses.normalised}) {
        loss->meanColour /= static_cast<double>(losses.pictures);
        loss->neighbours /= static_cast<double>(losses.pictures);
    }
    return losses;
}

std::optional<ReferenceLosses> readReferenceLosses(const std::filesystem::path& run) {
    std::string text;
    try {
        text = readText(run / "config.json");
    } catch (const Error&) {
        return std::nullopt;
    }
    const auto json =
        isWithin(text) ? nlohmann::json::parse(text, nullptr, false) : nlohmann::json();
    const auto facts = json.is_object() ? json.value("run", nlohmann::json()) : nlohmann::json();
    const auto found =
        facts.is_object() ? facts.value("reference_losses", nlohmann::json()) : nlohmann::json();
    if (!found.is_object()) {
        return std::nullopt;
    }
    const auto pixels = lossFrom(found, "pixels"), normalised = lossFrom(found, "normalised");
    const auto pictures = found.find("pictures");
    if (!pixels || !normalised || pictures == found.end() || !pictures->is_number_unsigned()) {
        return std::nullopt;
    }
    return ReferenceLosses{
        .pixels = *pixels, .normalised = *normalised, .pictures = pictures->get<std::int64_t>()};
}

} // namespace mae
