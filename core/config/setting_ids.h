// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/config/train_config.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace mae {

// Names of what a setting can be, for those who read and write settings.

/// @throws Error: "mask.ratio must be a number."
[[noreturn]] inline void wrongSetting(ErrorKind kind, const std::string& path,
                                      const std::string& wanted) {
    throw Error(kind, path + " must be " + wanted + ".");
}

/// Calls @p use with a default value of the strategy named @p id; false if there is none.
template <class Use, std::size_t... I>
bool withStrategy(const std::string& id, Use&& use, std::index_sequence<I...>) {
    return ((std::variant_alternative_t<I, MaskStrategy>::kId == id
             && (use(std::variant_alternative_t<I, MaskStrategy>{}), true))
            || ...);
}

inline constexpr auto kStrategies = std::make_index_sequence<std::variant_size_v<MaskStrategy>>{};

/// "one of random, block, …"
template <std::size_t... I> std::string strategyIds(std::index_sequence<I...>) {
    std::string ids;
    ((ids +=
      (ids.empty() ? "" : ", ") + std::string(std::variant_alternative_t<I, MaskStrategy>::kId)),
     ...);
    return "one of " + ids;
}

/// "one of none, fixed_crop, …"
template <class E> std::string enumIds() {
    std::string ids;
    for (const auto& name : EnumNames<E>::kNames) {
        ids += (ids.empty() ? "" : ", ") + std::string(name.id);
    }
    return "one of " + ids;
}

/// @throws Error of @p kind that names @p path and what is possible
template <class E> E enumFromId(const std::string& id, const std::string& path, ErrorKind kind) {
    const auto& names = EnumNames<E>::kNames;
    const auto found =
        std::ranges::find_if(names, [&id](const EnumName& name) { return name.id == id; });
    if (found == names.end()) {
        wrongSetting(kind, path, enumIds<E>());
    }
    return static_cast<E>(found - names.begin());
}

} // namespace mae
