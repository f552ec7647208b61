// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/train/checkpoint.h"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace mae {

/// Writes checkpoints on a thread of its own, one after another: each is read back and verified
/// before older ones are deleted.
///
/// One image may wait while another is written; put() waits for room only when both places are
/// taken, or when two images would take more than a quarter of a gibibyte.
class CheckpointWriter {
public:
    CheckpointWriter();
    ~CheckpointWriter(); ///< writes what it was given, then joins
    CheckpointWriter(const CheckpointWriter&) = delete;
    CheckpointWriter& operator=(const CheckpointWriter&) = delete;

    /// @param keep  as pruneCheckpoints() takes it
    void put(CheckpointImage image, int keep);

    /// Nothing is written or waits. Any thread.
    bool idle() const;
    void wait() const; ///< until it is idle

    /// What became of the images since the last call, in order.
    struct Outcome {
        std::filesystem::path path{};
        std::int64_t step = 0;
        std::optional<Error> failure{};
    };
    std::vector<Outcome> takeOutcomes();

    /// An image that was written, for its memory; empty: there is none to spare.
    CheckpointImage takeSpare();

private:
    struct Job {
        CheckpointImage image{};
        int keep = 1;
    };
    void work();

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::optional<Job> m_waiting; ///< guarded by m_mutex, and so are all below
    std::uint64_t m_writing = 0;  ///< bytes of the image that is being written; 0: none
    std::vector<Outcome> m_outcomes;
    CheckpointImage m_spare;
    bool m_ending = false;
    std::thread m_thread; ///< last: joined by the destructor
};

} // namespace mae
