// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_sizes.h"

#include "core/base/number.h"
#include "core/config/validate.h"
#include "core/io/wording.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mae {

PublishedShapes publishedShapes(const std::vector<TensorHeader>& tensors, const NameMap& names) {
    // BEiT has no bias for the key, and so none in its files.
    const bool isBeit = names.scheme != nullptr && std::string_view(names.scheme->id) == "beit";
    PublishedShapes shapes;
    for (const auto& [name, sources] : names.tensors) {
        auto shape = tensors[sources.front().index].shape;
        if (sources.front().part >= 0) {
            const bool alike = std::ranges::all_of(
                sources, [&](const auto& source) { return tensors[source.index].shape == shape; });
            const std::size_t parts = isBeit && name.ends_with(".bias") ? 2 : 3;
            if (sources.size() != parts || !alike || shape.empty() || shape[0] > 1'000'000) {
                continue; // reported as missing or as of the wrong shape
            }
            shape[0] *= 3;
        }
        shapes.emplace(name, std::move(shape));
    }
    return shapes;
}

namespace {

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
    explicit SizeReader(const PublishedShapes& shapes) : m_shapes(shapes) {}

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
    const PublishedShapes& m_shapes;
    std::string m_problem{};
};

/// Patches of a side: from the positions, absolute or relative; 0 and a problem if there are none.
int gridOf(SizeReader& reader, const PublishedShapes& shapes) {
    const auto side = [](int squared) {
        const auto root = static_cast<int>(std::lround(std::sqrt(std::max(squared, 0))));
        return root * root == squared ? root : 0;
    };
    for (const char* name : {"rel_pos_bias.relative_position_bias_table",
                             "blocks.0.attn.relative_position_bias_table"}) {
        if (shapes.contains(
                name)) { // all differences of two places, and three with the class token
            const int rows = reader.size(name, 2, 0), reach = side(rows - 3);
            if (reach % 2 == 0) {
                reader.note("its " + std::to_string(rows)
                            + " relative positions are not those of a square of patches");
            }
            return (reach + 1) / 2;
        }
    }
    const int positions = reader.size("pos_embed", 3, 1), grid = side(positions - 1);
    if (grid < 1) {
        reader.note("its " + std::to_string(positions)
                    + " positions are not a class token and a square of patches");
    }
    return grid;
}

void readShapes(ModelLayout& layout, const PublishedShapes& shapes) {
    SizeReader reader(shapes);
    auto& config = layout.config;
    const std::string patches = "patch_embed.proj.weight";
    config.width = reader.size(patches, 4, 0);
    config.channels = reader.size(patches, 4, 1);
    config.patchSize = reader.size(patches, 4, 2);
    if (config.patchSize != reader.size(patches, 4, 3)) {
        reader.note("its patches are not square");
    }
    const int grid = gridOf(reader, shapes);
    config.imageSize = reader.problem().empty() ? std::min(grid * config.patchSize, 1'000'000) : 0;
    config.depth = blockCount(layout.names, "blocks.");
    config.decoderDepth = layout.hasDecoder ? blockCount(layout.names, "decoder_blocks.") : 0;
    config.decoderWidth = layout.hasDecoder ? reader.size("decoder_embed.weight", 2, 0) : 0;
    layout.problem = reader.problem();
}

/// Whether mask tokens go through the encoder: as its settings say, else by their width.
void findMaskTokens(ModelLayout& layout, const PublishedShapes& shapes, const ModelHints& hints) {
    auto& config = layout.config;
    const auto found = shapes.find("mask_token");
    if (!layout.hasDecoder || found == shapes.end() || found->second.size() != 3) {
        return;
    }
    config.maskTokensInEncoder =
        hints.own && hints.sizes
            ? hints.sizes->maskTokensInEncoder
            : found->second[2] == config.width && config.width != config.decoderWidth;
}

/// Sizes beyond what settings allow would only fail later, or ask for absurd memory.
void checkSizes(ModelLayout& layout, const ModelHints& hints) {
    auto config = layout.config;
    config.heads = config.decoderHeads = 1;
    config = checkable(config, layout.hasDecoder);
    if (const auto issues = validate(config); layout.problem.empty() && !issues.empty()) {
        layout.problem = issues.front().path + " " + issues.front().message;
    }
    if (!hints.sizes || !layout.problem.empty()) {
        return;
    }
    auto said = *hints.sizes;
    if (!layout.hasDecoder) { // its settings may be those of the whole model
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

} // namespace

ModelConfig checkable(ModelConfig config, bool hasDecoder) {
    if (!hasDecoder) {
        config.decoderWidth = 4;
        config.decoderDepth = config.decoderHeads = 1;
    }
    return config;
}

void readSizes(ModelLayout& layout, const PublishedShapes& shapes, const ModelHints& hints) {
    readShapes(layout, shapes);
    findMaskTokens(layout, shapes, hints);
    checkSizes(layout, hints);
}

} // namespace mae
