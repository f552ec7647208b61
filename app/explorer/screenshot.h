// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window.h"

#include <QString>

namespace mae::app {

/// Writes the window to a PNG once it shows what was asked for, then ends the program: with 0, or
/// with 1 and a sentence on stderr if that takes over a minute or the file can't be written.
void takeScreenshot(ui::MainWindow& window, const QString& file);

} // namespace mae::app
