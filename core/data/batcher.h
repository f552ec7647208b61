// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/data/picture_source.h"
#include "core/masking/mask.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace mae {

/// One micro-batch, ready for the model: bytes and indices, no tensors.
struct Batch {
    std::int64_t number = 0;              ///< counts micro-batches of the run from 0
    std::vector<std::uint8_t> patches;    ///< [B, N, P*P*C], pixels in (row, column, channel) order
    std::vector<std::int64_t> visibleIds; ///< [B, V]
    std::vector<std::int64_t> hiddenIds;  ///< [B, N-V]
};

/// Random pixels under random masks: what a batch costs does not depend on its pictures.
Batch randomBatch(const ModelConfig& model, double maskRatio, int size);

/// How many steps an epoch has: pictures / (batch * accumulate), rounded down, at least 1.
/// @param pictures  that an epoch shows, see picturesPerEpoch()
std::int64_t stepsPerEpoch(std::int64_t pictures, const OptimConfig& config);

/// Which pictures a run sees, in which order, in closed form: sample @p position of the run (batch
/// after batch) is picture `index` in pass `epoch`. The order of an epoch is a function of the
/// seed.
///
/// A part with a weight is dealt out in passes of its own, each in an order of its own; an epoch
/// takes the next shownPerEpoch() of it. So with the weight 2.5 each of its pictures is shown two
/// or three times an epoch, and five times in two.
class SampleOrder {
public:
    SampleOrder(std::vector<SourcePart> parts, const OptimConfig& config);
    SampleOrder(std::int64_t pictures, const OptimConfig& config); ///< without weights
    struct Sample {
        std::int64_t epoch = 0;
        std::int64_t index = 0;
        std::int64_t repeat = 0; ///< how often the epoch has shown this picture before, in passes
    };
    Sample at(std::int64_t position); ///< not thread-safe: caches the current epoch's order

private:
    void beginEpoch(std::int64_t epoch);
    void listWeighted(std::int64_t epoch);

    std::vector<SourcePart> m_parts;
    bool m_weighted = false;
    std::int64_t m_shown = 0; ///< pictures of an epoch
    std::int64_t m_used = 0;  ///< of these; the rest is dropped, as published
    std::uint64_t m_seed = 0;
    std::int64_t m_epoch = -1;
    std::vector<std::uint32_t> m_order;
    // With weights m_order counts places in these:
    std::vector<std::uint32_t> m_pictures;
    std::vector<std::uint16_t> m_repeats;
};

/// Cuts a picture into bytes of patches in (row, column, channel) order.
/// @param out  room for N * P * P * 3 bytes
void patchBytes(const Image& square, int patchSize, std::uint8_t* out);

/// Loads, crops, masks and queues micro-batches on threads of its own. What it delivers is a
/// function of the configuration and the batch number only: not of the number of threads.
///
/// A picture that can't be read is replaced by the next one of the source that can. A whole batch
/// of at least 16 pictures without a readable one, or a source without any, makes next() throw
/// Error(Io).
class Batcher {
public:
    Batcher(std::shared_ptr<PictureSource> source, const TrainConfig& config,
            std::int64_t firstBatch);
    ~Batcher(); ///< stops and joins the threads

    Batcher(const Batcher&) = delete;
    Batcher& operator=(const Batcher&) = delete;

    /// The next micro-batch; waits for it. @throws Error of the loader threads; if @p stop is
    /// requested while waiting, returns an empty batch (no patches).
    Batch next(const std::stop_token& stop = {});

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace mae
