// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"
#include "core/model/model.h"
#include "core/probe/reconstruction.h"

#include <filesystem>
#include <vector>

namespace mae {

/// Fixed pictures under fixed masks that a run is watched by: evenly spread over the data, the
/// masks a function of the seed.
class ProbePictures {
public:
    /// Loads preview.count pictures; unreadable ones are left out.
    ProbePictures(PictureSource& source, const TrainConfig& config);

    /// What @p model makes of them; also written to @p png as one picture, a row for each. A
    /// picture that can't be written is logged, not fatal.
    std::vector<Reconstruction> reconstructed(const Model& model,
                                              const std::filesystem::path& png) const;

private:
    struct Probe {
        Image picture{};
        Mask mask{};
    };
    std::vector<Probe> m_probes;
};

} // namespace mae
