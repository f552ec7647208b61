// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mae {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMaxBytes = 64ull << 20;
/// Patches of all masks of a file together: a short text must not ask for much memory.
constexpr std::int64_t kMaxPatches = 1 << 24;

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
    throw Error(ErrorKind::Format, name + " is not a mask: " + what + ".");
}

std::string sizeText(int columns, int rows) {
    return std::to_string(columns) + " x " + std::to_string(rows);
}

Json parsed(std::string_view text, const std::string& name) {
    constexpr int kDeepest = 3; // list, object, list
    const auto shallow = [&name](int depth, Json::parse_event_t, const Json&) {
        if (depth > kDeepest) {
            refuse(name, "it is nested too deeply");
        }
        return true;
    };
    try {
        return Json::parse(text, shallow);
    } catch (const Json::exception&) {
        refuse(name, "it is neither JSON nor a PNG picture");
    }
}

int sideOf(const Json& object, const char* key, const std::string& name) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer()) {
        refuse(name, std::string(key) + " must be a whole number");
    }
    const auto value = found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
    if (value < 1 || value > kMaxPatches) {
        refuse(name, std::string(key) + " must be between 1 and " + std::to_string(kMaxPatches));
    }
    return static_cast<int>(value);
}

Mask maskOf(const std::vector<std::uint8_t>& hidden, PatchGrid grid, const std::string& name) {
    if (std::ranges::find(hidden, std::uint8_t{0}) == hidden.end()) {
        refuse(name, "it hides every patch; one must stay visible");
    }
    return maskFromHidden(grid, hidden);
}

/// @param room  patches that masks of this file may still have; reduced by those of this one
Mask maskFromJson(const Json& object, std::int64_t& room, const std::string& name) {
    if (!object.is_object()) {
        refuse(name, "it must be an object with rows, columns and hidden, or a list of these");
    }
    for (const auto& [key, value] : object.items()) {
        if (key != "rows" && key != "columns" && key != "hidden") {
            refuse(name, "it has an unknown entry '" + key + "'");
        }
    }
    const PatchGrid grid{.rows = sideOf(object, "rows", name),
                         .columns = sideOf(object, "columns", name)};
    room -= std::int64_t{grid.rows} * grid.columns;
    if (room < 0) {
        refuse(name, "it has more than " + std::to_string(kMaxPatches) + " patches");
    }
    const auto list = object.find("hidden");
    if (list == object.end() || !list->is_array()) {
        refuse(name, "hidden must be a list of patch numbers");
    }
    std::vector<std::uint8_t> hidden(static_cast<std::size_t>(grid.count()), 0);
    for (const auto& number : *list) {
        if (!number.is_number_unsigned() || number.get<std::uint64_t>() >= hidden.size()) {
            refuse(name, "hidden must hold whole numbers from 0 to "
                             + std::to_string(hidden.size() - 1) + ", not " + number.dump());
        }
        auto& mark = hidden[number.get<std::size_t>()];
        if (mark != 0) {
            refuse(name, "hidden names patch " + number.dump() + " twice");
        }
        mark = 1;
    }
    return maskOf(hidden, grid, name);
}

/// Whether some patch size makes a picture of this size have these patches, sides rounded to whole
/// patches as fittedPicture() does.
bool hasShapeOf(const Image& image, PatchGrid grid) {
    const auto smallest = [](int pixels, int patches) { return pixels / (patches + 0.5); };
    const auto largest = [](int pixels, int patches) { return pixels / (patches - 0.5); };
    return image.width >= grid.columns && image.height >= grid.rows
           && std::max(smallest(image.width, grid.columns), smallest(image.height, grid.rows))
                  <= std::min(largest(image.width, grid.columns), largest(image.height, grid.rows));
}

Mask maskFromPicture(const Image& image, PatchGrid grid, const std::string& name) {
    if (!hasShapeOf(image, grid)) {
        refuse(name, "its " + sizeText(image.width, image.height) + " pixels do not fit the "
                         + sizeText(grid.columns, grid.rows)
                         + " patches of the picture; draw one pixel per patch");
    }
    const auto count = static_cast<std::size_t>(grid.count());
    std::vector<double> light(count, 0);
    std::vector<int> pixels(count, 0);
    for (int y = 0; y < image.height; ++y) {
        const auto row = std::int64_t{y} * grid.rows / image.height;
        for (int x = 0; x < image.width; ++x) {
            const auto column = std::int64_t{x} * grid.columns / image.width;
            const auto patch = static_cast<std::size_t>(row * grid.columns + column);
            const auto* p =
                &image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width)
                               + static_cast<std::size_t>(x))
                              * 3];
            light[patch] += (p[0] + p[1] + p[2]) / 3.0;
            ++pixels[patch];
        }
    }
    std::vector<std::uint8_t> hidden(count);
    for (std::size_t i = 0; i < count; ++i) {
        hidden[i] = light[i] < 127.5 * pixels[i] ? 1 : 0;
    }
    return maskOf(hidden, grid, name);
}

Json toJson(const Mask& mask) {
    auto hidden = mask.hiddenIds;
    std::ranges::sort(hidden);
    return {{"rows", mask.grid.rows}, {"columns", mask.grid.columns}, {"hidden", hidden}};
}

Image toPicture(const Mask& mask) {
    Image image{.width = mask.grid.columns, .height = mask.grid.rows, .pixels = {}};
    for (const auto hidden : mask.hidden()) {
        image.pixels.insert(image.pixels.end(), 3, hidden != 0 ? 0 : 255);
    }
    return image;
}

bool isPng(const std::filesystem::path& path) {
    auto suffix = path.extension().string();
    std::ranges::transform(suffix, suffix.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return suffix == ".png";
}

} // namespace

std::vector<Mask> readMasks(const std::filesystem::path& path, PatchGrid grid) {
    constexpr std::array<std::uint8_t, 4> kPngStart{0x89, 'P', 'N', 'G'};
    const auto bytes = readFile(path, kMaxBytes);
    const auto name = path.string();
    if (bytes.size() >= kPngStart.size()
        && std::ranges::equal(kPngStart, std::span(bytes).first<4>())) {
        return {maskFromPicture(decodeImage(bytes, name), grid, name)};
    }
    return masksFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, name);
}

std::vector<Mask> masksFromJson(std::string_view text, const std::string& name) {
    const auto json = parsed(text, name);
    auto room = kMaxPatches;
    if (!json.is_array()) {
        return {maskFromJson(json, room, name)};
    }
    if (json.empty()) {
        refuse(name, "it is an empty list");
    }
    std::vector<Mask> masks;
    for (const auto& object : json) {
        masks.push_back(maskFromJson(object, room, name));
    }
    return masks;
}

std::string masksToJson(std::span<const Mask> masks) {
    Json json = Json::array();
    for (const auto& mask : masks) {
        json.push_back(toJson(mask));
    }
    return (masks.size() == 1 ? json.front() : json).dump();
}

void writeMasks(const std::filesystem::path& path, std::span<const Mask> masks) {
    if (masks.empty()) {
        throw Error(ErrorKind::InvalidConfig,
                    "There is no mask to write to " + path.string() + ".");
    }
    if (isPng(path)) {
        writePng(path, toPicture(masks.front()));
        return;
    }
    writeFileAtomically(path, masksToJson(masks) + "\n");
}

} // namespace mae
