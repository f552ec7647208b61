// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

namespace mae {

/// How long work tells of itself and is stopped. Called on the thread that does the work.
struct Progress {
    std::stop_token stop{};
    std::function<void(double)> report{}; ///< 0 to 1; may be empty

    /// @return whether to go on
    bool operator()(double done) const {
        if (report) {
            report(done);
        }
        return !stop.stop_requested();
    }
};

} // namespace mae
