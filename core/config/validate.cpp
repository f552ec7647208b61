// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/validate.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/masking/sample_mask.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <variant>

namespace mae {
namespace {

using Issues = std::vector<ConfigIssue>;

/// Settings are stored as JSON, which holds nothing but UTF-8.
bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || length > text.size() - i) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<std::uint8_t>(text[i + k]) & 0xC0u) != 0x80) {
                return false;
            }
        }
        i += length;
    }
    return true;
}

/// Checks each field by its type; sections and strategies are walked.
struct FieldCheck {
    std::string prefix;
    Issues& issues;

    void number(double value, const Field& field) const {
        if (!(value >= field.range.min && value <= field.range.max)) { // also catches NaN
            issues.push_back({prefix + field.key, "must be between " + toText(field.range.min)
                                                      + " and " + toText(field.range.max) + ", not "
                                                      + toText(value)});
        }
    }

    template <class T> void operator()(const T& value, const Field& field) const {
        if constexpr (std::is_same_v<T, std::string>) {
            if (value.size() > 4096) {
                issues.push_back({prefix + field.key, "must have at most 4096 bytes"});
            } else if (!isUtf8(value)) {
                issues.push_back({prefix + field.key, "must be written in UTF-8"});
            }
        } else if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) {
            number(static_cast<double>(value), field);
        } else if constexpr (std::is_enum_v<T>) {
            if (static_cast<std::size_t>(value) >= EnumNames<T>::kNames.size()) {
                issues.push_back({prefix + field.key, "is not one of the choices"});
            }
        } else if constexpr (std::is_same_v<T, std::vector<double>>) {
            for (const double element : value) {
                number(element, field);
            }
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            for (const auto& text : value) {
                if (text.empty() || text.size() > 4096) {
                    issues.push_back({prefix + field.key, "must name folders of 1 to 4096 bytes"});
                } else if (!isUtf8(text)) {
                    issues.push_back(
                        {prefix + field.key,
                         "must be written in UTF-8: rename the folder, or link to it"});
                }
            }
        } else if constexpr (std::is_same_v<T, MaskStrategy>) {
            std::visit([this](const auto& chosen) { chosen.fields(chosen, *this); }, value);
        } else if constexpr (!std::is_same_v<T, bool>) {
            T::fields(value, FieldCheck{prefix + field.key + ".", issues});
        }
    }
};

bool hasIssueIn(std::string_view section, const Issues& issues) {
    return std::ranges::any_of(
        issues, [section](const ConfigIssue& issue) { return issue.path.starts_with(section); });
}

void checkModel(const ModelConfig& model, Issues& issues) {
    const auto fail = [&issues](const char* path, const std::string& message) {
        issues.push_back({path, message});
    };
    if (hasIssueIn("model.", issues)) {
        return; // the rules below divide by and multiply values that are out of range
    }
    if (model.imageSize % model.patchSize != 0) {
        fail("model.patch_size", "must divide the picture size: " + std::to_string(model.patchSize)
                                     + " does not divide " + std::to_string(model.imageSize));
    } else if (model.patchCount() < 2) {
        fail("model.patch_size", "must leave at least two patches");
    }
    if (model.width % 4 != 0 || model.width % model.heads != 0) {
        fail("model.width",
             "must be a multiple of 4 and of the " + std::to_string(model.heads) + " heads");
    }
    if (model.decoderWidth % 4 != 0 || model.decoderWidth % model.decoderHeads != 0) {
        fail("model.decoder_width",
             "must be a multiple of 4 and of the " + std::to_string(model.decoderHeads) + " heads");
    }
    constexpr std::int64_t kMost = 2'000'000'000;
    if (const auto count = parameterCount(model); count > kMost) {
        fail("model.width", "gives " + std::to_string(count) + " parameters; at most "
                                + std::to_string(kMost) + " are possible");
    }
}

/// Every ratio of the run hides a patch.
void checkMask(const TrainMask& mask, int patches, Issues& issues) {
    const auto check = [&](const char* path, double ratio) {
        if (visibleCount(patches, ratio) >= patches) {
            issues.push_back({path, "hides no patch, so there is nothing to learn"});
        }
    };
    check("mask.ratio", mask.ratio);
    if (mask.schedule == MaskScheduleKind::Linear || mask.schedule == MaskScheduleKind::Cosine) {
        check("mask.end_ratio", mask.endRatio);
    }
    if (mask.schedule != MaskScheduleKind::Steps) {
        return;
    }
    try {
        for (const auto& step : parseMaskSteps(mask)) {
            check("mask.steps", step.mask.ratio);
        }
    } catch (const Error& error) {
        issues.push_back({"mask.steps", error.what()});
    }
}

void checkRules(const TrainConfig& config, Issues& issues) {
    const auto fail = [&issues](const char* path, const std::string& message) {
        issues.push_back({path, message});
    };
    if (config.data.paths.empty()) {
        fail("data.paths", "must name at least one folder, or scenes");
    }
    if (config.data.mean.size() != 3) {
        fail("data.mean", "must have three values");
    }
    if (config.data.std.size() != 3) {
        fail("data.std", "must have three values");
    }
    const auto& data = config.data;
    if (!data.weights.empty() && data.weights.size() != data.paths.size()) {
        fail("data.weights", "must have a value for each of the "
                                 + std::to_string(data.paths.size()) + " folders, and has "
                                 + std::to_string(data.weights.size()));
    }
    const auto isNone = [](const std::string& path) { return path == "none"; };
    if (data.validation.size() > 1 && std::ranges::any_of(data.validation, isNone)) {
        fail("data.validation", "must be folders, or the word none alone");
    }
    if (std::ranges::find(data.validation, "scenes") != data.validation.end()) {
        fail("data.validation",
             "must be folders; scenes are kept for validation by data.validation_share");
    }
    const auto& train = config.train;
    if (train.freeze == Freeze::Encoder && train.init.empty()) {
        fail("train.freeze", "needs train.init: random weights are not worth keeping");
    }
    if (train.steps == 0 && train.warmupEpochs > train.epochs) {
        fail("train.warmup_epochs",
             "must not be longer than the run of " + toText(train.epochs) + " epochs");
    }
    if (train.lr == 0 && train.baseLr == 0) {
        fail("train.base_lr", "must not be 0 together with train.lr");
    }
    if (!hasIssueIn("model.", issues) && !hasIssueIn("mask.", issues)) {
        checkMask(config.mask, config.model.patchCount(), issues);
    }
}

} // namespace

std::vector<ConfigIssue> validate(const TrainConfig& config) {
    Issues issues;
    TrainConfig::fields(config, FieldCheck{"", issues});
    checkModel(config.model, issues);
    checkRules(config, issues);
    return issues;
}

std::vector<ConfigIssue> validate(const ModelConfig& config) {
    Issues issues;
    ModelConfig::fields(config, FieldCheck{"model.", issues});
    checkModel(config, issues);
    return issues;
}

std::vector<ConfigIssue> validate(const MaskConfig& config) {
    Issues issues;
    MaskConfig::fields(config, FieldCheck{"mask.", issues});
    return issues;
}

std::string describe(const std::vector<ConfigIssue>& issues) {
    std::string text;
    for (const auto& issue : issues) {
        text += (text.empty() ? "" : "\n") + issue.path + " " + issue.message + ".";
    }
    return text;
}

void requireValid(const std::vector<ConfigIssue>& issues) {
    if (!issues.empty()) {
        throw Error(ErrorKind::InvalidConfig, describe(issues));
    }
}

} // namespace mae
