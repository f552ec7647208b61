// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mae::ui {

/// Time for people: "12 s", "3 min", "2 h 05 min", "3 d 4 h".
QString durationText(double seconds);

} // namespace mae::ui
