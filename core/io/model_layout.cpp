// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_layout.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/config/validate.h"
#include "core/io/published_sizes.h"
#include "core/model/weights.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace mae {
namespace {

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

constexpr std::size_t kMostTensors = 20'000;

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const auto size : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    }
    return text + "]";
}

/// Shapes by published name; the parts of `attn.qkv` as one.
Shapes publishedShapes(const std::vector<TensorHeader>& tensors, const NameMap& names) {
    Shapes shapes;
    for (const auto& [name, sources] : names.tensors) {
        auto shape = tensors[sources.front().index].shape;
        if (sources.front().part >= 0) {
            const bool alike = std::ranges::all_of(
                sources, [&](const auto& source) { return tensors[source.index].shape == shape; });
            if (sources.size() != 3 || !alike || shape.empty() || shape[0] > 1'000'000) {
                continue; // reported as missing or as of the wrong shape
            }
            shape[0] *= 3;
        }
        shapes.emplace(name, std::move(shape));
    }
    return shapes;
}

int blockCount(const NameMap& names, std::string_view prefix) {
    int count = 0;
    for (const auto& [name, sources] : names.tensors) {
        if (name.starts_with(prefix)) {
            const auto number = toInteger(std::string_view(name).substr(
                prefix.size(), name.find('.', prefix.size()) - prefix.size()));
            count = std::max(count, static_cast<int>(number.value_or(0)) + 1);
        }
    }
    return count;
}

/// Reads sizes out of shapes; remembers the first thing that is wrong.
class SizeReader {
public:
    explicit SizeReader(const Shapes& shapes) : m_shapes(shapes) {}

    /// A dimension of a tensor that must have so many; 0 and a problem if it is not there.
    int size(const std::string& name, std::size_t dimensions, std::size_t dimension) {
        const auto found = m_shapes.find(name);
        if (found == m_shapes.end()) {
            note("it has no tensor " + name);
            return 0;
        }
        if (found->second.size() != dimensions) {
            note(name + " has the shape " + shapeText(found->second));
            return 0;
        }
        const auto value = found->second[dimension];
        if (value < 1 || value > 1'000'000) {
            note(name + " has the absurd shape " + shapeText(found->second));
            return 0;
        }
        return static_cast<int>(value);
    }

    void note(const std::string& problem) {
        if (m_problem.empty()) {
            m_problem = problem;
        }
    }

    const std::string& problem() const { return m_problem; }

private:
    const Shapes& m_shapes;
    std::string m_problem{};
};

void readSizes(ModelLayout& layout, const Shapes& shapes) {
    SizeReader reader(shapes);
    auto& config = layout.config;
    const std::string patches = "patch_embed.proj.weight";
    config.width = reader.size(patches, 4, 0);
    config.channels = reader.size(patches, 4, 1);
    config.patchSize = reader.size(patches, 4, 2);
    if (config.patchSize != reader.size(patches, 4, 3)) {
        reader.note("its patches are not square");
    }
    const int positions = reader.size("pos_embed", 3, 1);
    const int grid = static_cast<int>(std::lround(std::sqrt(std::max(positions - 1, 0))));
    if (grid < 1 || grid * grid != positions - 1) {
        reader.note("its " + std::to_string(positions)
                    + " positions are not a class token and a square of patches");
    }
    config.imageSize = reader.problem().empty() ? std::min(grid * config.patchSize, 1'000'000) : 0;
    config.depth = blockCount(layout.names, "blocks.");
    config.decoderDepth = layout.hasDecoder ? blockCount(layout.names, "decoder_blocks.") : 0;
    config.decoderWidth = layout.hasDecoder ? reader.size("decoder_embed.weight", 2, 0) : 0;
    layout.problem = reader.problem();
}

/// Sizes beyond what settings allow would only fail later, or ask for absurd memory.
void checkSizes(ModelLayout& layout, const ModelHints& hints) {
    auto config = layout.config;
    config.heads = config.decoderHeads = 1;
    if (!layout.hasDecoder) {
        config.decoderWidth = 4;
        config.decoderDepth = 1;
    }
    if (const auto issues = validate(config); layout.problem.empty() && !issues.empty()) {
        layout.problem = issues.front().path + " " + issues.front().message;
    }
    if (!hints.sizes || !layout.problem.empty()) {
        return;
    }
    auto said = *hints.sizes;
    if (!layout.hasDecoder) {
        said.decoderWidth = config.decoderWidth;
        said.decoderDepth = config.decoderDepth;
    }
    const auto compare = [&layout](const char* what, int tensors, int text) {
        if (tensors != text && layout.problem.empty()) {
            layout.problem = std::string("its tensors say ") + what + " " + std::to_string(tensors)
                             + ", its settings " + std::to_string(text);
        }
    };
    compare("picture size", config.imageSize, said.imageSize);
    compare("patch size", config.patchSize, said.patchSize);
    compare("channels", config.channels, said.channels);
    compare("width", config.width, said.width);
    compare("depth", config.depth, said.depth);
    compare("decoder width", config.decoderWidth, said.decoderWidth);
    compare("decoder depth", config.decoderDepth, said.decoderDepth);
}

bool belongsToDecoder(std::string_view name) {
    return name.starts_with("decoder_") || name == "mask_token";
}

void compareTensors(ModelLayout& layout, const Shapes& shapes,
                    const std::vector<TensorHeader>& tensors) {
    for (const auto& [name, shape] : tensorShapes(layout.config)) {
        if (!layout.hasDecoder && belongsToDecoder(name)) {
            continue;
        }
        const auto found = shapes.find(name);
        if (found != shapes.end()) {
            if (found->second != shape) {
                layout.wrongShapes.push_back(name + " has the shape " + shapeText(found->second)
                                             + " instead of " + shapeText(shape));
            }
            continue;
        }
        std::set<std::string> present;
        if (const auto parts = layout.names.tensors.find(name);
            parts != layout.names.tensors.end()) {
            for (const auto& source : parts->second) {
                present.insert(tensors[source.index].name);
            }
        }
        const auto before = layout.missing.size();
        for (auto& wanted : fromPublished(*layout.names.scheme, name)) {
            if (!present.contains(wanted)) {
                layout.missing.push_back(std::move(wanted));
            }
        }
        if (layout.missing.size() == before) { // three parts, but of different shapes
            layout.wrongShapes.push_back(name + " has parts whose shapes do not fit");
        }
    }
}

/// What shapes can't say: from the file, else as in published weights.
void addHints(ModelLayout& layout, const ModelHints& hints, const std::string& file) {
    auto& config = layout.config;
    config.heads = hints.heads.value_or(publishedHeads(config.width));
    config.decoderHeads =
        layout.hasDecoder ? hints.decoderHeads.value_or(publishedDecoderHeads(config.decoderWidth))
                          : 0;
    config.layerNormEps = hints.layerNormEps.value_or(config.layerNormEps);
    const auto target = hints.target ? hints.target : publishedTarget(file);
    layout.targetKnown = target.has_value();
    config.target = target.value_or(Target::Pixels);
}

} // namespace

ModelLayout layoutOf(const std::vector<TensorHeader>& tensors, const ModelHints& hints,
                     const std::string& file) {
    ModelLayout layout;
    std::vector<std::string> names;
    std::vector<std::size_t> indices; // of the names in the tensors
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (tensors[i].name.starts_with("optimizer.")) {
            layout.hasOptimizer = true;
        } else {
            names.push_back(tensors[i].name);
            indices.push_back(i);
        }
    }
    if (names.size() > kMostTensors) {
        throw Error(ErrorKind::Format, "'" + file + "' holds " + std::to_string(names.size())
                                           + " tensors: that is no model.");
    }
    layout.names = mapNames(names, file);
    for (auto& [name, sources] : layout.names.tensors) {
        (belongsToDecoder(name) ? layout.hasDecoder : layout.hasEncoder) = true;
        for (auto& source : sources) { // from here on, indices of the tensors
            source.index = indices[source.index];
        }
    }
    const auto shapes = publishedShapes(tensors, layout.names);
    readSizes(layout, shapes);
    checkSizes(layout, hints);
    addHints(layout, hints, file);
    layout.hasArchitecture = layout.problem.empty();
    if (layout.hasArchitecture) {
        compareTensors(layout, shapes, tensors);
    }
    return layout;
}

std::string licenceNote(const ModelLayout& layout, const ModelHints& hints,
                        const std::string& file) {
    if (hints.own || !hints.licence.empty()) {
        return hints.licence;
    }
    const bool sizes = layout.hasArchitecture && hasPublishedSizes(layout.config);
    return sizes || hasPublishedName(file) ? "CC-BY-NC 4.0 (not for commercial use), if these are "
                                             "the weights published by the authors of the paper"
                                           : "";
}

void applyOverrides(ModelLayout& layout, const ModelOverrides& overrides, const std::string& file) {
    auto& config = layout.config;
    config.heads = overrides.heads != 0 ? overrides.heads : config.heads;
    config.decoderHeads =
        overrides.decoderHeads != 0 ? overrides.decoderHeads : config.decoderHeads;
    if (!overrides.target.empty()) {
        config.target = targetFromText(overrides.target, ErrorKind::InvalidConfig, file);
        layout.targetKnown = true;
    }
    std::string options;
    options += config.heads == 0 ? "--heads N" : "";
    options += config.decoderHeads == 0
                   ? std::string(options.empty() ? "" : " and ") + "--decoder-heads N"
                   : "";
    if (!options.empty()) {
        throw Error(ErrorKind::InvalidConfig,
                    "'" + file + "' does not say how many attention heads its model (width "
                        + std::to_string(config.width) + ", decoder width "
                        + std::to_string(config.decoderWidth) + ") has: give " + options + ".");
    }
    if (const auto issues = validate(config); !issues.empty()) {
        const bool given = overrides.heads != 0 || overrides.decoderHeads != 0;
        throw Error(given ? ErrorKind::InvalidConfig : ErrorKind::Format,
                    "'" + file + "': " + describe(issues));
    }
}

} // namespace mae
