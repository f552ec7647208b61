// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/patch_display.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mae {
namespace {

std::size_t index(std::int64_t value) { return static_cast<std::size_t>(value); }

/// First byte of row @p y of patch @p id.
std::uint8_t* patchRow(Image& picture, int patchSize, int id, int y) {
    const int columns = picture.width / patchSize;
    const int row = id / columns * patchSize + y, column = id % columns * patchSize;
    return &picture.pixels[(index(row) * index(picture.width) + index(column)) * 3];
}

/// Weights by distance in rows and columns: [rows][columns].
std::vector<float> distanceWeights(PatchGrid grid) {
    std::vector<float> weights(index(grid.count()));
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            const auto square = static_cast<float>(r * r + c * c);
            weights[index(r * grid.columns + c)] = 1.0F / (square * std::sqrt(square));
        }
    }
    return weights;
}

/// More are not asked one by one: a picture in tiles has up to a million patches.
constexpr std::size_t kMostNeighbours = 4096;
constexpr int kNear = 16; ///< patches each way

std::vector<int> visibleOf(std::span<const std::uint8_t> hidden) {
    std::vector<int> visible;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (hidden[i] == 0) {
            visible.push_back(static_cast<int>(i));
        }
    }
    return visible;
}

/// Evenly chosen ones if there are too many.
std::vector<int> thinned(const std::vector<int>& visible) {
    const auto step = (visible.size() + kMostNeighbours - 1) / kMostNeighbours;
    std::vector<int> fewer;
    for (std::size_t i = 0; i < visible.size(); i += step) {
        fewer.push_back(visible[i]);
    }
    return fewer;
}

std::vector<int> visibleAround(PatchGrid grid, std::span<const std::uint8_t> hidden, int patch) {
    const int row = patch / grid.columns, column = patch % grid.columns;
    std::vector<int> visible;
    for (int r = std::max(0, row - kNear); r <= std::min(grid.rows - 1, row + kNear); ++r) {
        for (int c = std::max(0, column - kNear); c <= std::min(grid.columns - 1, column + kNear);
             ++c) {
            const int id = r * grid.columns + c;
            if (hidden[index(id)] == 0) {
                visible.push_back(id);
            }
        }
    }
    return visible;
}

} // namespace

PatchStatistics statisticsOf(const Tensor& patches) {
    const auto n = patches.size(0), values = patches.size(1);
    PatchStatistics result{.mean = std::vector<float>(index(n)),
                           .deviation = std::vector<float>(index(n))};
    const auto* patch = patches.const_data_ptr<float>();
    for (std::int64_t i = 0; i < n; ++i, patch += values) {
        double sum = 0;
        for (std::int64_t k = 0; k < values; ++k) {
            sum += patch[k];
        }
        const double mean = sum / static_cast<double>(values);
        double squares = 0;
        for (std::int64_t k = 0; k < values; ++k) {
            squares += (patch[k] - mean) * (patch[k] - mean);
        }
        const double variance =
            squares / static_cast<double>(std::max<std::int64_t>(1, values - 1));
        result.mean[index(i)] = static_cast<float>(mean);
        result.deviation[index(i)] = static_cast<float>(std::sqrt(variance + 1e-6));
    }
    return result;
}

PatchStatistics fromNeighbours(const PatchStatistics& known, PatchGrid grid,
                               std::span<const std::uint8_t> hidden) {
    auto result = known;
    const auto weights = distanceWeights(grid);
    const auto visible = visibleOf(hidden);
    const auto fewer = thinned(visible);
    std::vector<int> near;
    for (int i = 0; i < grid.count(); ++i) {
        if (hidden[index(i)] == 0) {
            continue;
        }
        const auto* from = &visible;
        if (visible.size() > kMostNeighbours) {
            near = visibleAround(grid, hidden, i);
            from = near.empty() ? &fewer : &near;
        }
        float total = 0, mean = 0, deviation = 0;
        for (const int v : *from) {
            const int rows = std::abs(v / grid.columns - i / grid.columns),
                      columns = std::abs(v % grid.columns - i % grid.columns);
            const float weight = weights[index(rows * grid.columns + columns)];
            total += weight;
            mean += weight * known.mean[index(v)];
            deviation += weight * known.deviation[index(v)];
        }
        result.mean[index(i)] = mean / total;
        result.deviation[index(i)] = deviation / total;
    }
    return result;
}

double hiddenError(const ModelConfig& config, const Tensor& predicted, const Tensor& patches,
                   std::span<const std::uint8_t> hidden) {
    const bool normalised = config.target == Target::Normalised;
    const auto statistics = normalised ? statisticsOf(patches) : PatchStatistics{};
    const auto values = patches.size(1);
    const auto *a = predicted.const_data_ptr<float>(), *b = patches.const_data_ptr<float>();
    double sum = 0;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i, a += values, b += values) {
        if (hidden[i] == 0) {
            continue;
        }
        const float mean = normalised ? statistics.mean[i] : 0.0F;
        const float deviation = normalised ? statistics.deviation[i] : 1.0F;
        for (std::int64_t k = 0; k < values; ++k) {
            const double difference = a[k] - (b[k] - mean) / deviation;
            sum += difference * difference;
        }
        count += values;
    }
    return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(count);
}

std::vector<float> shownPixels(const Model& model, const Tensor& predicted, const Tensor& patches,
                               PatchGrid grid, std::span<const std::uint8_t> hidden,
                               NormPixDisplay normPix) {
    const bool normalised = model.config.target == Target::Normalised;
    const bool raw = normalised && normPix == NormPixDisplay::Raw;
    PatchStatistics statistics;
    if (normalised && !raw) {
        statistics = statisticsOf(patches);
        if (normPix == NormPixDisplay::Neighbours) {
            statistics = fromNeighbours(statistics, grid, hidden);
        }
    }
    const auto channels = index(model.config.channels), values = index(patches.size(1));
    std::vector<float> mean(model.mean.begin(), model.mean.end()),
        std(model.std.begin(), model.std.end());
    if (raw) { // 2.5 standard deviations around mid grey
        std::ranges::fill(mean, 0.5F);
        std::ranges::fill(std, 0.2F);
    }
    std::vector<float> shown(index(predicted.numel()));
    const auto* in = predicted.const_data_ptr<float>();
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        const bool scaled = !statistics.mean.empty();
        const float shift = scaled ? statistics.mean[i] : 0.0F;
        const float scale = scaled ? statistics.deviation[i] : 1.0F;
        for (std::size_t k = i * values; k < (i + 1) * values; k += channels) {
            for (std::size_t c = 0; c < channels; ++c) {
                const float pixel = (in[k + c] * scale + shift) * std[c] + mean[c];
                // A prediction that is not a number is shown black, not left to chance.
                shown[k + c] = pixel > 0 ? std::min(pixel, 1.0F) : 0.0F;
            }
        }
    }
    return shown;
}

void putPatch(Image& picture, std::span<const float> shown, const ModelConfig& config, int id) {
    const auto channels = index(config.channels);
    const auto* in = &shown[index(id) * index(config.patchValues())];
    for (int y = 0; y < config.patchSize; ++y) {
        auto* out = patchRow(picture, config.patchSize, id, y);
        for (int x = 0; x < config.patchSize; ++x, in += channels, out += 3) {
            for (std::size_t c = 0; c < 3; ++c) {
                out[c] = static_cast<std::uint8_t>(std::lround(in[channels == 3 ? c : 0] * 255.0F));
            }
        }
    }
}

void fillPatch(Image& picture, int patchSize, int id, std::uint8_t level) {
    for (int y = 0; y < patchSize; ++y) {
        std::fill_n(patchRow(picture, patchSize, id, y), index(patchSize) * 3, level);
    }
}

} // namespace mae
