// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/probe/display.h"

#include <span>
#include <string>
#include <vector>

namespace mae::cli {

/// What `mae reconstruct` says about a picture.
struct ReconstructedPicture {
    std::string image{};
    int width = 0; ///< of the picture, upright, before it was fitted
    int height = 0;
    int patches = 0;
    int hidden = 0;
    double error = 0;
    double errorPixels = 0;
    Quality quality{};
    Baselines baselines{};
    double milliseconds = 0;
    std::vector<std::string> files{};
};

/// The list of interfaces.md; numbers that are not finite become null.
Json jsonOf(std::span<const ReconstructedPicture> pictures);

/// A table, and the averages if there are several.
std::string textOf(std::span<const ReconstructedPicture> pictures);

/// Where the files are, in a line; empty if there are none.
std::string writtenText(std::span<const ReconstructedPicture> pictures);

} // namespace mae::cli
