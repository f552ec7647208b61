// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/reconstruct_views.h"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mae::cli {

/// What one picture reaches at one ratio.
struct CurvePoint {
    std::string image{};
    double ratio = 0;
    int patches = 0;
    int hidden = 0;
    double error = 0;
    Quality quality{};
    Baselines baselines{};
};

/// One picture at 5 to 95 % hidden, in steps of 5, by the request's strategy and seed. Stopped it
/// is shorter.
std::vector<CurvePoint> curveOf(const ReconstructRequest& request, const MaskedPicture& picture,
                                const std::string& name, const std::stop_token& stop);

/// All points as comma-separated values under a header, pictures one after another; of several, the
/// averages follow as "average". What is not finite is empty, and averages are of what is finite.
std::string curveText(std::span<const CurvePoint> points);

} // namespace mae::cli
