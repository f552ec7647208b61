// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconstruct_report.h"

#include "core/base/number.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <set>

namespace mae::cli {
namespace {

/// JSON has no infinity: pictures that are equal have a PSNR of null.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json jsonOf(const Quality& quality) {
    return {{"psnr", number(quality.psnr)}, {"ssim", number(quality.ssim)}};
}

std::string text(double value, int decimals) {
    return std::isfinite(value) ? toText(value, decimals) : "-";
}

/// Mean over the pictures where the number is finite.
template <class Get> double mean(std::span<const ReconstructedPicture> pictures, Get get) {
    double sum = 0;
    int count = 0;
    for (const auto& picture : pictures) {
        if (const double value = get(picture); std::isfinite(value)) {
            sum += value;
            ++count;
        }
    }
    return count > 0 ? sum / count : std::nan("");
}

/// The numbers of a row, for a picture and for the averages.
struct Row {
    double error, psnr, ssim, meanPsnr, telea, ns, milliseconds;

    std::vector<std::string> texts(const std::string& name, const std::string& hidden) const {
        return {name,           hidden,        text(error, 4),
                text(psnr, 2),  text(ssim, 3), text(meanPsnr, 2),
                text(telea, 2), text(ns, 2),   text(milliseconds, 1)};
    }
};

Row rowOf(const ReconstructedPicture& p) {
    return {p.error,
            p.quality.psnr,
            p.quality.ssim,
            p.baselines.mean.psnr,
            p.baselines.telea.psnr,
            p.baselines.ns.psnr,
            p.milliseconds};
}

Row averageOf(std::span<const ReconstructedPicture> pictures) {
    const auto average = [pictures](double Row::*member) {
        return mean(pictures, [member](const auto& picture) { return rowOf(picture).*member; });
    };
    return {average(&Row::error),       average(&Row::psnr),  average(&Row::ssim),
            average(&Row::meanPsnr),    average(&Row::telea), average(&Row::ns),
            average(&Row::milliseconds)};
}

} // namespace

Json jsonOf(std::span<const ReconstructedPicture> pictures) {
    Json list = Json::array();
    for (const auto& p : pictures) {
        list.push_back({{"image", p.image},
                        {"width", p.width},
                        {"height", p.height},
                        {"hidden", p.hidden},
                        {"visible", p.patches - p.hidden},
                        {"error", number(p.error)},
                        {"error_pixels", number(p.errorPixels)},
                        {"psnr", number(p.quality.psnr)},
                        {"ssim", number(p.quality.ssim)},
                        {"baselines",
                         {{"mean", jsonOf(p.baselines.mean)},
                          {"inpaint_telea", jsonOf(p.baselines.telea)},
                          {"inpaint_ns", jsonOf(p.baselines.ns)}}},
                        {"files", p.files},
                        {"milliseconds", number(p.milliseconds)}});
    }
    return list;
}

std::string textOf(std::span<const ReconstructedPicture> pictures) {
    TextTable table(
        {"Picture", "Hidden", "Error", "PSNR dB", "SSIM", "Mean dB", "Telea dB", "NS dB", "ms"});
    for (const auto& picture : pictures) {
        table.add(rowOf(picture).texts(
            printable(std::filesystem::path(picture.image).filename().string()),
            std::to_string(picture.hidden) + "/" + std::to_string(picture.patches)));
    }
    if (pictures.size() > 1) {
        table.add(
            averageOf(pictures).texts("Average of " + grouped(std::int64_t(pictures.size())), ""));
    }
    return table.text();
}

std::string writtenText(std::span<const ReconstructedPicture> pictures) {
    std::set<std::string> files;
    for (const auto& picture : pictures) {
        files.insert(picture.files.begin(), picture.files.end());
    }
    if (files.empty()) {
        return "";
    }
    constexpr std::size_t kMost = 3;
    std::string text = "Wrote";
    if (files.size() > kMost) {
        return text + " " + grouped(std::int64_t(files.size())) + " pictures to "
               + printable(std::filesystem::path(*files.begin()).parent_path().string()) + "/";
    }
    for (const auto& file : files) {
        text += " " + printable(file);
    }
    return text;
}

} // namespace mae::cli
