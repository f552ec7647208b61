// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <QPen>
#include <QRectF>
#include <QString>
#include <variant>
#include <vector>

class QPainter;

namespace mae::ui {

/// A view as it looks on paper: pictures, texts and shapes at places. One unit is a pixel of a PNG
/// at scale 1, a point of a PDF. A value.
class Figure {
public:
    struct Picture {
        QRectF place{};
        QImage image{};
        bool crisp = true; ///< pixels stay squares; else smooth
    };
    struct Text {
        QRectF place{};
        QString text{};
        Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
        double height = 12; ///< of the font, in units
        bool strong = false;
        QColor color{Qt::black};
    };
    struct Shape {
        QPainterPath path{};
        QPen pen{Qt::NoPen};
        QBrush brush{Qt::NoBrush};
    };

    Figure() = default;
    explicit Figure(QSizeF size) : m_size(size) {}

    bool isEmpty() const { return m_items.empty(); }
    QSizeF size() const { return m_size; }
    void setSize(QSizeF size) { m_size = size; }
    void add(Picture picture) { m_items.emplace_back(std::move(picture)); }
    void add(Text text) { m_items.emplace_back(std::move(text)); }
    void add(Shape shape) { m_items.emplace_back(std::move(shape)); }
    /// Another figure inside this one.
    void add(const Figure& other, QPointF at);

    void paint(QPainter& painter) const; ///< onto white, in units

private:
    QSizeF m_size{};
    std::vector<std::variant<Picture, Text, Shape>> m_items{};
};

/// @param scale  pixels per unit. @return null for an empty figure
QImage rendered(const Figure& figure, double scale = 1);

/// Writes .png, .pdf or .svg, by suffix, atomically. @param scale  of a PNG: 1 to 4
/// @throws mae::Error(InvalidConfig) for another suffix or an empty figure, Error(Io)
void writeFigure(const Figure& figure, const QString& path, double scale = 1);

} // namespace mae::ui
