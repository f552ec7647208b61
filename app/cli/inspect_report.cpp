// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_report.h"

#include "core/config/config_json.h"
#include "core/io/wording.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>

namespace mae::cli {
namespace {

Json architectureOf(const ModelReport& report) {
    if (!report.hasArchitecture) {
        return Json::object();
    }
    auto json = Json::parse(toJson(report.config));
    json.erase("target"); // has a place of its own, and may be unknown
    for (const char* key : {"heads", "decoder_heads"}) {
        if (json.value(key, 0) == 0) {
            json[key] = nullptr; // heads can't be seen in the shapes
        }
    }
    json["parameters"] = parameterCount(report.config);
    return json;
}

Json tensorsOf(const ModelReport& report, const AllStatistics& statistics) {
    Json tensors = Json::array();
    for (std::size_t i = 0; i < report.tensors.size(); ++i) {
        const auto& tensor = report.tensors[i];
        Json json{{"name", tensor.name}, {"shape", tensor.shape}, {"dtype", tensor.dtype}};
        if (!tensor.published.empty() && tensor.published != tensor.name) {
            json["published"] = tensor.published;
        }
        if (!statistics.empty()) {
            const auto& values = statistics[i];
            json["not_finite"] = values.notFinite;
            if (values.notFinite < values.count) {
                json["min"] = values.min;
                json["max"] = values.max;
                json["mean"] = values.mean;
                json["std"] = values.std;
                json["histogram"] = values.histogram;
            }
        }
        tensors.push_back(std::move(json));
    }
    return tensors;
}

Json partsOf(const ModelReport& report) {
    Json parts = Json::array();
    for (const auto& part : report.parts) {
        parts.push_back({{"part", part.id},
                         {"tensors", part.tensors},
                         {"values", part.values},
                         {"prefix", part.from}});
    }
    return parts;
}

} // namespace

Json inspectionJson(const ModelReport& report, const AllStatistics& statistics,
                    const Verification* verified) {
    Json files = Json::array();
    for (const auto& file : report.files) {
        files.push_back({{"path", file.path}, {"bytes", file.bytes}});
    }
    Json problems = Json::array();
    for (const auto& problem : report.problems) {
        problems.push_back({{"problem", problem.text}, {"remedy", problem.remedy}});
    }
    Json json{{"summary", report.summary},
              {"kind", report.kind},
              {"scheme", report.scheme},
              {"format", report.format},
              {"files", files},
              {"architecture", architectureOf(report)},
              {"heads_from", report.headsFrom},
              {"target", report.target},
              {"target_from", report.targetFrom},
              {"parts", partsOf(report)},
              {"problems", problems},
              {"reconstructs", report.reconstructs},
              {"features", report.looks},
              {"tensors", tensorsOf(report, statistics)},
              {"missing", report.missing},
              {"unexpected", report.unexpected},
              {"arguments", Json(report.arguments)},
              {"trained_on", report.trainedOn},
              {"licence", report.licence}};
    if (verified != nullptr) {
        json["verified"] = {{"compared_bytes", static_cast<std::uint64_t>(verified->compared)},
                            {"all_bytes", static_cast<std::uint64_t>(verified->all)}};
    }
    return json;
}

namespace {

std::string headsText(int heads) {
    return heads > 0 ? std::to_string(heads) + " heads" : "heads unknown";
}

std::string architectureText(const ModelConfig& model) {
    return std::to_string(model.imageSize) + " px, patch " + std::to_string(model.patchSize)
           + "\nEncoder       " + std::to_string(model.width) + " x " + std::to_string(model.depth)
           + ", " + headsText(model.heads) + "\nDecoder       "
           + (model.decoderDepth > 0
                  ? std::to_string(model.decoderWidth) + " x " + std::to_string(model.decoderDepth)
                        + ", " + headsText(model.decoderHeads)
                  : "none")
           + "\n";
}

/// "1.3 GB"
std::string sizeText(std::uint64_t bytes) {
    constexpr std::array kUnits{"bytes", "kB", "MB", "GB", "TB"};
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1000 && unit + 1 < kUnits.size(); ++unit) {
        size /= 1000;
    }
    auto text = std::to_string(size);
    text.resize(text.find('.') + (unit > 0 && size < 100 ? 2 : 0));
    return text + " " + kUnits[unit];
}

std::string partsText(const ModelReport& report) {
    std::string text;
    for (const auto& part : report.parts) {
        if (part.tensors > 0) {
            text += (text.empty() ? "" : ", ") + part.id + " " + grouped(part.tensors)
                    + (part.from.empty() ? "" : " (below " + printable(part.from) + ")");
        }
    }
    return text;
}

std::string problemsText(const ModelReport& report) {
    std::string text;
    for (const auto& problem : report.problems) {
        text += "  " + problem.text + (problem.remedy.empty() ? "" : " " + problem.remedy) + "\n";
    }
    return text.empty() ? text : "Note:\n" + text;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto size : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return text.empty() ? "scalar" : text;
}

std::string listText(const std::string& title, const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
        text += "  " + printable(names[i]) + "\n";
    }
    if (names.size() > kMost) {
        text += "  and " + grouped(std::int64_t(names.size() - kMost)) + " more\n";
    }
    return names.empty() ? "" : title + "\n" + text;
}

} // namespace

std::string inspectionText(const ModelReport& report) {
    std::int64_t values = 0;
    for (const auto& tensor : report.tensors) {
        values += valueCount(tensor.shape);
    }
    std::uint64_t bytes = 0;
    for (const auto& file : report.files) {
        bytes += file.bytes;
    }
    const auto from = [](const std::string& what) {
        return what.empty() ? "" : " (from " + what + ")";
    };
    std::string text =
        report.summary + "\n\nKind          " + report.kind + "\nNames         " + report.scheme
        + "\nFormat        " + report.format + ", " + sizeText(bytes)
        + (report.files.size() > 1 ? " in " + std::to_string(report.files.size()) + " files" : "")
        + "\n";
    if (report.hasArchitecture) {
        text += "Pictures      " + architectureText(report.config);
    }
    text += "Predicts      " + report.target + from(report.targetFrom) + "\nTensors       "
            + grouped(std::int64_t(report.tensors.size())) + " with " + grouped(values)
            + " values\nParts         " + partsText(report) + "\n";
    text += report.licence.empty() ? "" : "Licence       " + printable(report.licence) + "\n";
    text += problemsText(report);
    text += listText("Missing:", report.missing) + listText("Unexpected:", report.unexpected);
    if (!report.arguments.empty()) {
        text += "Found in the file:\n";
        for (const auto& [name, value] : report.arguments) {
            constexpr std::size_t kMost = 100;
            text += "  " + printable(name) + " = "
                    + printable(value.size() > kMost ? value.substr(0, kMost) + "…" : value) + "\n";
        }
    }
    return text;
}

std::string tensorTable(const ModelReport& report, const AllStatistics& statistics) {
    std::vector<std::string> header{"Tensor", "Shape", "Type"};
    if (!statistics.empty()) {
        header.insert(header.end(), {"Min", "Max", "Mean", "Std", "Not finite"});
    }
    TextTable table(header);
    const auto number = [](double value) {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.4g", value);
        return std::string(text.data());
    };
    for (std::size_t i = 0; i < report.tensors.size(); ++i) {
        const auto& tensor = report.tensors[i];
        std::vector<std::string> row{printable(tensor.name), shapeText(tensor.shape), tensor.dtype};
        if (!statistics.empty()) {
            const auto& s = statistics[i];
            row.insert(row.end(), {number(s.min), number(s.max), number(s.mean), number(s.std),
                                   grouped(s.notFinite)});
        }
        table.add(std::move(row));
    }
    return table.text();
}

} // namespace mae::cli
