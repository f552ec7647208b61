// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/train/checkpoint.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace mae {

/// Writes checkpoints on a thread of its own, one after another: each is read back and verified
/// before older ones are deleted.
///
/// Nobody waits for a slow disk: images wait, in memory, until their turn comes.
class CheckpointWriter {
public:
    CheckpointWriter();
    ~CheckpointWriter(); ///< writes what it was given, then joins
    CheckpointWriter(const CheckpointWriter&) = delete;
    CheckpointWriter& operator=(const CheckpointWriter&) = delete;

    /// Whether one more image of @p bytes may wait: all together take at most a quarter of a
    /// gibibyte, unless there is only one.
    bool hasRoom(std::uint64_t bytes) const;
    /// Never blocks. @param keep  as pruneCheckpoints() takes it
    void put(std::shared_ptr<const CheckpointImage> image, int keep);
    /// The same with an image that is filled on a thread of its own. Until waitFilled() nobody may
    /// change what its values come from.
    void put(UnfilledImage unfilled, int keep);
    void waitFilled();

    /// Nothing is filled, written or waits: what was given is no longer looked at. Any thread.
    bool idle() const;
    void wait() const; ///< until it is idle

    /// What became of the images since the last call, in order.
    struct Outcome {
        std::filesystem::path path{};
        std::int64_t step = 0;
        std::optional<Error> failure{};
        bool broken = false; ///< not all values were finite: there is no file
    };
    std::vector<Outcome> takeOutcomes();

private:
    enum class Filling : std::uint8_t { Done, UnderWay, Broken };
    struct Job {
        std::shared_ptr<const CheckpointImage> image{};
        int keep = 1;
        Filling filling = Filling::Done; ///< guarded by m_mutex while the job waits
        std::optional<Error> failure{};  ///< why it could not be filled; guarded likewise
    };
    void put(std::shared_ptr<const CheckpointImage> image, int keep, Filling filling);
    void fill(const UnfilledImage& unfilled);
    static std::optional<Error> write(const Job& job);
    void work();

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::deque<Job> m_waiting; ///< guarded by m_mutex, and so are all below
    std::uint64_t m_bytes = 0; ///< of the images that wait or are being written
    bool m_writing = false;
    std::vector<Outcome> m_outcomes;
    bool m_ending = false;
    std::thread m_filler; ///< of the training thread
    std::thread m_thread; ///< last: joined by the destructor
};

} // namespace mae
