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

Colour Canvas::at(Vec p) const {
    const float fx = std::clamp((p.x - m_view.left) / m_pixel - 0.5F, 0.0F,
                                static_cast<float>(m_width) - 1.001F);
    const float fy = std::clamp((p.y - m_view.top) / m_pixel - 0.5F, 0.0F,
                                static_cast<float>(m_height) - 1.001F);
    const int x = static_cast<int>(fx), y = static_cast<int>(fy);
    const auto* row = m_pixels.data() + static_cast<std::ptrdiff_t>(y) * m_width + x;
    const float u = fx - static_cast<float>(x), v = fy - static_cast<float>(y);
    return mix(mix(row[0], row[1], u), mix(row[m_width], row[m_width + 1], u), v);
}

Image Canvas::image() const {
    Image result{.width = m_width, .height = m_height, .pixels = {}};
    result.pixels.reserve(m_pixels.size() * 3);
    const auto byte = [](float value) {
        const float rounded = std::clamp(value, 0.0F, 1.0F) * 255 + 0.5F;
        return static_cast<std::uint8_t>(rounded);
    };
    for (const auto& pixel : m_pixels) {
        result.pixels.insert(result.pixels.end(), {byte(pixel.r), byte(pixel.g), byte(pixel.b)});
    }
    return result;
}

} // namespace mae::scenes
