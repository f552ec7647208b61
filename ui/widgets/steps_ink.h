// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure.h"

#include <QFont>

class QPainter;

namespace mae::ui {

/// Colours of what is not a picture.
struct StageColors {
    QColor ground; ///< not valid: the paper
    QColor text;
    QColor secondary;
    QColor line;
    QColor accent;
    QColor accentFill;
    QColor onAccent;
};
StageColors stageColors(); ///< of the theme as it is now
StageColors paperColors(); ///< for figures

/// What a moment of the steps is drawn with: on the screen, or into a figure.
class StepInk {
public:
    StepInk() = default;
    StepInk(const StepInk&) = delete;
    StepInk& operator=(const StepInk&) = delete;
    virtual ~StepInk() = default;

    /// A part of a picture. @param crisp  pixels stay squares
    virtual void picture(const QImage& image, const QRectF& source, const QRectF& place,
                         double opacity = 1, bool crisp = true) = 0;
    virtual void fill(const QRectF& place, const QColor& color) = 0;
    virtual void hatch(const QRectF& place, double opacity) = 0; ///< as hidden patches look
    virtual void shape(const Figure::Shape& shape) = 0;
    virtual void text(const Figure::Text& text) = 0;

    virtual void outline(const QRectF& place, const QColor& color, double width);
};

class PainterInk : public StepInk {
public:
    /// @param opacity  of everything
    explicit PainterInk(QPainter& painter, double opacity = 1);

    void picture(const QImage& image, const QRectF& source, const QRectF& place, double opacity,
                 bool crisp) override;
    void fill(const QRectF& place, const QColor& color) override;
    void hatch(const QRectF& place, double opacity) override;
    void shape(const Figure::Shape& shape) override;
    void text(const Figure::Text& text) override;
    void outline(const QRectF& place, const QColor& color, double width) override;

private:
    QPainter& m_painter;
    double m_opacity;
    QFont m_font{};
    int m_fontHeight = 0; ///< that m_font has, in pixels
    bool m_strong = false;
};

class FigureInk : public StepInk {
public:
    explicit FigureInk(Figure& figure) : m_figure(figure) {}

    void picture(const QImage& image, const QRectF& source, const QRectF& place, double opacity,
                 bool crisp) override;
    void fill(const QRectF& place, const QColor& color) override;
    void hatch(const QRectF& place, double opacity) override;
    void shape(const Figure::Shape& shape) override { m_figure.add(shape); }
    void text(const Figure::Text& text) override { m_figure.add(text); }

private:
    Figure& m_figure;
};

/// A colour that lets through what is below. @param opacity  in [0, 1]
QColor withOpacity(QColor color, double opacity);
/// The font of figures and stages. @param height  in pixels
QFont stageFont(double height, bool strong = false);
/// Width of a text in the font of figures and stages. @param height  in pixels
double textWidth(const QString& text, double height, bool strong = false);

} // namespace mae::ui
