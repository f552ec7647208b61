// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <optional>
#include <span>

namespace mae {

/// The first directory of a TIFF structure, as far as pictures need it. EXIF has the same shape.
struct TiffDirectory {
    std::optional<std::uint32_t> width;
    std::optional<std::uint32_t> height;
    int orientation = 1;  ///< 1 to 8; anything else in the file counts as 1
    bool isWhole = false; ///< up to its last byte in the file
};

/// Reads tags of one number from classic or big TIFF; what is malformed is left out. Never throws.
TiffDirectory readTiffDirectory(std::span<const std::uint8_t> bytes);

/// Orientation of an EXIF block, with or without the leading "Exif\0\0"; 1 if there is none.
int exifOrientation(std::span<const std::uint8_t> bytes);

/// Turns and mirrors a picture stored with the given EXIF orientation.
Image upright(Image stored, int orientation);

} // namespace mae
