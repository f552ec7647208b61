// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/transform.h"
#include "core/probe/crop_frame.h"
#include "core/probe/reconstruct.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mae {
namespace {

constexpr int kMostPatches = 4096;
constexpr int kMostSquares = 1024;

/// Squares of @p side pixels for a picture at its own size, fewer if there would be too many.
PatchGrid nearestGrid(const Image& picture, int side, int most) {
    const double rows = static_cast<double>(picture.height) / side,
                 columns = static_cast<double>(picture.width) / side;
    const double scale = std::min(1.0, std::sqrt(most / (rows * columns)));
    const auto rounded = [](double value, int limit) {
        return static_cast<int>(std::clamp<double>(std::round(value), 1, limit));
    };
    PatchGrid grid{.rows = rounded(rows * scale, most)};
    grid.columns = rounded(columns * scale, most / grid.rows);
    grid.rows = std::min(grid.rows, most / grid.columns);
    return grid;
}

} // namespace

Image fittedPicture(const Image& picture, const ModelConfig& config, Fit fit,
                    const CropFrame& frame) {
    if (picture.width < 1 || picture.height < 1) {
        throw Error(ErrorKind::InvalidConfig, "The picture is empty.");
    }
    const CropBox whole{.height = picture.height, .width = picture.width};
    auto box = whole;
    int width = config.imageSize, height = config.imageSize;
    if (fit == Fit::Crop) {
        box = framedSquare(picture.width, picture.height, frame, config.patchSize);
    } else if (fit != Fit::Stretch) {
        const bool native = fit == Fit::Native;
        const int side = native ? config.patchSize : config.imageSize;
        const auto grid = nearestGrid(picture, side, native ? kMostPatches : kMostSquares);
        width = grid.columns * side;
        height = grid.rows * side;
    }
    if (width == picture.width && height == picture.height && box == whole) {
        return picture;
    }
    return resizeBicubic(picture, box, width, height);
}

PatchGrid gridOf(const Image& fitted, const ModelConfig& config) {
    const int p = config.patchSize;
    if (fitted.width < p || fitted.height < p || fitted.width % p != 0 || fitted.height % p != 0) {
        throw Error(ErrorKind::InvalidConfig, "A picture of " + std::to_string(fitted.width) + " x "
                                                  + std::to_string(fitted.height)
                                                  + " pixels does not divide into patches of "
                                                  + std::to_string(p) + ".");
    }
    return {.rows = fitted.height / p, .columns = fitted.width / p};
}

} // namespace mae
