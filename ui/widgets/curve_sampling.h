// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/curve_data.h"

#include <QPointF>
#include <vector>

namespace mae::ui {

/// The stretch of an axis that is drawn, and how finely.
struct CurveWindow {
    CurveAxis axis = CurveAxis::Step;
    double low = 0;
    double high = 1;
    int columns = 1; ///< pixels
};

/// What is drawn of a curve: every value where there are few, the smallest and the largest of each
/// column of pixels where there are many, so that no extreme is lost and drawing costs the same
/// whatever the length. With the neighbours outside of the window, to which lines lead.
struct CurveSample {
    std::vector<QPointF> points{}; ///< place on the axis and value, in step order
    bool dense = false;            ///< somewhere values were left out
};

CurveSample sampled(const CurveData& data, std::size_t curve, CurveData::Kind kind,
                    const CurveWindow& window);

} // namespace mae::ui
