// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_report.h"

#include "core/io/safetensors_format.h"
#include "core/io/wording.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mae {
namespace {

std::string kindOf(const ModelLayout& layout) {
    if (layout.hasOptimizer) {
        return "training checkpoint";
    }
    if (layout.hasDecoder && layout.hasEncoder) {
        return "masked autoencoder";
    }
    if (layout.hasEncoder) {
        return layout.hasClassifier ? "classifier" : "encoder";
    }
    return "unknown";
}

std::string schemeOf(const ModelLayout& layout) {
    if (!layout.names.scheme) {
        return "unknown";
    }
    const std::string id = layout.names.scheme->id;
    return id == "published" && !layout.hasDecoder ? "timm" : id; // the same names
}

/// "768 x 12, patches of 16 px, pictures of 224 px"
std::string architectureText(const ModelConfig& config) {
    return std::to_string(config.width) + " x " + std::to_string(config.depth) + ", patches of "
           + std::to_string(config.patchSize) + " px, pictures of "
           + std::to_string(config.imageSize) + " px"
           + (config.channels == 3   ? ""
              : config.channels == 1 ? " in grey"
                                     : " with " + std::to_string(config.channels) + " channels");
}

std::string summaryOf(const ModelLayout& layout) {
    if (!layout.hasEncoder && !layout.hasDecoder) {
        return "No model that this program knows: none of the tensors has a known name.";
    }
    if (!layout.hasEncoder) {
        return "The decoder of a masked autoencoder without its encoder.";
    }
    std::string text = layout.hasDecoder      ? "A masked autoencoder"
                       : layout.hasClassifier ? "An image classifier"
                                              : "An encoder without a decoder";
    if (layout.hasArchitecture) {
        text += ": a vision transformer " + architectureText(layout.config);
        text += layout.hasDecoder ? "; decoder " + std::to_string(layout.config.decoderWidth)
                                        + " x " + std::to_string(layout.config.decoderDepth)
                                  : "";
    }
    return text + (layout.hasOptimizer ? ". With the state of its training." : ".");
}

void addTensors(ModelReport& report, const ModelSource& source, const ModelLayout& layout) {
    for (const auto& entry : source.reader.entries()) {
        report.tensors.push_back({.name = entry.name,
                                  .shape = entry.shape,
                                  .dtype = safetensorsType(entry.type).value().name,
                                  .published = {},
                                  .file = entry.file});
    }
    for (const auto& [published, sources] : layout.names.tensors) {
        for (const auto& part : sources) {
            report.tensors[part.index].published = published;
        }
    }
}

void addParts(ModelReport& report, const ModelLayout& layout) {
    constexpr std::array kIds{"encoder", "decoder", "classifier", "optimizer", "other"};
    for (const char* id : kIds) {
        report.parts.push_back({.id = id});
    }
    const auto isAverage = [&layout](const std::string& name) {
        return layout.hasAverage && name.starts_with("ema.");
    };
    for (const auto& tensor : report.tensors) {
        const std::size_t part = tensor.name.starts_with("optimizer.") || isAverage(tensor.name) ? 3
                                 : tensor.published.empty()                                      ? 4
                                 : belongsToDecoder(tensor.published)                            ? 1
                                 : belongsToClassifier(tensor.published)                         ? 2
                                                                         : 0;
        ++report.parts[part].tensors;
        report.parts[part].values += valueCount(tensor.shape);
    }
    for (std::size_t part = 0; part < 3; ++part) {
        report.parts[part].from = report.parts[part].tensors > 0 ? layout.names.prefix : "";
    }
}

/// What keeps the file from being a model at all.
void addFaults(std::vector<ModelProblem>& problems, const ModelLayout& layout) {
    if (!layout.hasEncoder && !layout.hasDecoder) {
        problems.push_back({"None of its tensors has a name that is known.",
                            "If it is a vision transformer of another program, save its weights "
                            "under timm's names."});
        return;
    }
    if (!layout.foreign.empty()) {
        problems.push_back({"It computes something that this program does not know: "
                                + listed(layout.foreign, true) + ".",
                            "Use it in the program that it comes from."});
        return; // what is missing then is missing because it is another model
    }
    if (!layout.problem.empty()) {
        problems.push_back({"It can't be opened: " + layout.problem + ".",
                            layout.hasEncoder ? "" : "Look for the file with the encoder."});
    }
    if (!layout.missing.empty()) {
        problems.push_back({"It is not whole: it lacks " + listed(layout.missing, true) + ".",
                            "Look for the rest of it, or save it again where it was made."});
    }
    if (!layout.wrongShapes.empty()) {
        problems.push_back(
            {"It does not fit together: " + layout.wrongShapes.front()
                 + (layout.wrongShapes.size() > 1
                        ? ", and " + std::to_string(layout.wrongShapes.size() - 1) + " more."
                        : "."),
             ""});
    }
}

/// What has to be known before it can be used, or can't be done with it.
void addLimits(std::vector<ModelProblem>& problems, const ModelLayout& layout) {
    if (!problems.empty()) {
        return; // it can't be used at all
    }
    if (!layout.hasDecoder) {
        problems.push_back({"It has no decoder, so it can't reconstruct pictures.",
                            "Its features and its attention can be looked at. For reconstructions "
                            "use a file with both (published ones are called mae_visualize_… or "
                            "…_full)."});
    }
    if (!layout.hasArchitecture) {
        return;
    }
    if (layout.config.heads == 0 || (layout.hasDecoder && layout.config.decoderHeads == 0)) {
        problems.push_back({"It does not say how many attention heads it has.",
                            "Give the number when you open it; it can't be seen in the tensors."});
    }
    if (layout.hasDecoder && !layout.targetKnown) {
        problems.push_back({"It does not say whether it predicts pixels or normalised pixels.",
                            "It is taken for one of pixels. If its reconstructions look like grey "
                            "reliefs, switch the target."});
    }
}

} // namespace

ModelReport reportOf(const ModelSource& source, const ModelLayout& layout) {
    ModelReport report{
        .summary = summaryOf(layout),
        .kind = kindOf(layout),
        .scheme = schemeOf(layout),
        .format = source.reader.files().front().format,
        .source = source.name,
        .hasArchitecture = layout.hasArchitecture,
        .config = layout.config,
        .headsFrom = layout.headsFrom,
        .target = layout.hasDecoder && layout.targetKnown ? idOf(layout.config.target) : "unknown",
        .targetFrom = layout.targetFrom,
        .missing = layout.missing,
        .unexpected = layout.names.unexpected,
        .arguments = source.arguments,
        .trainedOn = source.hints.trainedOn,
        .licence = licenceNote(layout, source.hints, source.name)};
    for (const auto& file : source.reader.files()) {
        report.files.push_back({file.path, file.bytes});
    }
    addTensors(report, source, layout);
    addParts(report, layout);
    addFaults(report.problems, layout);
    report.looks = layout.hasEncoder && report.problems.empty();
    report.reconstructs = report.looks && layout.hasDecoder;
    addLimits(report.problems, layout);
    return report;
}

} // namespace mae
