// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/setting_options.h"

#include "core/base/error.h"
#include "core/config/config_json.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace mae::cli {
namespace {

/// Short forms and published names of settings, after the normalisation of options.
struct Alias {
    const char* path;
    const char* names;
};
constexpr std::array kAliases{
    Alias{"model.image_size", "--input-size"},
    Alias{"model.target", "--target"},
    Alias{"mask.strategy", "--strategy"},
    Alias{"mask.ratio", "--mask-ratio"},
    Alias{"data.workers", "--num-workers"},
    Alias{"data.weights", "--data-weights"},
    Alias{"data.validation", "--validation"},
    Alias{"data.validation_share", "--validation-share"},
    Alias{"train.epochs", "--epochs"},
    Alias{"train.steps", "--steps"},
    Alias{"train.batch_size", "--batch-size"},
    Alias{"train.accumulate", "--accum-iter"},
    Alias{"train.base_lr", "--blr"},
    Alias{"train.lr", "--lr"},
    Alias{"train.min_lr", "--min-lr"},
    Alias{"train.warmup_epochs", "--warmup-epochs"},
    Alias{"train.weight_decay", "--weight-decay"},
    Alias{"train.clip_norm", "--clip-norm"},
    Alias{"train.precision", "--precision"},
    Alias{"train.seed", "--seed"},
    Alias{"train.ema", "--ema"},
    Alias{"train.init", "--init"},
};

std::string aliasOf(const std::string& path) {
    const auto found =
        std::ranges::find_if(kAliases, [&path](const Alias& alias) { return path == alias.path; });
    return found == kAliases.end() ? "" : found->names;
}

/// The settings of every strategy, not only of the chosen one.
template <std::size_t... I>
std::vector<SettingInfo> allSettings(const TrainConfig& defaults, std::index_sequence<I...>) {
    auto infos = listSettings(defaults);
    const auto merge = [&infos](const TrainConfig& config) {
        for (auto& info : listSettings(config)) {
            if (std::ranges::find(infos, info.path, &SettingInfo::path) == infos.end()) {
                infos.push_back(std::move(info));
            }
        }
    };
    const auto with = [&defaults](const MaskStrategy& strategy) {
        auto config = defaults;
        config.mask.strategy = strategy;
        return config;
    };
    (merge(with(std::variant_alternative_t<I, MaskStrategy>{})), ...);
    return infos;
}

/// "0 to 0.99" of "The share … . (0 to 0.99)"
std::string allowedOf(const std::string& help) {
    const auto begin = help.rfind(" (");
    return begin == std::string::npos ? "" : help.substr(begin + 2, help.size() - begin - 3);
}

} // namespace

void SettingOptions::addTo(CLI::App& command, const TrainConfig& defaults,
                           const std::string& prefix, const std::set<std::string>& skip) {
    constexpr auto kAll = std::make_index_sequence<std::variant_size_v<MaskStrategy>>{};
    for (const auto& info : allSettings(defaults, kAll)) {
        if (!info.path.starts_with(prefix) || skip.contains(info.path)) {
            continue;
        }
        const auto alias = aliasOf(info.path);
        const auto dotted = "--" + info.path;
        auto names = alias.empty() ? std::string() : alias + ",";
        names += dotted;
        m_options[info.path] = alias.empty() ? dotted : alias;
        m_allowed[info.path] = allowedOf(info.help);
        command
            .add_option_function<std::string>(
                names, [this, path = info.path](const std::string& text) { m_given[path] = text; },
                info.help)
            ->take_last()
            ->option_text("[" + info.value + "]")
            ->group("Settings of " + info.path.substr(0, info.path.find('.')));
    }
}

void SettingOptions::apply(TrainConfig& config) const {
    const auto set = [this, &config](const std::string& path, const std::string& text) {
        try {
            setSetting(config, path, text);
        } catch (const Error& error) {
            throw Error(error.kind(), sentenceOf(path, error.what(), config));
        }
    };
    // A strategy brings its own settings into being, so it comes first.
    if (const auto strategy = m_given.find("mask.strategy"); strategy != m_given.end()) {
        set(strategy->first, strategy->second);
    }
    for (const auto& [path, text] : m_given) {
        if (path != "mask.strategy") {
            set(path, text);
        }
    }
    for (const auto& info : listSettings(config)) {
        if (!info.used && m_given.contains(info.path)) {
            throw Error(ErrorKind::InvalidConfig, optionOf(info.path)
                                                      + " has no effect as the other settings are. "
                                                      + info.help);
        }
    }
}

std::string SettingOptions::sentenceOf(const std::string& path, const std::string& problem,
                                       const TrainConfig& config) const {
    if (!problem.starts_with(path)) { // the setting is another strategy's
        return optionOf(path) + " does not belong to the strategy "
               + getSetting(config, "mask.strategy") + "; see --strategy.";
    }
    const auto sentence = optionOf(path) + problem.substr(path.size());
    const auto allowed = m_allowed.find(path);
    return sentence.find(" one of ") != std::string::npos || allowed == m_allowed.end()
               ? sentence
               : sentence + " Allowed: " + allowed->second + ".";
}

std::string SettingOptions::optionOf(const std::string& path) const {
    const auto found = m_options.find(path);
    return found == m_options.end() ? path : found->second;
}

void SettingOptions::requireValid(const std::vector<ConfigIssue>& issues) const {
    std::string text;
    for (const auto& issue : issues) {
        text += (text.empty() ? "" : "\n") + optionOf(issue.path) + " " + issue.message + ".";
    }
    if (!issues.empty()) {
        throw Error(ErrorKind::InvalidConfig, text);
    }
}

} // namespace mae::cli
