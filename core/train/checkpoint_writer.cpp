// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint_writer.h"

#include <algorithm>
#include <utility>

namespace mae {
namespace {

/// Larger images don't wait beside one that is written: the trainer waits instead.
constexpr std::uint64_t kMostWaiting = 256ULL << 20;

} // namespace

CheckpointWriter::CheckpointWriter() : m_thread([this] { work(); }) {}

CheckpointWriter::~CheckpointWriter() {
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void CheckpointWriter::put(CheckpointImage image, int keep) {
    const bool small = image.bytes() <= kMostWaiting;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return !m_waiting && (small || m_writing == 0); });
        m_waiting = Job{std::move(image), keep};
    }
    m_changed.notify_all();
}

bool CheckpointWriter::idle() const {
    const std::scoped_lock lock(m_mutex);
    return !m_waiting && m_writing == 0;
}

void CheckpointWriter::wait() const {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_waiting && m_writing == 0; });
}

std::vector<CheckpointWriter::Outcome> CheckpointWriter::takeOutcomes() {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_outcomes, {});
}

CheckpointImage CheckpointWriter::takeSpare() {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_spare, {});
}

void CheckpointWriter::work() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_waiting || m_ending; });
        if (!m_waiting) {
            return;
        }
        auto job = std::move(*m_waiting);
        m_waiting.reset();
        m_writing = std::max<std::uint64_t>(1, job.image.bytes());
        lock.unlock();
        m_changed.notify_all(); // there is room for one more
        Outcome outcome{.path = job.image.path, .step = job.image.step};
        try {
            writeImage(job.image);
            const auto run = job.image.path.parent_path().parent_path();
            pruneCheckpoints(run, job.keep, job.image.step);
        } catch (...) {
            outcome.failure = currentError();
        }
        lock.lock();
        m_outcomes.push_back(std::move(outcome));
        m_spare = m_writing <= kMostWaiting ? std::move(job.image) : CheckpointImage{};
        m_writing = 0;
        m_changed.notify_all();
    }
}

} // namespace mae
