// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"
#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/display.h"
#include "core/probe/whole_picture.h"

#include <cstdint>
#include <vector>

namespace mae {

/// Computes a WholePicture in pieces, so that other work can go on between them. The patches are
/// dealt out several times (a function of the seed); the mean of the draws is shown.
class WholePictureMaker {
public:
    /// @param model   outlives the maker, unchanged
    /// @param fitted  see fittedPicture()
    /// @param k       2 to N: each mask hides the k-th part of the patches
    /// @throws Error(InvalidConfig) if k is out of range
    WholePictureMaker(const Model& model, const Image& fitted, int k, std::uint64_t seed,
                      const DisplayOptions& display);

    void step(); ///< some masks, about 0.1 s at most. Without effect once isDone()
    bool isDone() const { return m_done == m_masks; }
    int done() const { return m_done; }   ///< masks
    int total() const { return m_masks; } ///< masks
    WholePicture result() const;          ///< once isDone()

private:
    void addHidden(const std::vector<float>& shown, const Mask& mask);

    /// Sums over draws of a value and of its square, per value of a patch.
    struct Sums {
        std::vector<double> value{};
        std::vector<double> square{};
    };

    const Model& m_model;
    DisplayOptions m_display;
    int m_k = 0;      ///< pieces a draw is cut into
    int m_masks = 0;  ///< of all draws
    int m_done = 0;   ///< masks, piece by piece
    int m_atOnce = 1; ///< masks a step
    PatchGrid m_grid{};
    Image m_original{};
    Tensor m_patches{};                                ///< [N, P*P*C]
    std::vector<std::vector<std::int32_t>> m_orders{}; ///< per draw: all patches, dealt out
    Sums m_sums{};
};

} // namespace mae
