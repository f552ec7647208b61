// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/steps_scene.h"

#include <QRectF>
#include <vector>

namespace mae::ui {

/// How far a movement has come that lasts from @p from to @p to; starts and ends softly.
double eased(double t, double from, double to);
/// The same of one among many that start one after the other. @param at  in [0, 1]: which one
double staggered(double t, double from, double to, double at);
QRectF between(const QRectF& a, const QRectF& b, double share);

/// Where everything is at any moment of any step. Pure geometry; times are in [0, 1].
class StepsLayout {
public:
    /// @param scene  outlives the layout
    /// @param text  height of captions, in pixels
    StepsLayout(const StepScene& scene, const QRectF& area, double text);

    /// Where a patch, or its token, is. Null: nowhere.
    QRectF placeOf(int patch, Step step, double t) const;
    /// The same, with further places where it is shown at the same time.
    std::vector<QRectF> placesOf(int patch, Step step, double t) const;
    int patchAt(QPointF position, Step step, double t) const; ///< -1: none

    // Regions
    const QRectF& area() const { return m_area; }
    const QRectF& body() const { return m_body; } ///< below the captions
    QRectF left() const;                          ///< of two, beside the class token's place
    QRectF right() const;
    QRectF gap() const;            ///< between the two
    QRectF third(int index) const; ///< closed, a grid fills it
    double text() const { return m_text; }

    // The patches as a picture
    QRectF inGrid(int patch, const QRectF& region, double open) const;
    QRectF wholeGrid(const QRectF& region, double open) const;
    QRectF classInGrid(const QRectF& region) const; ///< the class token beside them

    // The patches in their order
    QRectF slot(int rank) const; ///< -1: the class token
    QRectF maskSource() const;   ///< where the mask token waits

    // Tokens as columns
    int shownColumns() const { return m_shown; } ///< of V+1
    QRectF column(int token) const;              ///< from the thumbnail to the last number
    QRectF thumbnail(int token) const;
    QRectF embedded(int token) const;
    QRectF block(int index, int token) const; ///< from 0
    QRectF encoded(int token) const;

private:
    QRectF inColumn(int token, double top, double height) const;
    QRectF half(bool first) const;
    void arrangeSlots();
    void arrangeColumns();
    QRectF keepPlace(int patch, double t) const;
    QRectF maskTokenPlace(int patch, double t) const;

    const StepScene& m_scene;
    QRectF m_area;
    QRectF m_body;
    double m_text;
    int m_slotColumns = 1;
    double m_slotPitch = 1;
    QPointF m_slotCorner;
    int m_shown = 0;
    double m_columnPitch = 1;
    double m_columnLeft = 0;
    double m_thumb = 1;
    double m_rowGap = 1;
    double m_cells = 1;  ///< height of the numbers of a token
    double m_blocks = 1; ///< height of all blocks
};

} // namespace mae::ui
