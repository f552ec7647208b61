// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/config/config_json.h"
#include "core/io/inspection.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace mae::cli {
namespace {

struct InspectOptions {
    std::string path{};
    bool tensors = false;
    bool json = false;
};

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

Json jsonOf(const ModelReport& report) {
    Json tensors = Json::array();
    for (const auto& tensor : report.tensors) {
        tensors.push_back(
            {{"name", tensor.name}, {"shape", tensor.shape}, {"dtype", tensor.dtype}});
    }
    return {{"kind", report.kind},
            {"scheme", report.scheme},
            {"architecture", architectureOf(report)},
            {"target", report.target},
            {"tensors", tensors},
            {"missing", report.missing},
            {"unexpected", report.unexpected},
            {"arguments", Json(report.arguments)},
            {"licence", report.licence}};
}

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

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto size : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return text.empty() ? "scalar" : text;
}

std::string textOf(const ModelReport& report, bool withTensors) {
    std::int64_t values = 0;
    for (const auto& tensor : report.tensors) {
        std::int64_t count = 1;
        for (const auto size : tensor.shape) {
            count *= size;
        }
        values += count;
    }
    std::string text = "Kind          " + report.kind + "\nNames         " + report.scheme + "\n";
    if (report.hasArchitecture) {
        text += "Pictures      " + architectureText(report.config);
    }
    text += "Predicts      " + report.target + "\nTensors       "
            + grouped(std::int64_t(report.tensors.size())) + " with " + grouped(values)
            + " values\n";
    text += report.licence.empty() ? "" : "Licence       " + printable(report.licence) + "\n";
    text += listText("Missing:", report.missing) + listText("Unexpected:", report.unexpected);
    if (!report.arguments.empty()) {
        text += "Found in the file:\n";
        for (const auto& [name, value] : report.arguments) {
            constexpr std::size_t kMost = 100;
            text += "  " + printable(name) + " = "
                    + printable(value.size() > kMost ? value.substr(0, kMost) + "…" : value) + "\n";
        }
    }
    if (withTensors) {
        TextTable table({"Tensor", "Shape", "Type"});
        for (const auto& tensor : report.tensors) {
            table.add({printable(tensor.name), shapeText(tensor.shape), tensor.dtype});
        }
        text += "\n" + table.text();
    }
    return text;
}

int runInspect(const InspectOptions& options) {
    const auto report = inspectModel(options.path);
    if (options.json) {
        writeJson(jsonOf(report));
    } else {
        writeOut(textOf(report, options.tensors));
    }
    return kDone;
}

} // namespace

void addInspectCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<InspectOptions>();
    auto* command = addCommand(
        program, "inspect",
        "Say what a model file or folder is: architecture, target, what is missing. Nothing in the "
        "file is executed.",
        "  mae inspect model.safetensors --tensors\n  mae inspect my-run --json\n"
        "  mae inspect bundled\n");
    command->add_option("file", options->path, "A model file or folder, or the word bundled")
        ->required()
        ->option_text("FILE|FOLDER");
    command->add_flag("--tensors", options->tensors, "List all tensors (JSON always does)");
    addJsonOption(*command, options->json,
                  "Print {kind, scheme, architecture, target, tensors: [{name, shape, dtype}], "
                  "missing, unexpected, arguments, licence}");
    command->callback(
        [options, &invocation] { invocation.action = [options] { return runInspect(*options); }; });
}

} // namespace mae::cli
