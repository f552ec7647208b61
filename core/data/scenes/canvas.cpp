// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/canvas.h"

namespace mae::scenes {

Canvas::Canvas(int width, int height)
    : m_width(width),
      m_height(height),
      m_pixel(2.0F / static_cast<float>(std::min(width, height))),
      m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    const float x = static_cast<float>(width) * m_pixel / 2;
    const float y = static_cast<float>(height) * m_pixel / 2;
    m_view = {-x, -y, x, y};
}

Image Canvas::image() const {
    Image result{.width = m_width, .height = m_height, .pixels = {}};
    result.pixels.reserve(m_pixels.size() * 3);
    const auto byte = [](float value) {
        return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 1.0F) * 255 + 0.5F);
    };
    for (const auto& pixel : m_pixels) {
        result.pixels.insert(result.pixels.end(), {byte(pixel.r), byte(pixel.g), byte(pixel.b)});
    }
    return result;
}

} // namespace mae::scenes
