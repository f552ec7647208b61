// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/train/run_events.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace mae {

/// What happened to a run: events.jsonl and changes.jsonl of its folder, in step order. Lines that
/// can't be read are left out; no file: nothing happened.
std::vector<RunNotice> readNotices(const std::filesystem::path& run);
std::vector<RunChanged> readChanges(const std::filesystem::path& run);

/// Keeps both files. They are short and written whole; what could not be written is written with
/// the next line, or by write().
class RunJournal {
public:
    RunJournal() = default;
    /// Reads what there is. @param notices  how many are kept: later ones come again
    RunJournal(std::filesystem::path run, std::int64_t notices);

    const std::vector<RunNotice>& notices() const { return m_notices; }
    const std::vector<RunChanged>& changes() const { return m_changes; }

    void add(RunNotice notice);
    /// Changes of the same setting at later steps, of a session that was cut off, are dropped.
    void add(RunChanged change);

    void moveTo(std::filesystem::path run); ///< and writes there
    void write();                           ///< what is not written yet; a failure is logged

private:
    std::filesystem::path m_run{};
    std::vector<RunNotice> m_notices{};
    std::vector<RunChanged> m_changes{};
    bool m_noticesWaiting = false;
    bool m_changesWaiting = false;
    bool m_told = false; ///< of the failure that lasts
};

} // namespace mae
