// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/step_trace.h"

#include <QColor>
#include <QImage>
#include <QRectF>
#include <memory>
#include <span>
#include <vector>

namespace mae::ui {

/// The steps from a picture to its reconstruction, in their order.
enum class Step { Cut, Numbers, Noise, Sort, Keep, Encode, MaskTokens, Unsort, Decode, Pixels };
inline constexpr int kStepCount = 10;

/// The colour of a value: blue below 0, dark at 0, orange above. @param value  in [-1, 1]
QColor valueColor(double value);

/// The first numbers of tokens as pixels, one a value, so that painting a token is painting a
/// picture.
struct TokenPictures {
    static constexpr int kTileColumns = 4;
    static constexpr int kTileRows = kTraceValues / kTileColumns;

    QImage columns{}; ///< a token a column; the first tokens only
    QImage tiles{};   ///< a token a tile of kTileColumns x kTileRows, many in a row

    QRectF column(int token) const; ///< its place in columns
    QRectF tile(int token) const;   ///< its place in tiles
};

/// What the steps are painted from: a trace and what is the same in all frames. A value; patches
/// are numbered row by row, tokens as the trace has them.
struct StepScene {
    std::shared_ptr<const StepTrace> trace{};
    bool random = true; ///< patches are sorted by uniform noise, not by another strategy's numbers
    PatchGrid grid{};
    int visible = 0;            ///< V
    std::vector<int> rank{};    ///< [N] place of each patch in the order
    int example = 0;            ///< the kept patch of the largest spread
    std::vector<float> shade{}; ///< [N] noise brought to [0, 1]
    QImage original{};
    QImage predicted{};
    QImage result{};
    std::vector<bool> pasted{}; ///< [N] the result shows the patch as the original has it
    float patchRange = 1;       ///< numbers of patches up to this size have colours of their own
    TokenPictures embedded{};
    TokenPictures encoded{};
    TokenPictures maskToken{}; ///< of one token
    TokenPictures decoderInput{};
    TokenPictures decoderOutput{};
    QImage lengths{};                  ///< [L, V+1] a pixel a token
    std::vector<double> meanLengths{}; ///< [L]

    int count() const { return grid.count(); } ///< N
    bool hides(int patch) const { return rank[static_cast<std::size_t>(patch)] >= visible; }
    QRectF source(int patch) const; ///< its pixels in each of the pictures
};

/// @param random  see StepScene
StepScene sceneOf(std::shared_ptr<const StepTrace> trace, bool random);

} // namespace mae::ui
