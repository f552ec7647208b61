// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/published_sizes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

namespace mae {
namespace {

std::string lastParts(const std::string& file) {
    const std::filesystem::path path(file);
    auto text = (path.parent_path().filename() / path.filename()).string();
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c)); // of ASCII alone: the names looked for
    });
    return text;
}

} // namespace

int publishedHeads(int width) {
    switch (width) {
    case 192: return 3;
    case 384: return 6;
    case 768: return 12;
    case 1024:
    case 1280: return 16;
    default: return 0;
    }
}

int publishedDecoderHeads(int decoderWidth) { return decoderWidth == 512 ? 16 : 0; }

bool hasPublishedSizes(const ModelConfig& config) {
    struct Sizes {
        int patch, width, depth;
    };
    constexpr std::array<Sizes, 3> kPublished{{{16, 768, 12}, {16, 1024, 24}, {14, 1280, 32}}};
    return config.imageSize == 224 && config.channels == 3 && config.decoderWidth == 512
           && config.decoderDepth == 8
           && std::ranges::any_of(kPublished, [&config](const Sizes& sizes) {
                  return sizes.patch == config.patchSize && sizes.width == config.width
                         && sizes.depth == config.depth;
              });
}

std::optional<Target> publishedTarget(const std::string& file) {
    const auto name = lastParts(file);
    if (name.find("mae_visualize") != std::string::npos) {
        return Target::Pixels;
    }
    if (name.find("mae_pretrain") != std::string::npos) {
        return Target::Normalised;
    }
    return std::nullopt;
}

bool hasPublishedName(const std::string& file) {
    constexpr std::array kNames{"mae_pretrain", "mae_visualize", "mae_finetune", "vit-mae"};
    const auto name = lastParts(file);
    return std::ranges::any_of(
        kNames, [&name](const char* part) { return name.find(part) != std::string::npos; });
}

} // namespace mae
