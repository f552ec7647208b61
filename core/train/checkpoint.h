// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"
#include "core/model/model.h"
#include "core/train/run_guard.h"
#include "core/train/trainer.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace mae {

/// Where a run stands, beside its weights and optimizer.
struct RunCounters {
    std::int64_t step = 0; ///< steps done
    double time = 0;       ///< seconds of training
    double smoothedLoss =
        std::numeric_limits<double>::infinity(); ///< decides which checkpoint is best
    std::string precision = "float32";
    std::string fingerprint{}; ///< of the pictures
    GuardMemory guard{};
};

/// Everything that a checkpoint holds, copied at one moment: training goes on while it is written.
struct CheckpointImage {
    std::filesystem::path path{};
    std::vector<NamedTensor> tensors{}; ///< shares no memory with the trainer
    std::map<std::string, std::string> metadata{};
    std::int64_t step = 0;
    Tensor memory{}; ///< that the tensors lie in, one after another

    std::uint64_t bytes() const;
};

/// An image whose tensors have their memory, but not yet their values.
struct UnfilledImage {
    CheckpointImage image{};
    std::vector<Tensor> sources{}; ///< of image.tensors, in their order; share the trainer's memory

    /// Copies the values. Any thread, as long as nobody changes the sources.
    /// @return whether all are finite
    bool fill() const;
};

/// @param model  its card, config and normalisation; the weights come from @p trainer
/// @param memory  of an image that nobody needs any more: taken if it has the right size
UnfilledImage unfilledImage(const std::filesystem::path& path, const Model& model,
                            const Trainer& trainer, const RunCounters& counters,
                            Tensor memory = {});

/// The first tensor with a value that is not finite: what is broken is never saved. Empty: none
std::string firstBroken(const std::vector<NamedTensor>& tensors);
std::string firstBroken(const Trainer& trainer); ///< its weights, then its moments

/// Writes a checkpoint atomically, then reads it back: its checksum has to fit.
/// @throws Error(Io) or Error(Format); there is then no new file
void writeImage(const CheckpointImage& image);

/// A checkpoint that was read whole and whose checksum fits.
struct Checkpoint {
    std::filesystem::path path{};
    Safetensors file{};
    RunCounters counters{};
};

/// @throws Error(Io) or Error(Format) if it is damaged or no checkpoint
Checkpoint readCheckpoint(const std::filesystem::path& path);

/// The newest checkpoint of a run that verifies; broken ones are logged and passed over.
/// @throws Error(Io) if there is none
Checkpoint newestCheckpoint(const std::filesystem::path& run);

/// Deletes all but the last @p keep checkpoints and the one of the lowest smoothed loss. Files of
/// steps after @p step, which were passed over when the run was continued, neither count nor go.
void pruneCheckpoints(const std::filesystem::path& run, int keep, std::int64_t step);

} // namespace mae
