// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mae::ui {
class MainWindow;
}

namespace mae::app {

/// Keeps SIGINT, SIGTERM and SIGHUP from ending the process: they wait until endOnSignal() reads
/// them. Call before the first thread starts, so that all inherit it. A signal that is ignored
/// (nohup) stays so.
void holdSignals();

/// From now on such a signal closes the window as "stop and save" would, without a question; a
/// second one ends the program at once.
/// @throws Error(Internal) if the kernel refuses
void endOnSignal(ui::MainWindow& window);

} // namespace mae::app
