// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mae::test {

/// What the blocks of a GIF say; nothing is decoded.
struct GifBlocks {
    int width = 0, height = 0; ///< pixels
    bool repeatsForEver = false;
    std::vector<int> delays{}; ///< 1/100 s, of each frame
    bool framesLieInside = true;
    bool endsWell = false;
};

inline GifBlocks walkGif(const std::vector<std::uint8_t>& file) {
    const auto le16 = [&](std::size_t at) { return file.at(at) | file.at(at + 1) << 8; };
    const auto colours = [&](std::size_t at) {
        return (file.at(at) & 0x80) != 0 ? std::size_t{6} << (file.at(at) & 7) : 0;
    };
    const auto past = [&](std::size_t at) { // a chain of blocks
        while (file.at(at) != 0) {
            at += 1 + file.at(at);
        }
        return at + 1;
    };
    GifBlocks gif{.width = le16(6), .height = le16(8)};
    int delay = -1;
    for (std::size_t at = 13 + colours(10); at < file.size();) {
        const int kind = file[at];
        if (kind == 0x3B) {
            gif.endsWell = at + 1 == file.size();
            break;
        }
        if (kind == 0x21) {
            if (file.at(at + 1) == 0xF9) {
                delay = le16(at + 4);
            } else if (std::string(file.begin() + std::ptrdiff_t(at) + 3,
                                   file.begin() + std::ptrdiff_t(at) + 14)
                       == "NETSCAPE2.0") {
                gif.repeatsForEver =
                    file.at(at + 14) == 3 && file.at(at + 15) == 1 && le16(at + 16) == 0;
            }
            at = past(at + 2);
        } else if (kind == 0x2C) {
            gif.delays.push_back(delay);
            delay = -1;
            gif.framesLieInside = gif.framesLieInside && le16(at + 1) + le16(at + 5) <= gif.width
                                  && le16(at + 3) + le16(at + 7) <= gif.height;
            at = past(at + 10 + colours(at + 9) + 1);
        } else {
            break;
        }
    }
    return gif;
}

} // namespace mae::test
