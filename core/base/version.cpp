// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

namespace mae {

const char* programVersion() { return MAE_VERSION; }

} // namespace mae
