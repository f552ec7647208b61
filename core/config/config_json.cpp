// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config_json.h"

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/config/setting_ids.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>
#include <variant>

namespace mae {
namespace {

using Json = nlohmann::ordered_json;

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
            wrongSetting(ErrorKind::Format, path, wanted);
        }
    }

    template <class T> static bool fits(const Json& number) {
        if (number.is_number_unsigned()) {
            return std::in_range<T>(number.template get<std::uint64_t>());
        }
        return std::in_range<T>(number.template get<std::int64_t>());
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

} // namespace mae
