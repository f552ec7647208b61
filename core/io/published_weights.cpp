// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/published_weights.h"

#include "core/base/error.h"
#include "core/io/safetensors_format.h"

#include <algorithm>
#include <array>

namespace mae {
namespace {

// timm's encoders have the same names, without those of the decoder.
constexpr std::array kPublished{
    NameRule{"cls_token", "cls_token"},
    NameRule{"pos_embed", "pos_embed"},
    NameRule{"mask_token", "mask_token"},
    NameRule{"decoder_pos_embed", "decoder_pos_embed"},
    NameRule{"patch_embed.proj.*", "patch_embed.proj.*"},
    NameRule{"blocks.#.norm1.*", "blocks.#.norm1.*"},
    NameRule{"blocks.#.attn.qkv.*", "blocks.#.attn.qkv.*"},
    NameRule{"blocks.#.attn.proj.*", "blocks.#.attn.proj.*"},
    NameRule{"blocks.#.norm2.*", "blocks.#.norm2.*"},
    NameRule{"blocks.#.mlp.fc1.*", "blocks.#.mlp.fc1.*"},
    NameRule{"blocks.#.mlp.fc2.*", "blocks.#.mlp.fc2.*"},
    NameRule{"norm.*", "norm.*"},
    NameRule{"decoder_embed.*", "decoder_embed.*"},
    NameRule{"decoder_blocks.#.norm1.*", "decoder_blocks.#.norm1.*"},
    NameRule{"decoder_blocks.#.attn.qkv.*", "decoder_blocks.#.attn.qkv.*"},
    NameRule{"decoder_blocks.#.attn.proj.*", "decoder_blocks.#.attn.proj.*"},
    NameRule{"decoder_blocks.#.norm2.*", "decoder_blocks.#.norm2.*"},
    NameRule{"decoder_blocks.#.mlp.fc1.*", "decoder_blocks.#.mlp.fc1.*"},
    NameRule{"decoder_blocks.#.mlp.fc2.*", "decoder_blocks.#.mlp.fc2.*"},
    NameRule{"decoder_norm.*", "decoder_norm.*"},
    NameRule{"decoder_pred.*", "decoder_pred.*"},
};

// What files on disk hold since the first release, and what version 4 writes.
constexpr std::array kHuggingFace{
    NameRule{"vit.embeddings.cls_token", "cls_token"},
    NameRule{"vit.embeddings.position_embeddings", "pos_embed"},
    NameRule{"decoder.mask_token", "mask_token"},
    NameRule{"decoder.decoder_pos_embed", "decoder_pos_embed"},
    NameRule{"vit.embeddings.patch_embeddings.projection.*", "patch_embed.proj.*"},
    NameRule{"vit.encoder.layer.#.layernorm_before.*", "blocks.#.norm1.*"},
    NameRule{"vit.encoder.layer.#.attention.attention.query.*", "blocks.#.attn.qkv.*", 0},
    NameRule{"vit.encoder.layer.#.attention.attention.key.*", "blocks.#.attn.qkv.*", 1},
    NameRule{"vit.encoder.layer.#.attention.attention.value.*", "blocks.#.attn.qkv.*", 2},
    NameRule{"vit.encoder.layer.#.attention.output.dense.*", "blocks.#.attn.proj.*"},
    NameRule{"vit.encoder.layer.#.layernorm_after.*", "blocks.#.norm2.*"},
    NameRule{"vit.encoder.layer.#.intermediate.dense.*", "blocks.#.mlp.fc1.*"},
    NameRule{"vit.encoder.layer.#.output.dense.*", "blocks.#.mlp.fc2.*"},
    NameRule{"vit.layernorm.*", "norm.*"},
    NameRule{"decoder.decoder_embed.*", "decoder_embed.*"},
    NameRule{"decoder.decoder_layers.#.layernorm_before.*", "decoder_blocks.#.norm1.*"},
    NameRule{"decoder.decoder_layers.#.attention.attention.query.*", "decoder_blocks.#.attn.qkv.*",
             0},
    NameRule{"decoder.decoder_layers.#.attention.attention.key.*", "decoder_blocks.#.attn.qkv.*",
             1},
    NameRule{"decoder.decoder_layers.#.attention.attention.value.*", "decoder_blocks.#.attn.qkv.*",
             2},
    NameRule{"decoder.decoder_layers.#.attention.output.dense.*", "decoder_blocks.#.attn.proj.*"},
    NameRule{"decoder.decoder_layers.#.layernorm_after.*", "decoder_blocks.#.norm2.*"},
    NameRule{"decoder.decoder_layers.#.intermediate.dense.*", "decoder_blocks.#.mlp.fc1.*"},
    NameRule{"decoder.decoder_layers.#.output.dense.*", "decoder_blocks.#.mlp.fc2.*"},
    NameRule{"decoder.decoder_norm.*", "decoder_norm.*"},
    NameRule{"decoder.decoder_pred.*", "decoder_pred.*"},
};

/// Version 5 writes the names above, except for the decoder's layers: a slip of its renaming.
constexpr auto kHuggingFace5 = [] {
    auto rules = kHuggingFace;
    constexpr std::array<std::pair<const char*, const char*>, 8> kRenamed{{
        {"layernorm_before.*", "decoder.decoder_encoder.layer.#.layernorm_before.*"},
        {"query.*", "decoder.decoder_encoder.layer.#.attention.attention.query.*"},
        {"key.*", "decoder.decoder_encoder.layer.#.attention.attention.key.*"},
        {"value.*", "decoder.decoder_encoder.layer.#.attention.attention.value.*"},
        {"attention.output.dense.*", "decoder.decoder_encoder.layer.#.attention.output.dense.*"},
        {"layernorm_after.*", "decoder.decoder_encoder.layer.#.layernorm_after.*"},
        {"intermediate.dense.*", "decoder.decoder_encoder.layer.#.intermediate.dense.*"},
        {"#.output.dense.*", "decoder.decoder_encoder.layer.#.output.dense.*"},
    }};
    for (auto& rule : rules) {
        const std::string_view foreign = rule.foreign;
        if (!foreign.starts_with("decoder.decoder_layers.")) {
            continue;
        }
        for (const auto& [end, name] : kRenamed) {
            if (foreign.ends_with(end)) {
                rule.foreign = name;
            }
        }
    }
    return rules;
}();

// Version 5's own names, as save_pretrained(save_original_format=False) writes them.
constexpr std::array kHuggingFace5Native{
    NameRule{"vit.embeddings.cls_token", "cls_token"},
    NameRule{"vit.embeddings.position_embeddings", "pos_embed"},
    NameRule{"decoder.mask_token", "mask_token"},
    NameRule{"decoder.decoder_pos_embed", "decoder_pos_embed"},
    NameRule{"vit.embeddings.patch_embeddings.projection.*", "patch_embed.proj.*"},
    NameRule{"vit.layers.#.layernorm_before.*", "blocks.#.norm1.*"},
    NameRule{"vit.layers.#.attention.q_proj.*", "blocks.#.attn.qkv.*", 0},
    NameRule{"vit.layers.#.attention.k_proj.*", "blocks.#.attn.qkv.*", 1},
    NameRule{"vit.layers.#.attention.v_proj.*", "blocks.#.attn.qkv.*", 2},
    NameRule{"vit.layers.#.attention.o_proj.*", "blocks.#.attn.proj.*"},
    NameRule{"vit.layers.#.layernorm_after.*", "blocks.#.norm2.*"},
    NameRule{"vit.layers.#.mlp.fc1.*", "blocks.#.mlp.fc1.*"},
    NameRule{"vit.layers.#.mlp.fc2.*", "blocks.#.mlp.fc2.*"},
    NameRule{"vit.layernorm.*", "norm.*"},
    NameRule{"decoder.decoder_embed.*", "decoder_embed.*"},
    NameRule{"decoder.decoder_layers.#.layernorm_before.*", "decoder_blocks.#.norm1.*"},
    NameRule{"decoder.decoder_layers.#.attention.q_proj.*", "decoder_blocks.#.attn.qkv.*", 0},
    NameRule{"decoder.decoder_layers.#.attention.k_proj.*", "decoder_blocks.#.attn.qkv.*", 1},
    NameRule{"decoder.decoder_layers.#.attention.v_proj.*", "decoder_blocks.#.attn.qkv.*", 2},
    NameRule{"decoder.decoder_layers.#.attention.o_proj.*", "decoder_blocks.#.attn.proj.*"},
    NameRule{"decoder.decoder_layers.#.layernorm_after.*", "decoder_blocks.#.norm2.*"},
    NameRule{"decoder.decoder_layers.#.mlp.fc1.*", "decoder_blocks.#.mlp.fc1.*"},
    NameRule{"decoder.decoder_layers.#.mlp.fc2.*", "decoder_blocks.#.mlp.fc2.*"},
    NameRule{"decoder.decoder_norm.*", "decoder_norm.*"},
    NameRule{"decoder.decoder_pred.*", "decoder_pred.*"},
};

const std::array kSchemes{
    NamingScheme{"published", "published", kPublished},
    NamingScheme{"huggingface", "version 4", kHuggingFace},
    NamingScheme{"huggingface", "version 5", kHuggingFace5},
    NamingScheme{"huggingface", "version 5, own names", kHuggingFace5Native},
};

constexpr std::string_view kDigits = "0123456789";

/// What `#` and `*` of a pattern stand for.
struct Wildcards {
    std::string_view number{};
    std::string_view rest{};
};

std::optional<Wildcards> match(std::string_view pattern, std::string_view name) {
    Wildcards found;
    while (!pattern.empty()) {
        if (pattern.front() == '*') { // the last of a pattern; a plain parameter follows
            found.rest = name;
            return name == "weight" || name == "bias" ? std::optional(found) : std::nullopt;
        }
        if (pattern.front() == '#') {
            const auto length = std::min(name.find_first_not_of(kDigits), name.size());
            const bool canonical = length == 1 || (length > 1 && name.front() != '0');
            if (!canonical || length > 4) {
                return std::nullopt;
            }
            found.number = name.substr(0, length);
            name.remove_prefix(length);
        } else if (!name.empty() && pattern.front() == name.front()) {
            name.remove_prefix(1);
        } else {
            return std::nullopt;
        }
        pattern.remove_prefix(1);
    }
    return name.empty() ? std::optional(found) : std::nullopt;
}

std::string filled(std::string_view pattern, const Wildcards& with) {
    std::string name;
    for (const char c : pattern) {
        if (c == '#') {
            name += with.number;
        } else if (c == '*') {
            name += with.rest;
        } else {
            name += c;
        }
    }
    return name;
}

std::optional<PublishedName> lookUp(const NamingScheme& scheme, std::string_view foreign) {
    for (const auto& rule : scheme.rules) {
        if (const auto found = match(rule.foreign, foreign)) {
            return PublishedName{filled(rule.published, *found), rule.part};
        }
    }
    return std::nullopt;
}

} // namespace

std::span<const NamingScheme> namingSchemes() { return kSchemes; }

std::optional<PublishedName> toPublished(const NamingScheme& scheme, std::string_view foreign) {
    constexpr std::string_view kParallel = "module.";
    if (foreign.starts_with(kParallel)) {
        foreign.remove_prefix(kParallel.size());
    }
    auto found = lookUp(scheme, foreign);
    if (!found && std::string_view(scheme.id) == "huggingface") {
        found = lookUp(scheme, "vit." + std::string(foreign));
    }
    return found;
}

std::vector<std::string> fromPublished(const NamingScheme& scheme, std::string_view published) {
    std::vector<std::string> names;
    for (const auto& rule : scheme.rules) {
        if (const auto found = match(rule.published, published)) {
            names.push_back(filled(rule.foreign, *found));
        }
    }
    return names;
}

const NamingScheme* recogniseScheme(const std::vector<std::string>& names) {
    const NamingScheme* best = nullptr;
    std::ptrdiff_t most = 0;
    for (const auto& scheme : kSchemes) {
        const auto count = std::ranges::count_if(names, [&scheme](const std::string& name) {
            return toPublished(scheme, name).has_value();
        });
        if (count > most) {
            most = count;
            best = &scheme;
        }
    }
    return best;
}

NameMap mapNames(const std::vector<std::string>& names, const std::string& file) {
    NameMap map{.scheme = recogniseScheme(names)};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = map.scheme ? toPublished(*map.scheme, names[i]) : std::nullopt;
        if (!found) {
            map.unexpected.push_back(names[i]);
            continue;
        }
        auto& sources = map.tensors[found->name];
        if (std::ranges::find(sources, found->part, &NameMap::Source::part) != sources.end()) {
            throw Error(ErrorKind::Format,
                        "'" + file + "' holds tensor " + printable(found->name) + " twice.");
        }
        sources.push_back({i, found->part});
        std::ranges::sort(sources, {}, &NameMap::Source::part);
    }
    return map;
}

} // namespace mae
