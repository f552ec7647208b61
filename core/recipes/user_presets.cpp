// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipes/user_presets.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "core/recipes/recipes.h"

#include <algorithm>

namespace mae {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 60;
constexpr std::uint64_t kLargestFile = 1 << 20;

fs::path pathOf(const std::string& name, const fs::path& folder) {
    if (const auto problem = presetNameProblem(name); !problem.empty()) {
        throw Error(ErrorKind::InvalidConfig, problem);
    }
    return folder / (name + ".json");
}

} // namespace

fs::path userPresetsFolder() { return configFolder() / "presets"; }

std::string presetNameProblem(const std::string& name) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (name.empty() || name.size() > kLongestName || name.front() == '.' || name.front() == ' '
        || name.back() == ' ' || name.find('/') != std::string::npos
        || std::ranges::any_of(name, isControl)) {
        return "A preset's name has 1 to 60 characters, no slash, and begins neither with a dot "
               "nor with a space.";
    }
    const auto all = recipes();
    const bool builtIn =
        std::ranges::any_of(all, [&name](const Recipe& recipe) { return name == recipe.id; });
    return builtIn ? "'" + name + "' is a preset of the program. Choose another name."
                   : std::string();
}

std::vector<std::string> userPresets(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
        const auto name = i->path().stem().string();
        std::error_code ignored;
        if (i->path().extension() == ".json" && i->is_regular_file(ignored)
            && presetNameProblem(name).empty()) {
            try {
                userPreset(name, folder);
                names.push_back(name);
            } catch (const Error&) {
                continue;
            }
        }
    }
    std::ranges::sort(names);
    return names;
}

TrainConfig userPreset(const std::string& name, const fs::path& folder) {
    const auto path = pathOf(name, folder);
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        throw Error(ErrorKind::InvalidConfig, "There is no preset '" + name + "'.");
    }
    auto config = trainConfigFromJson(readText(path, kLargestFile));
    config.data.paths = DataConfig{}.paths;
    return config;
}

void saveUserPreset(const std::string& name, TrainConfig config, const fs::path& folder) {
    const auto path = pathOf(name, folder);
    config.data.paths = DataConfig{}.paths;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw Error(ErrorKind::Io,
                    "Could not create '" + folder.string() + "': " + error.message() + ".");
    }
    writeFileAtomically(path, toJson(config) + "\n");
}

void removeUserPreset(const std::string& name, const fs::path& folder) {
    std::error_code error;
    fs::remove(pathOf(name, folder), error);
    if (error) {
        throw Error(ErrorKind::Io,
                    "Could not delete the preset '" + name + "': " + error.message() + ".");
    }
}

} // namespace mae
