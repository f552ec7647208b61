// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// What the guard of a run remembers. Part of every checkpoint, so that a continued run decides as
/// the uninterrupted one would have.
struct GuardMemory {
    std::vector<double> losses{};          ///< logarithms, of the last good steps, oldest first
    std::vector<double> norms{};           ///< logarithms, of their gradients
    std::vector<std::int64_t> skippedAt{}; ///< tries, counted from the run's beginning
    std::int64_t skipped = 0;              ///< batches without a step: how far the data are ahead
    int rewinds = 0;
    double rate = 1; ///< the scheduled learning rate is multiplied by this
    int pieces = 1;  ///< parts in which a micro-batch is computed, so that it fits into memory
    std::int64_t notices = 0; ///< of the run so far; later ones come again when it continues

    bool operator==(const GuardMemory&) const = default;
};

std::string toJson(const GuardMemory& memory);
/// What can't be read is as at the beginning of a run.
GuardMemory guardMemoryFromJson(const std::string& text);

/// Tells steps that would do harm from good ones: by whether loss and gradient are finite, and by
/// how far they are above the median of the last hundred, measured in their usual spread. Generous:
/// what a learning rate that rises does to a curve is none of its business.
class RunGuard {
public:
    static constexpr std::int64_t kMostRewinds = 3;

    explicit RunGuard(GuardMemory& memory) : m_memory(memory) {}

    enum class Problem { NotFinite, Spike };
    struct Finding {
        Problem problem = Problem::NotFinite;
        std::string what{}; ///< "loss" or "gradient"
        double value = 0;
    };
    /// @param norm  of the gradient; without meaning if the loss is not finite
    std::optional<Finding> judge(double loss, double norm) const;

    void accept(double loss, double norm);
    /// @param number  of the try. @return whether it is one too many of the last hundred
    bool skip(std::int64_t number);
    void rewound(); ///< the past no longer tells what is usual
    void forget();  ///< as rewound(), after a change that moves the loss
    bool mayRewind() const { return m_memory.rewinds < kMostRewinds; }

private:
    GuardMemory& m_memory;
};

} // namespace mae
