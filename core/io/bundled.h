// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mae {

/// The bundled model: a native safetensors file inside the program, so that it is found wherever
/// the program lies.
std::span<const std::uint8_t> bundledModel();

/// A sample picture inside the program: an encoded JPEG or PNG (CC0).
struct SamplePicture {
    const char* name; ///< e.g. "dress.jpg"
    std::span<const std::uint8_t> bytes;
};
std::span<const SamplePicture> samplePictures();

/// How files and command lines name a picture inside the program: "sample:" and its name.
inline constexpr std::string_view kSamplePrefix = "sample:";
bool isSample(std::string_view reference);
/// @throws Error(Io) naming what there is, if there is no such sample
const SamplePicture& findSample(std::string_view reference);

} // namespace mae
