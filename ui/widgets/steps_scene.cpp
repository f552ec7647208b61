// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_scene.h"

#include "ui/models/heat_scale.h"
#include "ui/session/image_convert.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mae::ui {
namespace {

constexpr int kTilesInRow = 64;
constexpr int kMostColumns = 2048; ///< more tokens than a screen has room for

/// What 94 % of the values don't exceed: single large ones would leave the others without colour.
float rangeOf(std::span<const TokenSample> samples) {
    std::vector<float> sizes;
    for (const auto& sample : samples) {
        for (const float value : sample.first) {
            sizes.push_back(std::abs(value));
        }
    }
    if (sizes.empty()) {
        return 1;
    }
    const auto at = sizes.begin() + static_cast<std::ptrdiff_t>((sizes.size() - 1) * 94 / 100);
    std::ranges::nth_element(sizes, at);
    return std::max(*at, 1e-6F);
}

QImage blank(int width, int height) {
    QImage image(std::max(width, 1), std::max(height, 1), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

TokenPictures picturesOf(std::span<const TokenSample> samples, float range) {
    constexpr int kWide = TokenPictures::kTileColumns, kHigh = TokenPictures::kTileRows;
    const int count = static_cast<int>(samples.size());
    const int values = samples.empty() ? 1 : static_cast<int>(samples[0].first.size());
    const int inRow = std::min(count, kTilesInRow);
    TokenPictures pictures{.columns = blank(std::min(count, kMostColumns), values),
                           .tiles = blank(inRow * kWide, (count / kTilesInRow + 1) * kHigh)};
    for (int token = 0; token < count; ++token) {
        const auto& first = samples[static_cast<std::size_t>(token)].first;
        const auto corner = pictures.tile(token).topLeft().toPoint();
        for (int i = 0; i < static_cast<int>(first.size()); ++i) {
            const auto color = valueColor(first[static_cast<std::size_t>(i)] / range).rgb();
            pictures.tiles.setPixel(corner.x() + i % kWide, corner.y() + i / kWide, color);
            if (token < pictures.columns.width()) {
                pictures.columns.setPixel(token, i, color);
            }
        }
    }
    return pictures;
}

TokenPictures picturesOf(std::span<const TokenSample> samples) {
    return picturesOf(samples, rangeOf(samples));
}

/// Which patches of two pictures are the same.
std::vector<bool> equalPatches(const QImage& a, const QImage& b, const StepScene& scene) {
    std::vector<bool> equal;
    for (int patch = 0; patch < scene.count(); ++patch) {
        const auto place = scene.source(patch).toRect();
        equal.push_back(a.copy(place) == b.copy(place));
    }
    return equal;
}

int liveliest(const StepScene& scene) {
    const auto& trace = *scene.trace;
    const auto spread = [&](int patch) {
        const auto& sample = trace.patches[static_cast<std::size_t>(patch)];
        return sample.largest - sample.smallest;
    };
    return *std::ranges::max_element(
        std::span(trace.order).first(static_cast<std::size_t>(scene.visible)), {}, spread);
}

void addLengths(StepScene& scene) {
    const auto& norms = scene.trace->encoderNorms;
    std::vector<float> all;
    for (const auto& block : norms) {
        all.insert(all.end(), block.begin(), block.end());
        const double sum = std::accumulate(block.begin(), block.end(), 0.0);
        scene.meanLengths.push_back(sum
                                    / static_cast<double>(std::max<std::size_t>(1, block.size())));
    }
    if (all.empty()) {
        return;
    }
    auto sorted = all; // the class token is often far longer than all others
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>((sorted.size() - 1) * 99 / 100);
    std::ranges::nth_element(sorted, at);
    const HeatScale scale{.largest = std::max(1e-6, static_cast<double>(*at))};
    scene.lengths =
        heatImage(all, {static_cast<int>(norms[0].size()), static_cast<int>(norms.size())}, scale);
}

void addShades(StepScene& scene) {
    const auto& noise = scene.trace->noise;
    const auto [least, most] = std::ranges::minmax(noise);
    const float low = scene.random ? 0 : least;
    const float high = scene.random ? 1 : std::max(most, least + 1e-6F);
    for (const float value : noise) {
        scene.shade.push_back(std::clamp((value - low) / (high - low), 0.F, 1.F));
    }
}

} // namespace

QColor valueColor(double value) {
    constexpr double kZero = 0x1e;
    const double size = std::clamp(std::abs(value), 0.0, 1.0);
    const QColor end = value < 0 ? QColor(0x56, 0xb4, 0xe9) : QColor(0xf5, 0xa5, 0x1e);
    const auto mixed = [&](int channel) { return qRound(kZero + size * (channel - kZero)); };
    return {mixed(end.red()), mixed(end.green()), mixed(end.blue())};
}

QRectF TokenPictures::column(int token) const {
    return QRectF(std::min(token, columns.width() - 1), 0, 1, columns.height());
}

QRectF TokenPictures::tile(int token) const {
    return QRectF(token % kTilesInRow * kTileColumns, token / kTilesInRow * kTileRows, kTileColumns,
                  kTileRows);
}

QRectF StepScene::source(int patch) const {
    const int side = trace->result.patchSize;
    return QRectF(patch % grid.columns * side, patch / grid.columns * side, side, side);
}

StepScene sceneOf(std::shared_ptr<const StepTrace> trace, bool random) {
    StepScene scene{.trace = std::move(trace), .random = random};
    const auto& from = *scene.trace;
    scene.random = random && from.drawn;
    scene.grid = from.result.grid;
    scene.visible = from.visible;
    scene.rank.resize(from.order.size());
    for (std::size_t i = 0; i < from.order.size(); ++i) {
        scene.rank[static_cast<std::size_t>(from.order[i])] = static_cast<int>(i);
    }
    scene.example = liveliest(scene);
    addShades(scene);
    scene.original = toQImage(from.result.original);
    scene.predicted = toQImage(from.predictedPixels);
    scene.result = toQImage(from.result.reconstruction);
    scene.pasted = equalPatches(scene.original, scene.result, scene);
    scene.patchRange = rangeOf(from.patches);
    scene.embedded = picturesOf(from.embedded);
    scene.encoded = picturesOf(from.encoded);
    scene.maskToken = picturesOf({&from.maskToken, 1});
    scene.decoderInput = picturesOf(from.decoderInput);
    scene.decoderOutput = picturesOf(from.decoderOutput);
    addLengths(scene);
    return scene;
}

} // namespace mae::ui
