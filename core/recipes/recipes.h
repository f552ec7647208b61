// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <span>
#include <string_view>

namespace mae {

/// A named starting point. Its paths of data are left at their default.
struct Recipe {
    const char* id;    ///< as in `--preset tiny`
    const char* title; ///< English; the GUI translates it (context "Recipe")
    const char* help;  ///< one English sentence
    TrainConfig (*make)();
};

std::span<const Recipe> recipes();

/// @throws Error(InvalidConfig) that lists the known ids.
const Recipe& recipe(std::string_view id);

} // namespace mae
