// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_report.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <utility>

namespace mae {
namespace {

using Json = nlohmann::json;

std::filesystem::path fileOf(const std::filesystem::path& run) { return run / "layers.jsonl"; }

/// The measured numbers and their names in the file.
template <class Layer, class Visitor> void forEachNumber(Layer& layer, Visitor&& visit) {
    visit("grad_norm", layer.gradientNorm);
    visit("weight_norm", layer.weightNorm);
    visit("update_ratio", layer.updateRatio);
    visit("mean", layer.mean);
    visit("std", layer.std);
    visit("max_abs", layer.maxAbs);
    visit("zeros", layer.zeroShare);
    visit("not_finite", layer.notFiniteShare);
}

LayerStatistics layerOf(const Json& json) {
    LayerStatistics layer{.name = json.value("name", std::string()),
                          .parameters = json.value("parameters", std::int64_t{0})};
    forEachNumber(layer, [&json](const char* key, double& value) {
        const auto found = json.find(key);
        value = found != json.end() && found->is_number() ? found->get<double>()
                                                          : LayerStatistics::kUnknown;
    });
    return layer;
}

/// Without layers: it is no line of this file.
LayerReport reportOf(const std::string& line) {
    try {
        const auto json = Json::parse(line);
        LayerReport report{.step = json.at("step").get<std::int64_t>()};
        for (const auto& layer : json.at("layers")) {
            report.layers.push_back(layerOf(layer));
        }
        return report;
    } catch (const Json::exception&) {
        return {};
    }
}

} // namespace

std::string layerLine(const LayerReport& report) {
    auto layers = Json::array();
    for (const auto& layer : report.layers) {
        Json json{{"name", layer.name}, {"parameters", layer.parameters}};
        forEachNumber(layer, [&json](const char* key, double value) {
            json[key] = std::isfinite(value) ? Json(value) : Json();
        });
        layers.push_back(std::move(json));
    }
    return Json{{"step", report.step}, {"layers", std::move(layers)}}.dump();
}

LayerLog::LayerLog(const std::filesystem::path& run, std::int64_t step) : m_path(fileOf(run)) {
    std::ifstream stream(m_path, std::ios::binary);
    std::uintmax_t kept = 0; // bytes
    for (std::string line; std::getline(stream, line) && !stream.eof();) {
        const auto report = reportOf(line);
        if (report.layers.empty() || report.step > step) {
            break;
        }
        kept += line.size() + 1;
    }
    std::error_code code;
    const auto size = std::filesystem::file_size(m_path, code);
    if (!code && size > kept) {
        std::filesystem::resize_file(m_path, kept, code);
        if (code) {
            throw Error(ErrorKind::Io, "Could not shorten '" + m_path.string()
                                           + "': " + systemMessage(code.value()) + ".");
        }
    }
}

void LayerLog::append(const LayerReport& report) {
    std::ofstream stream(m_path, std::ios::app | std::ios::binary);
    stream << layerLine(report) << '\n' << std::flush;
    if (!stream) {
        throw Error(ErrorKind::Io, "Could not write to '" + m_path.string() + "'.");
    }
}

std::optional<LayerReport> readNewestLayers(const std::filesystem::path& run) {
    constexpr std::streamoff kTail = 1 << 20; // of a file that may have a line per step
    std::ifstream stream(fileOf(run), std::ios::binary | std::ios::ate);
    const std::streamoff size = stream ? std::streamoff(stream.tellg()) : 0;
    stream.seekg(std::max<std::streamoff>(0, size - kTail));
    std::optional<LayerReport> newest;
    for (std::string line; std::getline(stream, line) && !stream.eof();) { // a torn one is dropped
        if (auto report = reportOf(line); !report.layers.empty()) {
            newest = std::move(report);
        }
    }
    return newest;
}

} // namespace mae
