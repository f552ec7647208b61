// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/train_command.h"

#include "core/base/shell_word.h"
#include "core/config/config_json.h"
#include "core/recipes/recipes.h"

#include <algorithm>

namespace mae::ui {

std::string trainCommand(const TrainConfig& config, const std::string& preset) {
    std::string command = "mae train --preset " + preset + " --data";
    for (const auto& path : config.data.paths) {
        command += " " + shellQuoted(path);
    }
    // The other way round than one would say it: so that settings of this strategy are listed.
    for (const auto& d : difference(config, recipe(preset).make())) {
        if (d.path != "data.paths" && !d.a.empty()) { // empty: of the preset's strategy
            command += " --" + d.path + " " + shellQuoted(d.a);
        }
    }
    return command;
}

} // namespace mae::ui
