// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/resources.h"

#include <QtGlobal>

// The macro needs the global namespace.
static void initResources() {
    Q_INIT_RESOURCE(mae);
    Q_INIT_RESOURCE(mae_translations);
}

namespace mae::ui {

void loadResources() {
    static const bool kLoaded = (initResources(), true);
    Q_UNUSED(kLoaded)
}

} // namespace mae::ui
