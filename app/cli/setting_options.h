// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/config/validate.h"

#include <CLI/App.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mae::cli {

/// Every setting of a run as an option `--section.key`, made from the list of fields, with the
/// short forms of interfaces.md and the names of the published script.
class SettingOptions {
public:
    SettingOptions() = default;
    SettingOptions(const SettingOptions&) = delete; // the options added refer to this object
    SettingOptions& operator=(const SettingOptions&) = delete;

    /// Adds the options whose path starts with @p prefix (all: empty). @p skip: paths to leave out.
    void addTo(CLI::App& command, const TrainConfig& defaults, const std::string& prefix = {},
               const std::set<std::string>& skip = {});

    /// Puts what was given into @p config.
    /// @throws Error(InvalidConfig) naming the option, what is wrong and what is allowed
    void apply(TrainConfig& config) const;
    bool wasGiven(const std::string& path) const { return m_given.contains(path); }
    const std::map<std::string, std::string>& given() const { return m_given; } ///< path → text
    bool anyGiven() const { return !m_given.empty(); }

    /// The name by which people know a setting: "--mask-ratio" of mask.ratio.
    std::string optionOf(const std::string& path) const;
    /// @throws Error(InvalidConfig) with all issues, by the names of the options
    void requireValid(const std::vector<ConfigIssue>& issues) const;

private:
    std::string sentenceOf(const std::string& path, const std::string& problem,
                           const TrainConfig& config) const;

    std::map<std::string, std::string> m_options; ///< path → the name shown
    std::map<std::string, std::string> m_allowed; ///< path → "0 to 0.99"
    std::map<std::string, std::string> m_given;   ///< path → text
};

} // namespace mae::cli
