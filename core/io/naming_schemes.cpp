// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/published_weights.h"

#include <array>
#include <string_view>
#include <utility>

namespace mae {
namespace {

// timm's encoders have the same names, without those of the decoder. DINO, MoCo v3 and supervised
// training use them too, below a prefix.
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
    NameRule{"fc_norm.*", "fc_norm.*"},
    NameRule{"head.*", "head.*"},
    NameRule{"head.0.running_mean", "head.0.running_mean"},
    NameRule{"head.0.running_var", "head.0.running_var"},
    NameRule{"head.1.*", "head.1.*"},
    NameRule{"blocks.#.ls1.gamma", "blocks.#.ls1.gamma"},
    NameRule{"blocks.#.ls2.gamma", "blocks.#.ls2.gamma"},
    NameRule{"blocks.#.attn.relative_position_bias_table",
             "blocks.#.attn.relative_position_bias_table"},
};

// BEiT as its authors and timm name it: the key has no bias, positions are relative.
constexpr std::array kBeit{
    NameRule{"cls_token", "cls_token"},
    NameRule{"pos_embed", "pos_embed"},
    NameRule{"patch_embed.proj.*", "patch_embed.proj.*"},
    NameRule{"blocks.#.norm1.*", "blocks.#.norm1.*"},
    NameRule{"blocks.#.attn.qkv.weight", "blocks.#.attn.qkv.weight"},
    NameRule{"blocks.#.attn.q_bias", "blocks.#.attn.qkv.bias", 0},
    NameRule{"blocks.#.attn.v_bias", "blocks.#.attn.qkv.bias", 2},
    NameRule{"blocks.#.attn.relative_position_bias_table",
             "blocks.#.attn.relative_position_bias_table"},
    NameRule{"rel_pos_bias.relative_position_bias_table",
             "rel_pos_bias.relative_position_bias_table"},
    NameRule{"blocks.#.attn.proj.*", "blocks.#.attn.proj.*"},
    NameRule{"blocks.#.norm2.*", "blocks.#.norm2.*"},
    NameRule{"blocks.#.mlp.fc1.*", "blocks.#.mlp.fc1.*"},
    NameRule{"blocks.#.mlp.fc2.*", "blocks.#.mlp.fc2.*"},
    NameRule{"blocks.#.gamma_1", "blocks.#.ls1.gamma"},
    NameRule{"blocks.#.gamma_2", "blocks.#.ls2.gamma"},
    NameRule{"norm.*", "norm.*"},
    NameRule{"fc_norm.*", "fc_norm.*"},
    NameRule{"head.*", "head.*"},
};

// OpenMMLab's MMPretrain, and MMSelfSup before it.
constexpr std::array kMmpretrain{
    NameRule{"backbone.cls_token", "cls_token"},
    NameRule{"backbone.pos_embed", "pos_embed"},
    NameRule{"neck.mask_token", "mask_token"},
    NameRule{"neck.decoder_pos_embed", "decoder_pos_embed"},
    NameRule{"backbone.patch_embed.projection.*", "patch_embed.proj.*"},
    NameRule{"backbone.layers.#.ln1.*", "blocks.#.norm1.*"},
    NameRule{"backbone.layers.#.attn.qkv.*", "blocks.#.attn.qkv.*"},
    NameRule{"backbone.layers.#.attn.proj.*", "blocks.#.attn.proj.*"},
    NameRule{"backbone.layers.#.ln2.*", "blocks.#.norm2.*"},
    NameRule{"backbone.layers.#.ffn.layers.0.0.*", "blocks.#.mlp.fc1.*"},
    NameRule{"backbone.layers.#.ffn.layers.1.*", "blocks.#.mlp.fc2.*"},
    NameRule{"backbone.ln1.*", "norm.*"},
    NameRule{"backbone.ln2.*", "fc_norm.*"},
    NameRule{"neck.decoder_embed.*", "decoder_embed.*"},
    NameRule{"neck.decoder_blocks.#.ln1.*", "decoder_blocks.#.norm1.*"},
    NameRule{"neck.decoder_blocks.#.attn.qkv.*", "decoder_blocks.#.attn.qkv.*"},
    NameRule{"neck.decoder_blocks.#.attn.proj.*", "decoder_blocks.#.attn.proj.*"},
    NameRule{"neck.decoder_blocks.#.ln2.*", "decoder_blocks.#.norm2.*"},
    NameRule{"neck.decoder_blocks.#.ffn.layers.0.0.*", "decoder_blocks.#.mlp.fc1.*"},
    NameRule{"neck.decoder_blocks.#.ffn.layers.1.*", "decoder_blocks.#.mlp.fc2.*"},
    NameRule{"neck.ln1.*", "decoder_norm.*"},
    NameRule{"neck.decoder_pred.*", "decoder_pred.*"},
    NameRule{"head.fc.*", "head.*"},
};

/// Releases before the norms were renamed.
constexpr auto kMmpretrainOld = [] {
    auto rules = kMmpretrain;
    constexpr std::array<std::pair<const char*, const char*>, 7> kRenamed{{
        {"backbone.layers.#.ln1.*", "backbone.layers.#.norm1.*"},
        {"backbone.layers.#.ln2.*", "backbone.layers.#.norm2.*"},
        {"backbone.ln1.*", "backbone.norm1.*"},
        {"backbone.ln2.*", "backbone.norm2.*"},
        {"neck.decoder_blocks.#.ln1.*", "neck.decoder_blocks.#.norm1.*"},
        {"neck.decoder_blocks.#.ln2.*", "neck.decoder_blocks.#.norm2.*"},
        {"neck.ln1.*", "neck.norm1.*"},
    }};
    for (auto& rule : rules) {
        for (const auto& [now, before] : kRenamed) {
            if (std::string_view(rule.foreign) == now) {
                rule.foreign = before;
            }
        }
    }
    return rules;
}();

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
    NameRule{"classifier.*", "head.*"},
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
    NameRule{"classifier.*", "head.*"},
};

const std::array kSchemes{
    NamingScheme{"published", "published", kPublished},
    NamingScheme{"huggingface", "version 4", kHuggingFace},
    NamingScheme{"huggingface", "version 5", kHuggingFace5},
    NamingScheme{"huggingface", "version 5, own names", kHuggingFace5Native},
    NamingScheme{"mmpretrain", "version 1", kMmpretrain},
    NamingScheme{"mmpretrain", "before version 1", kMmpretrainOld},
    NamingScheme{"beit", "beit", kBeit},
};

} // namespace

std::span<const NamingScheme> namingSchemes() { return kSchemes; }

} // namespace mae
