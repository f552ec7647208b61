// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconstruct_curve.h"

#include "core/base/number.h"
#include "core/probe/baselines.h"
#include "core/probe/reconstruct.h"

#include <array>
#include <cmath>
#include <map>

namespace mae::cli {
namespace {

struct Column {
    const char* name;
    double (*value)(const CurvePoint&);
};
constexpr std::array kColumns{
    Column{"error", [](const CurvePoint& p) { return p.error; }},
    Column{"psnr", [](const CurvePoint& p) { return p.quality.psnr; }},
    Column{"ssim", [](const CurvePoint& p) { return p.quality.ssim; }},
    Column{"mean_psnr", [](const CurvePoint& p) { return p.baselines.mean.psnr; }},
    Column{"mean_ssim", [](const CurvePoint& p) { return p.baselines.mean.ssim; }},
    Column{"telea_psnr", [](const CurvePoint& p) { return p.baselines.telea.psnr; }},
    Column{"telea_ssim", [](const CurvePoint& p) { return p.baselines.telea.ssim; }},
    Column{"ns_psnr", [](const CurvePoint& p) { return p.baselines.ns.psnr; }},
    Column{"ns_ssim", [](const CurvePoint& p) { return p.baselines.ns.ssim; }},
};

/// RFC 4180: in quotes, which are doubled, where it has to be. What a spreadsheet would take for a
/// formula begins with an apostrophe.
std::string field(std::string text) {
    if (!text.empty()
        && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return quoted + '"';
}

std::string valueText(double value) { return std::isfinite(value) ? toText(value) : ""; }

/// Mean of one column where it is finite.
double averageOf(const std::vector<const CurvePoint*>& points, const Column& column) {
    double sum = 0;
    int count = 0;
    for (const auto* point : points) {
        if (const double value = column.value(*point); std::isfinite(value)) {
            sum += value;
            ++count;
        }
    }
    return count > 0 ? sum / count : std::nan("");
}

std::string averagesText(std::span<const CurvePoint> points) {
    std::map<double, std::vector<const CurvePoint*>> byRatio;
    for (const auto& point : points) {
        byRatio[point.ratio].push_back(&point);
    }
    std::string text;
    for (const auto& [ratio, same] : byRatio) {
        text += "average," + toText(ratio) + ",,";
        for (const auto& column : kColumns) {
            text += "," + valueText(averageOf(same, column));
        }
        text += "\n";
    }
    return text;
}

} // namespace

std::vector<CurvePoint> curveOf(const ReconstructRequest& request, const MaskedPicture& picture,
                                const std::string& name, const std::stop_token& stop) {
    std::vector<CurvePoint> points;
    for (int percent = 5; percent <= 95 && !stop.stop_requested(); percent += 5) {
        auto config = request.mask;
        config.ratio = percent / 100.0;
        const auto mask = drawnMask(request, picture, config);
        const auto result = reconstruct(picture.model, picture.fitted, mask, request.display);
        points.push_back({.image = name,
                          .ratio = config.ratio,
                          .patches = mask.grid.count(),
                          .hidden = result.hiddenCount(),
                          .error = result.error,
                          .quality = result.quality,
                          .baselines = baselines(result)});
    }
    return points;
}

std::string curveText(std::span<const CurvePoint> points) {
    std::string text = "image,ratio,hidden,visible";
    for (const auto& column : kColumns) {
        text += std::string(",") + column.name;
    }
    text += "\n";
    bool several = false;
    for (const auto& point : points) {
        several = several || point.image != points.front().image;
        text += field(point.image) + "," + toText(point.ratio) + "," + std::to_string(point.hidden)
                + "," + std::to_string(point.patches - point.hidden);
        for (const auto& column : kColumns) {
            text += "," + valueText(column.value(point));
        }
        text += "\n";
    }
    return several ? text + averagesText(points) : text;
}

} // namespace mae::cli
