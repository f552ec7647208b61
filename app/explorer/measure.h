// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window.h"

namespace mae::app {

/// Prints "window_ms N" and "reconstruction_ms N", counted from the start of the process, to
/// stderr, then ends the program. Call before the window is shown.
void printStartupTimes(ui::MainWindow& window);

/// Moves the ratio slider @p moves times, each once the picture of the one before is painted;
/// prints "slider_to_painted_ms p50 N p95 N" to stderr, then ends the program.
void measureLatency(ui::MainWindow& window, int moves);

/// Trains the preset tiny on scenes for so many seconds while the ratio slider moves and the
/// workspaces take turns; prints "event_loop_gap_ms p99 N max N" to stderr, then ends the program.
/// A gap is how much later than asked a timer of 5 ms came.
void measureGaps(ui::MainWindow& window, ui::Session& session, int seconds);

} // namespace mae::app
