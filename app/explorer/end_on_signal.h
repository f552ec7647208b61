// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mae::ui {
class MainWindow;
}

namespace mae::app {

/// Keeps SIGINT, SIGTERM and SIGHUP from ending the process at once: they wait for endOnSignal(); a
/// second one ends it. A write beyond the file-size limit or to a closed pipe becomes an error of
/// that write. A signal that is ignored (nohup) stays so, and programs that this one starts have
/// the usual handling. Call before QApplication, whose threads would not know of it.
/// @throws Error(Internal) if the kernel refuses
void holdSignals();

/// From now on such a signal closes the window as "stop and save" would, without a question.
void endOnSignal(ui::MainWindow& window);

} // namespace mae::app
