// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint_writer.h"

#include "core/base/parallel.h"

#include <system_error>
#include <utility>

namespace mae {
namespace {

constexpr std::uint64_t kMostBytes = 256ULL << 20;

} // namespace

CheckpointWriter::CheckpointWriter() : m_thread([this] { work(); }) {}

CheckpointWriter::~CheckpointWriter() {
    waitFilled();
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
    waitFilled();
    put(std::move(image), keep, Filling::Done);
}

void CheckpointWriter::put(std::shared_ptr<const CheckpointImage> image, int keep,
                           Filling filling) {
    {
        const std::scoped_lock lock(m_mutex);
        const auto bytes = image->bytes();
        m_outcomes.reserve(m_outcomes.size() + m_waiting.size() + 2); // also of the one under way
        m_waiting.push_back({std::move(image), keep, filling});
        m_bytes += bytes;
    }
    m_changed.notify_all();
}

void CheckpointWriter::put(UnfilledImage unfilled, int keep) {
    waitFilled(); // of an earlier one
    const auto work = std::make_shared<UnfilledImage>(std::move(unfilled));
    put(std::make_shared<const CheckpointImage>(work->image), keep, Filling::UnderWay);
    try {
        m_filler = std::thread([this, work] { fill(*work); });
    } catch (const std::system_error&) { // no more threads: then training waits for it
        fill(*work);
    }
}

void CheckpointWriter::fill(const UnfilledImage& unfilled) {
    auto filling = Filling::Done;
    std::optional<Error> failure;
    try {
        filling = unfilled.fill() ? Filling::Done : Filling::Broken;
    } catch (...) {
        failure = currentError();
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.back().filling = filling;
        m_waiting.back().failure = std::move(failure);
    }
    m_changed.notify_all();
}

void CheckpointWriter::waitFilled() {
    if (m_filler.joinable()) {
        m_filler.join();
    }
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

std::optional<Error> CheckpointWriter::write(const Job& job) {
    try {
        writeImage(*job.image);
        const auto run = job.image->path.parent_path().parent_path();
        pruneCheckpoints(run, job.keep, job.image->step);
        return std::nullopt;
    } catch (...) {
        return currentError();
    }
}

void CheckpointWriter::work() {
    lowerPriority(); // training goes on beside it; where somebody waits for it, nothing else runs
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] {
            return m_waiting.empty() ? m_ending : m_waiting.front().filling != Filling::UnderWay;
        });
        if (m_waiting.empty()) {
            return;
        }
        auto job = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_writing = true;
        lock.unlock();
        Outcome outcome{.path = job.image->path, .step = job.image->step};
        outcome.broken = job.filling == Filling::Broken;
        if (!outcome.broken) {
            outcome.failure = job.failure ? job.failure : write(job);
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
