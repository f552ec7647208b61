// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window.h"

namespace mae::app {

/// Prints "window_ms N" and "reconstruction_ms N", counted from the start of the process, to
/// stderr, then ends the program. Call before the window is shown.
void printStartupTimes(ui::MainWindow& window);

/// Moves the ratio slider @p moves times, each once the picture of the one before is painted;
/// prints "slider_to_painted_ms p50 N p95 N, of the model p50 N p95 N" to stderr, then ends the
/// program.
void measureLatency(ui::MainWindow& window, int moves);

/// The same with the brush on the masked picture: "brush_to_painted_ms".
void measureBrush(ui::MainWindow& window, int moves);

/// Zooms and pans the picture, in tiles at its own size, for so many frames; prints
/// "zoom_frame_ms p50 N p95 N of W x H" to stderr, then ends the program.
void measureZoom(ui::MainWindow& window, int frames);

/// Scrolls the gallery from end to end by so many steps once what was named is listed; prints
/// "gallery_listed_ms N for N pictures" and "gallery_scroll_ms p50 N p95 N max N" to stderr, then
/// ends the program.
void measureGallery(ui::MainWindow& window, int steps);

/// Trains the preset tiny on scenes for so many seconds while the ratio slider moves and the
/// workspaces take turns; prints "event_loop_gap_ms p99 N max N" to stderr, then ends the program.
/// A gap is how much later than asked a timer of 5 ms came.
void measureGaps(ui::MainWindow& window, ui::Session& session, int seconds);

/// Trains the preset tiny on scenes for so many steps, shown in Train, then ends the program.
void measureTraining(ui::MainWindow& window, ui::Session& session, int steps);

} // namespace mae::app
