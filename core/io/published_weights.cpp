// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/published_weights.h"

#include "core/base/error.h"
#include "core/io/safetensors_format.h"

#include <algorithm>
#include <set>
#include <utility>

namespace mae {
namespace {

/// What Hugging Face leaves out where a file holds the encoder alone.
constexpr std::string_view kBaseModel = "vit.";
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

std::optional<PublishedName> toPublished(const NamingScheme& scheme, std::string_view foreign) {
    auto found = lookUp(scheme, foreign);
    if (!found && std::string_view(scheme.id) == "huggingface") {
        found = lookUp(scheme, std::string(kBaseModel) + std::string(foreign));
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

namespace {

/// What may stand before the names of a scheme: whatever stands before a name that every encoder or
/// decoder has. In a fixed order, the empty one first.
std::set<std::string> prefixesIn(const std::vector<std::string>& names,
                                 const NamingScheme& scheme) {
    constexpr std::size_t kMost = 8;
    std::vector<std::string> anchors;
    for (const char* published : {"cls_token", "pos_embed", "patch_embed.proj.weight",
                                  "blocks.0.norm1.weight", "decoder_embed.weight"}) {
        for (auto& anchor : fromPublished(scheme, published)) {
            if (anchor.starts_with(kBaseModel)) {
                anchors.push_back(anchor.substr(kBaseModel.size()));
            }
            anchors.push_back(std::move(anchor));
        }
    }
    std::set<std::string> prefixes{""};
    for (const auto& name : names) {
        for (const auto& anchor : anchors) {
            if (name.ends_with("." + anchor) && prefixes.size() < kMost) {
                prefixes.insert(name.substr(0, name.size() - anchor.size()));
            }
        }
    }
    return prefixes;
}

std::optional<PublishedName> below(const NamingScheme& scheme, std::string_view prefix,
                                   std::string_view name) {
    return name.starts_with(prefix) ? toPublished(scheme, name.substr(prefix.size()))
                                    : std::nullopt;
}

} // namespace

SchemeMatch recogniseScheme(const std::vector<std::string>& names) {
    SchemeMatch best;
    std::ptrdiff_t most = 0;
    for (const auto& scheme : namingSchemes()) {
        for (const auto& prefix : prefixesIn(names, scheme)) {
            const auto count = std::ranges::count_if(names, [&](const std::string& name) {
                return below(scheme, prefix, name).has_value();
            });
            if (count > most) {
                most = count;
                best = {&scheme, prefix};
            }
        }
    }
    return best;
}

NameMap mapNames(const std::vector<std::string>& names, const std::string& file) {
    auto [scheme, prefix] = recogniseScheme(names);
    NameMap map{.scheme = scheme, .prefix = std::move(prefix)};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = map.scheme ? below(*map.scheme, map.prefix, names[i]) : std::nullopt;
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
