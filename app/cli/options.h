// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/io/model_card.h"

#include <CLI/App.hpp>

#include <string>
#include <vector>

namespace mae::cli {

/// A command with its description and examples ("Example" lines of --help).
CLI::App* addCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples);

/// Numbers inside bounds; the message says the allowed range.
CLI::Validator between(double min, double max, bool whole);
/// One of some words; the message lists them.
CLI::Validator oneOf(std::vector<std::string> words);

/// The ids of an enum setting, e.g. for oneOf().
template <class E> std::vector<std::string> idsOf() {
    std::vector<std::string> ids;
    for (const auto& name : EnumNames<E>::kNames) {
        ids.emplace_back(name.id);
    }
    return ids;
}

/// The enum value with this id, which the option's oneOf() has checked.
template <class E> E fromId(const std::string& id) {
    const auto ids = idsOf<E>();
    std::size_t i = 0;
    while (i + 1 < ids.size() && ids[i] != id) {
        ++i;
    }
    return static_cast<E>(i);
}

/// Which model: `--model --heads --decoder-heads --target`.
struct ModelOptions {
    std::string path = "bundled";
    ModelOverrides overrides{};
};
void addModelOptions(CLI::App& command, ModelOptions& options);
/// The last three of them only.
void addModelOverrides(CLI::App& command, ModelOverrides& overrides);

/// What to compute on: `--device --threads --deterministic`, and for some `--precision`.
struct DeviceOptions {
    std::string device = "auto";
    int threads = 0; ///< 0: as many as there are cores
    bool deterministic = false;
    Precision precision = Precision::Float32;
};
void addDeviceOptions(CLI::App& command, DeviceOptions& options);
void addThreadsOption(CLI::App& command, int& threads);
void addPrecisionOption(CLI::App& command, Precision& precision);

/// `--json`
void addJsonOption(CLI::App& command, bool& json, const std::string& what);

/// Options as people write them: `-` and `_` alike. Names of settings (`--train.batch_size`) get
/// underscores, all others dashes; values and what follows `--` stay as they are.
std::vector<std::string> normalisedArguments(std::vector<std::string> arguments);

/// The known word nearest to @p word, or empty if none is near.
std::string didYouMean(const std::string& word, const std::vector<std::string>& known);

} // namespace mae::cli
