// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mae {

/// Version of the program, e.g. "0.1.0".
const char* programVersion();

} // namespace mae
