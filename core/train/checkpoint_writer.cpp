// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint_writer.h"

#include <utility>

namespace mae {
namespace {

constexpr std::uint64_t kMostBytes = 256ULL << 20;

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

bool CheckpointWriter::hasRoom(std::uint64_t bytes) const {
    const std::scoped_lock lock(m_mutex);
    return m_bytes == 0 || m_bytes + bytes <= kMostBytes;
}

void CheckpointWriter::put(std::shared_ptr<const CheckpointImage> image, int keep) {
    {
        const std::scoped_lock lock(m_mutex);
        const auto bytes = image->bytes();
        m_outcomes.reserve(m_outcomes.size() + m_waiting.size() + 2); // also of the one under way
        m_waiting.push_back({std::move(image), keep});
        m_bytes += bytes;
    }
    m_changed.notify_all();
}

bool CheckpointWriter::idle() const {
    const std::scoped_lock lock(m_mutex);
    return m_waiting.empty() && !m_writing;
}

void CheckpointWriter::wait() const {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting.empty() && !m_writing; });
}

std::vector<CheckpointWriter::Outcome> CheckpointWriter::takeOutcomes() {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_outcomes, {});
}

void CheckpointWriter::work() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return !m_waiting.empty() || m_ending; });
        if (m_waiting.empty()) {
            return;
        }
        auto job = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_writing = true;
        lock.unlock();
        Outcome outcome{.path = job.image->path, .step = job.image->step};
        try {
            writeImage(*job.image);
            const auto run = job.image->path.parent_path().parent_path();
            pruneCheckpoints(run, job.keep, job.image->step);
        } catch (...) {
            outcome.failure = currentError();
        }
        lock.lock();
        m_outcomes.push_back(std::move(outcome));
        m_bytes -= job.image->bytes();
        job.image.reset();
        m_writing = false;
        m_changed.notify_all();
    }
}

} // namespace mae
