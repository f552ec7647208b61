// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batcher.h"

#include "core/base/error.h"
#include "core/data/sample_maker.h"

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace mae {
namespace {

constexpr std::size_t kQueuedBatches = 4; ///< begun or finished, but not yet taken
constexpr std::size_t kChunk = 8;         ///< pictures that a thread takes at once

/// Below this size a batch of unreadable pictures may be chance: then the whole source is searched.
constexpr int kTellingBatch = 16;

/// A batch that is being made.
struct Slot {
    Batch batch;
    std::vector<SampleOrder::Sample> samples; ///< [B]
    std::size_t taken = 0;                    ///< samples given to threads
    std::size_t finished = 0;                 ///< samples done
    std::vector<std::size_t> bad;             ///< places whose picture could not be read
    std::optional<Error> failure;
    bool ready = false; ///< to be handed out, or failed

    std::size_t size() const { return samples.size(); }
};

struct Chunk {
    Slot* slot = nullptr;
    std::size_t first = 0, end = 0;
};

/// Fills the places of bad pictures with the next good one of the source.
void replaceBad(const SampleMaker& maker, Slot& slot, const std::stop_token& stop) {
    std::ranges::sort(slot.bad); // threads reported them in any order
    const auto number = slot.samples.size();
    const bool allBad = slot.bad.size() == number;
    for (const auto place : slot.bad) {
        const auto sample = slot.samples[place];
        const auto tries = allBad && number >= kTellingBatch ? 0 : maker.pictures() - 1;
        bool found = false;
        for (std::int64_t i = 1; i <= tries && !found && !stop.stop_requested(); ++i) {
            const auto picture = (sample.index + i) % maker.pictures();
            found = maker.make(slot.batch, place, sample, picture);
        }
        if (!found) {
            throw Error(ErrorKind::Io,
                        "None of " + std::to_string(allBad ? number : maker.pictures())
                            + " pictures could be read; is their folder still there? For example: "
                            + maker.reason(sample.index));
        }
    }
}

} // namespace

void patchBytes(const Image& square, int patchSize, std::uint8_t* out) {
    const auto rowBytes = static_cast<std::size_t>(square.width) * 3;
    const auto patchRow = static_cast<std::size_t>(patchSize) * 3;
    for (int top = 0; top + patchSize <= square.height; top += patchSize) {
        for (int left = 0; left + patchSize <= square.width; left += patchSize) {
            for (int row = top; row < top + patchSize; ++row, out += patchRow) {
                std::memcpy(out,
                            square.pixels.data() + static_cast<std::size_t>(row) * rowBytes
                                + static_cast<std::size_t>(left) * 3,
                            patchRow);
            }
        }
    }
}

/// Threads take chunks of the oldest batch that still has some, so all of them work on what is
/// needed next, and memory stays bounded whatever their number.
class Batcher::State {
public:
    State(std::shared_ptr<PictureSource> source, const TrainConfig& config, std::int64_t firstBatch)
        : m_order(source->parts(), config.train),
          m_maker(std::move(source), config),
          m_batchSize(config.train.batchSize),
          m_nextNumber(firstBatch) {
        for (int i = 0; i < std::max(1, config.data.workers); ++i) {
            m_threads.emplace_back([this] { work(m_stop.get_token()); });
        }
    }
    ~State() { m_stop.request_stop(); } // all at once; then they are joined

    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Batch next(const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        const auto due = [this] { return m_failure || (!m_slots.empty() && front().ready); };
        if (!m_finished.wait(lock, stop, due)) {
            return {};
        }
        if (!m_failure) {
            m_failure = front().failure;
        }
        if (m_failure) {
            throw Error(*m_failure);
        }
        auto batch = std::move(front().batch);
        m_slots.pop_front();
        m_wanted.notify_all();
        return batch;
    }

private:
    struct Filled {
        std::vector<std::size_t> bad;
        std::optional<Error> failure;
    };

    void work(const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        try {
            while (m_wanted.wait(lock, stop, [this] { return hasWork(); })
                   && !stop.stop_requested()) {
                const auto chunk = take();
                lock.unlock();
                const auto filled = fill(chunk);
                lock.lock();
                finish(chunk, filled, lock, stop);
            }
        } catch (...) { // outside of any batch: no memory for one more
            const auto error = currentError();
            if (!lock.owns_lock()) {
                lock.lock();
            }
            m_failure = error;
            m_finished.notify_all();
        }
    }

    Slot& front() { return *m_slots.front(); }
    bool hasWork() const {
        return m_slots.size() < kQueuedBatches || m_slots.back()->taken < m_slots.back()->size();
    }

    /// The next pictures to make; begins a batch if all others are given out.
    Chunk take() {
        auto slot = std::ranges::find_if(
            m_slots, [](const auto& other) { return other->taken < other->size(); });
        if (slot == m_slots.end()) {
            auto fresh = std::make_unique<Slot>();
            fresh->batch = m_maker.emptyBatch(m_nextNumber);
            for (std::int64_t i = 0; i < m_batchSize; ++i) {
                fresh->samples.push_back(m_order.at(m_nextNumber * m_batchSize + i));
            }
            ++m_nextNumber;
            slot = m_slots.insert(m_slots.end(), std::move(fresh));
            m_wanted.notify_all();
        }
        const auto first = (*slot)->taken;
        (*slot)->taken = std::min(first + kChunk, (*slot)->size());
        return {.slot = slot->get(), .first = first, .end = (*slot)->taken};
    }

    Filled fill(const Chunk& chunk) const {
        Filled result;
        try {
            for (auto place = chunk.first; place < chunk.end; ++place) {
                const auto sample = chunk.slot->samples[place];
                if (!m_maker.make(chunk.slot->batch, place, sample, sample.index)) {
                    result.bad.push_back(place);
                }
            }
        } catch (...) {
            result.failure = currentError();
        }
        return result;
    }

    /// Notes what was made; the thread that made the last picture of a batch completes it.
    void finish(const Chunk& chunk, const Filled& filled, std::unique_lock<std::mutex>& lock,
                const std::stop_token& stop) {
        auto& slot = *chunk.slot;
        slot.bad.insert(slot.bad.end(), filled.bad.begin(), filled.bad.end());
        slot.finished += chunk.end - chunk.first;
        if (filled.failure) {
            slot.failure = filled.failure;
        }
        if (slot.finished < slot.size()) {
            return;
        }
        if (!slot.bad.empty() && !slot.failure) {
            lock.unlock(); // nobody else touches a batch that is all given out but not ready
            std::optional<Error> failure;
            try {
                replaceBad(m_maker, slot, stop);
            } catch (...) {
                failure = currentError();
            }
            lock.lock();
            slot.failure = failure;
        }
        slot.ready = true;
        m_finished.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable_any m_wanted;   ///< a thread can take a chunk
    std::condition_variable_any m_finished; ///< the oldest batch may be ready
    // Guarded by m_mutex:
    SampleOrder m_order;
    std::deque<std::unique_ptr<Slot>> m_slots; ///< batches begun, oldest first
    std::optional<Error> m_failure;

    const SampleMaker m_maker;
    const std::int64_t m_batchSize;
    std::int64_t m_nextNumber = 0; ///< of the next batch to begin; guarded by m_mutex
    std::stop_source m_stop;
    std::vector<std::jthread> m_threads; ///< last: joined before anything they use goes
};

Batcher::Batcher(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                 std::int64_t firstBatch) {
    cv::setNumThreads(1); // loaders are the parallelism
    m_state = std::make_unique<State>(std::move(source), config, firstBatch);
}

Batcher::~Batcher() = default;

Batch Batcher::next(const std::stop_token& stop) { return m_state->next(stop); }

} // namespace mae
