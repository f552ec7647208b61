// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mae {

/// Resident memory of this process in MiB; 0 where the system does not say.
double residentMemoryMb();

} // namespace mae
