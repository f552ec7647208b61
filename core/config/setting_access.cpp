// SPDX-License-Identifier: GPL-3.0-or-later
// Settings by their paths: config_json.h.
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/config/setting_ids.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <variant>

namespace mae {
namespace {

/// An empty text is an empty list.
std::vector<std::string> splitAtCommas(const std::string& text) {
    if (text.empty()) {
        return {};
    }
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

bool switchOf(const std::string& text, const std::string& path) {
    constexpr std::array<std::string_view, 4> kOn{"true", "on", "yes", "1"},
        kOff{"false", "off", "no", "0"};
    const bool on = std::ranges::find(kOn, text) != kOn.end();
    if (!on && std::ranges::find(kOff, text) == kOff.end()) {
        wrongSetting(ErrorKind::InvalidConfig, path, "true or false, not '" + text + "'");
    }
    return on;
}

template <class T> T parsed(const std::string& text, const std::string& path) {
    if constexpr (std::is_same_v<T, bool>) {
        return switchOf(text, path);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (const auto value = toDouble(text)) {
            return *value;
        }
        wrongSetting(ErrorKind::InvalidConfig, path, "a number, not '" + text + "'");
    } else if constexpr (std::is_unsigned_v<T>) {
        if (const auto value = toUnsigned(text)) {
            return *value;
        }
    } else if (const auto value = toInteger(text); value && std::in_range<T>(*value)) {
        return static_cast<T>(*value);
    }
    wrongSetting(ErrorKind::InvalidConfig, path, "a whole number, not '" + text + "'");
}

template <class T> std::string written(T value) {
    if constexpr (std::is_same_v<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_floating_point_v<T>) {
        return toText(value);
    } else {
        return std::to_string(value);
    }
}

/// Finds the field of a path; sets it if there is a text, and says what it then is.
struct Accessor {
    std::string prefix;
    const std::string& wanted;
    const std::string* text; ///< null: only read
    bool& found;
    std::string& result;

    template <class T> void operator()(T& value, const Field& field) const {
        const auto path = prefix + field.key;
        if constexpr (std::is_same_v<T, MaskStrategy>) {
            strategy(value, path);
        } else if constexpr (std::is_enum_v<T>) {
            if (path == wanted) {
                if (text) {
                    value = enumFromId<T>(*text, path, ErrorKind::InvalidConfig);
                }
                done(idOf(value));
            }
        } else if constexpr (std::is_arithmetic_v<T>) {
            if (path == wanted) {
                if (text) {
                    value = parsed<T>(*text, path);
                }
                done(written(value));
            }
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (path == wanted) {
                value = text ? *text : value;
                done(value);
            }
        } else if constexpr (std::is_same_v<T, std::vector<double>>) {
            list(
                value, path, [&](const std::string& part) { return parsed<double>(part, path); },
                [](double v) { return toText(v); });
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            list(
                value, path, [](const std::string& part) { return part; },
                [](const std::string& v) { return v; });
        } else {
            T::fields(value, Accessor{path + ".", wanted, text, found, result});
        }
    }

    void strategy(MaskStrategy& value, const std::string& path) const {
        if (path == wanted) {
            if (text) {
                const bool known = withStrategy(
                    *text,
                    [&]<class Spec>(Spec chosen) {
                        if (!std::holds_alternative<Spec>(value)) { // keeps its settings if it is
                            value = chosen;
                        }
                    },
                    kStrategies);
                if (!known) {
                    wrongSetting(ErrorKind::InvalidConfig, path, strategyIds(kStrategies));
                }
            }
            done(std::visit([](const auto& chosen) { return chosen.kId; }, value));
        }
        std::visit([this](auto& chosen) { chosen.fields(chosen, *this); }, value);
    }

    void list(auto& value, const std::string& path, auto read, auto write) const {
        if (path != wanted) {
            return;
        }
        if (text) {
            value.clear();
            for (const auto& part : splitAtCommas(*text)) {
                value.push_back(read(part));
            }
        }
        std::string joined;
        for (const auto& element : value) {
            joined += (joined.empty() ? "" : ",") + write(element);
        }
        done(joined);
    }

    void done(std::string now) const {
        found = true;
        result = std::move(now);
    }
};

std::string access(TrainConfig& config, std::string path, const std::string* text) {
    std::ranges::replace(path, '-', '_');
    bool found = false;
    std::string result;
    TrainConfig::fields(config, Accessor{"", path, text, found, result});
    if (!found) {
        throw Error(ErrorKind::InvalidConfig,
                    "There is no setting " + path + " (or not for this strategy).");
    }
    return result;
}

/// Lists every leaf with its help.
struct Lister {
    std::string prefix;
    std::vector<SettingInfo>& infos;

    template <class T> void operator()(const T& value, const Field& field) const {
        const auto path = prefix + field.key;
        if constexpr (std::is_same_v<T, MaskStrategy>) {
            add(path, field, strategyIds(kStrategies));
            std::visit([this](const auto& chosen) { chosen.fields(chosen, *this); }, value);
        } else if constexpr (std::is_enum_v<T>) {
            add(path, field, enumIds<T>());
        } else if constexpr (std::is_same_v<T, bool>) {
            add(path, field, "true or false");
        } else if constexpr (std::is_same_v<T, std::string>) {
            add(path, field, "a text");
        } else if constexpr (std::is_arithmetic_v<T>) {
            add(path, field, toText(field.range.min) + " to " + toText(field.range.max));
        } else if constexpr (std::is_same_v<
                                 T, std::vector<
                                        double>> || std::is_same_v<T, std::vector<std::string>>) {
            add(path, field, "separated by commas");
        } else {
            T::fields(value, Lister{path + ".", infos});
        }
    }

    void add(const std::string& path, const Field& field, const std::string& allowed) const {
        infos.push_back({path, std::string(field.help) + " (" + allowed + ")", "", field.used});
    }
};

} // namespace

void setSetting(TrainConfig& config, const std::string& path, const std::string& value) {
    access(config, path, &value);
}

std::string getSetting(const TrainConfig& config, const std::string& path) {
    auto copy = config;
    return access(copy, path, nullptr);
}

std::vector<SettingInfo> listSettings(const TrainConfig& config) {
    std::vector<SettingInfo> infos;
    TrainConfig::fields(config, Lister{"", infos});
    for (auto& info : infos) {
        info.value = getSetting(config, info.path);
    }
    return infos;
}

std::vector<SettingDifference> difference(const TrainConfig& a, const TrainConfig& b) {
    // A setting of a strategy that the other run does not use is empty there.
    const auto valueIn = [](const TrainConfig& config, const std::string& path) {
        try {
            return getSetting(config, path);
        } catch (const Error&) {
            return std::string();
        }
    };
    std::vector<SettingDifference> differences;
    for (const auto& info : listSettings(a)) {
        if (const auto other = valueIn(b, info.path); other != info.value) {
            differences.push_back({info.path, info.value, other});
        }
    }
    for (const auto& info : listSettings(b)) {
        const auto isIt = [&info](const auto& listed) { return listed.path == info.path; };
        if (valueIn(a, info.path).empty() && !info.value.empty()
            && std::ranges::none_of(differences, isIt)) {
            differences.push_back({info.path, "", info.value});
        }
    }
    return differences;
}

} // namespace mae
