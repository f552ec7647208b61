// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

/// Flat geometry of the scenes. The unit is half the shorter side of the picture; the origin is its
/// centre, x goes right, y goes down.
namespace mae::scenes {

constexpr float kPi = 3.14159265F;

struct Vec {
    float x = 0, y = 0;

    friend Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec operator*(Vec a, float s) { return {a.x * s, a.y * s}; }
};
inline float dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y; }
inline float length(Vec a) { return std::sqrt(dot(a, a)); }
inline Vec polar(float angle, float radius = 1) {
    return {radius * std::cos(angle), radius * std::sin(angle)};
}
/// Like atan2, within 1e-4; a few multiplications, and the same on every machine.
inline float angleOf(Vec p) {
    const float x = std::abs(p.x), y = std::abs(p.y), larger = std::max(x, y);
    const float t = std::min(x, y) / std::max(larger, 1e-12F), tt = t * t;
    float angle =
        t
        * (0.9998660F
           + tt * (-0.3302995F + tt * (0.1801410F + tt * (-0.0851330F + tt * 0.0208351F))));
    angle = y > x ? kPi / 2 - angle : angle;
    angle = p.x < 0 ? kPi - angle : angle;
    return p.y < 0 ? -angle : angle;
}
inline float mix(float a, float b, float t) { return a + (b - a) * t; }
/// 0 below @p low, 1 above @p high, smooth between.
inline float smoothstep(float low, float high, float x) {
    const float t = std::clamp((x - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

struct Rect {
    float left = 0, top = 0, right = 0, bottom = 0;
};
inline Rect grown(Rect r, float by) {
    return {r.left - by, r.top - by, r.right + by, r.bottom + by};
}

// Shapes know their signed distance (negative inside) and the rectangle they lie in.

struct Disk {
    Vec centre;
    float radius = 1;
    float distance(Vec p) const { return length(p - centre) - radius; }
    Rect bounds() const { return grown({centre.x, centre.y, centre.x, centre.y}, radius); }
};

/// Axis-parallel; the distance is exact on the border and close to it near by.
struct Ellipse {
    Vec centre;
    Vec radius{1, 1};
    float distance(Vec p) const {
        const Vec q{(p.x - centre.x) / radius.x, (p.y - centre.y) / radius.y};
        const Vec slope{q.x / radius.x, q.y / radius.y};
        const float k = length(q);
        return k < 1e-4F ? -std::min(radius.x, radius.y) : k * (k - 1) / length(slope);
    }
    Rect bounds() const {
        return {centre.x - radius.x, centre.y - radius.y, centre.x + radius.x, centre.y + radius.y};
    }
};

struct Box {
    Vec centre;
    Vec half{1, 1};
    float round = 0; ///< radius of the corners
    float distance(Vec p) const {
        const Vec q{std::abs(p.x - centre.x) - half.x + round,
                    std::abs(p.y - centre.y) - half.y + round};
        return length({std::max(q.x, 0.0F), std::max(q.y, 0.0F)})
               + std::min(std::max(q.x, q.y), 0.0F) - round;
    }
    Rect bounds() const {
        return {centre.x - half.x, centre.y - half.y, centre.x + half.x, centre.y + half.y};
    }
};

/// A line with round ends whose thickness changes evenly.
struct Stroke {
    Vec from, to;
    float startRadius = 0.1F, endRadius = 0.1F;
    float distance(Vec p) const {
        const Vec along = to - from, q = p - from;
        const float t = std::clamp(dot(q, along) / std::max(dot(along, along), 1e-8F), 0.0F, 1.0F);
        return length(q - along * t) - mix(startRadius, endRadius, t);
    }
    Rect bounds() const {
        return grown({std::min(from.x, to.x), std::min(from.y, to.y), std::max(from.x, to.x),
                      std::max(from.y, to.y)},
                     std::max(startRadius, endRadius));
    }
};

/// A part of a circle, drawn with a pen.
struct Arc {
    Vec centre;
    float radius = 1;
    float middle = 0; ///< angle of the middle of the arc, radians
    float spread = 1; ///< half of the angle it covers
    float pen = 0.05F;
    float distance(Vec p) const {
        const Vec q = p - centre;
        // In coordinates where the middle points right, the arc is symmetric to the axis.
        const Vec axis = polar(middle);
        const Vec local{dot(q, axis), std::abs(axis.x * q.y - axis.y * q.x)};
        const Vec end = polar(spread, radius);
        const bool beside = angleOf(local) <= spread;
        return (beside ? std::abs(length(local) - radius) : length(local - end)) - pen;
    }
    Rect bounds() const { return grown({centre.x, centre.y, centre.x, centre.y}, radius + pen); }
};

struct Polygon {
    std::vector<Vec> points;
    float round = 0; ///< the outline grows by this and its corners become round
    float distance(Vec p) const {
        float nearest = 1e9F;
        bool inside = false;
        for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
            const Vec edge = points[j] - points[i], q = p - points[i];
            const float t = std::clamp(dot(q, edge) / std::max(dot(edge, edge), 1e-8F), 0.0F, 1.0F);
            const Vec off = q - edge * t;
            nearest = std::min(nearest, dot(off, off));
            if ((points[i].y > p.y) != (points[j].y > p.y)
                && p.x < points[i].x + edge.x * (p.y - points[i].y) / edge.y) {
                inside = !inside;
            }
        }
        return (inside ? -std::sqrt(nearest) : std::sqrt(nearest)) - round;
    }
    Rect bounds() const {
        Rect r{1e9F, 1e9F, -1e9F, -1e9F};
        for (const Vec p : points) {
            r = {std::min(r.left, p.x), std::min(r.top, p.y), std::max(r.right, p.x),
                 std::max(r.bottom, p.y)};
        }
        return grown(r, round);
    }
};

/// A function of x between -kReach and kReach, tabulated: curves are asked for at every pixel.
class Curve {
public:
    static constexpr float kReach = 2.5F; ///< wider pictures repeat the ends

    Curve() = default;
    template <class Height> explicit Curve(const Height& height) {
        for (std::size_t i = 0; i < m_y.size(); ++i) {
            m_y[i] = height((static_cast<float>(i) / kPerUnit) - kReach);
        }
    }
    float operator()(float x) const {
        const float t = std::clamp((x + kReach) * kPerUnit, 0.0F, kLast - 0.001F);
        const auto i = static_cast<std::size_t>(t);
        return mix(m_y[i], m_y[i + 1], t - static_cast<float>(i));
    }
    float highest() const { return *std::min_element(m_y.begin(), m_y.end()); }

private:
    static constexpr float kPerUnit = 128, kLast = 2 * kReach * kPerUnit;
    std::array<float, static_cast<std::size_t>(kLast) + 1> m_y{};
};

/// Everything below a curve.
struct Below {
    Curve curve;
    float lowest = 10; ///< where the shape ends
    float distance(Vec p) const {
        const float y = curve(p.x), slope = (curve(p.x + 0.01F) - y) * 100;
        return std::max((y - p.y) / std::sqrt(1 + slope * slope), p.y - lowest);
    }
    Rect bounds() const { return {-100, curve.highest(), 100, lowest}; }
};

/// A shape around the origin, given by the distance of its border in each direction.
class Blob {
public:
    /// @param radius  a function of the angle
    template <class Radius> explicit Blob(const Radius& radius) {
        for (std::size_t i = 0; i < kSteps; ++i) {
            m_radius[i] = radius(2 * kPi * static_cast<float>(i) / kSteps - kPi);
        }
        m_radius[kSteps] = m_radius[0];
    }
    float distance(Vec p) const {
        const float t = (angleOf(p) + kPi) * (kSteps / (2 * kPi));
        const auto i = std::min(static_cast<std::size_t>(t), kSteps - 1);
        const float step = m_radius[i + 1] - m_radius[i];
        const float r = m_radius[i] + step * (t - static_cast<float>(i));
        const float steep = step * (kSteps / (2 * kPi)) / std::max(r, 0.05F);
        const float slope = std::clamp(steep, -3.0F, 3.0F); // a jump would be seen far outside
        return (length(p) - r) / std::sqrt(1 + slope * slope);
    }
    Rect bounds() const { return grown({}, *std::max_element(m_radius.begin(), m_radius.end())); }

private:
    static constexpr std::size_t kSteps = 256;
    std::array<float, kSteps + 1> m_radius{};
};

/// A regular polygon, or a star where @p inner is below 1.
inline Polygon star(Vec centre, float radius, int corners, float angle, float inner) {
    Polygon result;
    const bool pointed = inner < 1;
    const int count = pointed ? 2 * corners : corners;
    for (int i = 0; i < count; ++i) {
        const float r = pointed && i % 2 == 1 ? radius * inner : radius;
        result.points.push_back(
            centre + polar(angle + 2 * kPi * static_cast<float>(i) / static_cast<float>(count), r));
    }
    return result;
}

/// A coordinate system inside the scene: shapes given in it are scaled, turned and moved together.
struct Frame {
    Vec at;
    float cosine = 1, sine = 0, scale = 1;
    bool mirrored = false; ///< x goes left

    Frame() = default;
    explicit Frame(Vec place, float angle = 0, float size = 1, bool mirror = false)
        : at(place),
          cosine(std::cos(angle)),
          sine(std::sin(angle)),
          scale(size),
          mirrored(mirror) {}

    Vec local(Vec p) const {
        const Vec q = (p - at) * (1 / scale);
        const Vec turned{cosine * q.x + sine * q.y, cosine * q.y - sine * q.x};
        return {mirrored ? -turned.x : turned.x, turned.y};
    }
    Vec global(Vec p) const {
        const Vec q{mirrored ? -p.x : p.x, p.y};
        return at + Vec{cosine * q.x - sine * q.y, sine * q.x + cosine * q.y} * scale;
    }
};

template <class Shape> struct Placed {
    Shape shape;
    Frame frame;
    float distance(Vec p) const { return shape.distance(frame.local(p)) * frame.scale; }
    Rect bounds() const {
        const Rect r = shape.bounds();
        const Vec c = frame.global({(r.left + r.right) / 2, (r.top + r.bottom) / 2});
        const Vec half = Vec{r.right - r.left, r.bottom - r.top} * (frame.scale / 2);
        const float cosine = std::abs(frame.cosine), sine = std::abs(frame.sine);
        const Vec h{cosine * half.x + sine * half.y, sine * half.x + cosine * half.y};
        return {c.x - h.x, c.y - h.y, c.x + h.x, c.y + h.y};
    }
};
template <class Shape> Placed<Shape> placed(Shape shape, const Frame& frame) {
    return {std::move(shape), frame};
}

/// What is inside the first and not inside the second shape.
template <class A, class B> struct Without {
    A shape;
    B hole;
    float distance(Vec p) const { return std::max(shape.distance(p), -hole.distance(p)); }
    Rect bounds() const { return shape.bounds(); }
};

/// What is inside both shapes.
template <class A, class B> struct Both {
    A first;
    B second;
    float distance(Vec p) const { return std::max(first.distance(p), second.distance(p)); }
    Rect bounds() const {
        const Rect a = first.bounds(), b = second.bounds();
        return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
                std::min(a.bottom, b.bottom)};
    }
};

/// A pen line along the border of a shape.
template <class Shape> struct Outline {
    Shape shape;
    float pen = 0.02F;
    float distance(Vec p) const { return std::abs(shape.distance(p)) - pen; }
    Rect bounds() const { return grown(shape.bounds(), pen); }
};

} // namespace mae::scenes
