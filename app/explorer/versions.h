// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mae::app {

/// Versions of the program and of what it uses, a line each, for About and --version.
QString versionsText();

} // namespace mae::app
