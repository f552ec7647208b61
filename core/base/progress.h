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

/// How much of files could be compared with checksums that they carry.
struct Verification {
    bool finished = false; ///< false: it was stopped
    double compared = 0;   ///< bytes
    double all = 0;        ///< bytes of data
};

} // namespace mae
