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
        const bool beside = std::atan2(local.y, local.x) <= spread;
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

/// Everything below a curve: @p Height is a function from x to the y of the border.
template <class Height> struct Below {
    Height height;
    float lowest = 10; ///< where the shape ends
    float highest = -10;
    float distance(Vec p) const {
        const float y = height(p.x), slope = (height(p.x + 0.01F) - y) * 100;
        return std::max((y - p.y) / std::sqrt(1 + slope * slope), p.y - lowest);
    }
    Rect bounds() const { return {-100, highest, 100, lowest}; }
};
template <class Height> Below<Height> below(Height height, float highest = -10, float lowest = 10) {
    return {std::move(height), lowest, highest};
}

/// A shape around the origin whose border lies at Radius(angle).
template <class Radius> struct Blob {
    Radius radius;
    float largest = 1;
    float distance(Vec p) const {
        const float angle = std::atan2(p.y, p.x), r = radius(angle);
        const float slope = (radius(angle + 0.02F) - r) * 50 / std::max(r, 0.05F);
        return (length(p) - r) / std::sqrt(1 + slope * slope);
    }
    Rect bounds() const { return {-largest, -largest, largest, largest}; }
};
template <class Radius> Blob<Radius> blob(Radius radius, float largest) {
    return {std::move(radius), largest};
}

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
