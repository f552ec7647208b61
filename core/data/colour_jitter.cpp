// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/colour_jitter.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace mae {
namespace {

constexpr double kStrength = 0.4, kHueStrength = 0.1;

/// Pillow's convert('L'): ITU-R 601 in 16-bit fixed point.
std::uint8_t lumaOf(const std::uint8_t* pixel) {
    return static_cast<std::uint8_t>(
        (pixel[0] * 19595U + pixel[1] * 38470U + pixel[2] * 7471U + 0x8000U) >> 16U);
}

/// Away from @p base, towards @p value or beyond; what lies between is cut off, as Pillow does.
std::uint8_t blended(std::uint8_t base, std::uint8_t value, float factor) {
    const float mixed =
        static_cast<float>(base) + factor * static_cast<float>(int{value} - int{base});
    return static_cast<std::uint8_t>(std::clamp(mixed, 0.0F, 255.0F));
}

template <class Use> void forEachPixel(Image& image, Use&& use) {
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3) {
        use(image.pixels.data() + i);
    }
}

/// @param baseOf  a grey for a pixel
template <class BaseOf> void blend(Image& image, double factor, BaseOf&& baseOf) {
    const auto weight = static_cast<float>(factor);
    forEachPixel(image, [&](std::uint8_t* pixel) {
        const std::uint8_t base = baseOf(pixel);
        for (int c = 0; c < 3; ++c) {
            pixel[c] = blended(base, pixel[c], weight);
        }
    });
}

std::uint8_t meanLuma(Image& image) {
    double sum = 0;
    forEachPixel(image, [&sum](const std::uint8_t* pixel) { sum += lumaOf(pixel); });
    const auto count = static_cast<double>(image.pixels.size() / 3);
    return static_cast<std::uint8_t>(sum / std::max(1.0, count) + 0.5);
}

struct Hsv {
    std::uint8_t hue = 0, saturation = 0, value = 0;
};

Hsv toHsv(const std::uint8_t* rgb) {
    const auto highest = std::max({rgb[0], rgb[1], rgb[2]}),
               lowest = std::min({rgb[0], rgb[1], rgb[2]});
    if (highest == lowest) {
        return {.value = highest};
    }
    const auto range = static_cast<float>(highest - lowest);
    const auto below = [&](int c) { return static_cast<float>(highest - rgb[c]) / range; };
    const double sixth = rgb[0] == highest   ? static_cast<double>(below(2) - below(1))
                         : rgb[1] == highest ? 2.0 + below(0) - below(2)
                                             : 4.0 + below(1) - below(0);
    const auto turn = static_cast<float>(std::fmod(sixth / 6.0 + 1.0, 1.0));
    return {.hue = static_cast<std::uint8_t>(turn * 255.0),
            .saturation = static_cast<std::uint8_t>(range / static_cast<float>(highest) * 255.0),
            .value = highest};
}

void fromHsv(const Hsv& hsv, std::uint8_t* rgb) {
    if (hsv.saturation == 0) {
        std::fill_n(rgb, 3, hsv.value);
        return;
    }
    const double sixths = hsv.hue * 6.0 / 255.0, saturation = hsv.saturation / 255.0;
    const double sector = std::floor(sixths), part = sixths - sector;
    const auto dimmed = [&](double by) {
        return static_cast<std::uint8_t>(
            std::clamp(std::round(hsv.value * (1.0 - saturation * by)), 0.0, 255.0));
    };
    const auto v = hsv.value, p = dimmed(1), q = dimmed(part), t = dimmed(1 - part);
    const std::array<std::array<std::uint8_t, 3>, 6> sectors{
        {{v, t, p}, {q, v, p}, {p, v, t}, {p, q, v}, {t, p, v}, {v, p, q}}};
    std::ranges::copy(sectors[static_cast<std::size_t>(sector) % 6], rgb);
}

void turnHue(Image& image, double turns) {
    const auto by = static_cast<std::uint8_t>(static_cast<int>(turns * 255));
    if (by == 0) {
        return;
    }
    forEachPixel(image, [by](std::uint8_t* pixel) {
        auto hsv = toHsv(pixel);
        hsv.hue = static_cast<std::uint8_t>(hsv.hue + by); // around the circle
        fromHsv(hsv, pixel);
    });
}

} // namespace

Jitter drawJitter(Rng& rng) {
    Jitter jitter;
    for (std::uint32_t i = 3; i > 0; --i) { // Fisher-Yates
        std::swap(jitter.order[i], jitter.order[rng.below(i + 1)]);
    }
    jitter.brightness = rng.uniform(1 - kStrength, 1 + kStrength);
    jitter.contrast = rng.uniform(1 - kStrength, 1 + kStrength);
    jitter.saturation = rng.uniform(1 - kStrength, 1 + kStrength);
    jitter.hue = rng.uniform(-kHueStrength, kHueStrength);
    return jitter;
}

void jitterColours(Image& image, const Jitter& jitter) {
    for (const auto part : jitter.order) {
        switch (part) {
        case Jitter::Part::Brightness:
            blend(image, jitter.brightness, [](const std::uint8_t*) { return std::uint8_t{0}; });
            break;
        case Jitter::Part::Contrast:
            blend(image, jitter.contrast,
                  [mean = meanLuma(image)](const std::uint8_t*) { return mean; });
            break;
        case Jitter::Part::Saturation: blend(image, jitter.saturation, lumaOf); break;
        case Jitter::Part::Hue: turnHue(image, jitter.hue); break;
        }
    }
}

} // namespace mae
