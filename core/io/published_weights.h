// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

/// How one program names what the published state dict calls otherwise. In both patterns `#` stands
/// for a block's number and `*` for the rest of the name ("weight", "bias").
struct NameRule {
    const char* foreign = "";
    const char* published = "";
    int part = -1; ///< third of `attn.qkv` (0 query, 1 key, 2 value); -1: the whole tensor
};

/// All names of one program, in the order of the published state dict.
struct NamingScheme {
    /// "published", "huggingface", "mmpretrain", "beit"; several layouts share one
    const char* id = "";
    const char* layout = ""; ///< tells layouts of one program apart, for messages and tests
    std::span<const NameRule> rules{};
};
std::span<const NamingScheme> namingSchemes();

/// A tensor by its published name.
struct PublishedName {
    std::string name{};
    int part = -1;

    bool operator==(const PublishedName&) const = default;
};

/// Empty if the scheme has no such name. A missing "vit." of a Hugging Face encoder is seen
/// through.
std::optional<PublishedName> toPublished(const NamingScheme& scheme, std::string_view foreign);

/// The names under which a published tensor is stored: one, or three parts of `attn.qkv`. Empty if
/// the scheme has no place for it.
std::vector<std::string> fromPublished(const NamingScheme& scheme, std::string_view published);

/// The scheme that explains most of the names, and what stands before all of these: "module." of
/// parallel training, "module.base_encoder." of MoCo v3, "backbone." of DINO. Of several encoders
/// in a file the one whose prefix comes first in the alphabet. Null if no scheme explains any name.
struct SchemeMatch {
    const NamingScheme* scheme = nullptr;
    std::string prefix{};
};
SchemeMatch recogniseScheme(const std::vector<std::string>& names);

/// Where the parts of every published tensor are found in a file.
struct NameMap {
    const NamingScheme* scheme = nullptr;
    std::string prefix{}; ///< of all names that it explains
    struct Source {
        std::size_t index = 0; ///< into the names
        int part = -1;
    };
    std::map<std::string, std::vector<Source>> tensors{}; ///< sources ascending by part
    std::vector<std::string> unexpected{};                ///< names that no rule explains
};
/// @throws Error(Format) with @p file if two names mean the same tensor
NameMap mapNames(const std::vector<std::string>& names, const std::string& file);

} // namespace mae
