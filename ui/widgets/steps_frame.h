// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/steps_ink.h"
#include "ui/widgets/steps_layout.h"
#include "ui/widgets/steps_words.h"

#include <array>

namespace mae::ui {

/// A picture of any moment of any step: the stage, the shapes above it and the words below. All
/// frames of one size have the stage at one place.
class StepsFrame {
public:
    /// @param scene  outlives the frame
    /// @param font  height of the window's font, in pixels: nothing but captions gets smaller
    StepsFrame(const StepScene& scene, const DisplayOptions& display, QSizeF size, double font);

    const StepsLayout& layout() const { return m_layout; }
    /// @param t  in [0, 1]. @param followed  a patch; -1: none
    void paint(StepInk& ink, const StageColors& colors, Step step, double t, int followed) const;

private:
    struct Said {
        StepWords words{};
        QStringList lines{}; ///< the sentences, broken to the width
    };
    struct Measures {
        double body = 0;  ///< heights of texts
        double title = 0; ///< of the step's
        double margin = 0;
        QRectF shapes{};
        QRectF stage{};
        QRectF words{};
    };
    static Measures measured(QSizeF size, double font, int lines);
    std::array<Said, kStepCount> said(const DisplayOptions& display) const;
    int mostLines() const;
    void paintShapes(StepInk& ink, const StageColors& colors, const StepWords& words) const;
    void paintWords(StepInk& ink, const StageColors& colors, Step step) const;

    const StepScene& m_scene;
    QSizeF m_size;
    double m_font;
    std::array<Said, kStepCount> m_said;
    Measures m_measures;
    StepsLayout m_layout;
};

} // namespace mae::ui
