// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <functional>

namespace mae::ui {

/// Pictures that follow each other. A value: what it shows does not change any more.
struct Film {
    int frames = 0;     ///< none: nothing moves
    double seconds = 0; ///< of a frame
    /// Frame number 0 to frames-1, all of one size. GUI thread.
    std::function<QImage(int)> frame{};
};

} // namespace mae::ui
