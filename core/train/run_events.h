// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mae {

/// Something that happened to a run and that its user should know: a skipped step, weights that
/// went back, another precision. A line of events.jsonl.
struct RunNotice {
    std::int64_t step = 0; ///< steps done before it
    std::string kind{};    ///< "skipped", "rewound", "micro_batch", "gave_up", "moved"
    std::string text{};    ///< one or two English sentences
    std::string tensor{};  ///< the first that is not finite, by its published name; empty: none

    bool operator==(const RunNotice&) const = default;
};

/// A setting that was changed while the run went on. A line of changes.jsonl.
struct RunChanged {
    std::int64_t step = 0; ///< steps done before it: the next one is the first that it concerns
    std::string path{};    ///< "train.lr"
    std::string value{};   ///< as setSetting() takes it

    bool operator==(const RunChanged&) const = default;
};

/// A setting by its path, and what it is to become.
struct SettingChange {
    std::string path{};
    std::string value{};

    bool operator==(const SettingChange&) const = default;
};

} // namespace mae
