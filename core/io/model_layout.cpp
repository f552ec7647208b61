// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_layout.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/config/validate.h"
#include "core/io/model_sizes.h"
#include "core/io/published_sizes.h"
#include "core/io/wording.h"
#include "core/model/weights.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace mae {
namespace {

constexpr std::size_t kMostTensors = 20'000;
constexpr std::string_view kAverage = "ema.";
constexpr const char* kFromSettings = "its settings";

/// What a model of this layout consists of, the parts that not every encoder has included.
std::vector<TensorShape> requiredTensors(const ModelLayout& layout, const PublishedShapes& shapes) {
    const auto& config = layout.config;
    const std::int64_t d = config.width, reach = 2 * config.grid() - 1;
    const auto has = [&shapes](const std::string& name) { return shapes.contains(name); };
    auto required = tensorShapes(config);
    const auto anyBlock = [&](std::string_view end) {
        return std::ranges::any_of(shapes, [end](const auto& shape) {
            return shape.first.starts_with("blocks.") && shape.first.ends_with(end);
        });
    };
    const bool shared = has("rel_pos_bias.relative_position_bias_table");
    const bool relative = anyBlock(".attn.relative_position_bias_table");
    const bool scaled = anyBlock(".gamma");
    std::erase_if(required, [&](const TensorShape& tensor) {
        return (!layout.hasDecoder && belongsToDecoder(tensor.name))
               || (tensor.name.starts_with("norm.") && has("fc_norm.weight") && !has("norm.weight"))
               || (tensor.name == "pos_embed" && (shared || relative) && !has("pos_embed"));
    });
    for (int i = 0; i < config.depth; ++i) {
        const auto block = "blocks." + std::to_string(i);
        if (scaled) {
            required.push_back({block + ".ls1.gamma", {d}});
            required.push_back({block + ".ls2.gamma", {d}});
        }
        if (relative) {
            required.push_back({block + ".attn.relative_position_bias_table",
                                {reach * reach + 3, std::max(config.heads, 1)}});
        }
    }
    if (shared) {
        required.push_back({"rel_pos_bias.relative_position_bias_table",
                            {reach * reach + 3, std::max(config.heads, 1)}});
    }
    const auto pair = [&required](const std::string& name, std::vector<std::int64_t> weight) {
        required.push_back({name + ".bias", {weight.front()}});
        required.push_back({name + ".weight", std::move(weight)});
    };
    if (has("fc_norm.weight") || has("fc_norm.bias")) {
        pair("fc_norm", {d});
    }
    for (const char* head : {"head", "head.1"}) {
        if (const auto found = shapes.find(std::string(head) + ".weight"); found != shapes.end()) {
            pair(head, {found->second.empty() ? 0 : found->second.front(), d});
        }
    }
    if (has("head.1.weight")) {
        required.push_back({"head.0.running_mean", {d}});
        required.push_back({"head.0.running_var", {d}});
    }
    return required;
}

/// As the file would call the parts of a tensor that are not there.
void noteMissing(ModelLayout& layout, const std::string& name,
                 const std::vector<TensorHeader>& tensors) {
    std::set<std::string> present;
    if (const auto parts = layout.names.tensors.find(name); parts != layout.names.tensors.end()) {
        for (const auto& source : parts->second) {
            present.insert(tensors[source.index].name);
        }
    }
    // The base model of Hugging Face has no prefix.
    const bool base = std::ranges::none_of(tensors, [&layout](const TensorHeader& tensor) {
        return tensor.name.starts_with(layout.names.prefix + "vit.");
    });
    const auto before = layout.missing.size();
    for (const auto& foreign : fromPublished(*layout.names.scheme, name)) {
        const bool cut = base && foreign.starts_with("vit.");
        auto wanted = layout.names.prefix + (cut ? foreign.substr(4) : foreign);
        if (!present.contains(wanted)) {
            layout.missing.push_back(std::move(wanted));
        }
    }
    if (layout.missing.size() == before) { // three parts, but of different shapes
        layout.wrongShapes.push_back(name + " has parts whose shapes do not fit");
    }
}

void compareTensors(ModelLayout& layout, const PublishedShapes& shapes,
                    const std::vector<TensorHeader>& tensors) {
    for (const auto& [name, shape] : requiredTensors(layout, shapes)) {
        const auto found = shapes.find(name);
        if (found == shapes.end()) {
            noteMissing(layout, name, tensors);
        } else if (found->second != shape) {
            layout.wrongShapes.push_back(name + " has the shape " + shapeText(found->second)
                                         + " instead of " + shapeText(shape));
        }
    }
}

/// Whether a tensor that no rule explains changes what the model computes. Others, such as the
/// heads of self-supervised training, a second encoder or counters, are left aside.
bool isForeign(std::string_view name, const ModelLayout& layout) {
    constexpr std::array<std::string_view, 8> kHarmless{"head.",
                                                        "data_preprocessor.",
                                                        "pooler.",
                                                        "vit.pooler.",
                                                        "lm_head.",
                                                        "predictor.",
                                                        "embeddings.mask_token",
                                                        "vit.embeddings.mask_token"};
    constexpr std::array<std::string_view, 18> kParts{
        "blocks.",       "decoder",         "patch_embed.", "norm",
        "layers.",       "encoder.",        "vit.",         "embeddings.",
        "cls_token",     "pos_embed",       "dist_token",   "reg_token",
        "neck.",         "register_tokens", "backbone.",    "fc_norm",
        "storage_token", "rel_pos_bias."};
    const auto& prefix = layout.names.prefix;
    if (!name.starts_with(prefix) || name.ends_with("relative_position_index")
        || name.ends_with("num_batches_tracked")) {
        return false;
    }
    name.remove_prefix(prefix.size());
    if (name.starts_with("pre_logits.")) { // between the class token and a head
        return layout.hasClassifier;
    }
    const auto begins = [name](std::string_view part) { return name.starts_with(part); };
    return !std::ranges::any_of(kHarmless, begins)
           && (layout.hasDecoder || std::ranges::any_of(kParts, begins));
}

/// Lists a tensor with a known name among the unexpected.
void setAside(ModelLayout& layout, const std::string& name,
              const std::vector<TensorHeader>& tensors) {
    if (const auto found = layout.names.tensors.find(name); found != layout.names.tensors.end()) {
        for (const auto& source : found->second) {
            layout.names.unexpected.push_back(tensors[source.index].name);
        }
        layout.names.tensors.erase(found);
    }
}

/// Self-supervised training has heads of its own under the names of a classifier's.
void findClassifier(ModelLayout& layout, const std::vector<TensorHeader>& tensors) {
    const auto isLinear = [&](const std::string& name) {
        const auto& found = layout.names.tensors;
        const auto weight = found.find(name + ".weight");
        return weight != found.end() && found.contains(name + ".bias")
               && tensors[weight->second.front().index].shape.size() == 2;
    };
    const bool probe = isLinear("head.1") && layout.names.tensors.contains("head.0.running_mean");
    if (!probe) {
        for (const char* name :
             {"head.0.running_mean", "head.0.running_var", "head.1.weight", "head.1.bias"}) {
            setAside(layout, name, tensors);
        }
    }
    if (!isLinear("head") || probe) {
        setAside(layout, "head.weight", tensors);
        setAside(layout, "head.bias", tensors);
    }
    layout.hasClassifier = probe || layout.names.tensors.contains("head.weight");
}

/// Which parts are there.
void findParts(ModelLayout& layout, const std::vector<TensorHeader>& tensors) {
    findClassifier(layout, tensors);
    auto& found = layout.names.tensors;
    for (const auto& [name, sources] : found) {
        layout.hasDecoder = layout.hasDecoder || (belongsToDecoder(name) && name != "mask_token");
        layout.hasEncoder =
            layout.hasEncoder || !(belongsToDecoder(name) || belongsToClassifier(name));
    }
    for (const auto& name : layout.names.unexpected) {
        if (isForeign(name, layout)) {
            layout.foreign.push_back(name);
        }
    }
    if (!layout.hasDecoder) { // DINOv2 and BEiT have one in their encoder
        setAside(layout, "mask_token", tensors);
    }
}

/// Heads of relative positions, which have a table each; 0 without.
int headsInShapes(const PublishedShapes& shapes) {
    for (const char* name : {"blocks.0.attn.relative_position_bias_table",
                             "rel_pos_bias.relative_position_bias_table"}) {
        const auto found = shapes.find(name);
        if (found != shapes.end() && found->second.size() == 2 && found->second[1] <= 1024) {
            return static_cast<int>(found->second[1]);
        }
    }
    return 0;
}

/// What shapes can't say: from the file, else as in published weights.
void addHints(ModelLayout& layout, const PublishedShapes& shapes, const ModelHints& hints,
              const std::string& file) {
    auto& config = layout.config;
    const int inShapes = headsInShapes(shapes);
    layout.headsInShapes = inShapes != 0;
    // MoCo v3's small model has twice as many as others of its width.
    const bool moco = layout.names.prefix.ends_with("base_encoder.")
                      || layout.names.prefix.ends_with("momentum_encoder.");
    const int published = moco && config.width == 384 ? 12 : publishedHeads(config.width);
    config.heads = inShapes != 0 ? inShapes : hints.heads.value_or(published);
    layout.headsFrom = inShapes != 0      ? "its relative positions"
                       : hints.heads      ? kFromSettings
                       : config.heads > 0 ? "the published models of this width"
                                          : "";
    config.decoderHeads =
        layout.hasDecoder ? hints.decoderHeads.value_or(publishedDecoderHeads(config.decoderWidth))
                          : 0;
    config.layerNormEps = hints.layerNormEps.value_or(config.layerNormEps);
    const auto target = hints.target ? hints.target : publishedTarget(file);
    layout.targetKnown = target.has_value();
    layout.targetFrom = hints.target ? "its settings" : target ? "its name" : "";
    config.target = target.value_or(Target::Pixels);
}

} // namespace

ModelLayout layoutOf(const std::vector<TensorHeader>& tensors, const ModelHints& hints,
                     const std::string& file, bool average) {
    ModelLayout layout;
    std::map<std::string, std::size_t> averages; // indices in the tensors by published name
    std::vector<std::string> names;
    std::vector<std::size_t> indices; // of the names in the tensors
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (tensors[i].name.starts_with("optimizer.")) {
            layout.hasOptimizer = true;
        } else if (hints.own && tensors[i].name.starts_with(kAverage)) {
            layout.hasAverage = true;
            averages.emplace(tensors[i].name.substr(kAverage.size()), i);
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
        for (auto& source : sources) { // from here on, indices of the tensors
            source.index = indices[source.index];
            if (const auto found = averages.find(name); average && found != averages.end()) {
                source.index = found->second;
            }
        }
    }
    findParts(layout, tensors);
    const auto shapes = publishedShapes(tensors, layout.names);
    readSizes(layout, shapes, hints);
    addHints(layout, shapes, hints, file);
    layout.hasArchitecture = layout.problem.empty();
    if (layout.hasArchitecture) {
        compareTensors(layout, shapes, tensors);
    }
    return layout;
}

std::vector<TensorHeader> headersOf(const WeightReader& reader) {
    std::vector<TensorHeader> headers;
    headers.reserve(reader.entries().size());
    for (const auto& entry : reader.entries()) {
        headers.push_back({entry.name, entry.shape});
    }
    return headers;
}

bool belongsToDecoder(std::string_view published) {
    return published.starts_with("decoder_") || published == "mask_token";
}

bool belongsToClassifier(std::string_view published) {
    return published.starts_with("head.") || published.starts_with("fc_norm.");
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
    if (layout.headsInShapes && overrides.heads != 0 && overrides.heads != config.heads) {
        throw Error(ErrorKind::InvalidConfig,
                    "'" + file + "' has " + std::to_string(config.heads)
                        + " attention heads, as its relative positions show, not "
                        + std::to_string(overrides.heads) + ".");
    }
    const auto contradicts = [&file](const std::string& what, const std::string& said,
                                     const std::string& given) {
        if (said != given) {
            log(LogLevel::Warning, "'" + file + "' says that " + what + " " + said + "; taken for "
                                       + given + ", as asked.");
        }
    };
    if (layout.headsFrom == kFromSettings && overrides.heads != 0) {
        contradicts("its heads are", std::to_string(config.heads), std::to_string(overrides.heads));
    }
    if (layout.targetKnown && !overrides.target.empty()) {
        contradicts("it predicts", idOf(config.target), overrides.target);
    }
    config.heads = overrides.heads != 0 ? overrides.heads : config.heads;
    config.decoderHeads =
        overrides.decoderHeads != 0 ? overrides.decoderHeads : config.decoderHeads;
    if (!overrides.target.empty()) {
        config.target = targetFromText(overrides.target, ErrorKind::InvalidConfig, file);
        layout.targetGiven = true; // which a person may take back, if the file does not know better
    }
    std::string options;
    options += config.heads == 0 ? "--heads N" : "";
    options += layout.hasDecoder && config.decoderHeads == 0
                   ? std::string(options.empty() ? "" : " and ") + "--decoder-heads N"
                   : "";
    if (!options.empty()) {
        throw Error(
            ErrorKind::InvalidConfig,
            "'" + file + "' does not say how many attention heads its model has (width "
                + std::to_string(config.width)
                + (layout.hasDecoder ? ", decoder width " + std::to_string(config.decoderWidth)
                                     : "")
                + "). They must be given: in the window in Models, on the command line with "
                + options + ".");
    }
    if (const auto issues = validate(checkable(config, layout.hasDecoder)); !issues.empty()) {
        const bool given = overrides.heads != 0 || overrides.decoderHeads != 0;
        throw Error(given ? ErrorKind::InvalidConfig : ErrorKind::Format,
                    "'" + file + "': " + describe(issues));
    }
}

} // namespace mae
