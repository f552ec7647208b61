// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/data/scenes/colour.h"
#include "core/data/scenes/geometry.h"

#include <type_traits>
#include <vector>

namespace mae::scenes {

/// A picture that is painted layer by layer with smooth edges. Everything is given in units of the
/// scene (geometry.h), so a scene has the same composition at every size.
class Canvas {
public:
    Canvas(int width, int height);

    float pixel() const { return m_pixel; } ///< side of a pixel
    Rect view() const { return m_view; }

    /// Paints the whole picture. @p paint  a Colour, or a function of the place
    template <class Paint> void backdrop(const Paint& paint) {
        eachPixel(m_view, [&](Vec p, Colour& pixel) { pixel = colourAt(paint, p); });
    }

    struct Brush {
        float opacity = 1;
        float blur = 0; ///< width of the soft edge beyond that of a pixel
    };

    /// Paints a shape. @p paint  a Colour, or a function of the place
    template <class Shape, class Paint>
    void fill(const Shape& shape, const Paint& paint, Brush brush = {1, 0}) {
        const float soft = m_pixel + brush.blur;
        eachPixel(grown(shape.bounds(), soft / 2), [&](Vec p, Colour& pixel) {
            const float cover = 0.5F - shape.distance(p) / soft;
            if (cover > 0) {
                const float edge = brush.blur > 0 ? smoothstep(0, 1, cover) : std::min(cover, 1.0F);
                pixel = mix(pixel, colourAt(paint, p), edge * brush.opacity);
            }
        });
    }

    /// A dark, soft copy of the shape, to be painted before it.
    template <class Shape>
    void shadow(const Shape& shape, Vec offset, float blur, float strength = 0.4F) {
        fill(placed(shape, Frame(offset)), Colour{0.03F, 0.03F, 0.08F},
             Brush{.opacity = strength, .blur = blur});
    }

    /// Changes every pixel: @p change(place, colour) returns the new colour.
    template <class Change> void adjust(const Change& change) {
        eachPixel(m_view, [&](Vec p, Colour& pixel) { pixel = change(p, pixel); });
    }

    /// Paints what lies below @p shore as water. @p water(place, mirror) gives the colour, where
    /// mirror(shift) is what is seen reflected beside the place.
    template <class Water> void reflect(float shore, const Water& water) {
        eachPixel({m_view.left, shore, m_view.right, m_view.bottom}, [&](Vec p, Colour& pixel) {
            if (p.y >= shore) {
                pixel = water(p, [&](Vec shift) {
                    return at({p.x + shift.x, std::min(2 * shore - p.y + shift.y, shore)});
                });
            }
        });
    }

    /// The colour at a place, interpolated; beyond the border that of the border.
    Colour at(Vec p) const;

    Image image() const;

private:
    template <class Paint> static Colour colourAt(const Paint& paint, Vec p) {
        if constexpr (std::is_convertible_v<Paint, Colour>) {
            return paint;
        } else {
            return paint(p);
        }
    }

    template <class Visit> void eachPixel(Rect area, const Visit& visit) {
        const auto column = [&](float x) { return (x - m_view.left) / m_pixel; };
        const auto row = [&](float y) { return (y - m_view.top) / m_pixel; };
        const int left = clampTo(std::floor(column(area.left)), m_width);
        const int right = clampTo(std::ceil(column(area.right)), m_width);
        const int top = clampTo(std::floor(row(area.top)), m_height);
        const int bottom = clampTo(std::ceil(row(area.bottom)), m_height);
        for (int y = top; y < bottom; ++y) {
            auto* pixels = m_pixels.data() + static_cast<std::ptrdiff_t>(y) * m_width;
            const float py = m_view.top + (static_cast<float>(y) + 0.5F) * m_pixel;
            for (int x = left; x < right; ++x) {
                visit(Vec{m_view.left + (static_cast<float>(x) + 0.5F) * m_pixel, py}, pixels[x]);
            }
        }
    }
    static int clampTo(float value, int limit) {
        return static_cast<int>(std::clamp(value, 0.0F, static_cast<float>(limit)));
    }

    int m_width = 0, m_height = 0;
    float m_pixel = 0;
    Rect m_view;
    std::vector<Colour> m_pixels;
};

} // namespace mae::scenes
