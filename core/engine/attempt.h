// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <optional>

namespace mae {

/// Does @p action. @return what stopped it, whatever was thrown; empty: it was done.
///
/// The one catch of the engine thread: nothing gets past it, and what a failure means is decided by
/// who called.
template <class Action> std::optional<Error> attempt(Action&& action) {
    try {
        action();
        return {};
    } catch (...) {
        return currentError();
    }
}

} // namespace mae
