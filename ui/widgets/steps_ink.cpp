// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_ink.h"

#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

const QColor kHidden(128, 128, 128);
const QColor kHatch(0, 0, 0, 70);
constexpr int kHatchPeriod = 8; ///< along an axis
constexpr int kHatchSide = 240; ///< of hatchImage(): a multiple of the period

/// How a hidden patch looks, made once: lines are slow to draw.
const QImage& hatchImage() {
    static const QImage kImage = [] {
        QImage image(kHatchSide, kHatchSide, QImage::Format_RGB32);
        image.fill(kHidden);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(kHatch, 1));
        for (int x = 0; x <= 2 * kHatchSide; x += kHatchPeriod) {
            painter.drawLine(QPointF(x + 1, -1), QPointF(x - kHatchSide - 1, kHatchSide + 1));
        }
        return image;
    }();
    return kImage;
}

} // namespace

QFont stageFont(double height, bool strong) {
    QFont font;
    font.setPixelSize(std::max(1, qRound(height)));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

QColor withOpacity(QColor color, double opacity) {
    color.setAlphaF(static_cast<float>(std::clamp(opacity, 0.0, 1.0) * color.alphaF()));
    return color;
}

double textWidth(const QString& text, double height, bool strong) {
    return QFontMetricsF(stageFont(height, strong)).horizontalAdvance(text);
}

StageColors stageColors() {
    const auto& theme = colors();
    return {.ground = theme.behindPictures,
            .text = QGuiApplication::palette().color(QPalette::Active, QPalette::WindowText),
            .secondary = theme.secondaryText,
            .line = isDarkTheme() ? QColor(0x58, 0x58, 0x58) : QColor(0xa8, 0xa8, 0xa8),
            .accent = theme.accent,
            .accentFill = theme.accentFill,
            .onAccent = theme.onAccent};
}

StageColors paperColors() {
    return {.ground = {},
            .text = QColor(0x14, 0x14, 0x14),
            .secondary = QColor(0x58, 0x58, 0x58),
            .line = QColor(0xa8, 0xa8, 0xa8),
            .accent = QColor(0x2f, 0x7d, 0xe1),
            .accentFill = QColor(0x25, 0x6e, 0xcd),
            .onAccent = QColor(Qt::white)};
}

void StepInk::outline(const QRectF& place, const QColor& color, double width) {
    QPainterPath path;
    path.addRect(place);
    QPen pen(color, width);
    pen.setJoinStyle(Qt::MiterJoin);
    shape({.path = path, .pen = pen});
}

PainterInk::PainterInk(QPainter& painter, double opacity) : m_painter(painter), m_opacity(opacity) {
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setOpacity(opacity);
}

void PainterInk::picture(const QImage& image, const QRectF& source, const QRectF& place,
                         double opacity, bool crisp) {
    if (opacity <= 0) {
        return;
    }
    m_painter.setOpacity(m_opacity * std::min(opacity, 1.0));
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, !crisp);
    m_painter.drawImage(place, image, source);
    m_painter.setOpacity(m_opacity);
}

void PainterInk::fill(const QRectF& place, const QColor& color) {
    m_painter.fillRect(place, color);
}

void PainterInk::hatch(const QRectF& place, double opacity) {
    const QRectF source(0, 0, std::min<double>(std::round(place.width()), kHatchSide),
                        std::min<double>(std::round(place.height()), kHatchSide));
    picture(hatchImage(), source, place, opacity, true);
}

void PainterInk::shape(const Figure::Shape& shape) {
    m_painter.setPen(shape.pen);
    m_painter.setBrush(shape.brush);
    m_painter.drawPath(shape.path);
}

void PainterInk::text(const Figure::Text& text) {
    if (text.color.alpha() == 0) {
        return;
    }
    const int height = qRound(text.height);
    if (height != m_fontHeight || text.strong != m_strong) {
        m_font = stageFont(text.height, text.strong);
        m_fontHeight = height;
        m_strong = text.strong;
        m_painter.setFont(m_font);
    }
    m_painter.setPen(text.color);
    m_painter.drawText(text.place, int(text.alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                       text.text);
}

void PainterInk::outline(const QRectF& place, const QColor& color, double width) {
    // Four bars: ten times as fast as a stroked path.
    const auto outer = place.adjusted(-width / 2, -width / 2, width / 2, width / 2);
    const QSizeF flat(outer.width(), width), tall(width, outer.height() - 2 * width);
    m_painter.fillRect(QRectF(outer.topLeft(), flat), color);
    m_painter.fillRect(QRectF(outer.bottomLeft() - QPointF(0, width), flat), color);
    m_painter.fillRect(QRectF(outer.topLeft() + QPointF(0, width), tall), color);
    m_painter.fillRect(QRectF(outer.topRight() + QPointF(-width, width), tall), color);
}

void FigureInk::picture(const QImage& image, const QRectF& source, const QRectF& place,
                        double opacity, bool crisp) {
    if (opacity <= 0 || place.isEmpty()) {
        return;
    }
    auto part = image.copy(source.toRect());
    if (opacity < 1) {
        QImage faint(part.size(), QImage::Format_ARGB32_Premultiplied);
        faint.fill(Qt::transparent);
        QPainter painter(&faint);
        painter.setOpacity(opacity);
        painter.drawImage(0, 0, part);
        painter.end();
        part = faint;
    }
    m_figure.add(Figure::Picture{.place = place, .image = part, .crisp = crisp});
}

void FigureInk::fill(const QRectF& place, const QColor& color) {
    if (color.alpha() > 0) {
        QPainterPath path;
        path.addRect(place);
        m_figure.add(Figure::Shape{.path = path, .brush = color});
    }
}

void FigureInk::hatch(const QRectF& place, double opacity) {
    if (opacity <= 0) {
        return;
    }
    fill(place, withOpacity(kHidden, opacity));
    QPainterPath lines;
    const double width = place.width(), height = place.height(), period = kHatchPeriod;
    for (double at = period; at < width + height; at += period) { // from bottom left to top right
        const double start = std::max(0.0, at - height), end = std::min(at, width);
        lines.moveTo(place.topLeft() + QPointF(start, at - start));
        lines.lineTo(place.topLeft() + QPointF(end, at - end));
    }
    m_figure.add(Figure::Shape{.path = lines, .pen = QPen(withOpacity(kHatch, opacity), 0.8)});
}

} // namespace mae::ui
