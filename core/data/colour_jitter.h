// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/rng.h"

#include <array>
#include <cstdint>

namespace mae {

/// What is done to the colours of one picture, as torchvision's ColorJitter does it.
struct Jitter {
    enum class Part : std::uint8_t { Brightness, Contrast, Saturation, Hue };
    std::array<Part, 4> order{Part::Brightness, Part::Contrast, Part::Saturation, Part::Hue};
    double brightness = 1; ///< 0 is black
    double contrast = 1;   ///< 0 is a grey of the mean brightness
    double saturation = 1; ///< 0 is grey
    double hue = 0;        ///< turns of the circle of colours

    bool operator==(const Jitter&) const = default;
};

/// The strength of the paper's Table 1f: 0.4 for brightness, contrast and saturation, 0.1 for the
/// hue, in a random order.
Jitter drawJitter(Rng& rng);

/// On 8-bit values after each part, with Pillow's rounding.
void jitterColours(Image& image, const Jitter& jitter);

} // namespace mae
