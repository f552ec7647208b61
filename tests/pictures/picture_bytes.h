// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/decode.h"

#include "tests/support/shared.h"

#include <string>
#include <string_view>
#include <vector>

namespace mae::test {

using Bytes = std::vector<std::uint8_t>;

inline const std::string kCases = "reference/cases/decode/";

inline Bytes bytesOf(std::string_view text) { return {text.begin(), text.end()}; }

inline Bytes caseFile(const std::string& name) {
    return readFile(shared((kCases + name).c_str()), 1u << 24);
}

/// What the decoder refuses a file with; empty if it delivers a picture.
inline std::string refusal(const Bytes& bytes, const DecodeLimits& limits = {}) {
    try {
        const auto image = decodeImage(bytes, "the file", 0, limits);
        const auto expected =
            static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3;
        return image.pixels.size() == expected ? "" : "a picture of the wrong size";
    } catch (const Error& error) {
        return error.what();
    }
}

inline bool contains(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) {
        return true;
    }
    qInfo("missing “%s” in “%s”", part.c_str(), text.c_str());
    return false;
}

} // namespace mae::test
