// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mae::ui {

/// Makes icons and translations available under ":/". Cheap; repeated calls do nothing.
void loadResources();

} // namespace mae::ui
