// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mae {

/// The weights with which one side of a picture is resampled: Keys' cubic with a = -0.5, widened
/// when shrinking, in fixed point.
struct Taps {
    struct Span {
        int first = 0; ///< first source pixel
        int count = 0;
    };
    int stride = 0;                   ///< weights reserved per output pixel
    std::vector<Span> spans;          ///< [output pixels]
    std::vector<std::int32_t> weight; ///< [output pixels][stride]
};
Taps makeTaps(int sourceSize, int targetSize);

/// Rows of RGB bytes, @p stride bytes apart.
struct RowBytes {
    const std::uint8_t* first = nullptr;
    std::size_t stride = 0;
};

/// Resamples @p rows rows to taps.spans.size() pixels each. @p target rows are packed.
void resampleWidth(const Taps& taps, RowBytes source, int rows, std::uint8_t* target);

/// Resamples rows of @p bytes bytes to taps.spans.size() rows, packed at @p target.
void resampleHeight(const Taps& taps, RowBytes source, std::size_t bytes, std::uint8_t* target);

} // namespace mae
