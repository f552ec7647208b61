// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/io/bundled.h"
#include "core/masking/mask_file.h"
#include "core/probe/experiment.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "mae-experiment";
constexpr int kVersion = 1;

/// An object of the file and where it is, for messages.
struct Entry {
    const Json& json;
    std::string where; ///< "" or "model."
    const std::string& file;

    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(ErrorKind::Format, file + " is not an experiment: " + what + ".");
    }

    void allowOnly(std::initializer_list<std::string_view> keys) const {
        for (const auto& [key, value] : json.items()) {
            if (std::ranges::find(keys, key) == keys.end()) {
                refuse(where + key + " is unknown; a newer version may have written it");
            }
        }
    }

    const Json& at(const char* key, Json::value_t type, const char* wanted) const {
        const auto found = json.find(key);
        if (found == json.end() || found->type() != type) {
            refuse(where + key + " must be " + wanted);
        }
        return *found;
    }

    Entry object(const char* key) const {
        return {at(key, Json::value_t::object, "an object"), where + key + ".", file};
    }
    std::string text(const char* key) const {
        return at(key, Json::value_t::string, "a text").get<std::string>();
    }
    bool boolean(const char* key) const {
        return at(key, Json::value_t::boolean, "true or false").get<bool>();
    }
    std::uint64_t number(const char* key, std::uint64_t most) const {
        const auto value = at(key, Json::value_t::number_unsigned, "a whole number, 0 or more")
                               .get<std::uint64_t>();
        if (value > most) {
            refuse(where + key + " must be at most " + std::to_string(most));
        }
        return value;
    }
    double share(const char* key, double least) const {
        const auto found = json.find(key);
        const double value =
            found != json.end() && found->is_number() ? found->get<double>() : -1.0;
        if (!(value >= least && value <= 1)) {
            refuse(where + key + " must be a number from " + toText(least) + " to 1");
        }
        return value;
    }
    template <class E> E choice(const char* key) const {
        const auto id = text(key);
        std::string ids;
        for (std::size_t i = 0; i < EnumNames<E>::kNames.size(); ++i) {
            if (id == EnumNames<E>::kNames[i].id) {
                return static_cast<E>(i);
            }
            ids += (i == 0 ? "" : ", ") + std::string(EnumNames<E>::kNames[i].id);
        }
        refuse(where + key + " must be one of " + ids);
    }
    bool has(const char* key) const { return json.contains(key); }
};

/// Relative where the file lies below @p base, so that a folder can be moved with its experiment.
std::string storedPath(const std::string& path, const fs::path& base) {
    if (path == "bundled" || isSample(path)) {
        return path;
    }
    const auto absolute = fs::absolute(path).lexically_normal();
    const auto relative = absolute.lexically_relative(base.lexically_normal());
    const bool below = !relative.empty() && *relative.begin() != "..";
    return below && relative != "bundled" ? relative.string() : absolute.string();
}

Json toJson(const FileReference& file, const fs::path& base) {
    return {{"path", storedPath(file.path, base)}, {"checksum", file.checksum}};
}

FileReference fileFrom(const Entry& entry, const fs::path& base, bool model) {
    FileReference file{.path = entry.text("path"), .checksum = entry.text("checksum")};
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (!file.checksum.empty()
        && (file.checksum.size() != 8 || !std::ranges::all_of(file.checksum, isDigit))) {
        entry.refuse(entry.where + "checksum must be 8 hexadecimal digits");
    }
    if (file.path.empty() || file.path.find('\0') != std::string::npos) {
        entry.refuse(entry.where + "path must name a file");
    }
    if (!(model ? file.path == "bundled" : isSample(file.path))) {
        file.path = (base / file.path).lexically_normal().string(); // an absolute one stays itself
    }
    return file;
}

Json modelToJson(const Experiment& experiment, const fs::path& base) {
    auto json = toJson(experiment.model, base);
    const auto& overrides = experiment.overrides;
    json["heads"] = overrides.heads;
    json["decoder_heads"] = overrides.decoderHeads;
    json["target"] = overrides.target;
    return json;
}

ModelOverrides overridesFrom(const Entry& entry) {
    constexpr std::uint64_t kMostHeads = 128;
    ModelOverrides overrides{.heads = static_cast<int>(entry.number("heads", kMostHeads)),
                             .decoderHeads =
                                 static_cast<int>(entry.number("decoder_heads", kMostHeads)),
                             .target = entry.text("target")};
    if (!overrides.target.empty() && overrides.target != idOf(Target::Pixels)
        && overrides.target != idOf(Target::Normalised)) {
        entry.refuse("model.target must be empty, pixels or normalised");
    }
    return overrides;
}

/// The codec of settings writes and checks the strategy; the seed is no setting of a mask.
Json maskToJson(const MaskConfig& mask, std::uint64_t seed) {
    auto json = Json::parse(toJson(mask));
    json["seed"] = seed;
    return json;
}

MaskConfig maskFrom(const Entry& entry) {
    MaskConfig mask;
    try {
        mask = maskConfigFromJson(entry.json.dump());
        requireValid(validate(mask));
    } catch (const Error& error) {
        std::string reason = error.what();
        reason.erase(reason.find_last_not_of('.') + 1);
        entry.refuse(reason);
    }
    const auto known = maskToJson(mask, 0);
    for (const auto& [key, value] : entry.json.items()) {
        if (!known.contains(key)) {
            entry.refuse("mask." + key + " is unknown");
        }
    }
    return mask;
}

/// Written only if a picture is cropped elsewhere than in its middle: files that do not need it
/// stay readable for earlier versions.
bool hasFrame(const DisplayOptions& display) {
    return display.fit == Fit::Crop && display.frame != CropFrame{};
}

Json displayToJson(const DisplayOptions& display) {
    Json json{{"paste_visible", display.pasteVisible},
              {"norm_pix", idOf(display.normPix)},
              {"fit", idOf(display.fit)}};
    if (hasFrame(display)) {
        json["frame"] = {{"across", display.frame.across},
                         {"down", display.frame.down},
                         {"size", display.frame.size}};
    }
    return json;
}

DisplayOptions displayFrom(const Entry& entry) {
    entry.allowOnly({"paste_visible", "norm_pix", "fit", "frame"});
    DisplayOptions display{.pasteVisible = entry.boolean("paste_visible"),
                           .normPix = entry.choice<NormPixDisplay>("norm_pix"),
                           .fit = entry.choice<Fit>("fit")};
    if (entry.has("frame")) {
        if (display.fit != Fit::Crop) {
            entry.refuse("display.frame belongs to a cropped picture, not to fit "
                         + std::string(idOf(display.fit)));
        }
        const auto frame = entry.object("frame");
        frame.allowOnly({"across", "down", "size"});
        display.frame = {.across = frame.share("across", 0),
                         .down = frame.share("down", 0),
                         .size = frame.share("size", CropFrame::kSmallest)};
    }
    return display;
}

Json parsed(const std::string& text, const std::string& name) {
    const auto refuse = [&name](const std::string& what) {
        throw Error(ErrorKind::Format, name + " is not an experiment: " + what + ".");
    };
    constexpr int kDeepest = 5;
    try {
        return Json::parse(text, [&refuse](int depth, Json::parse_event_t, const Json&) {
            if (depth > kDeepest) {
                refuse("it is nested too deeply");
            }
            return true;
        });
    } catch (const Json::exception&) {
        refuse("it is not valid JSON");
        throw;
    }
}

std::vector<FileReference> picturesFrom(const Entry& entry, const fs::path& base) {
    const auto& list = entry.at("pictures", Json::value_t::array, "a list");
    if (list.empty()) {
        entry.refuse("pictures must name at least one picture");
    }
    std::vector<FileReference> pictures;
    for (const auto& json : list) {
        const Entry picture{json, "pictures.", entry.file};
        if (!json.is_object()) {
            entry.refuse("pictures must be a list of objects with path and checksum");
        }
        picture.allowOnly({"path", "checksum"});
        pictures.push_back(fileFrom(picture, base, false));
    }
    return pictures;
}

} // namespace

std::string toJson(const Experiment& experiment, const fs::path& base) {
    Json pictures = Json::array();
    for (const auto& picture : experiment.pictures) {
        pictures.push_back(toJson(picture, base));
    }
    Json json{{"format", kFormat},
              {"version", kVersion},
              {"program", experiment.program},
              {"model", modelToJson(experiment, base)},
              {"precision", idOf(experiment.precision)},
              {"pictures", std::move(pictures)},
              {"mask", maskToJson(experiment.mask, experiment.seed)}};
    if (!experiment.painted.empty()) {
        json["painted"] = Json::parse(masksToJson(experiment.painted));
    }
    json["display"] = displayToJson(experiment.display);
    try {
        return json.dump(2);
    } catch (const Json::exception&) { // JSON holds no other bytes
        throw Error(ErrorKind::InvalidConfig,
                    "The name of a picture or of the model is not UTF-8; rename the file before "
                    "saving an experiment.");
    }
}

Experiment experimentFromJson(const std::string& text, const fs::path& base,
                              const std::string& name) {
    const auto json = parsed(text, name);
    const Entry entry{json, "", name};
    if (!json.is_object() || entry.text("format") != kFormat) {
        entry.refuse(std::string("format must be ") + kFormat);
    }
    if (entry.number("version", UINT32_MAX) != kVersion) {
        entry.refuse("its version is not " + std::to_string(kVersion)
                     + "; open it with the program that wrote it");
    }
    entry.allowOnly({"format", "version", "program", "model", "precision", "pictures", "mask",
                     "painted", "display"});
    const auto model = entry.object("model"), mask = entry.object("mask");
    model.allowOnly({"path", "checksum", "heads", "decoder_heads", "target"});
    Experiment experiment{.program = entry.text("program"),
                          .model = fileFrom(model, base, true),
                          .overrides = overridesFrom(model),
                          .precision = entry.choice<Precision>("precision"),
                          .pictures = picturesFrom(entry, base),
                          .mask = maskFrom(mask),
                          .seed = mask.number("seed", UINT64_MAX),
                          .display = displayFrom(entry.object("display"))};
    if (entry.has("painted")) {
        experiment.painted = masksFromJson(json["painted"].dump(), name);
        if (experiment.painted.size() != 1
            && experiment.painted.size() != experiment.pictures.size()) {
            entry.refuse("painted must hold one mask, or one for each picture");
        }
    }
    return experiment;
}

} // namespace mae
