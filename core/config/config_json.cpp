// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config_json.h"

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <variant>

namespace mae {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void wrong(ErrorKind kind, const std::string& path, const std::string& wanted) {
    throw Error(kind, path + " must be " + wanted + ".");
}

/// Calls @p use with a default value of the strategy named @p id; false if there is none.
template <class Use, std::size_t... I>
bool withStrategy(const std::string& id, Use&& use, std::index_sequence<I...>) {
    return ((std::variant_alternative_t<I, MaskStrategy>::kId == id
             && (use(std::variant_alternative_t<I, MaskStrategy>{}), true))
            || ...);
}

constexpr auto kStrategies = std::make_index_sequence<std::variant_size_v<MaskStrategy>>{};

template <std::size_t... I> std::string strategyIds(std::index_sequence<I...>) {
    std::string ids;
    ((ids +=
      (ids.empty() ? "" : ", ") + std::string(std::variant_alternative_t<I, MaskStrategy>::kId)),
     ...);
    return "one of " + ids;
}

template <class E> std::string enumIds() {
    std::string ids;
    for (const auto& name : EnumNames<E>::kNames) {
        ids += (ids.empty() ? "" : ", ") + std::string(name.id);
    }
    return "one of " + ids;
}

template <class E> E enumFromId(const std::string& id, const std::string& path, ErrorKind kind) {
    const auto& names = EnumNames<E>::kNames;
    const auto found =
        std::ranges::find_if(names, [&id](const EnumName& name) { return name.id == id; });
    if (found == names.end()) {
        wrong(kind, path, enumIds<E>());
    }
    return static_cast<E>(found - names.begin());
}

struct Writer {
    Json& json;

    template <class T> void operator()(const T& value, const Field& field) const {
        if constexpr (std::is_enum_v<T>) {
            json[field.key] = idOf(value);
        } else if constexpr (std::is_same_v<T, MaskStrategy>) {
            std::visit(
                [&](const auto& chosen) {
                    json[field.key] = chosen.kId;
                    chosen.fields(chosen, *this);
                },
                value);
        } else if constexpr (
            std::is_arithmetic_v<
                T> || std::is_same_v<T, std::string> || std::is_same_v<T, std::vector<double>> || std::is_same_v<T, std::vector<std::string>>) {
            json[field.key] = value;
        } else {
            Json section = Json::object();
            T::fields(value, Writer{section});
            json[field.key] = std::move(section);
        }
    }
};

struct Reader {
    const Json& json;
    std::string prefix;

    template <class T> void operator()(T& value, const Field& field) const {
        const auto path = prefix + field.key;
        const auto found = json.find(field.key);
        if (found == json.end()) {
            return;
        }
        if constexpr (std::is_enum_v<T>) {
            requireThat(found->is_string(), path, enumIds<T>());
            value = enumFromId<T>(found->template get<std::string>(), path, ErrorKind::Format);
        } else if constexpr (std::is_same_v<T, MaskStrategy>) {
            requireThat(found->is_string(), path, strategyIds(kStrategies));
            const bool known = withStrategy(
                found->template get<std::string>(),
                [&]<class Spec>(Spec chosen) {
                    Spec::fields(chosen, *this);
                    value = chosen;
                },
                kStrategies);
            requireThat(known, path, strategyIds(kStrategies));
        } else if constexpr (std::is_same_v<T, bool>) {
            requireThat(found->is_boolean(), path, "true or false");
            value = found->template get<T>();
        } else if constexpr (std::is_same_v<T, std::string>) {
            requireThat(found->is_string(), path, "a text");
            value = found->template get<T>();
        } else if constexpr (std::is_integral_v<T>) {
            requireThat(found->is_number_integer(), path, "a whole number");
            requireThat(fits<T>(*found), path, "a smaller number");
            value = found->template get<T>();
        } else if constexpr (std::is_floating_point_v<T>) {
            requireThat(found->is_number(), path, "a number");
            value = found->template get<T>();
        } else if constexpr (std::is_same_v<T, std::vector<double>>) {
            requireThat(
                found->is_array()
                    && std::ranges::all_of(*found, [](const Json& j) { return j.is_number(); }),
                path, "a list of numbers");
            value = found->template get<T>();
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            requireThat(
                found->is_array()
                    && std::ranges::all_of(*found, [](const Json& j) { return j.is_string(); }),
                path, "a list of texts");
            value = found->template get<T>();
        } else {
            requireThat(found->is_object(), path, "an object");
            T::fields(value, Reader{*found, path + "."});
        }
    }

    static void requireThat(bool good, const std::string& path, const std::string& wanted) {
        if (!good) {
            wrong(ErrorKind::Format, path, wanted);
        }
    }

    template <class T> static bool fits(const Json& number) {
        if (number.is_number_unsigned()) {
            return std::in_range<T>(number.template get<std::uint64_t>());
        }
        return std::in_range<T>(number.template get<std::int64_t>());
    }
};

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
        wrong(ErrorKind::InvalidConfig, path, "true or false, not '" + text + "'");
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
        wrong(ErrorKind::InvalidConfig, path, "a number, not '" + text + "'");
    } else if constexpr (std::is_unsigned_v<T>) {
        if (const auto value = toUnsigned(text)) {
            return *value;
        }
    } else if (const auto value = toInteger(text); value && std::in_range<T>(*value)) {
        return static_cast<T>(*value);
    }
    wrong(ErrorKind::InvalidConfig, path, "a whole number, not '" + text + "'");
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
                    wrong(ErrorKind::InvalidConfig, path, strategyIds(kStrategies));
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

Json parse(const std::string& text) {
    if (!isWithin(text)) {
        throw Error(ErrorKind::Format, "The settings are longer or deeper than any.");
    }
    auto json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        throw Error(ErrorKind::Format, "The settings are not a JSON object.");
    }
    return json;
}

} // namespace

std::string toJson(const TrainConfig& config, int indent) {
    Json json = Json::object();
    TrainConfig::fields(config, Writer{json});
    // validate() refuses what is no UTF-8; a text for the eye is better than an exception.
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string toJson(const ModelConfig& config) {
    Json json = Json::object();
    ModelConfig::fields(config, Writer{json});
    json["channels"] = config.channels;
    json["layer_norm_eps"] = config.layerNormEps;
    return json.dump();
}

std::string toJson(const MaskConfig& config) {
    Json json = Json::object();
    MaskConfig::fields(config, Writer{json});
    return json.dump();
}

TrainConfig trainConfigFromJson(const std::string& text) {
    TrainConfig config;
    const auto json = parse(text);
    TrainConfig::fields(config, Reader{json, ""});
    return config;
}

ModelConfig modelConfigFromJson(const std::string& text) {
    ModelConfig config;
    const auto json = parse(text);
    const Reader reader{json, "model."};
    ModelConfig::fields(config, reader);
    reader(config.channels, Field{.key = "channels"});
    reader(config.layerNormEps, Field{.key = "layer_norm_eps"});
    return config;
}

MaskConfig maskConfigFromJson(const std::string& text) {
    MaskConfig config;
    const auto json = parse(text);
    MaskConfig::fields(config, Reader{json, "mask."});
    return config;
}

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
