// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <algorithm>

namespace mae::test {

/// The count of CI, or many times that: see tests/long.
inline int times(int count) {
    return count * std::max(1, qEnvironmentVariableIntValue("MAE_LONG_TESTS"));
}

} // namespace mae::test
