// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace mae::ui {

/// Opens a dialog that says what the program is, with a block of versions to copy.
void showAbout(const QString& versions, QWidget* parent);

} // namespace mae::ui
